"""Which filing a ruling is about: every point compared and told, so that a person can see why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from commutation.models import Filing, Ruling
from commutation.states import FilingState
from commutation.states.courts import RulingState
from procuratorate.lib.names import fold
from procuratorate.organs.actors import Actor

AWAITING = (FilingState.FILED, FilingState.ACCEPTED)


@dataclass(frozen=True)
class Point:
    """One thing compared: what the ruling says, what the filing says, whether they agree (None: one is silent)."""

    what: str
    theirs: str
    ours: str
    same: bool | None

    def told(self) -> dict[str, Any]:
        return {"what": self.what, "theirs": self.theirs, "ours": self.ours, "same": self.same}


@dataclass(frozen=True)
class Candidate:
    """A filing a ruling may be about, with all points. `sure`: number or identity agree, and nothing disagrees."""

    filing: Filing
    points: tuple[Point, ...]

    @property
    def disagreements(self) -> int:
        return sum(point.same is False for point in self.points)

    @property
    def agreements(self) -> int:
        return sum(point.same is True for point in self.points)

    @property
    def sure(self) -> bool:
        strong = any(point.same for point in self.points if point.what in ("罪犯编号", "案号"))
        named = any(point.same for point in self.points if point.what == "姓名")
        return strong and named and not self.disagreements


def awaiting(actor: Actor) -> QuerySet[Filing]:
    """Filings a ruling may still be about, within the actor's sight."""
    rows: QuerySet[Filing] = Filing.objects.visible_to(actor).filter(state__in=AWAITING)
    return rows.select_related("batch", "prison", "ward", "person", "court_case")


def candidates(ruling: Ruling, actor: Actor) -> list[Candidate]:
    """Filings that agree with a ruling in a number or a name, the best first; five at most."""
    asked = Q(name=ruling.name) | Q(person__search__contains=f" {fold(ruling.name)} ")
    if ruling.number:
        asked |= Q(number=ruling.number)
    if ruling.case_no:
        asked |= Q(court_case__case_no=ruling.case_no)
    rows = [Candidate(filing, points(ruling, filing)) for filing in awaiting(actor).filter(asked)[:50]]
    return sorted(rows, key=lambda row: (row.disagreements, -row.agreements, row.filing.pk))[:5]


def finals_for(ruling: Ruling, actor: Actor) -> list[Ruling]:
    """Rulings not yet matched that may be the final one after this was objected to: same person and kind, later."""
    rows = Ruling.objects.visible_to(actor).filter(state=RulingState.UNMATCHED, kind=ruling.kind)
    rows = rows.filter(ruled_on__gte=ruling.ruled_on).exclude(pk=ruling.pk)
    named = fold(ruling.name)
    return [one for one in rows[:50] if fold(one.name) == named or (one.number and one.number == ruling.number)]


def sure_match(found: Iterable[Candidate]) -> Candidate | None:
    """The one that is sure; None when there is none, or more than one."""
    sure = [candidate for candidate in found if candidate.sure]
    return sure[0] if len(sure) == 1 else None


def points(ruling: Ruling, filing: Filing) -> tuple[Point, ...]:
    """Name, number, identity, kind, case number: each with both words."""
    case = getattr(filing, "court_case", None)
    tail = filing.person.id_number[-4:] if filing.person.id_number else ""
    return (
        _same("姓名", ruling.name, filing.name, folding=True),
        _same("罪犯编号", ruling.number, filing.number),
        _same("证件号后四位", ruling.id_tail, tail),
        _same("种类", ruling.get_kind_display(), filing.get_kind_display()),
        _same("案号", ruling.case_no, case.case_no if case else ""),
    )


def _same(what: str, theirs: str, ours: str, *, folding: bool = False) -> Point:
    if not theirs or not ours:
        return Point(what, theirs or "未载", ours or "未登记", None)
    equal = fold(theirs) == fold(ours) if folding else theirs.upper() == ours.upper()
    return Point(what, theirs, ours, equal)
