"""本省参数: set by a provincial administrator with day and instrument, ended, and told beside a record alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from commutation.models import LocalRule
from commutation.selectors.local_rules import local_rules
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


def add(cast: Cast, by: str = "root", **changed: Any) -> Any:
    told = {"province": cast.bureau.pk, "code": "two_thirds_of_due", "value": "0.6667", "basis": "省局〔2026〕3号"}
    return sign_in(cast.officers[by]).post("/local-rules/", told | {"since": "2026-01-01"} | changed)


def rules() -> list[LocalRule]:
    with acting_as(BUILDER):
        return list(LocalRule.objects.order_by("since"))


def test_only_a_provincial_administrator_sets_them(cast: Cast) -> None:
    for who in ("admin", "chen", "tang", "lu"):
        assert add(cast, by=who).status_code == 403
    assert sign_in(cast.admin).get("/local-rules/").status_code == 200
    assert not rules()
    with acting_as(BUILDER):
        admin = cast.actor("admin")
    row = LocalRule(province=cast.bureau, code="x", value=1, basis="x", since=date(2026, 1, 1))
    with acting_as(admin), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": "0.3"}, "之间"),
        ({"value": "三分之二"}, "数"),
        ({"code": "papers_before_committee", "value": "2.5"}, "整数"),
        ({"basis": " "}, "依据"),
        ({"since": "元旦"}, "日期"),
        ({"province": "0"}, "选"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_at_its_field(cast: Cast, changed: dict[str, str], said: str) -> None:
    answer = add(cast, **changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not rules()


def test_another_value_ends_the_one_before_it_and_both_stay(cast: Cast) -> None:
    assert add(cast).status_code == 302
    assert add(cast, since="2025-06-01").status_code == 422
    assert add(cast, value="0.75", since="2026-10-01", basis="省局〔2026〕9号").status_code == 302
    assert [(row.value, row.until) for row in rules()] == [
        (Decimal("0.6667"), date(2026, 9, 30)), (Decimal("0.75"), None),
    ]  # fmt: skip
    with acting_as(BUILDER):
        for day, value in ((date(2026, 9, 30), "0.6667"), (date(2026, 10, 1), "0.75")):
            assert local_rules(cast.qingcen, day)["two_thirds_of_due"].value == Decimal(value)
        assert not local_rules(cast.qingcen, date(2025, 12, 31))
    page = sign_in(cast.root).get("/local-rules/").content.decode()
    assert "省局〔2026〕3号" in page
    assert "省局〔2026〕9号" in page


def test_it_is_ended_once_and_not_before_it_began(cast: Cast) -> None:
    add(cast)
    address = f"/local-rules/{rules()[0].pk}/end/"
    assert sign_in(cast.admin).post(address, {"until": "2026-12-31"}).status_code == 403
    root = sign_in(cast.root)
    assert root.post(address, {"until": ""}).status_code == 422
    assert root.post(address, {"until": "2025-12-31"}).status_code == 422
    assert root.post(address, {"until": "2026-11-20"}).status_code == 302
    assert root.post(address, {"until": "2026-12-31"}).status_code == 409
    with acting_as(BUILDER):
        assert not local_rules(cast.qingcen, date(2026, 11, 21))


def test_with_none_registered_the_page_says_so(cast: Cast) -> None:
    assert "没有登记本省参数" in sign_in(cast.root).get("/local-rules/").content.decode()
