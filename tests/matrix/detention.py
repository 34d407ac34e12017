"""Somebody held in the centre, with a finding, sent to 岚浦监狱: 青岑监狱 and its office see nothing of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from detention.models import Committal, Delivery, Detainee, Finding, SharedList
from detention.services.feeding import LAYOUT
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.detention.factories import held

HELD = "金丝雀戊"
PAGES = "detainee draft_notice act"


def hold_somebody(cast: Cast) -> None:
    """One detainee of the centre, investigated by a court's neighbour for want of a better organ."""
    one = held(cast, name=HELD, handler=cast.court)
    with acting_as(BUILDER):
        Committal.objects.create(
            detainee=one, person=one.person, centre=cast.centre, prison=cast.lanpu, name=HELD, number=one.number,
            offence="盗窃", sentence="有期徒刑五年", papers_on=date(2026, 11, 2), sent_on=date(2026, 11, 10),
        )  # fmt: skip
        SharedList.objects.create(centre=cast.centre, office=cast.office3, version=1, items=[])
        _checked_roster(cast)
        Finding.objects.create(
            detainee=one, centre=cast.centre, rule="handover", key="handover", title="换押", verdict="warned",
            text=HELD, article="规则第六百一十五条", addressee=cast.centre, found_on=date(2026, 11, 20),
        )  # fmt: skip


def _checked_roster(cast: Cast) -> None:
    """A roster with one good row, waiting to be written or given up."""
    told = {"row": 2, "number": "", "name": HELD, "level": "accepted", "kind": "new", "acts": "", "problems": []}
    Delivery.objects.create(
        centre=cast.centre, on=date(2026, 11, 20), source="excel", filename=f"{HELD}.xlsx", digest="", accepted=1,
        assignment=Assignment.objects.get(officer=cast.chang), findings=[told], state="checked",
        content=write_table(LAYOUT.columns, [{"name": HELD}]),
    )  # fmt: skip


def detention_arguments() -> dict[str, dict[str, Any]]:
    """The routes of the centre, asked about that person."""
    one = Detainee.objects.get()
    asked: dict[str, dict[str, Any]] = {f"detention:{name}": {"pk": one.pk} for name in PAGES.split()}
    asked["detention:act"]["act"] = "leave"
    sending = Committal.objects.get().pk
    asked |= {"detention:deliver": {"pk": one.pk}, "detention:committal": {"pk": sending}}
    asked["commutation:serving_dossier"] = {"pk": one.pk}
    asked["detention:committal_act"] = {"pk": sending, "act": "admit"}
    asked["detention:feed"] = {"centre_id": one.centre_id, "day": "2026-11-20"}
    asked["detention:propose_list"] = {"centre_id": one.centre_id}
    asked["detention:sign_list"] = {"pk": SharedList.objects.get().pk}
    roster = {"pk": Delivery.objects.get().pk}
    asked |= {f"detention:{name}": roster for name in ("delivery", "returned", "commit", "discard")}
    return asked | {f"detention:{name}": {"pk": Finding.objects.get().pk} for name in ("settle", "refer_finding")}
