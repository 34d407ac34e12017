"""Who keeps the assessment of a parole: the execution section, never a ward (司发通〔2026〕8号第5条)."""

from __future__ import annotations

from commutation.models import Filing
from commutation.permissions.batches import CLERKS, SENDERS
from commutation.states import FilingState, Kind
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor

_OVER = frozenset({FilingState.DROPPED, FilingState.WITHDRAWN, FilingState.RULED})


def may_read_assessment(actor: Actor, filing: Filing) -> Refusal | None:
    """Whoever acts for the whole prison."""
    if actor.role in CLERKS | SENDERS and actor.owns(filing.prison_id):
        return None
    return Refusal("role", "调查评估由刑罚执行科办理，监区不能查阅。")


def may_assess(actor: Actor, filing: Filing) -> Refusal | None:
    """Commission one, write down its answer or a change of residence, until the ruling."""
    if refusal := may_read_assessment(actor, filing):
        return refusal
    if filing.kind != Kind.PAROLE:
        return Refusal("kind", "只有假释在这里登记调查评估；暂予监外执行在“监外执行办理”里登记。")
    if filing.state in _OVER:
        return Refusal("state", f"这一名{filing.get_state_display()}，调查评估不再登记。")
    return None
