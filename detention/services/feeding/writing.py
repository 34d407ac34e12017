"""Rows of a roster into the records: newcomers together, what changed of the known through the verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from detention.permissions import may_tell
from detention.services.feeding.admitting import admit_rows
from detention.services.feeding.following import Following, differs_in_end
from detention.services.feeding.judging import Known, judge
from detention.services.judging import judge_many_later
from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict, demand
from procuratorate.lib.sheets import Level, ReadRow
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

WORDS = {
    "edit": "登记事项", "pass_on": "环节变更", "count_anew": "重新计算", "grant": "延长", "note_handover": "换押证",
    "stop": "停止计算", "resume": "恢复计算", "note_notice": "届满通知", "note_report": "超期报告", "leave": "出所",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of one row: new, changed (by which acts), same, or nothing where it was refused."""

    kind: str = ""
    acts: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return "、".join(dict.fromkeys(WORDS[act] for act in self.acts))


def write_rows(*, rows: Sequence[ReadRow], centre: Organ, on: date, actor: Actor, at: datetime) -> dict[int, Outcome]:
    """Judge rows, write the good ones in the caller's transaction; outcomes by row number, refusals on the rows."""
    demand(may_tell(actor, centre), act="detention.take_rows")
    try:
        with transaction.atomic():
            outcomes, ids = _written(rows, centre, on, actor, at)
    except IntegrityError as error:
        raise Conflict("写入时有记录刚被他人改动，请重新核对后再报。", title=str(centre)) from error
    record(actor=actor, act="detention.take_rows", target=centre, detail={"ids": ids, "on": str(on)})
    judge_many_later(ids, f"{centre.pk}:{on}:{at.timestamp()}:{rows[0].number if rows else 0}")
    return outcomes


def try_rows(*, rows: Sequence[ReadRow], centre: Organ, on: date, actor: Actor, at: datetime) -> dict[int, Outcome]:
    """What writing would do, found out by doing it and taking it back."""
    try:
        with transaction.atomic():
            outcomes, _ = _written(rows, centre, on, actor, at)
            transaction.set_rollback(True)
    except IntegrityError as error:
        raise Conflict("核对时有记录刚被他人改动，请重新上传。", title=str(centre)) from error
    return outcomes


def _written(
    rows: Sequence[ReadRow], centre: Organ, on: date, actor: Actor, at: datetime
) -> tuple[dict[int, Outcome], list[int]]:
    known = Known.of(rows, centre, on)
    judge(rows, known)
    good = [row for row in rows if not row.refused]
    new = [row for row in good if known.stay_of(row) is None]
    made = dict(zip((row.number for row in new), admit_rows(new, known, actor, at), strict=True)) if new else {}
    outcomes, ids = {}, []
    for row in good:
        stay = made.get(row.number) or known.stay_of(row)
        outcome = _followed(Following(row, stay, known, actor, at), is_new=row.number in made)
        if outcome is not None:
            outcomes[row.number] = outcome
        if outcome is None or outcome.kind != "same":
            ids.append(stay.pk)
    return outcomes, ids


def _followed(one: Following, *, is_new: bool) -> Outcome | None:
    """A known person's row stands or falls as a whole; a newcomer stays admitted, what was refused is told."""
    before = len(one.row.problems)
    done = one.follow()
    if one.row.refused and is_new:
        one.row.problems[before:] = [
            replace(told, reason=f"{told.reason}；收押已登记，这一项没有写入", level=Level.WARNED)
            for told in one.row.problems[before:]
        ]
    if one.row.refused:
        return None
    if (due := differs_in_end(one)) is not None:
        one.row.warn("due_on", f"与按登记推算的届满日（{due}）不同", "核对起算日、延长文书；以法律文书为准")
    return Outcome("new" if is_new else "changed" if done else "same", tuple(done))


def finding(row: ReadRow, outcome: Outcome | None) -> dict[str, Any]:
    """What is told of one row, on screen and over the API."""
    return {
        "row": row.number, "number": row.values["number"] or "", "name": row.values["name"] or "",
        "level": row.level.name.lower(), "kind": outcome.kind if outcome else "",
        "acts": outcome.words if outcome else "",
        "problems": [
            {"column": p.column, "given": p.given, "reason": p.reason, "mending": p.mending,
             "level": p.level.name.lower()}
            for p in row.problems
        ],
    }  # fmt: skip
