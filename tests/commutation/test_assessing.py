"""调查评估 of a parole through its page: days in order, once while it is good, never for a ward's eyes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commutation.models import Assessment, Batch, Filing, Finding
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain
from tests.cast import Cast, sign_in
from tests.commutation.factories import batch_of, filings, inmates
from tests.commutation.reviewing import page, post, send

pytestmark = pytest.mark.django_db
BODY = "金丝雀县社区矫正局"
COMMISSION = {"act": "commission", "on": "2026-10-08", "body": BODY, "residence": "临澄县柳荫路"}


@pytest.fixture
def parole(cast: Cast) -> Filing:
    """Sent for consultation without any assessment."""
    batch: Batch = batch_of(cast)
    send(cast, batch, inmates(cast.ward1, 1), kind="假释", months=None, probation_until="2027-12-31")
    return filings(batch)[0]


def address(filing: Filing) -> str:
    return f"/batches/{filing.batch_id}/people/{filing.pk}/assessment/"


def enter(cast: Cast, filing: Filing, who: str = "tang", **told: Any) -> Any:
    return post(cast, who, address(filing), **told)


def rows() -> list[Assessment]:
    with acting_as(BUILDER):
        return list(Assessment.objects.order_by("pk"))


def reply(row: Assessment, **changed: str) -> dict[str, Any]:
    return {"act": "answer", "row": row.pk, "received_on": "2026-10-20", "conclusion": "meets", **changed}


def test_no_ward_opens_it_and_none_finds_the_body(cast: Cast, parole: Filing) -> None:
    assert enter(cast, parole, "ward", **COMMISSION).status_code == 403
    assert enter(cast, parole, **COMMISSION).status_code == 302
    assert sign_in(cast.officers["ward"]).get(address(parole)).status_code == 403
    ward = page(cast, "ward", f"/batches/{parole.batch_id}/people/{parole.pk}/")
    assert BODY not in ward
    assert "assessment/" not in ward
    with acting_as(cast.actor("ward")):
        assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"on": "2027-01-01"}, "不能晚于今天"),
        ({"body": ""}, "没有填写"),
        ({"residence": ""}, "没有填写"),
        ({"act": "nothing"}, "请从页面上的表单登记"),
    ],
)
def test_a_commission_that_cannot_be_is_told(cast: Cast, parole: Filing, changed: Any, lacking: str) -> None:
    answer = enter(cast, parole, **(COMMISSION | changed))
    assert answer.status_code == 422
    assert lacking in answer.content.decode()
    assert rows() == []


def test_an_answer_comes_after_its_commission_and_is_put_right_with_a_reason(cast: Cast, parole: Filing) -> None:
    enter(cast, parole, **COMMISSION)
    row = rows()[0]
    assert "2026-10-21 以后可以催问" in page(cast, "tang", address(parole))  # a make-up Saturday among them
    assert enter(cast, parole, **reply(row, received_on="2026-10-07")).status_code == 422
    assert enter(cast, parole, **reply(row, conclusion="divided")).status_code == 422
    assert enter(cast, parole, **reply(row)).status_code == 302
    assert enter(cast, parole, **reply(row, received_on="2026-10-21")).status_code == 422  # without a reason
    assert enter(cast, parole, **reply(row, received_on="2026-10-21", why="回证日期看错")).status_code == 302
    assert rows()[0].received_on == date(2026, 10, 21)


def test_none_is_commissioned_while_one_is_open_or_good_but_for_a_changed_residence(cast: Cast, parole: Filing) -> None:
    enter(cast, parole, **COMMISSION)
    row = rows()[0]
    assert "还没有收到意见" in enter(cast, parole, **(COMMISSION | {"on": "2026-10-12"})).content.decode()
    enter(cast, parole, **reply(row))
    assert "不重复委托" in enter(cast, parole, **(COMMISSION | {"on": "2026-10-26"})).content.decode()
    moved: dict[str, Any] = {"act": "moved", "row": row.pk, "residence": "望川市石滩县"}
    assert enter(cast, parole, **moved).status_code == 422
    assert enter(cast, parole, **moved, why="亲属搬迁").status_code == 302
    assert enter(cast, parole, **(COMMISSION | {"on": "2026-10-26"})).status_code == 302


def test_the_office_reads_it_on_the_case_and_the_finding_follows(cast: Cast, parole: Filing) -> None:
    enter(cast, parole, **COMMISSION)
    enter(cast, parole, **reply(rows()[0]))
    drain()
    assert BODY in page(cast, "chen", f"/cases/{parole.pk}/")
    with acting_as(BUILDER):
        standing = Finding.objects.filter(filing=parole).standing().values_list("rule", flat=True)
        assert "parole-assessed" not in set(standing)
