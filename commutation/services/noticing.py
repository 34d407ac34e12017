"""A notice to the prison drafted from verified findings: each a point, with its article; a person writes the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from commutation.models import Filing, FilingNotice, Finding
from commutation.permissions.reviews import may_handle
from commutation.states.reviews import FindingState
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices.models import Notice
from procuratorate.notices.services import PointWords, draft_notice
from procuratorate.notices.states import Kind, Matter
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

DEMAND = "请核实纠正，并查明同类情形。"


@transaction.atomic
def draft_notice_from(
    *, filing: Filing, findings: Sequence[int], kind: Kind, matter: Matter, title: str, actor: Actor, at: datetime
) -> Notice:
    """Draft a notice to the prison of `filing` from findings on its list that a person verified, in sight of the actor.

    Raises Unacceptable where one is not verified, or out of sight: a finding nobody verified accuses nobody.
    """
    demand(may_handle(actor, filing.prison_id, day_of(at)), act="commutation.draft_notice", target=filing)
    found = _verified(filing, findings, actor)
    made = draft_notice(
        kind=kind, matter=matter, addressee=filing.prison, title=title,
        points=[_point(one) for one in found], origin=f"由{len(found)}项查证属实的疑点形成",
        origin_url=filing.get_absolute_url(), persons=[one.filing.person_id for one in found], actor=actor, at=at,
    )  # fmt: skip
    FilingNotice.objects.bulk_create(
        FilingNotice(filing_id=one.filing_id, finding=one, notice=made, by_id=signer(actor), at=at) for one in found
    )
    record(actor=actor, act="commutation.draft_notice", target=filing, detail={"notice": made.pk, "n": len(found)})
    return made


def _verified(filing: Filing, ids: Sequence[int], actor: Actor) -> list[Finding]:
    seen = Filing.objects.visible_to(actor).filter(batch=filing.batch_id).values("pk")
    rows = Finding.objects.filter(pk__in=set(ids), filing__in=seen, state=FindingState.VERIFIED)
    found = list(rows.select_related("filing").order_by("filing__number", "pk"))
    if not found or len(found) != len(set(ids)):
        why = "请勾选查证属实的疑点；没有查证的不能写入，已被排除、消失的请刷新后重选。"
        raise Unacceptable(why, fields={"findings": why})
    return found


def _point(finding: Finding) -> PointWords:
    told = finding.text.strip().rstrip("。")
    return PointWords(f"罪犯{finding.filing.name}（{finding.filing.number}）：{told}", finding.article, DEMAND)
