"""The rules held against stays, after every act and once an hour: findings come and go with the facts.

What a person settled stays as it was settled. Nothing is sent: a finding waits for a procurator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from detention.law import Holder, explain
from detention.law import Verdict as Law
from detention.models import Detainee, Finding, Stage
from detention.selectors.facts import clashing, facts_of_stage, facts_of_stay, held
from detention.selectors.proposers import Proposers
from detention.states import FindingState, Verdict
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.lib.clock import day_of
from procuratorate.lib.law import findings as law
from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.rules import Addressee
from procuratorate.lib.names import mask
from procuratorate.organs.models import Organ
from procuratorate.work.services import enqueue

TOPIC, TOPIC_MANY = "detention.judge", "detention.judge_many"
CHUNK = 200
HOLDERS = {Addressee.COURT: Holder.COURT, Addressee.PROSECUTION: Holder.PROCURATORATE}
OF_HANDLERS = frozenset({Addressee.HANDLER, *HOLDERS})
AT_THE_START = frozenset(
    {"sent-to-centre", "first-questioning", "family-of-arrest"}
)  # put to who took him into custody
KEPT = ("title", "verdict", "text", "article", "addressee", "proposer", "proposer_basis", "stage")


@dataclass(frozen=True)
class Found:
    """A breach, against which clock, put to whom."""

    key: str
    finding: law.Finding
    stage: Stage | None
    addressee: Organ
    beside: str = ""


def judge_later(detainee_id: int, version: int, at: datetime) -> None:
    """Leave word that somebody's stay is to be judged, in the transaction of the act."""
    key = f"{detainee_id}:{version}:{at.timestamp()}"
    enqueue(topic=TOPIC, key=key, payload={"detainee": detainee_id})


def judge_many_later(ids: Sequence[int], key: str) -> None:
    """The same for many who came with one roster."""
    for start in range(0, len(ids), CHUNK):
        enqueue(topic=TOPIC_MANY, key=f"{key}:{start}", payload={"detainees": list(ids[start : start + CHUNK])})


def judge_these(*, ids: Sequence[int], at: datetime) -> int:
    """Judge these stays. Safe to run twice."""
    return _judge(Detainee.objects.filter(pk__in=ids), day_of(at))


def judge(*, detainee_id: int, at: datetime) -> int:
    """Judge one stay and those who share its cell; returns how many findings changed. Safe to run twice."""
    one = Detainee.objects.filter(pk=detainee_id).first()
    if one is None:
        return 0
    ids = [one.pk, *Detainee.objects.beside(one).values_list("pk", flat=True)]
    return _judge(Detainee.objects.filter(pk__in=ids), day_of(at))


def judge_centres(*, at: datetime) -> int:
    """Judge everybody present: days pass without anybody acting. Returns how many findings changed."""
    ids = list(Detainee.objects.present().order_by("centre", "pk").values_list("pk", flat=True))
    chunks = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    return sum(_judge(Detainee.objects.filter(pk__in=chunk), day_of(at)) for chunk in chunks)


def _judge(people: Iterable[Detainee], on: date) -> int:
    found, calendar, proposers = held(people), working_calendar(), Proposers(on)
    standing: dict[int, dict[str, Finding]] = {}
    for row in Finding.objects.filter(detainee__in=[one.pk for one in found.people]):
        standing.setdefault(row.detainee_id, {})[row.key] = row
    changed = 0
    for one in found.people:
        wanted = {item.key: item for item in _of(one, found, on, calendar)}
        changed += _write(one, wanted, standing.get(one.pk, {}), proposers, on)
    return changed


def _of(one: Any, found: Any, on: date, calendar: Calendar) -> Iterator[Found]:
    for stage in one.course:
        for finding in explain(facts_of_stage(stage, on), on=on):
            if finding.verdict is Law.BREACHED:
                due = stage.clock.due_on if stage.clock else ""
                yield Found(f"{finding.rule.code}:{stage.pk}:{due}", finding, stage, _addressee(one, stage, finding))
    for finding in explain(facts_of_stay(one, found, on, calendar), on=on):
        if finding.verdict is Law.BREACHED:
            where, beside = _beside(one, found, on, finding.rule.code)
            yield Found(f"{finding.rule.code}:{where}", finding, None, _addressee(one, one.stage, finding), beside)


def _beside(one: Any, found: Any, on: date, code: str) -> tuple[str, str]:
    """Where it is found again, and with whom. A further co-defendant in the cell is a further finding.

    Of minors, convicted and women the cell alone tells it again: others come and go every day.
    """
    if not code.startswith("separate"):
        return "", ""
    mates = clashing(one, found, on)[code]
    names = "、".join(mask(mate.person.name) for mate in mates[:5]) + ("等" if len(mates) > 5 else "")
    whom = ",".join(str(mate.pk) for mate in sorted(mates, key=lambda mate: mate.pk))
    where = f"{one.cell}:{whom}"[:60] if code == "separate-co-defendants" else one.cell
    return where, f"{one.cell}监室，与{names}同室。"


def _addressee(one: Any, stage: Stage | None, finding: law.Finding) -> Organ:
    """The organ that holds the clock answers for its end, the court for its papers, the centre for its own duties."""
    holder = HOLDERS.get(finding.rule.addressee)
    if holder is not None:
        stage = next((each for each in reversed(one.course) if each.holder is holder), None)
    elif finding.rule.code in AT_THE_START:
        stage = one.course[0]
    to_handler = finding.rule.addressee in OF_HANDLERS and stage is not None
    organ: Organ = stage.handler if to_handler and stage else one.centre
    return organ


def _write(one: Any, wanted: dict[str, Found], rows: dict[str, Finding], proposers: Proposers, on: date) -> int:
    changed = 0
    for key, item in wanted.items():
        told = _told(item, one, proposers)
        row = rows.get(key)
        if row is None:
            Finding.objects.create(
                detainee=one, centre=one.centre, rule=item.finding.rule.code, key=key, found_on=on, **told
            )
            changed += 1
        elif row.state in {FindingState.SUSPECTED, FindingState.OUTDATED} and _differs(row, told):
            Finding.objects.filter(pk=row.pk).update(state=FindingState.SUSPECTED, **told)
            changed += 1
    gone = [row.pk for key, row in rows.items() if key not in wanted and row.state == FindingState.SUSPECTED]
    return changed + (Finding.objects.filter(pk__in=gone).update(state=FindingState.OUTDATED) if gone else 0)


def _told(item: Found, one: Any, proposers: Proposers) -> dict[str, Any]:
    proposer, basis = proposers.of(one.centre, item.addressee)
    return {
        "title": item.finding.rule.title, "text": item.beside + item.finding.text, "article": item.finding.cite[:300],
        "verdict": Verdict.BREACHED if item.finding.accuses else Verdict.WARNED, "stage": item.stage,
        "addressee": item.addressee, "proposer": proposer, "proposer_basis": basis[:200],
    }  # fmt: skip


def _differs(row: Finding, told: dict[str, Any]) -> bool:
    return row.state == FindingState.OUTDATED or (row.text, row.addressee_id, row.proposer_id) != (
        told["text"], told["addressee"].pk, told["proposer"].pk if told["proposer"] else None,
    )  # fmt: skip
