"""Who may set a province's own parameters: the administrator of its bureau, or of its provincial 院."""

from __future__ import annotations

from django.db.models import QuerySet

from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind, Level, Role


def bureaus_of(actor: Actor) -> QuerySet[Organ]:
    """The bureaus whose prisons the parameters bind: in the region of a provincial house of the actor's own."""
    own = Organ.objects.filter(pk__in=actor.home, level=Level.PROVINCE) if actor.role == Role.ADMINISTRATOR else None
    regions = own.values("region") if own is not None else []
    rows: QuerySet[Organ] = Organ.objects.filter(kind=Kind.BUREAU, until=None, region__in=regions)
    return rows.order_by("path")


def may_set(actor: Actor, province: Organ | None = None) -> Refusal | None:
    """Add or end a parameter, of any bureau of one's own or of this one."""
    rows = bureaus_of(actor)
    if (rows.filter(pk=province.pk) if province else rows).exists():
        return None
    return Refusal("role", "本省参数由省监狱管理局或者省级院的管理员设置。您可以查看。")
