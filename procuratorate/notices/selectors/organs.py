"""In whose name a notice stands, who handles it, to whom it may go, who stands above."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, When

from procuratorate.lib.errors import Unacceptable
from procuratorate.notices.models import Notice
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.states import Kind

# Organs a notice may be addressed to; the procuratorate's own superiors are told by report, not corrected.
ADDRESSEES = (Kind.PRISON, Kind.CENTRE, Kind.BUREAU, Kind.POLICE, Kind.COURT, Kind.JUSTICE)
ON_SCREEN = frozenset({Kind.PRISON, Kind.CENTRE, Kind.BUREAU})  # whose officers sign in and answer here


def office_of(actor: Actor) -> Organ:
    """承办部门: where the drafter serves."""
    organ: Organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    return organ


def house_of(actor: Actor) -> Organ:
    """The 院 in whose name the actor's papers stand (practice.md F3)."""
    organ = office_of(actor)
    house = organ if organ.issues_papers else organ.house
    if house is None or not house.issues_papers:
        raise Unacceptable("您所在的单位不以自己的名义制发文书，也没有登记所属的院。请联系管理员。")
    return house


def sender_of(office: Organ) -> Organ:
    """Who sends: the office itself; a department writes in the name of its house."""
    return office.house if office.kind == Kind.DEPARTMENT and office.house else office


def addressees(actor: Actor) -> Any:
    """Whom the drafter may choose: the places supervised from here first, then every other organ."""
    near = Pairing.objects.filter(procuratorate__in=actor.desks, until=None).values("counterpart")
    far = Case(When(pk__in=near, then=0), default=1)
    return Organ.objects.filter(kind__in=ADDRESSEES, until=None).order_by(far, "kind", "path")


def addressed(notice: Notice) -> list[Organ]:
    """Everybody the paper goes to, in the order of its first line."""
    if not notice.others:
        return [notice.addressee]
    return list(Organ.objects.filter(pk__in={notice.addressee_id, *notice.others}).order_by("kind", "path"))


def addressed_words(notice: Notice) -> str:
    """澜江省青岑监狱、临澄市公安局."""
    return "、".join(one.name for one in addressed(notice))


def superior_of(house: Organ) -> Organ | None:
    """上一级院 of a 院; None above the province."""
    above = house.parent
    return above if above is not None and above.kind == Kind.PROCURATORATE else None
