"""How far filings have come through their levels, and what each level said of one of them, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from commutation.models import Attendance, Batch, Deliberation, Filing, LocalRule, SitIn, Sitting, Voice
from commutation.parameters import TWO_THIRDS
from commutation.routes import OF_WARDS, STEP_OF, Stop, stop_of, stops
from commutation.states import Step
from commutation.states.levels import PASSED, VOTING, Level, Outcome, SittingState, Stance
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

_ROUNDING = Fraction(1, 100)  # a share is stored with four places: 0.6667 of 21 is 14, not 15
Decided = Mapping[str, str]  # level → the last signed outcome


def route_of(filing: Filing) -> tuple[Stop, ...]:
    """The levels of a filing, in order. Reads its ward and the organ above."""
    above = filing.ward.parent.kind if filing.ward.parent else ""
    return stops(filing.kind, filing.route, filing.ward.kind, above)


def next_stop(route: Iterable[Stop], decided: Decided) -> Stop | None:
    """The level a filing waits for: the first not passed; None once all are, or one refused it."""
    for stop in route:
        outcome = decided.get(stop.level)
        if outcome == Outcome.REFUSED:
            return None
        if outcome not in PASSED:
            return stop
    return None


def decided_in(batch: Batch, filings: Iterable[int] | None = None) -> dict[int, dict[str, str]]:
    """Filing → level → its last signed outcome. One query."""
    rows = Deliberation.objects.filter(sitting__batch=batch, sitting__state=SittingState.CLOSED)
    if filings is not None:
        rows = rows.filter(filing__in=filings)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    ordered = rows.order_by("sitting__ordinal", "pk").values_list("filing", "sitting__level", "outcome")
    for filing, level, outcome in ordered:
        found[filing][level] = outcome
    return found


def deferred_in(batch: Batch, filings: Iterable[Filing]) -> list[Filing]:
    """Those a level deferred and has not taken up again. One query."""
    decided = decided_in(batch)
    return [one for one in filings if Outcome.DEFERRED in decided.get(one.pk, {}).values()]


def waiting_for(sitting: Sitting) -> list[Filing]:
    """Whom this sitting deals with: those whose next level it is, and those it has spoken of already. Two queries."""
    standing = Filing.objects.filter(batch=sitting.batch_id).standing().select_related("ward__parent")
    decided = decided_in(sitting.batch)
    spoken = set(sitting.deliberations.values_list("filing", flat=True))
    return [
        one
        for one in standing.order_by("ward__path", "number", "pk")
        if one.pk in spoken or (_is_of(sitting, one) and is_next(one, sitting.level, decided.get(one.pk, {})))
    ]


def is_next(filing: Filing, level: str, decided: Decided) -> bool:
    """Whether a filing waits for this very level."""
    route = route_of(filing)
    stop = next_stop(route, decided)
    return stop is not None and stop.level == level


def _is_of(sitting: Sitting, filing: Filing) -> bool:
    """A ward's meeting deals with the ward's own people."""
    if sitting.level not in OF_WARDS:
        return True
    return sitting.organ_id in (filing.ward_id, filing.ward.parent_id)


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes on one filing. `due` are those who should attend, less the recused; the absent count as due."""

    due: int
    present: int
    votes_for: int
    against: int
    abstained: int
    recused: int

    @property
    def fraction(self) -> str:
        """14 / 19 应到."""
        return f"{self.votes_for} / {self.due} 应到"


def tally(roster: Iterable[Attendance], voices: Mapping[int, str]) -> Tally:
    """Count a filing's votes: whoever is present and says nothing else agrees. `voices`: attendance → stance."""
    members = [one for one in roster if one.duty in VOTING]
    counted = [one for one in members if voices.get(one.pk) != Stance.RECUSED]
    present = [voices.get(one.pk, Stance.FOR) for one in counted if one.present]
    return Tally(
        due=len(counted),
        present=len(present),
        votes_for=present.count(Stance.FOR),
        against=present.count(Stance.AGAINST),
        abstained=present.count(Stance.ABSTAINED),
        recused=len(members) - len(counted),
    )


def local_rules(prison: Organ, on: date) -> dict[str, LocalRule]:
    """The province's own parameters for a prison on a day: none unless somebody registered them. One query."""
    above = [int(part) for part in prison.path.strip("/").split("/") if part.isdigit()]
    rows = LocalRule.objects.filter(province__in=above, since__lte=on).exclude(until__lt=on).order_by("since")
    return {rule.code: rule for rule in rows}


def needed(rule: LocalRule, due: int) -> int:
    """How many must agree by a province's share of those who should attend."""
    return ceil(Fraction(rule.value) * due - _ROUNDING)


@dataclass(frozen=True, slots=True)
class Against:
    """A member's own words, where they are not simply 同意."""

    name: str
    stance: str
    words: str


@dataclass(frozen=True, slots=True)
class LevelView:
    """One column of the table: a level, and what it said of the filing.

    `state`: done, changed, deferred, refused, at (waits for it), ahead, unseen (held, its record not open to the
    reader).
    """

    stop: Stop
    state: str
    deliberation: Deliberation | None = None
    count: Tally | None = None
    against: list[Against] = field(default_factory=list)
    recused: list[Against] = field(default_factory=list)
    earlier: list[Deliberation] = field(default_factory=list)
    local: str = ""
    sit_in: SitIn | None = None

    @property
    def name(self) -> str:
        return self.stop.level.label

    @property
    def short_of(self) -> str:
        """Fewer members than the law asks for, in words."""
        least = self.stop.least
        if self.count is None or not least or self.count.due + self.count.recused >= least:
            return ""
        return f"应到 {self.count.due + self.count.recused} 人，少于 {least} 人"


def levels_of(filing: Filing) -> list[LevelView]:
    """Every level of a filing's route with what was said there, dissent first (N4, N5). Signed records alone count.

    Six queries. Row policies decide what of it a ward may read.
    """
    spoken = _spoken(filing)
    route = route_of(filing)
    decided = {level: rows[-1].outcome for level, rows in spoken.items()}
    stop = next_stop(route, decided)
    rules = _rules_for(filing, spoken)
    return [_view(one, spoken.get(one.level, []), stop, rules) for one in _held(route, spoken)]


def _held(route: tuple[Stop, ...], spoken: Mapping[str, Any]) -> list[Stop]:
    """What the case called for: a level held only sometimes stands in the table once it was held."""
    return [stop for stop in route if not stop.optional or stop.level in spoken]


def _spoken(filing: Filing) -> dict[str, list[Deliberation]]:
    rows = (
        Deliberation.objects.filter(filing=filing, sitting__state=SittingState.CLOSED)
        .select_related("sitting__sit_in__officer", "sitting__organ", "sitting__closed_by")
        .prefetch_related("sitting__attendances", "voices__attendance")
        .order_by("sitting__ordinal", "pk")
    )
    found: dict[str, list[Deliberation]] = defaultdict(list)
    for row in rows:
        found[row.sitting.level].append(row)
    return found


def _rules_for(filing: Filing, spoken: Mapping[str, list[Deliberation]]) -> dict[str, LocalRule]:
    days = [row.sitting.held_on for rows in spoken.values() for row in rows]
    return local_rules(filing.prison, max(days)) if days else {}


def _view(stop: Stop, rows: list[Deliberation], at: Stop | None, rules: Mapping[str, LocalRule]) -> LevelView:
    if not rows:
        return LevelView(stop, "at" if at is not None and at.level == stop.level else "ahead")
    last = rows[-1]
    voices = list(last.voices.all())
    count = tally(last.sitting.attendances.all(), {one.attendance_id: one.stance for one in voices})
    said = [_against(one) for one in voices if one.stance in (Stance.AGAINST, Stance.ABSTAINED)]
    return LevelView(
        stop=stop,
        state=_STATES[Outcome(last.outcome)],
        deliberation=last,
        count=count if stop.votes else None,
        against=sorted(said, key=lambda one: one.stance != Stance.AGAINST.label),
        recused=[_against(one) for one in voices if one.stance == Stance.RECUSED],
        earlier=rows[:-1],
        local=local_words(rules, count) if stop.votes else "",
        sit_in=getattr(last.sitting, "sit_in", None),
    )


_STATES = {
    Outcome.AGREED: "done",
    Outcome.CHANGED: "changed",
    Outcome.DEFERRED: "deferred",
    Outcome.REFUSED: "refused",
}


def _against(voice: Voice) -> Against:
    return Against(voice.attendance.name, str(voice.get_stance_display()), voice.words)


def local_words(rules: Mapping[str, LocalRule], count: Tally) -> str:
    """A province's share, as a sum and never as a breach: 本省规定三分之二须 13 人，赞成 14 人."""
    rule = rules.get(TWO_THIRDS)
    if rule is None:
        return ""
    least = needed(rule, count.due)
    told = "已达到" if count.votes_for >= least else "未达到"
    return f"本省规定须 {least} 人同意，{told}（{rule.basis}）"


def stop_for(sitting: Sitting, filings: Iterable[Filing]) -> Stop | None:
    """The level of a sitting as its people's routes have it."""
    found = (stop_of(route_of(one), sitting.level) for one in filings)
    return next((stop for stop in found if stop), None)


# A node of the plan is passed at its last level: 直属分监区 have no ward head's meeting.
_DIRECT = Q(sitting__level=Level.SUBWARD, filing__ward__parent__kind=OrganKind.PRISON)
LAST_OF: Mapping[Step, Q] = {
    Step.WARDS: Q(sitting__level=Level.WARD_HEADS) | _DIRECT,
    Step.SECTION: Q(sitting__level=Level.SECTION),
    Step.COMMITTEE: Q(sitting__level=Level.COMMITTEE),
    Step.WARDENS: Q(sitting__level__in=[Level.WARDENS, Level.CENTRE]),
}


def passed_at(step: Step) -> QuerySet[Deliberation]:
    """What was signed and passed at a node's last level."""
    signed = Deliberation.objects.filter(sitting__state=SittingState.CLOSED, outcome__in=PASSED)
    rows: QuerySet[Deliberation] = signed.filter(LAST_OF[step])
    return rows


def recorded_at(step: Step) -> QuerySet[Sitting]:
    """Signed records of the levels of a node."""
    levels = [level for level, node in STEP_OF.items() if node == step]
    rows: QuerySet[Sitting] = Sitting.objects.filter(state=SittingState.CLOSED, level__in=levels)
    return rows


def through(step: Step) -> Q:
    """Filings that passed a node by its signed records."""
    return Q(Exists(passed_at(step).filter(filing=OuterRef("pk"))))


def unrecorded(step: Step) -> Q:
    """Filings of batches that keep no records at a node."""
    return ~Q(Exists(recorded_at(step).filter(batch=OuterRef("batch"))))


def passed_by_ward(batch: Batch) -> dict[Step, dict[int, int] | None]:
    """Node → ward → how many passed it by signed records; None for a node without any. A query for each that has."""
    levels = Sitting.objects.filter(batch=batch, state=SittingState.CLOSED).order_by().values_list("level", flat=True)
    kept = {STEP_OF[Level(level)] for level in levels.distinct()}
    return {step: _by_ward(batch, step) if step in kept else None for step in LAST_OF}


def _by_ward(batch: Batch, step: Step) -> dict[int, int]:
    rows = passed_at(step).filter(sitting__batch=batch).order_by().values_list("filing__ward")
    return dict(rows.annotate(people=Count("filing", distinct=True)))


def signed_levels(filing: Filing) -> list[Deliberation]:
    """What was said of somebody in the sittings that are closed and signed, in order."""
    rows = Deliberation.objects.filter(filing=filing, sitting__state=SittingState.CLOSED).select_related("sitting")
    return list(rows.order_by("sitting__held_on", "pk"))
