"""What was found, for procurators alone: the row policy keeps it from the centres."""

from __future__ import annotations

from datetime import date
from typing import Any

from detention.models import Detainee, Finding
from detention.states import FindingState
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import PROCURATORS

STATES = {
    "": "疑点", "verified": "查证属实", "excluded": "排除", "undecidable": "无法判断", "all": "全部",
}  # fmt: skip


def listed(actor: Actor, state: str) -> Any:
    """Findings within reach in a state, breaches before warnings."""
    rows = Finding.objects.visible_to(actor).exclude(state=FindingState.OUTDATED)
    if state != "all":
        rows = rows.filter(state=state if state in STATES and state else FindingState.SUSPECTED)
    rows = rows.select_related("detainee__person", "centre", "addressee", "proposer", "stage", "settled_by")
    return rows.order_by("verdict", "-found_on", "pk")


def found_in_feed(centre: Organ, on: date, actor: Actor) -> list[Finding] | None:
    """What was found in what was told of a day, or None for whom it is not."""
    if actor.role not in PROCURATORS:
        return None
    rows = Finding.objects.visible_to(actor).filter(centre=centre, on=on).exclude(state=FindingState.OUTDATED)
    return list(rows.select_related("addressee", "proposer", "settled_by").order_by("state", "pk"))


def found_on(detainee: Detainee, actor: Actor) -> list[Finding] | None:
    """What was found on a stay, or None for whom it is not."""
    if actor.role not in PROCURATORS:
        return None
    rows = Finding.objects.visible_to(actor).filter(detainee=detainee).exclude(state=FindingState.OUTDATED)
    return list(rows.select_related("addressee", "proposer", "settled_by", "stage").order_by("state", "verdict", "pk"))
