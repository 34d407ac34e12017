"""A notice drafted from verified findings: each a point with its article; a person writes the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from detention.models import Finding, FindingNotice
from detention.permissions import may_draft_correction
from detention.services.watching import RULE
from detention.states import FindingState
from procuratorate.audit.services import record
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices.models import Notice
from procuratorate.notices.services import PointWords, draft_notice
from procuratorate.notices.states import Kind, Matter
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

DEMAND = "请核实纠正，并查明同类情形。"


@transaction.atomic
def draft_correction(*, findings: Sequence[int], kind: Kind, actor: Actor, at: datetime) -> Notice:
    """Draft a notice to the addressee of these findings, in sight of the actor and verified by a person.

    Raises Unacceptable where one is not verified, addressees differ, or over-detention is mixed with other matters.
    """
    found = _verified(findings, actor)
    for centre in {one.centre_id for one in found}:
        demand(may_draft_correction(actor, centre), act="detention.draft_correction", target=found[0])
    over = {one.rule == RULE for one in found}
    if len({one.addressee_id for one in found}) > 1 or len(over) > 1:
        why = "一份文书只写给一个单位，超期羁押单独成文。请分开勾选。"
        raise Unacceptable(why, fields={"findings": why})
    made = draft_notice(
        kind=Kind.VIOLATION if over == {True} else kind,
        matter=Matter.OVER_DETENTION if over == {True} else Matter.GENERAL,
        addressee=found[0].addressee, title=f"{found[0].title}{'等' if len(found) > 1 else ''}"[:120],
        points=[_point(one) for one in found], origin=f"由{len(found)}项查证属实的疑点形成",
        origin_url=found[0].get_absolute_url(), persons=[one.detainee.person_id for one in found if one.detainee],
        actor=actor, at=at,
    )  # fmt: skip
    by = signer(actor)
    FindingNotice.objects.bulk_create(FindingNotice(finding=one, notice=made, by_id=by, at=at) for one in found)
    record(actor=actor, act="detention.draft_correction", target=made, detail={"findings": [one.pk for one in found]})
    return made


def _verified(ids: Sequence[int], actor: Actor) -> list[Finding]:
    rows = Finding.objects.visible_to(actor).filter(pk__in=set(ids), state=FindingState.VERIFIED)
    found = list(rows.select_related("detainee__person", "detainee__stage", "addressee").order_by("pk"))
    if not found or len(found) != len(set(ids)):
        why = "请勾选查证属实的疑点；没有查证的不能写入，已被排除、消失的请刷新后重选。"
        raise Unacceptable(why, fields={"findings": why})
    return found


def _point(finding: Finding) -> PointWords:
    told, one = finding.text.strip().rstrip("。"), finding.detainee
    who = f"{one.noun}{one.person.name}（{one.number}）：" if one else ""
    return PointWords(f"{who}{told}", finding.article, DEMAND)
