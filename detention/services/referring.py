"""A finding another 院 has to put to its addressee: the office tells that 院 in writing, a superior one by report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detention.models import Finding
from detention.papers import REFERRAL
from detention.permissions import may_draft_correction
from detention.rendering.notices import facts_of_referral
from detention.selectors.findings import referral_key
from detention.states import FindingState
from procuratorate.audit.services import record
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.documents import services as documents
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.names import mask
from procuratorate.notices.selectors.organs import house_of, office_of
from procuratorate.organs.actors import Actor

BASIS = "《人民检察院刑事诉讼规则》第六百一十八条：对上级机关层报，对异地机关通报其同级院"


@transaction.atomic
def refer_finding(*, finding: Finding, actor: Actor, at: datetime) -> Dispatch:
    """Tell the competent 院 of a verified finding, with a paper it can read; it decides what it puts to the organ.

    Raises Unacceptable where one's own 院 is competent or none is, Conflict before it is verified and the second time.
    """
    demand(may_draft_correction(actor, finding.centre_id), act="detention.refer_finding", target=finding)
    if finding.state != FindingState.VERIFIED:
        raise Conflict("查证属实的才能通报。请先核查认定。", title=finding.title)
    office, house, to = office_of(actor), house_of(actor), finding.proposer
    if to is None or to.pk == house.pk:
        raise Unacceptable("没有登记由哪个院提出，请示上级院。" if to is None else "由本院提出，请直接拟制纠正文书。")
    key = referral_key(finding.pk)
    if Dispatch.objects.filter(sender=office, key=key).exists():
        raise Conflict(f"已经通报{to.name}。请刷新后核对。", title=finding.title)
    upward = house.path.startswith(to.path)
    one = finding.detainee
    title = f"{mask(one.person.name) if one else finding.centre.short_name}{finding.title}"[:100]
    paper = documents.draft(
        kind=REFERRAL, organ=office, office=office, key=key, title=title, facts=facts_of_referral(finding, house, to),
        persons=[one.person_id] if one else [], address=finding.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip
    paper = documents.issue(paper=paper, actor=actor, at=at)
    documents.hand_over(paper=paper, organ=to, actor=actor)
    sent = send(
        actor=actor, sender=office, recipient=to, legal_mode=Mode.REPORT if upward else Mode.TRANSFER, kind=REFERRAL,
        title=f"通报：{title}", masked_title=f"通报：{title}", basis=finding.proposer_basis or BASIS,
        content={"paper": paper.pk, "sm3": paper.facts_hash, "finding": finding.pk}, key=key,
        address=paper.get_absolute_url(), sender_address=finding.get_absolute_url(), at=at,
    )  # fmt: skip
    record(actor=actor, act="detention.refer_finding", target=finding, detail={"to": to.pk})
    return sent
