"""Pages about levels, put together: the levels of a batch, one sitting with its roster and people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from commutation.models import Attendance, Batch, Deliberation, Filing, LocalRule, SitIn, Sitting
from commutation.parameters import PAPERS_BEFORE
from commutation.permissions.levels import may_invite, may_record, may_sign, may_write
from commutation.routes import Stop
from commutation.selectors.levels import decided_in, next_stop, route_of, stop_for, waiting_for
from commutation.selectors.local_rules import local_rules
from commutation.selectors.records import is_whole
from commutation.selectors.sittings import held_in, levels_open_to
from commutation.selectors.voices import Tally, local_basis, local_words, tally
from commutation.states.levels import PASSED, VOTING, Form, Level, Outcome, SittingState, Stance
from procuratorate.organs.actors import Actor


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level of a batch: how many wait for it, how many it passed, what was held."""

    stop: Stop
    waiting: int
    passed: int
    sittings: list[Sitting]


@dataclass(frozen=True, slots=True)
class LevelsPage:
    lines: list[LevelLine]
    may_plan: bool
    deferred: list[Filing]
    done: int


def levels_page(batch: Batch, actor: Actor) -> LevelsPage:
    filings = list(Filing.objects.visible_to(actor).filter(batch=batch).standing().select_related("ward__parent"))
    decided, held = decided_in(batch), held_in(batch, actor)
    stops: dict[str, Stop] = {}
    waiting: dict[str, int] = {}
    passed: dict[str, int] = {}
    done = 0
    for one in filings:
        route, told = route_of(one), decided.get(one.pk, {})
        stop = next_stop(route, told)
        done += stop is None or stop.optional
        for here in route:
            stops.setdefault(here.level, here)
            waiting[here.level] = waiting.get(here.level, 0) + (stop is here)
            passed[here.level] = passed.get(here.level, 0) + (told.get(here.level) in PASSED)
    order = [level for level in Level if level in stops]
    return LevelsPage(
        lines=[LevelLine(stops[one], waiting[one], passed[one], held.get(one, [])) for one in order],
        may_plan=any(may_record(actor, level, actor.organ_id or 0) is None for level in levels_open_to(actor)),
        deferred=[one for one in filings if Outcome.DEFERRED in decided.get(one.pk, {}).values()],
        done=done,
    )


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One person at a sitting: what was said so far, if anything."""

    filing: Filing
    said: Deliberation | None = None
    count: Tally | None = None
    against: list[tuple[str, str, str]] = field(default_factory=list)
    local: str = ""


@dataclass(frozen=True, slots=True)
class SittingPage:
    lines: list[SaidLine]
    roster: list[Attendance]
    stop: Stop | None
    due: int
    present: int
    absent: list[Attendance]
    guests: list[Attendance]
    warnings: list[str]
    local: list[str]
    rest: int
    counts: str
    basis: str  # of a province's share
    can: dict[str, bool]
    sit_in: SitIn | None
    whole: bool


def sitting_page(sitting: Sitting, actor: Actor, on: date) -> SittingPage:
    people = waiting_for(sitting) if sitting.state in OPEN else _spoken_of(sitting, actor)
    roster = list(sitting.attendances.all())
    rules = local_rules(sitting.prison, sitting.held_on)
    lines = _lines(sitting, people, roster, rules)
    stop = stop_for(sitting, people)
    members = [one for one in roster if one.duty in VOTING]
    spoken = [line for line in lines if line.said]
    return SittingPage(
        lines=sorted(lines, key=_notable),
        roster=roster,
        stop=stop,
        due=len(members),
        present=sum(one.present for one in members),
        absent=[one for one in members if not one.present],
        guests=[one for one in roster if one.duty not in VOTING],
        warnings=_warnings(sitting, stop, members),
        local=_local(sitting, rules),
        rest=len(lines) - len(spoken),
        counts=_counts(spoken),
        basis=local_basis(rules) if sitting.form == Form.MEETING else "",
        can=_can(sitting, actor, on),
        sit_in=getattr(sitting, "sit_in", None),
        whole=is_whole(sitting),
    )


OPEN = frozenset({SittingState.PLANNED, SittingState.HELD})


def _spoken_of(sitting: Sitting, actor: Actor) -> list[Filing]:
    rows = Filing.objects.visible_to(actor).filter(deliberations__sitting=sitting).select_related("ward__parent")
    return list(rows.order_by("ward__path", "number", "pk"))


def _lines(
    sitting: Sitting, people: Iterable[Filing], roster: list[Attendance], rules: Mapping[str, LocalRule]
) -> list[SaidLine]:
    rows = sitting.deliberations.select_related("resumes__sitting").prefetch_related("voices__attendance")
    said = {row.filing_id: row for row in rows}
    return [_line(one, said.get(one.pk), roster, rules, votes=sitting.form == Form.MEETING) for one in people]


def _line(
    one: Filing, said: Deliberation | None, roster: list[Attendance], rules: Mapping[str, LocalRule], *, votes: bool
) -> SaidLine:
    if said is None:
        return SaidLine(one)
    voices = list(said.voices.all())
    count = tally(roster, {voice.attendance_id: voice.stance for voice in voices}) if votes else None
    against = [(voice.attendance.name, str(voice.get_stance_display()), voice.words) for voice in voices]
    return SaidLine(one, said, count, against, local_words(rules, count) if count else "")


def _notable(line: SaidLine) -> tuple[bool, bool]:
    """Dissent first, then what is not simply agreed, then the rest as they stand in the list."""
    dissent = any(stance == Stance.AGAINST.label for _, stance, _ in line.against)
    return not dissent, line.said is None or line.said.outcome == "agreed"


def _counts(spoken: list[SaidLine]) -> str:
    """同意 146，变更 2."""
    counts: dict[str, int] = {}
    for line in spoken:
        if line.said:
            word = str(line.said.get_outcome_display())
            counts[word] = counts.get(word, 0) + 1
    return "，".join(f"{word} {count}" for word, count in counts.items())


def _warnings(sitting: Sitting, stop: Stop | None, members: list[Attendance]) -> list[str]:
    if sitting.form != Form.MEETING or stop is None or not stop.least or not members:
        return []
    least = f"应到 {len(members)} 人，少于 {stop.least} 人（{stop.article}）"
    return [least] if len(members) < stop.least else []


def _local(sitting: Sitting, rules: Mapping[str, LocalRule]) -> list[str]:
    """A province's own parameters, beside the record and never as a breach."""
    rule = rules.get(PAPERS_BEFORE)
    if rule is None or sitting.level != Level.COMMITTEE or sitting.papers_on is None:
        return []
    days = (sitting.held_on - sitting.papers_on).days
    return [f"材料提前 {days} 日送交委员；本省规定提前 {int(rule.value)} 日（{rule.basis}）"]


def _can(sitting: Sitting, actor: Actor, on: date) -> dict[str, bool]:
    write = may_write(actor, sitting) is None
    held = sitting.state == SittingState.HELD
    return {
        "write": write,
        "hold": write and sitting.state == SittingState.PLANNED and sitting.held_on <= on,
        "say": write and held,
        "cancel": write and sitting.state == SittingState.PLANNED,
        "sign": held and may_sign(actor, sitting) is None,
        "invite": sitting.level == Level.COMMITTEE
        and not hasattr(sitting, "sit_in")
        and may_invite(actor, sitting) is None,
    }
