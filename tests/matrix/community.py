"""Somebody on the register of 青岑监狱's office, who serves outside walls, and a letter about somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any

from procuratorate.community.models import Inquiry, Subject
from procuratorate.custody.models import Custody
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

REGISTERED = "金丝雀庚"


def register_somebody(cast: Cast) -> None:
    """A line and a letter of the office."""
    with acting_as(BUILDER):
        stay = Custody.objects.filter(organ=cast.qingcen, until=None).order_by("pk")[0]
        Subject.objects.create(
            office=cast.office, kind="probation", name=REGISTERED, offence="盗窃", decider="临澄县人民法院",
            effective_on=date(2026, 11, 2), body="临澄县社区矫正局",
        )  # fmt: skip
        Inquiry.objects.create(
            office=cast.office, person_id=stay.person_id, court="临澄市中级人民法院", letter="函1号", items="罚金",
            received_on=date(2026, 11, 9),
        )  # fmt: skip


def community_arguments() -> dict[str, dict[str, Any]]:
    """The routes of the register, asked about them."""
    inquiry = Inquiry.objects.get()
    stay = Custody.objects.filter(person=inquiry.person_id, until=None).get()
    one = {"pk": Subject.objects.get().pk}
    return {
        "community:subject": one, "community:record": one, "community:ask": {"pk": stay.pk},
        "community:answer": {"pk": inquiry.pk},
    }  # fmt: skip
