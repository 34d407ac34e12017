"""In which centre an officer works."""

from __future__ import annotations

from procuratorate.lib.errors import Refusal, Refused
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind


def centre_of(actor: Actor) -> Organ:
    """The centre an officer works in."""
    organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    house: Organ = organ.house or organ
    if house.kind != Kind.CENTRE:
        raise Refused(Refusal("no_centre", "您的岗位不在看守所。请切换到看守所的岗位办理。"))
    return house
