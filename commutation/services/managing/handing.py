"""A post handed over: the cases in charge and the drafts go to the taker. Questions are the office's and stay there."""

from __future__ import annotations

from django.db.models import Q

from commutation.models import Allotment, Filing, Opinion
from commutation.selectors.allotments import in_charge_of, last_allotments, recused_pairs
from commutation.states import FilingState
from commutation.states.courts import RulingState
from commutation.states.reviews import EDITABLE
from procuratorate.audit.services import record
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Assignment

REASON = "岗位移交"
OPEN = Q(state__in=[FilingState.CONSULTED, FilingState.FILED, FilingState.ACCEPTED]) | Q(
    rulings__state__in=[RulingState.MATCHED, RulingState.REPORTED, RulingState.OBJECTED]
)


def hand_over_cases(*, giver: Assignment, taker: Assignment, actor: Actor) -> int:
    """Allot to the taker what the giver has in charge in that office. Whom the taker is recused from waits for 分案."""
    rows = Filing.objects.filter(OPEN, in_charge_of(giver.officer_id)).distinct()
    last = [one for one in last_allotments(rows).select_related("filing") if one.organ_id == giver.organ_id]
    barred = recused_pairs([one.filing for one in last], [taker.officer])
    made = Allotment.objects.bulk_create(
        Allotment(
            filing=one.filing, organ_id=taker.organ_id, officer=taker.officer, in_rotation=False, reason=REASON,
            by_id=signer(actor),
        )
        for one in last
        if (taker.officer_id, one.filing.person_id) not in barred
    )  # fmt: skip
    if made:
        detail = {"filings": len(made), "left": len(last) - len(made), "officer": taker.officer.number}
        record(actor=actor, act="commutation.allot", target=taker, reason=REASON, detail=detail)
    return len(made)


def hand_over_drafts(*, giver: Assignment, taker: Assignment) -> int:
    """The taker writes on what the giver began; the steps go on telling who began it, and that one never signs it."""
    rows = Opinion.objects.filter(drafter=giver.officer_id, office=giver.organ_id, state__in=EDITABLE)
    return int(rows.update(drafter=taker.officer_id))
