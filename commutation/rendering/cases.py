"""Pages of the procurator, put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page

from commutation.checks import said
from commutation.columns import HEADERS
from commutation.dossiers import dossiers
from commutation.models import Batch, Filing, Sending
from commutation.rendering.clocks import face_of
from commutation.selectors.reviews import UnderReview, queue
from commutation.selectors.snapshots import Judged, judged_on
from commutation.states import FilingState, Step
from prisons.models import Inmate
from procuratorate.deadlines.rendering import ClockFace
from procuratorate.dispatch.selectors import Slip, slip
from procuratorate.lib.identifiers import masked
from procuratorate.organs.actors import Actor


@dataclass(frozen=True, slots=True)
class Figure:
    count: int
    label: str
    url: str
    css: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class BatchLine:
    review: UnderReview
    clock: ClockFace | None


@dataclass(frozen=True, slots=True)
class QueueLine:
    filing: Filing
    clock: ClockFace | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    batches: list[BatchLine]
    figures: list[Figure]
    page: Page[Filing]
    lines: list[QueueLine]
    everything: bool


def queue_page(
    *, batches: list[UnderReview], counts: dict[str, int], page: Page[Filing], due: str, everything: bool, on: date
) -> QueuePage:
    """`everything`: the page's filings include those whose clock has ended."""
    names = (
        ("over", "逾期", "overdue", "over"),
        ("today", "今日到期", "today", "today"),
        ("soon", "三日内", "soon", "soon"),
    )
    figures = [Figure(counts[key], label, f"?due={code}", css, due == code) for code, label, key, css in names]
    figures.append(Figure(counts["open"], "计时中", "?due=open", "", due == "open"))
    lines = [QueueLine(filing, face_of(filing.clock, on, plain=True)) for filing in page.object_list]
    batch_lines = [BatchLine(one, face_of(one.clock, on)) for one in batches]
    return QueuePage(batch_lines, figures, page, lines, everything)


@dataclass(frozen=True, slots=True)
class SheetPage:
    sending: Sending
    others: list[Sending]
    receipt: Slip
    clocks: list[ClockFace]
    page: Page[Filing]
    lines: list[QueueLine]


def sheet_page(batch: Batch, sending: Sending, sendings: list[Sending], page: Page[Filing], on: date) -> SheetPage:
    clock = face_of(sending.clock, on)
    return SheetPage(
        sending=sending,
        others=[one for one in sendings if one.pk != sending.pk],
        receipt=slip(sending.dispatch),
        clocks=[clock] if clock else [],
        page=page,
        lines=[QueueLine(filing, face_of(filing.clock, on, plain=True)) for filing in page.object_list],
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as filed beside the records of today; `differs` where they no longer say the same."""

    label: str
    filed: str
    held: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    what: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class CasePage:
    facts: list[Fact]
    judged: Judged | None
    clock: ClockFace | None
    slips: list[Sending]
    events: list[Event]
    before: int | None
    after: int | None
    position: int
    people: int


IDENTITY = frozenset({"ward", "number", "name", "kind"})


def case_page(filing: Filing, actor: Actor, on: date) -> CasePage:
    sendings = list(
        Sending.objects.visible_to(actor)
        .filter(lines__filing=filing)
        .select_related("dispatch__opened_by", "dispatch__acknowledged_by", "recipient", "by")
        .defer("dispatch__content")
    )
    ids = list(
        queue(actor).filter(batch=filing.batch_id).order_by("ward__path", "number", "kind").values_list("pk", flat=True)
    )
    here = ids.index(filing.pk) if filing.pk in ids else -1
    return CasePage(
        facts=_facts(filing, actor),
        judged=judged_on(filing, [sending.pk for sending in sendings]),
        clock=face_of(filing.clock, on),
        slips=sendings,
        events=_events(filing, sendings),
        before=ids[here - 1] if here > 0 else None,
        after=ids[here + 1] if 0 <= here < len(ids) - 1 else None,
        position=here + 1,
        people=len(ids),
    )


def _facts(filing: Filing, actor: Actor) -> list[Fact]:
    found = dossiers(Inmate.objects.visible_to(actor).filter(pk=filing.inmate_id))
    held = next(iter(found.values())).values if found else {}
    return [
        _fact(name, filing.facts.get(name, ""), said(name, held.get(name)))
        for name in HEADERS
        if name not in IDENTITY and (name in filing.facts or name in held)
    ]


def _fact(name: str, filed: str, held: str) -> Fact:
    if name == "id_number":
        return Fact(HEADERS[name], masked(filed), masked(held), bool(held) and filed != held)
    return Fact(HEADERS[name], filed, held, bool(held) and filed != held)


def _events(filing: Filing, sendings: list[Sending]) -> list[Event]:
    """What happened to this filing, in order, as far as both sides may know."""
    events = [Event(filing.nominated_at, "监狱提名")]
    for sending in sendings:
        sent = sending.dispatch
        events.append(Event(sent.sent_at, f"{sending.get_stage_display()}发出并到达，{sent.number}", key=True))
        if sent.opened_at:
            events.append(Event(sent.opened_at, f"{sent.opened_by} 首次打开"))
        if sent.acknowledged_at:
            events.append(Event(sent.acknowledged_at, f"{sent.acknowledged_by} 登记"))
    if filing.state == FilingState.DROPPED and filing.dropped_at:
        events.append(
            Event(filing.dropped_at, f"监狱办理退出（{Step(filing.drop_step).label}）：{filing.drop_reason}", key=True)
        )
    return sorted(events, key=lambda event: event.at)
