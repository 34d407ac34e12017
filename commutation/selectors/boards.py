"""The clerk's board: the plan's ladder, wards by steps, what she must empty, the last import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from commutation.models import Batch, Filing, PlanStep, Ruling, Supplement, Upload, UploadRow
from commutation.selectors.materials import missing_in
from commutation.selectors.nodes import passed_by_ward
from commutation.states import MATRIX, STEPS, BatchState, FilingState, Kind, RowStatus, Step, UploadState
from commutation.states.courts import RulingState
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import Actor


@dataclass(frozen=True, slots=True)
class Cell:
    """People who passed a step (None while it is ahead), and those who dropped out at it."""

    step: Step | None
    passed: int | None
    dropped: int
    url: str
    dropped_url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One ward of the matrix, or the sum of all."""

    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    heads: list[str]
    lines: list[Line]
    total: Line

    @property
    def people(self) -> int:
        return self.total.cells[0].passed or 0


@dataclass(slots=True)
class _Count:
    nominated: int = 0
    dropped: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def matrix(batch: Batch, steps: list[PlanStep], actor: Actor) -> Matrix:
    """监区 × 步骤. One query; a ward's officer sees the ward alone."""
    counts: dict[tuple[str, int, str], _Count] = defaultdict(_Count)
    rows = Filing.objects.visible_to(actor).filter(batch=batch)
    for row in rows.values("ward", "ward__path", "ward__short_name", "drop_step").annotate(people=Count("pk")):
        count = counts[row["ward__path"], row["ward"], row["ward__short_name"]]
        count.nominated += row["people"]
        if row["drop_step"]:
            count.dropped[row["drop_step"]] += row["people"]
    reached, levels = _reached(batch, steps), passed_by_ward(batch)
    base = f"{batch.get_absolute_url()}people/"
    lines = [
        _line(name, counts[key], reached, f"{base}?ward={ward}&", _of_ward(levels, ward))
        for key in sorted(counts)
        for _, ward, name in [key]
    ]
    total = _line("合计", _sum(counts), reached, f"{base}?", _of_all(levels))
    return Matrix(["提名", *(step.label for step in MATRIX)], lines, total)


def _of_ward(levels: Mapping[Step, dict[int, int] | None], ward: int) -> dict[Step, int]:
    """What the signed records say of one ward, where there are any."""
    return {step: wards.get(ward, 0) for step, wards in levels.items() if wards is not None}


def _of_all(levels: Mapping[Step, dict[int, int] | None]) -> dict[Step, int]:
    return {step: sum(wards.values()) for step, wards in levels.items() if wards is not None}


def _sum(counts: Mapping[Any, _Count]) -> _Count:
    total = _Count()
    for count in counts.values():
        total.nominated += count.nominated
        for step, people in count.dropped.items():
            total.dropped[step] += people
    return total


def _reached(batch: Batch, steps: list[PlanStep]) -> int:
    """How far the batch is: the last node done, or the one its state stands for."""
    done = [step.position for step in steps if step.done_on]
    if batch.state == BatchState.CONSULTING:
        done.append(STEPS.index(Step.CONSULTATION))
    return max(done, default=-1)


def _line(name: str, count: _Count, reached: int, url: str, signed: Mapping[Step, int]) -> Line:
    """Who passed each step: by signed records where the batch keeps them, else by the plan."""
    standing = count.nominated - count.dropped.get(Step.CUTOFF, 0)
    cells = [Cell(None, count.nominated, count.dropped.get(Step.CUTOFF, 0), url, f"{url}dropped={Step.CUTOFF}")]
    for step in MATRIX:
        dropped = count.dropped.get(step, 0)
        standing -= dropped
        passed = standing if STEPS.index(step) <= reached else None
        if step in signed:
            passed = signed[step] or (0 if passed is not None else None)
        cells.append(Cell(step, passed, dropped, f"{url}passed={step}", f"{url}dropped={step}"))
    return Line(name, cells)


def kinds_on(batch: Batch, actor: Actor) -> str:
    """减刑 146，假释 6: who stands on the list. One query."""
    rows = Filing.objects.visible_to(actor).filter(batch=batch).standing().order_by()
    counts = dict(rows.values_list("kind").annotate(people=Count("pk")))
    return "，".join(f"{kind.label} {counts[kind]}" for kind in Kind if kind in counts)


@dataclass(frozen=True, slots=True)
class Rung:
    """A node of the ladder, as `{% ladder %}` draws it."""

    name: str
    text: str
    state: str
    url: str = ""


def ladder(batch: Batch, steps: list[PlanStep], on: date, clock_day: str = "") -> list[Rung]:
    """The plan with today's mark: what is done and when, what is at, what is planned, what is late."""
    at = current_step(batch, steps, on)
    return [_rung(step, at, on, clock_day) for step in steps]


# What has been sent has passed the nodes before, whether or not anybody wrote down their days.
PASSED_BY_SENDING = {BatchState.CONSULTING: STEPS.index(Step.WARDENS), BatchState.FILED: STEPS.index(Step.FILING) + 1}


def current_step(batch: Batch, steps: list[PlanStep], on: date) -> Step | None:
    """The node the batch stands at."""
    done = {step.code for step in steps if _done_on(step, on)}
    if batch.state == BatchState.CONSULTING and Step.WARDENS not in done:
        return Step.CONSULTATION
    first = PASSED_BY_SENDING.get(BatchState(batch.state), 0)
    return next((step for step in STEPS[first:] if step not in done), None)


def _done_on(step: PlanStep, on: date) -> date | None:
    """When a node was passed; the cut-off of the assessment passes by itself."""
    passed = step.code == Step.CUTOFF and step.planned_on and step.planned_on < on
    return step.done_on or (step.planned_on if passed else None)


def _rung(step: PlanStep, at: Step | None, on: date, clock_day: str) -> Rung:
    name = Step(step.code).label
    if done_on := _done_on(step, on):
        return Rung(name, f"{done_on:%m-%d}", "done")
    planned = f"拟 {step.planned_on:%m-%d}" if step.planned_on else ""
    if step.code == at:
        if step.code == Step.CONSULTATION and clock_day:
            return Rung(name, clock_day, "at")
        late = bool(step.planned_on and step.planned_on < on)
        return Rung(name, f"{planned}，已过" if late else planned or "待登记", "late" if late else "at")
    passed = at is not None and STEPS.index(Step(step.code)) < STEPS.index(at)
    return Rung(name, "未登记完成", "gap") if passed else Rung(name, planned, "ahead")


@dataclass(frozen=True, slots=True)
class Note:
    """One line of a stack: what, why, where."""

    what: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class Stack:
    title: str
    count: int
    notes: list[Note]
    empty: str


SHOWN = 3


def returned(batch: Batch, actor: Actor) -> Stack:
    """退回补正: refused rows nobody has mended yet, by ward. Once the list is closed there is nothing to mend."""
    rows: list[Any] = (
        [] if batch.is_sent else list(unmended(batch, actor).values("upload", "ward_name", "problems")[:200])
    )
    wards: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        wards[row["upload"], row["ward_name"] or "未填监区"].append(row)
    notes = [
        Note(f"{ward} {len(same)} 件", _first_reason(same[0]), f"/batches/uploads/{upload}/?status=refused")
        for (upload, ward), same in wards.items()
    ]
    return Stack(
        "退回补正", len(rows), notes[:SHOWN], "没有待补正的行。导入时退回的行列在这里，改好重新导入后自动消失。"
    )


def unmended(batch: Batch, actor: Actor) -> QuerySet[UploadRow]:
    """Refused rows of uploads not given up, whose person does not stand on the list."""
    standing = Filing.objects.filter(batch=batch, number=OuterRef("number_given")).exclude(state=FilingState.DROPPED)
    later = UploadRow.objects.filter(
        upload__batch=batch, upload__gt=OuterRef("upload"), given__number=OuterRef("given__number")
    ).exclude(upload__state__in=[UploadState.DISCARDED, UploadState.UNREADABLE])
    rows = UploadRow.objects.to_mend().filter(
        upload__in=Upload.objects.visible_to(actor).filter(
            batch=batch, state__in=[UploadState.CHECKED, UploadState.COMMITTED]
        )
    )
    found: QuerySet[UploadRow] = (
        rows.annotate(number_given=KT("given__number")).exclude(Exists(standing)).exclude(Exists(later))
    )
    return found


def _first_reason(row: dict[str, Any]) -> str:
    refused = [problem for problem in row["problems"] if problem["level"] == RowStatus.REFUSED]
    return f"{refused[0]['field']}：{refused[0]['reason']}" if refused else ""


WITH_PROOF = ("全部履行", "部分履行", "终结执行", "终结本次执行")


def lacking(batch: Batch, actor: Actor) -> Stack:
    """缺材料: papers the list says nobody has paged, and those the catalogue of the batch lacks."""
    rows = Filing.objects.visible_to(actor).filter(batch=batch).standing()
    proof = Q(facts__performance__in=WITH_PROOF) & (~Q(facts__has_key="proof") | Q(facts__proof="缺"))
    unpaged = rows.filter(proof | Q(facts__earlier_served_on="缺")).order_by("ward__path", "number")
    said = {pk: [_paper(facts)] for pk, facts in unpaged.values_list("pk", "facts")}
    catalogued = missing_in(batch, actor)
    wanting = {pk: said.get(pk, []) + catalogued.get(pk, []) for pk in said | catalogued}
    shown = list(wanting)[:SHOWN]
    names = dict(rows.filter(pk__in=shown).values_list("pk", "name")) if shown else {}
    notes = [Note(names[pk], _few(wanting[pk]), f"{batch.get_absolute_url()}people/{pk}/") for pk in shown]
    return Stack("缺材料", len(wanting), notes, "没有缺的材料。缺票据页、缺送达回证，和目录中缺的列在这里。")


def _few(labels: list[str]) -> str:
    return "、".join(labels[:SHOWN]) + (f"等 {len(labels)} 项" if len(labels) > SHOWN else "")


def _paper(facts: Mapping[str, str]) -> str:
    if facts.get("earlier_served_on") == "缺":
        return "前次裁定送达回证"
    return "执行裁定页" if facts["performance"].startswith("终结") else "履行票据页"


def from_procuratorate(batch: Batch, actor: Actor) -> Stack:
    """检察机关来文: what has come and is not registered."""
    rows = Dispatch.objects.received_by(actor).unregistered().listed()
    notes = [Note(row.title, f"{day_of(row.sent_at):%m-%d}", f"/inbox/{row.pk}/") for row in rows[:SHOWN]]
    count = rows.count() if notes else 0
    return Stack("检察机关来文", count, notes, "没有待登记的来文。询问、意见、通知书到达后列在这里。")


def from_court(batch: Batch, actor: Actor) -> Stack:
    """法院来文: what the court asked for and has not got, and rulings whose receipt is not entered."""
    asked = Supplement.objects.filter(case__filing__batch=batch, sent_on=None).select_related("case__filing")
    ruled = Ruling.objects.visible_to(actor).filter(filing__batch=batch, prison_received_on=None)
    ruled = ruled.exclude(state=RulingState.VOID).select_related("filing")
    notes = [
        Note(one.case.filing.name, f"补送：{one.words}", f"/courts/{one.case.filing_id}/") for one in asked[:SHOWN]
    ]
    notes += [Note(one.name, f"裁定 {one.case_no}，收到日未登记", one.get_absolute_url()) for one in ruled[:SHOWN]]
    count = asked.count() + ruled.count() if len(notes) >= SHOWN else len(notes)
    return Stack("法院来文", count, notes[:SHOWN], "没有待办的法院来文。要求补送的材料、没有登记收到日的裁定列在这里。")
