"""What the case manager sees: sendings to accept, filings to allot, flow notices; what should lie in a parcel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from commutation.models import Acceptance, Allotment, Filing, FlowNotice, Sending
from commutation.states import FilingState, Kind, Stage
from commutation.states.reviews import FlowState
from procuratorate.organs.actors import Actor

CONSULTED = ["征求意见的函", "名单", "评审材料"]
COPIED = ["建议书副本", "裁判文书、执行通知书、历次减刑裁定书复制件", "悔改、立功表现的材料", "评审鉴定表、奖惩审批表"]
BY_KIND = {
    Kind.COMMUTATION: ["财产性判项履行情况的材料"],
    Kind.PAROLE: ["财产性判项履行情况的材料", "假释调查评估报告"],
    Kind.OUTSIDE_SERVICE: ["病情诊断书或者鉴别材料", "保证人资格审查材料"],
}


def checklist(sending: Sending) -> list[str]:
    """What belongs to a parcel, by its stage and the kinds on its list (材料目录同法释〔2021〕1号第535条)."""
    if sending.stage == Stage.CONSULTATION:
        return CONSULTED
    kinds = set(Filing.objects.filter(sent_lines__sending=sending).order_by().values_list("kind", flat=True))
    own = [paper for kind in Kind if kind in kinds for paper in BY_KIND[kind]]
    return list(dict.fromkeys([*COPIED, *own]))


@dataclass(frozen=True, slots=True)
class Parcel:
    """A sending with its acceptance and how many of its filings have nobody in charge."""

    sending: Sending
    acceptance: Acceptance | None
    unallotted: int


def parcels(actor: Actor) -> QuerySet[Sending]:
    """Sendings to the offices of the actor's 院, those not accepted first."""
    accepted = Acceptance.objects.filter(sending=OuterRef("pk"))
    rows: QuerySet[Sending] = Sending.objects.visible_to(actor).filter(recipient__in=actor.desks)
    rows = rows.select_related("batch__prison", "recipient", "clock", "acceptance__by").annotate(done=Exists(accepted))
    return rows.order_by("done", "-at", "-pk")


def with_counts(sendings: Iterable[Sending]) -> list[Parcel]:
    """One query for any number."""
    found = list(sendings)
    rows = Sending.objects.filter(pk__in=[one.pk for one in found]).order_by()
    standing = ~Q(lines__filing__state=FilingState.DROPPED)
    allotted = Exists(Allotment.objects.filter(filing=OuterRef("lines__filing")))
    counts = dict(rows.values_list("pk").annotate(n=Count("lines", filter=standing & Q(~allotted))))
    return [Parcel(one, getattr(one, "acceptance", None), counts.get(one.pk, 0)) for one in found]


def flow_notices(actor: Actor) -> QuerySet[FlowNotice]:
    """Those not closed first, the latest above."""
    rows: QuerySet[FlowNotice] = FlowNotice.objects.visible_to(actor)
    rows = rows.select_related("organ", "office", "filing", "clock", "by", "replied_by", "dispatch")
    shut = Case(When(state=FlowState.CLOSED, then=1), default=0)
    return rows.order_by(shut, "-pk")


def waiting_parcels(actor: Actor) -> int:
    """How many sendings to the offices of the actor's 院 nobody has accepted."""
    return Sending.objects.visible_to(actor).filter(recipient__in=actor.desks, acceptance=None).count()
