"""The wall: who is held, by days left; a figure for each tab."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch

from detention.models import Detainee, Finding, Stage, StageAct
from detention.querysets import Detainees
from detention.selectors.facts import mixed
from detention.states import FindingState, Presence
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS

MOST = 8  # people on the desk; the wall has them all
TABS = {
    "": "全部", "over": "已届满", "soon": "七日内", "notice": "待发届满通知", "gap": "换押缺口",
    "convicted": "已决未送", "stopped": "计时停止", "left": "已出所",
}  # fmt: skip


def listed(actor: Actor, tab: str, words: str, on: date) -> Detainees:
    """Who stands under a tab, soonest end first; `words` finds by name, pinyin, number, cell."""
    visible = Detainee.objects.visible_to(actor)
    rows = _tabbed(visible, tab, on).found_by(words[:60])
    found: Detainees = rows.order_by("-left_on", "-pk") if tab == "left" else rows.by_days_left()
    return found


def _tabbed(rows: Any, tab: str, on: date) -> Any:
    ways = {
        "over": lambda: rows.over(on),
        "soon": lambda: rows.soon(on),
        "notice": lambda: rows.notice_wanted(on),
        "gap": rows.without_handover,
        "convicted": rows.convicted,
        "stopped": rows.stopped,
        "left": lambda: rows.filter(state="left"),
    }
    return ways.get(tab, rows.present)()


def with_course(rows: Any) -> Any:
    """What a line of the wall is drawn from, read together: three questions for a page."""
    acts = Prefetch("acts", StageAct.objects.select_related("paper"), to_attr="told")
    stages = Stage.objects.select_related("handler", "clock").prefetch_related(acts)
    return rows.select_related("person", "centre", "stage").prefetch_related(
        Prefetch("stages", stages, to_attr="course")
    )


def pressing(actor: Actor, on: date) -> list[Any]:
    """For the desk: whose time is over or ends within seven days, the longest over first. Four questions, or one."""
    return list(with_course(Detainee.objects.visible_to(actor).pressing(on).by_days_left())[:MOST])


def counts(actor: Actor, on: date) -> dict[str, int]:
    """How many stand under each tab."""
    visible = Detainee.objects.visible_to(actor)
    return {tab: _tabbed(visible, tab, on).count() for tab in TABS if tab != "left"}


@dataclass
class Cell:
    """A cell, who lies there, and what does not belong together there."""

    centre: str
    name: str
    people: list[Any]
    mixed: list[str]
    findings: list[Any] = field(default_factory=list)  # what was found here and what became of it; no centre's

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look: something clashes, and not all that was found was settled."""
        settled = bool(self.findings) and all(one.state != FindingState.SUSPECTED for one in self.findings)
        return bool(self.mixed) and not settled


def cells(actor: Actor, on: date) -> list[Cell]:
    """Cells in use with what should lie apart, what waits for a person first. Three questions."""
    rows = Detainee.objects.visible_to(actor).present().exclude(cell="").select_related("person", "stage", "centre")
    found: dict[tuple[str, str], Cell] = {}
    for one in rows.order_by("centre__short_name", "cell", "pk"):
        place = (one.centre.short_name, one.cell)
        found.setdefault(place, Cell(*place, [], [])).people.append(one)
    for finding in _separate(actor):
        place = (finding.centre.short_name, finding.detainee.cell)
        if place in found and finding.key.split(":")[1] == finding.detainee.cell:  # not of a cell left since
            found[place].findings.append(finding)
    for cell in found.values():
        cell.mixed = mixed(cell.people, on)
    return sorted(found.values(), key=lambda cell: (not cell.is_open, not cell.mixed))


def _separate(actor: Actor) -> Any:
    """Findings on separate cells of who still lies there: for procurators, the row policy keeps them from centres."""
    if actor.role not in PROCURATORS:
        return Finding.objects.none()
    rows = Finding.objects.visible_to(actor).filter(rule__startswith="separate", detainee__state=Presence.IN)
    rows = rows.exclude(state=FindingState.OUTDATED).select_related("detainee__person", "centre", "settled_by")
    return rows.order_by("state", "pk")
