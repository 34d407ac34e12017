"""Who is sent, refused, taken in; who is sentenced and still here; what the clock of committal says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from detention.law import Phase
from detention.law.instruments import BOOK
from detention.models import Committal, Detainee, Stage
from detention.states import OPEN_COMMITTALS, CommittalState
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.lib.law.dates import add_months
from procuratorate.lib.law.periods import reckon
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.organs.actors import Actor

TABS = {
    "": "正在办理", "refused": "不予收监", "family": "待通知家属", "done": "已收监", "all": "全部",
}  # fmt: skip


def listed(actor: Actor, tab: str, words: str) -> Any:
    """Committals within reach under a tab, newest first; `words` finds by name or number."""
    rows = _tabbed(Committal.objects.visible_to(actor), tab)
    for word in words.split()[:4]:
        rows = rows.filter(Q(name__contains=word) | Q(number__endswith=word))
    return rows.select_related("centre", "prison").order_by("-sent_on", "-pk")


def _tabbed(rows: Any, tab: str) -> Any:
    if tab == "refused":
        return rows.filter(state__in=[CommittalState.REFUSED, CommittalState.OBLIGED])
    if tab == "family":
        return rows.filter(state=CommittalState.ADMITTED, family_told_on=None)
    if tab == "done":
        return rows.filter(state=CommittalState.ADMITTED)
    return rows if tab == "all" else rows.filter(state__in=OPEN_COMMITTALS)


def counts(actor: Actor) -> dict[str, int]:
    rows = Committal.objects.visible_to(actor)
    return {tab: _tabbed(rows, tab).count() for tab in ("", "refused", "family")}


@dataclass(frozen=True)
class Sentenced:
    """Somebody sentenced and still in the centre: until when the court owes papers, what is left to serve."""

    detainee: Detainee
    papers_due: date | None
    serving: bool
    short_rest: bool
    over: bool
    sending: Committal | None


def sentenced(actor: Actor, on: date) -> list[Sentenced]:
    """Everybody sentenced and still held in the centres within reach, by the end of the clock. Three questions."""
    rows = list(
        Detainee.objects.visible_to(actor)
        .sentenced()
        .select_related("person", "centre", "stage__clock")
        .order_by("due_on", "sentence_ends_on", "pk")[:300]
    )
    found = Committal.objects.filter(detainee__in=rows, state__in=OPEN_COMMITTALS)
    sending = {one.detainee_id: one for one in found.select_related("prison")}
    calendar = working_calendar()
    return [_sentenced(one, calendar, sending.get(one.pk), on) for one in rows]


def _sentenced(one: Any, calendar: Any, sending: Committal | None, on: date) -> Sentenced:
    due = None
    if one.effective_on and not (one.papers_on or (one.stage and one.stage.phase == Phase.DELIVERY)):
        number = BOOK.court_papers.on(one.effective_on.toordinal())
        due = reckon(one.effective_on, Term(number.value, Unit.DAY), calendar).due if number and number.value else None
    ends = one.sentence_ends_on
    serving = one.stage is not None and one.stage.phase == Phase.SERVING
    short = ends is not None and ends < add_months(on, 3)
    return Sentenced(one, due, serving, short and not serving, ends is not None and ends < on, sending)


def due_of(committal: Committal, actor: Actor) -> date | None:
    """The end of the committal clock, for those who read the stay."""
    stages = Stage.objects.visible_to(actor).filter(detainee=committal.detainee_id, phase=Phase.DELIVERY)
    stage = stages.select_related("clock").order_by("-since").first()
    return stage.clock.due_on if stage and stage.clock else None
