"""本省参数 of the demonstration province: two it adopts knowingly, by an invented instrument."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from commutation.parameters import PAPERS_BEFORE, TWO_THIRDS
from commutation.services.local_rules import add_local_rule
from procuratorate.organs.models import Assignment, Organ
from procuratorate.organs.reach import actor_for
from procuratorate.organs.states import Side

BASIS = "澜江省监狱管理局《提请减刑假释工作试行办法》（演示）"
SINCE = date(2024, 1, 1)


def build_parameters(on: date) -> None:
    """Set by the administrator of the provincial 院, as on the page."""
    post = Assignment.objects.select_related("organ__house", "officer", "acting_for").get(officer__number="J9939")
    root = replace(actor_for(post, on), side=Side.BUILDER)
    bureau = Organ.objects.get(code="99-JYJ")
    for code, value in ((TWO_THIRDS, "0.6667"), (PAPERS_BEFORE, "5")):
        add_local_rule(province=bureau, code=code, value=Decimal(value), basis=BASIS, since=SINCE, actor=root)
