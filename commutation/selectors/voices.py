"""What each level said of a filing, side by side, dissent first; votes as a sum over those who should attend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from typing import Any

from commutation.models import Attendance, Deliberation, Filing, LocalRule, SitIn, Voice
from commutation.parameters import TWO_THIRDS
from commutation.routes import Stop
from commutation.selectors.levels import next_stop, route_of
from commutation.selectors.local_rules import local_rules
from commutation.states.levels import VOTING, Outcome, SittingState, Stance

_ROUNDING = Fraction(1, 100)  # a share is stored with four places: 0.6667 of 21 is 14, not 15


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
    basis: str = ""  # of the province's share, told once below them all
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


@dataclass(frozen=True, slots=True)
class Signed:
    """What closed and signed sittings said of a filing: voices by deliberation, rosters by sitting."""

    deliberations: Sequence[Deliberation]
    voices: Mapping[int, Sequence[Voice]]
    rosters: Mapping[int, Sequence[Attendance]]


def signed_on(filing: Filing) -> Signed:
    """Three queries, one where no level spoke. Row policies decide what of it a ward may read."""
    closed = Deliberation.objects.filter(filing=filing, sitting__state=SittingState.CLOSED)
    rows = list(closed.select_related("sitting"))
    voices, rosters = defaultdict(list), defaultdict(list)
    for voice in Voice.objects.filter(deliberation__in=rows).select_related("attendance"):
        voices[voice.deliberation_id].append(voice)
    for one in Attendance.objects.filter(sitting__in=[row.sitting_id for row in rows]):
        rosters[one.sitting_id].append(one)
    return Signed(rows, voices, rosters)


def levels_of(filing: Filing, signed: Signed | None = None) -> list[LevelView]:
    """Every level of a filing's route with what was said there, dissent first (N4, N5). Signed records alone count.

    Two queries, none where no level spoke; three more unless the caller has read what was `signed`.
    """
    signed = signed or signed_on(filing)
    spoken = _by_level(signed)
    route = route_of(filing)
    decided = {level: rows[-1].outcome for level, rows in spoken.items()}
    stop = next_stop(route, decided)
    rules = _rules_for(filing, spoken)
    views = [_view(one, spoken.get(one.level, []), stop, rules, signed) for one in _held(route, spoken)]
    sit_ins = _sit_ins(spoken)
    return [replace(one, sit_in=sit_ins.get(one.deliberation.sitting_id)) if one.deliberation else one for one in views]


def _held(route: tuple[Stop, ...], spoken: Mapping[str, Any]) -> list[Stop]:
    """What the case called for: a level held only sometimes stands in the table once it was held."""
    return [stop for stop in route if not stop.optional or stop.level in spoken]


def _by_level(signed: Signed) -> dict[str, list[Deliberation]]:
    found: dict[str, list[Deliberation]] = defaultdict(list)
    for row in sorted(signed.deliberations, key=lambda row: (row.sitting.ordinal, row.pk)):
        found[row.sitting.level].append(row)
    return found


def _sit_ins(spoken: Mapping[str, list[Deliberation]]) -> dict[int, SitIn]:
    """Of the sittings that stand in the table."""
    last = [rows[-1].sitting_id for rows in spoken.values()]
    return {one.sitting_id: one for one in SitIn.objects.filter(sitting__in=last).select_related("officer")}


def _rules_for(filing: Filing, spoken: Mapping[str, list[Deliberation]]) -> dict[str, LocalRule]:
    days = [row.sitting.held_on for rows in spoken.values() for row in rows]
    return local_rules(filing.prison, max(days)) if days else {}


def _view(
    stop: Stop,
    rows: list[Deliberation],
    at: Stop | None,
    rules: Mapping[str, LocalRule],
    signed: Signed,
) -> LevelView:
    if not rows:
        return LevelView(stop, "at" if at is not None and at.level == stop.level else "ahead")
    last = rows[-1]
    voices = signed.voices.get(last.pk, ())
    roster = signed.rosters.get(last.sitting_id, ())
    count = tally(roster, {one.attendance_id: one.stance for one in voices})
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
        basis=local_basis(rules) if stop.votes else "",
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
    return f"本省规定须 {least} 人同意，{told}"


def local_basis(rules: Mapping[str, LocalRule]) -> str:
    """Which paper of the province asks for a share."""
    return rules[TWO_THIRDS].basis if TWO_THIRDS in rules else ""
