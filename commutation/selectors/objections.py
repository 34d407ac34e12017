"""What was said against a ruling: by which paper, whether in its time, and until when the court has to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commutation.documents import PAPERS, Answers
from commutation.models import Opinion, Ruling
from commutation.states.reviews import OpinionState, PaperKind
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import day_of

REHEARING = "commutation.rehearing"
ABOUT_RULINGS = frozenset(kind for kind, paper in PAPERS.items() if paper.of_ruling)


@dataclass(frozen=True, slots=True)
class Objection:
    """The paper that was issued. Out of its time it asks, and binds the court to no period (practice.md F8)."""

    paper: Opinion
    in_time: bool
    watch: Deadline | None

    @property
    def received_on(self) -> date | None:
        """The day on the 回证."""
        moment = self.paper.dispatch.received_at if self.paper.dispatch else None
        return day_of(moment) if moment else None


def objection_to(ruling: Ruling) -> Objection | None:
    """The last paper issued against a ruling, with the court's month where it runs. None while there is none."""
    rows = Opinion.objects.filter(lines__ruling=ruling, kind__in=ABOUT_RULINGS, state=OpinionState.ISSUED)
    paper = rows.select_related("dispatch__sender", "organ").order_by("-issued_at").first()
    return Objection(paper, is_in_time(paper, ruling), watches([ruling]).get(ruling.pk)) if paper else None


def is_in_time(paper: Opinion, ruling: Ruling) -> bool:
    """Whether an issued paper answers the ruling within its period: only such a one ends the review."""
    if PAPERS[PaperKind(paper.kind)].answers is not Answers.RULING or ruling.clock is None or not paper.issued_at:
        return False
    due: date = ruling.clock.due_on
    return day_of(paper.issued_at) <= due


def watches(rulings: Iterable[Ruling]) -> dict[int, Deadline]:
    """Ruling id → the court's month to hear it anew, while it runs. One query."""
    addresses = {ruling.get_absolute_url(): ruling.pk for ruling in rulings}
    rows = Deadline.objects.filter(kind=REHEARING, address__in=addresses, state__in=RUNNING)
    return {addresses[clock.address]: clock for clock in rows}


def in_hand(ruling: Ruling) -> bool:
    """Whether a paper against this ruling is on its way already."""
    rows = Opinion.objects.filter(lines__ruling=ruling, kind__in=ABOUT_RULINGS)
    return bool(rows.exclude(state__in=[OpinionState.ISSUED, OpinionState.DROPPED]).exists())
