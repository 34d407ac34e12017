"""The facts the rules ask for, out of the rows of stays read together: few queries for any number of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch

from detention.law import CLOCKS, Facts, Holder, Phase
from detention.law.instruments import BOOK
from detention.models import Detainee, Stage, StageAct
from detention.states import Did, Left
from detention.vocabulary import CONVICTED
from procuratorate.custody.states import Sex
from procuratorate.deadlines.states import State
from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.periods import reckon
from procuratorate.lib.law.terms import Term, Unit

ADULT = 18
ASKED = frozenset(
    grant.given
    for phase in (Phase.INVESTIGATION, Phase.OWN_INVESTIGATION)
    for grant in CLOCKS[phase].grants
    if grant.ask
)


@dataclass
class Held:
    """Some stays with who lies beside them."""

    people: Sequence[Detainee]
    cells: dict[tuple[int, str], list[Detainee]] = field(default_factory=lambda: defaultdict(list))


def held(people: Iterable[Detainee]) -> Held:
    """Read what the facts need of these stays and of whoever shares a cell with them. Four queries."""
    stages = (
        Stage.objects.select_related("clock", "handler")
        .defer("clock__sum")
        .prefetch_related(Prefetch("acts", StageAct.objects.order_by("pk"), to_attr="told"))
    )
    rows = list(
        Detainee.objects.filter(pk__in=[one.pk for one in people])
        .select_related("person", "centre", "stage")
        .prefetch_related(Prefetch("stages", stages, to_attr="course"))
    )
    found = Held(rows)
    wanted = {(one.centre_id, one.cell) for one in rows if one.cell}
    beside = Detainee.objects.present().filter(
        centre__in={centre for centre, _ in wanted}, cell__in={cell for _, cell in wanted}
    )
    for one in beside.select_related("person", "stage"):
        found.cells[one.centre_id, one.cell].append(one)
    return found


# What is asked of the stay as a whole, not of each clock.
OF_STAY: dict[str, Any] = dict.fromkeys(
    ("sentenced", "term_over", "refused", "must_admit", "summoned", "detained", "taken"), False
)


def facts_of_stage(stage: Any, on: date) -> Facts:
    """What concerns one clock: its end, what was told of it, the handover."""
    clock = stage.clock
    told: list[StageAct] = stage.told
    limited = clock is not None and clock.state != State.STOPPED and not CLOCKS[Phase(stage.phase)].free
    due = clock.due_on if limited and clock else None
    asked = _last(told, Did.GRANT, {one.value for one in ASKED}, clock.pk if clock else None)
    return Facts(
        limited=limited and stage.phase not in CONVICTED,
        start=stage.counted_from,
        due=due,
        ended_on=stage.until,
        noticed_on=next((one.on for one in reversed(told) if one.did == Did.NOTICE and one.before == due), None),
        reported_on=next((one.on for one in told if one.did == Did.REPORT and one.before == due), None),
        asked=asked is not None and asked.asked_on is not None,
        asked_on=asked.asked_on if asked else None,
        former_due=asked.before if asked else None,
        transferred=stage.needs_handover,
        transferred_on=stage.since,
        handed_over_on=stage.handed_on,
        lengthened=stage.holder is Holder.PROCURATORATE and any(one.did in {Did.GRANT, Did.ANEW} for one in told),
        **OF_STAY,
    )


def _last(told: Iterable[StageAct], did: Did, codes: set[str], clock: int | None) -> StageAct | None:
    found = [one for one in told if one.did == did and one.code in codes and one.clock_id == clock]
    return found[-1] if found else None


def facts_of_stay(detainee: Any, found: Held, on: date, calendar: Calendar) -> Facts:
    """What concerns the stay as a whole: the judgment, the delivery, the cell."""
    stage = detainee.stage
    phase = stage.phase if stage else ""
    delivery = next((one for one in detainee.course if one.phase == Phase.DELIVERY), None)
    executing = next((one for one in detainee.course if one.phase in CONVICTED), None)
    effective = detainee.effective_on
    return Facts(
        limited=False,
        transferred=False,
        asked=False,
        lengthened=False,
        sentenced=effective is not None,
        effective_on=effective,
        papers_on=detainee.papers_on or (executing.since if executing else None),
        papers_due=_papers_due(effective, calendar) if effective else None,
        delivery_due=delivery.clock.due_on if delivery and delivery.clock else None,
        delivered_on=detainee.left_on if detainee.left_how == Left.DELIVERED else None,
        serving_here=phase == Phase.SERVING,
        sentence_ends_on=detainee.sentence_ends_on,
        left_on=detainee.left_on,
        term_over=detainee.left_how == Left.TERM_OVER,
        refused=False,
        must_admit=False,
        **_taken(detainee),
        **_beside(detainee, found, on),
    )


TAKEN = {Phase.POLICE_HOLD, Phase.OWN_HOLD, Phase.TRANSFER_HOLD}


def _taken(detainee: Any) -> dict[str, Any]:
    """How the stay began and how often the case went back. Hours of questioning and notice stand in no record here."""
    first = detainee.course[0] if detainee.course else None
    held = first is not None and first.phase in TAKEN
    return {
        "summoned": False,
        "detained": held,
        "detained_on": first.since if first and held else None,
        "entered_on": detainee.entered_on,
        "supplements": sum(one.phase == Phase.SUPPLEMENT for one in detainee.course),
    }


def _papers_due(effective: date, calendar: Calendar) -> date | None:
    number = BOOK.court_papers.on(effective.toordinal())
    return reckon(effective, Term(number.value, Unit.DAY), calendar).due if number and number.value else None


def _beside(detainee: Any, found: Held, on: date) -> dict[str, Any]:
    """Who else lies in the cell. Without a cell nobody knows; what is unknown of one person stays unknown."""
    if not detainee.cell:
        return {}
    others = [one for one in found.cells[detainee.centre_id, detainee.cell] if one.pk != detainee.pk]
    return {
        "minor_with_adults": _differs(_is_minor(detainee, on), [_is_minor(one, on) for one in others]),
        "convicted_with_others": _differs(_is_convicted(detainee, on), [_is_convicted(one, on) for one in others]),
        "women_with_men": _differs(_is_woman(detainee), [_is_woman(one) for one in others]),
        "with_co_defendant": bool(detainee.case_number)
        and any(one.case_number == detainee.case_number for one in others),
    }


def _differs(own: bool | None, others: Sequence[bool | None]) -> bool | None:
    """Whether somebody beside is of the other kind; unknown while nobody is known to be and somebody is unknown."""
    if own is not None and any(one is not None and one != own for one in others):
        return True
    return None if others and (own is None or None in others) else False


def _is_minor(one: Any, on: date) -> bool | None:
    born = one.person.born_on
    return None if born is None else (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < ADULT


def _is_convicted(one: Any, on: date) -> bool | None:
    """By the phase, or by the day of the judgment where the case has not been passed on yet."""
    if one.effective_on is not None and one.effective_on <= on:
        return True
    return one.stage.phase in CONVICTED if one.stage else None


def _is_woman(one: Any) -> bool | None:
    return {Sex.FEMALE: True, Sex.MALE: False}.get(one.person.sex)


def clashing(detainee: Any, found: Held, on: date) -> dict[str, list[Any]]:
    """By the code of a rule on separate cells: with whom somebody should not share his."""
    others = [one for one in found.cells[detainee.centre_id, detainee.cell] if one.pk != detainee.pk]
    asked = {
        "separate-minors": lambda one: _is_minor(one, on),
        "separate-convicted": lambda one: _is_convicted(one, on),
        "separate-sexes": _is_woman,
    }
    told = {code: [one for one in others if {ask(one), ask(detainee)} == {True, False}] for code, ask in asked.items()}
    same = [one for one in others if detainee.case_number and one.case_number == detainee.case_number]
    return told | {"separate-co-defendants": same}


WORDS = {
    "minor_with_adults": "未成年人与成年人", "convicted_with_others": "已决、未决", "women_with_men": "男女",
    "with_co_defendant": "同案人员",
}  # fmt: skip


def mixed(people: Sequence[Any], on: date) -> list[str]:
    """What does not belong together among those of one cell, in words. What is unknown of somebody says nothing."""
    kinds = {
        "minor_with_adults": {_is_minor(one, on) for one in people},
        "convicted_with_others": {_is_convicted(one, on) for one in people},
        "women_with_men": {_is_woman(one) for one in people},
    }
    said = {name for name, found in kinds.items() if {True, False} <= found}
    cases = [one.case_number for one in people if one.case_number]
    if len(set(cases)) < len(cases):
        said.add("with_co_defendant")
    return [word for name, word in WORDS.items() if name in said]
