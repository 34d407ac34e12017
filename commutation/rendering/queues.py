"""The procurator's lists: batches under review with their bars, the queue, a list as it was sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page

from commutation.models import Batch, Filing, Sending
from commutation.rendering.clocks import face_of
from commutation.selectors.progress import PARTS, Standing, bars, segments, standings
from commutation.selectors.reviews import UnderReview
from commutation.selectors.simultaneity import Gaps, gaps_of
from commutation.states import Route, Stage
from procuratorate.deadlines.rendering import ClockFace
from procuratorate.dispatch.selectors import Slip, slip
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
    segments: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class QueueLine:
    filing: Filing
    clock: ClockFace | None
    standing: Standing

    @property
    def route(self) -> str:
        return Route(self.filing.route).short


@dataclass(frozen=True, slots=True)
class QueuePage:
    batches: list[BatchLine]
    more_batches: bool
    figures: list[Figure]
    page: Page[Filing]
    lines: list[QueueLine]
    everything: bool


SEEN = [
    ("", "全部", None), ("mine", "我承办", None), *((name, label, None) for name, label, _ in PARTS)
]  # chips over a list  # fmt: skip


def queue_page(
    *,
    batches: list[UnderReview],
    most: int | None,
    counts: dict[str, int],
    page: Page[Filing],
    due: str,
    everything: bool,
    actor: Actor,
    on: date,
) -> QueuePage:
    """`everything`: the page's filings include those whose clock has ended. `most`: batches shown, if not all."""
    names = (
        ("over", "逾期", "overdue", "over"),
        ("today", "今日到期", "today", "today"),
        ("soon", "三日内", "soon", "soon"),
    )
    figures = [Figure(counts[key], label, f"?due={code}", css, due == code) for code, label, key, css in names]
    figures.append(Figure(counts["open"], "计时中", "?due=open", "", due == "open"))
    shown = batches[:most]
    told = bars(one.batch.pk for one in shown)
    batch_lines = [BatchLine(one, face_of(one.clock, on), segments(told.get(one.batch.pk, {}))) for one in shown]
    return QueuePage(batch_lines, len(shown) < len(batches), figures, page, _lines(page, actor, on), everything)


def _lines(page: Page[Filing], actor: Actor, on: date) -> list[QueueLine]:
    filings = list(page.object_list)
    told = standings(filings, actor)
    return [QueueLine(filing, face_of(filing.clock, on, plain=True), told[filing.pk]) for filing in filings]


@dataclass(frozen=True, slots=True)
class SheetPage:
    sending: Sending
    others: list[Sending]
    receipt: Slip
    clocks: list[ClockFace]
    page: Page[Filing]
    lines: list[QueueLine]
    segments: list[dict[str, Any]]
    shown: list[dict[str, Any]]
    gaps: Gaps | None


def sheet_page(
    batch: Batch,
    sending: Sending,
    sendings: list[Sending],
    *,
    listed: Iterable[Filing],
    page: Page[Filing],
    actor: Actor,
    on: date,
) -> SheetPage:
    clock = face_of(sending.clock, on)
    bar = segments(bars([batch.pk]).get(batch.pk, {}))
    return SheetPage(
        sending=sending,
        others=[one for one in sendings if one.pk != sending.pk],
        receipt=slip(sending.dispatch),
        clocks=[clock] if clock else [],
        page=page,
        lines=_lines(page, actor, on),
        segments=bar,
        shown=[one for one in bar if one["count"]],
        gaps=gaps_of(listed) if sending.stage == Stage.FILING_COPY else None,
    )
