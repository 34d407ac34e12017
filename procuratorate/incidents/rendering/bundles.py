"""An event and its acts as two sheets: 监管事件登记表 and 办理记录, each moment beside that of its entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from procuratorate.incidents.law import Kind
from procuratorate.incidents.states import OF_SITE, Act
from procuratorate.lib.clock import SHANGHAI

Told = list[tuple[str, str]]
HEADS = ["办理时间", "登记时间、登记人", "单位", "事项", "内容"]


class Words(NamedTuple):
    """How what forms told is read aloud; the forms lie on a floor above and hand it down (forms.words)."""

    of_event: Callable[[Kind, dict[str, Any]], Told]
    of_act: Callable[[Act, dict[str, Any]], Told]


def event_facts(incident: Any, words: Words) -> dict[str, Any]:
    """The facts of 监管事件登记表."""
    who = [incident.person.name, incident.number] if incident.person else ["不涉及单个人员", "—"]
    told = [f"{label}：{value}" for label, value in words.of_event(Kind(incident.kind), incident.facts)]
    cells = [
        ["事件", incident.get_kind_display(), "发生单位", incident.place.name],
        [incident.noun, who[0], "编号", who[1]],
        ["发生时间", _said(incident.occurred_at), "登记时间", f"{_said(incident.at)} {incident.by or ''}".strip()],
        ["通报", incident.dispatch.number if incident.dispatch else "—", "状态", incident.get_state_display()],
    ]
    late = [f"补录，相隔{incident.gap}：{incident.late_why}"] if incident.is_late else []
    boxes = [["登记内容", told or ["无"], "", "small"], ["情况", [*incident.words.splitlines(), *late], "", "large"]]
    return {"cells": cells, "boxes": boxes}


def course_facts(incident: Any, words: Words) -> dict[str, Any]:
    """The facts of 事件办理记录: every act in sight of the reader, in the order it was done."""
    when = f"{incident.get_kind_display()} {_said(incident.occurred_at)} {incident.number}"
    return {
        "heads": HEADS,
        "rows": [_row(incident, one, words) for one in incident.told],
        "lead": when,
        "shape": "wide",
    }


def _row(incident: Any, one: Any, words: Words) -> list[str]:
    late = f"（补录，相隔{one.gap}：{one.late_why}）" if one.is_late else ""
    who = incident.site if one.act == Act.REPORTED or one.act in OF_SITE else incident.office
    return [
        _said(one.happened_at), f"{_said(one.at)} {one.by or ''}{late}", who.short_name or who.name,
        one.get_act_display(), content_of(one, words),
    ]  # fmt: skip


def content_of(one: Any, words: Words) -> str:
    """What an act says, its paper and its file by name."""
    told = [f"{label}：{value}" for label, value in words.of_act(Act(one.act), one.facts)]
    paper = f"{one.paper.name} {one.paper.number}" if one.paper else ""
    file = f"附件：{one.facts['file']['name']}" if one.facts.get("file") else ""
    return "；".join(filter(None, [*told, one.words, paper, file]))


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
