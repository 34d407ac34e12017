"""The wall: who is held, by days left; five figures over it in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from detention.models import Detainee, Stage, StageAct
from detention.querysets import Detainees
from detention.selectors.facts import mixed
from procuratorate.organs.actors import Actor

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
    return rows.select_related("person", "centre").prefetch_related(Prefetch("stages", stages, to_attr="course"))


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


def cells(actor: Actor, on: date) -> list[Cell]:
    """Cells in use with what should lie apart. Two questions."""
    rows = Detainee.objects.visible_to(actor).present().exclude(cell="").select_related("person", "stage", "centre")
    found: dict[tuple[str, str], Cell] = {}
    for one in rows.order_by("centre__short_name", "cell", "pk"):
        place = (one.centre.short_name, one.cell)
        found.setdefault(place, Cell(*place, [], [])).people.append(one)
    for cell in found.values():
        cell.mixed = mixed(cell.people, on)
    return sorted(found.values(), key=lambda cell: not cell.mixed)
