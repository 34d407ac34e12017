"""One event for its page: checklist, law line by line, acts of both sides, the strip of hours after a death."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from procuratorate.incidents.law import (
    EXAMINATION_HOURS,
    Finding,
    Kind,
    Verdict,
    Whose,
    duties_of,
    explain,
)
from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.incidents.permissions import may_record
from procuratorate.incidents.selectors.facts import facts_of, is_done
from procuratorate.incidents.states import OF_OFFICE, OF_SITE, Act
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.lib.law.articles import merged
from procuratorate.lib.law.periods import reckon_hours
from procuratorate.lib.law.standings import Standing
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS

SHOWN = {Verdict.BREACHED, Verdict.CANNOT_DECIDE, Verdict.MET}
ORDER = {"breach": 0, "soon": 1, "unsure": 2, "met": 3}
WORDS = {"breach": "疑点", "soon": "提醒", "unsure": "", "met": ""}


@dataclass(frozen=True)
class Line:
    """One criterion for `{% law %}`."""

    kind: str
    word: str
    name: str
    why: str
    cite: str
    standing: str
    label: str = ""
    extra: str = ""
    evidence: str = ""
    evidence_url: str = ""


@dataclass(frozen=True)
class Item:
    """A line of the checklist."""

    label: str
    whose: str
    cite: str
    title: str
    done_at: datetime | None
    note: str = ""


def lines_of(incident: Any, on: date) -> list[Line]:
    """What the rules say of an event, what speaks against somebody first."""
    found = [_line(one) for one in explain(facts_of(incident), on=on) if one.verdict in SHOWN]
    return sorted(found, key=lambda line: ORDER[line.kind])


def _line(one: Finding) -> Line:
    kinds = {Verdict.MET: "met", Verdict.CANNOT_DECIDE: "unsure"}
    kind = kinds.get(one.verdict) or ("breach" if one.accuses else "soon")
    standing = "" if one.standing is Standing.VERIFIED else one.standing.label
    why = one.text.removesuffix(f"（{one.cite}）")
    return Line(kind, WORDS[kind], one.rule.title, why, one.short_cite, standing)


def doubts(incident: Any, on: date) -> tuple[int, int, int]:
    """How many breaches, warnings, undecided: for a list."""
    kinds = [line.kind for line in lines_of(incident, on)]
    return kinds.count("breach"), kinds.count("soon"), kinds.count("unsure")


def checklist(incident: Any) -> list[Item]:
    """What is owed by both sides on the law of the day it happened, and when it was done."""
    on = day_of(incident.occurred_at)
    owed = duties_of(Kind(incident.kind), incident.law_place, on, unnatural=incident.is_unnatural)
    lines: dict[tuple[str, str], tuple[Any, list[Any]]] = {}
    for duty, cites in owed:  # one duty by several texts is one line
        known = lines.setdefault((duty.code, duty.whose), (duty, []))
        known[1].extend(cites)
    return [_item(incident, duty, cites) for duty, cites in lines.values()]


def _item(incident: Any, duty: Any, cites: list[Any]) -> Item:
    found = merged(cites)
    note = "" if duty.standing is Standing.VERIFIED else duty.standing.label
    return Item(
        label=duty.label,
        whose=incident.site.short_name if duty.whose is Whose.SITE else "检察",
        cite="；".join(one.short for one in found),
        title="；".join(one.formal for one in found),
        done_at=is_done(incident, duty.code, incident.told, incident.seen),
        note=note,
    )


HOURS, WIDTH, ROWS = 72, 720, 5


@dataclass(frozen=True)
class Mark:
    """A moment on the strip: `x` in its 720 units, `row` so that words do not cover each other; None: a dot alone."""

    x: float
    row: int | None
    label: str
    word: str


@dataclass(frozen=True)
class Strip:
    """72 hours from a death. `limit`: where the 24 hours of an examination end, with the sum in words."""

    marks: list[Mark]
    ticks: list[tuple[int, str]]
    now: float | None
    limit: float | None = None
    said: str = ""
    later: list[str] = field(default_factory=list)


def strip_of(incident: Any, at: datetime) -> Strip | None:
    """The hours after a death or an escape; None for what runs until it is lifted."""
    if incident.kind not in {Kind.DEATH, Kind.ESCAPE}:
        return None
    start = incident.occurred_at
    told = [(one.happened_at, one.get_act_display()) for one in incident.told if one.act not in UNTIMED]
    sealed = [(one.sealed_at, "封存录像") for one in incident.seen if one.sealed_at]
    points = sorted([(start, Kind(incident.kind).label), *told, *sealed[:1]])
    near = [one for one in points if _hours(start, one[0]) <= HOURS]
    marks = _marks(start, near)
    ticks = [(hour * WIDTH // HOURS, f"{hour} 时") for hour in range(0, HOURS + 1, 12)]
    now = _x(start, at) if _hours(start, at) <= HOURS else None
    limit, said = _examination(incident)
    later = [f"{when.astimezone(SHANGHAI):%m-%d %H:%M} {label}" for when, label in points[len(near) :]]
    return Strip(marks, ticks, now, limit, said, later)


def _marks(start: datetime, near: list[tuple[datetime, str]]) -> list[Mark]:
    """Each in the first row where its words have room; what stands below names all of them."""
    ends, marks = [-1.0] * ROWS, []
    for when, label in near:
        x = _x(start, when)
        row = next((place for place, end in enumerate(ends) if end <= x), None)
        if row is not None:
            ends[row] = x + len(label) * 11.5 + 10
        marks.append(Mark(x, row, label, _hm(when)))
    return marks


UNTIMED = {Act.CORRECTED, Act.CLOSED, Act.REOPENED, Act.SUPPLEMENT}


def _examination(incident: Any) -> tuple[float | None, str]:
    """Twenty-four hours from the notice of an unnatural death, as a mark: the text says 「原则上」."""
    report = next((one for one in incident.told if one.act == Act.REPORTED), None)
    if report is None or not incident.is_unnatural:
        return None, ""
    term = Term(EXAMINATION_HOURS, Unit.HOUR)
    due = reckon_hours(report.happened_at, term, why="接到通知").due
    article = "看守所检察办法第19条" if incident.law_place == "centre" else "监狱检察办法第32条"
    said = f"原则上 {due.astimezone(SHANGHAI):%m-%d %H:%M} 以前检验（{article}，接到通知的当时不计）"
    return (_x(incident.occurred_at, due) if _hours(incident.occurred_at, due) <= HOURS else None), said


def _hours(start: datetime, when: datetime) -> float:
    return (when - start) / timedelta(hours=1)


def _x(start: datetime, when: datetime) -> float:
    return round(_hours(start, when) * WIDTH / HOURS, 1)


def _hm(when: datetime) -> str:
    return f"{when.astimezone(SHANGHAI):%m-%d %H:%M}"


def open_acts(actor: Actor, incident: Incident) -> list[Act]:
    """What the actor may record now, in the order of work."""
    return [act for act in (*OF_SITE, *OF_OFFICE) if may_record(actor, incident, act) is None]


def next_act(acts: list[Act], told: list[IncidentAct]) -> Act | None:
    """The first not done yet, else the first."""
    done = {one.act for one in told}
    return next((one for one in acts if one not in done), acts[0] if acts else None)


def reads_law(actor: Actor) -> bool:
    """What the rules found is the procuratorate's until it is put to the site."""
    return actor.role in PROCURATORS
