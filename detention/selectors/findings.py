"""What was found, for procurators alone: the row policy keeps it from the centres."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from detention.models import Detainee, Finding, FindingNotice
from detention.states import FindingState
from procuratorate.dispatch.models import Dispatch
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


def referral_key(finding: int) -> str:
    """How the dispatch is found again that told another 院 of a finding."""
    return f"finding:{finding}"


def with_ways(rows: Iterable[Any], actor: Actor) -> list[Any]:
    """What became of verified findings and what may be done: `sent` (Dispatch), `papers` (notices), `way`.

    `way`: "draft" where the reader's own 院 puts it to the addressee, "refer" where another is told. Three queries.
    """
    found = list(rows)
    keys = {referral_key(one.pk): one.pk for one in found}
    sent = {keys[one.key]: one for one in Dispatch.objects.visible_to(actor).filter(key__in=keys)}
    papers: dict[int, list[Any]] = {}
    for link in FindingNotice.objects.filter(finding__in=found).select_related("notice"):
        papers.setdefault(link.finding_id, []).append(link.notice)
    house = Organ.objects.filter(pk=actor.organ_id or 0).values_list("house", "pk", "issues_papers").first()
    own = (house[1] if house[2] else house[0]) if house else None
    for one in found:
        one.sent, one.papers = sent.get(one.pk), papers.get(one.pk, [])
        open_ = one.state == FindingState.VERIFIED and not one.sent and not one.papers and one.proposer_id
        one.way = ("draft" if one.proposer_id == own else "refer") if open_ else ""
    return found


def found_in_feed(centre: Organ, on: date, actor: Actor) -> list[Finding] | None:
    """What was found in what was told of a day, or None for whom it is not."""
    if actor.role not in PROCURATORS:
        return None
    rows = Finding.objects.visible_to(actor).filter(centre=centre, on=on).exclude(state=FindingState.OUTDATED)
    return with_ways(rows.select_related("addressee", "proposer", "settled_by").order_by("state", "pk"), actor)


def found_on(detainee: Detainee, actor: Actor) -> list[Finding] | None:
    """What was found on a stay, or None for whom it is not."""
    if actor.role not in PROCURATORS:
        return None
    rows = Finding.objects.visible_to(actor).filter(detainee=detainee).exclude(state=FindingState.OUTDATED)
    told = rows.select_related("addressee", "proposer", "settled_by", "stage").order_by("state", "verdict", "pk")
    return with_ways(told, actor)
