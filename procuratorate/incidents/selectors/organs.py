"""Who is told: the office paired with a site, and the 院 above the house of an office."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.states import PROCURATORIAL


def office_of(site: Organ, on: date) -> Organ:
    """The body paired with the site that day; without one nothing can be told."""
    pairing = Pairing.objects.on(on).filter(counterpart=site).select_related("procuratorate__house").first()
    if pairing is None:
        raise Unacceptable("今天没有派驻检察机关与本单位对应，发不出去。请检察院管理员登记派驻关系。")
    office: Organ = pairing.procuratorate
    return office


def house_of(office: Organ) -> Organ:
    """The 院 in whose name an office's papers stand."""
    house: Organ | None = office if office.issues_papers else office.house
    if house is None:
        raise Unacceptable("没有登记检察室所属的人民检察院。请管理员核对单位。")
    return house


def above(office: Organ) -> Organ:
    """The superior 院 a grave event is reported to."""
    house = house_of(office)
    parent: Organ | None = house.parent
    if parent is None or parent.kind not in PROCURATORIAL:
        raise Unacceptable("没有登记上一级人民检察院，报不上去。请管理员核对单位。")
    return parent
