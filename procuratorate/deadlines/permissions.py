"""Who may touch a clock or import a holiday notice. Whether the law grants an extension is the caller's to say."""

from __future__ import annotations

from procuratorate.deadlines.models import Deadline
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import PROCURATORIAL, Kind, Role, Side

MACHINES = frozenset({Side.SERVICE, Side.BUILDER})


def may_change(actor: Actor, deadline: Deadline) -> Refusal | None:
    """Meeting and cancelling: either party."""
    if actor.side in MACHINES or actor.sees(deadline.organ_id) or actor.sees(deadline.counterpart_id):
        return None
    return Refusal("not_a_party", "这个时限不属于您所在的单位，不能变更。")


def may_lengthen(actor: Actor, deadline: Deadline) -> Refusal | None:
    """Extending and stopping: the organ that holds the clock, or the procuratorate. Never the other side alone."""
    if refusal := may_change(actor, deadline):
        return refusal
    if actor.side in MACHINES | {Side.PROCURATORATE} or actor.sees(deadline.organ_id):
        return None
    return Refusal("not_the_holder", "延长、停止期限由承办单位办理。如有意见，请联系承办单位。")


def may_import(actor: Actor) -> Refusal | None:
    """Importing a notice: administrators of a procuratorate, since it moves clocks of every organ."""
    if actor.side in MACHINES:
        return None
    if actor.role == Role.ADMINISTRATOR and _house_kind(actor) in PROCURATORIAL:
        return None
    return Refusal("not_an_administrator", "放假通知由检察机关的管理员导入。请把通知交给本院管理员。")


def _house_kind(actor: Actor) -> Kind:
    organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    return Kind((organ.house or organ).kind)
