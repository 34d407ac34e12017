"""可提请人员 and 逐条自查: from when and why, for one's own people, on what the prison knows itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procuratorate.custody.models import Person, Sentence
from procuratorate.custody.states import SentenceKind
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import commuted, inmates
from tests.commutation.reviewing import CALM, case, consulted, page, post

pytestmark = pytest.mark.django_db
LIST = "/batches/eligible/"


def shown(cast: Cast, who: str = "tang", **asked: Any) -> str:
    answer = sign_in(cast.officers[who]).get(LIST, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def known(*people: Any) -> None:
    """Whose papers lack nothing the rules ask for."""
    with acting_as(BUILDER):
        rows = Person.objects.filter(pk__in=[one.person_id for one in people])
        rows.update(born_on=date(1980, 1, 1), born_precision="day", identity="verified")


def delivered(inmate: Any, day: date | None) -> None:
    with acting_as(BUILDER):
        Sentence.objects.filter(pk=inmate.sentence_id).update(delivered_on=day)


def test_each_stands_under_the_tab_of_his_days(cast: Cast) -> None:
    ready, waiting, unknown = inmates(cast.ward1, 3, names=["祁可提", "祁将满", "祁无日"])
    barred = inmates(cast.ward1, 1, first=9, names=["祁终身"], for_life=True, kind=SentenceKind.SUSPENDED_DEATH)[0]
    known(ready, waiting, unknown, barred)
    commuted(waiting, ruled=date(2026, 1, 10), served=date(2026, 1, 20))
    delivered(unknown, None)
    tabs = {"": ready, "soon": waiting, "not": barred, "open": unknown}
    for tab, own in tabs.items():
        told = shown(cast, tab=tab)
        assert {name: one.number for name, one in tabs.items() if one.number in told} == {tab: own.number}
    assert "2027-01-20" in shown(cast, tab="soon")  # a year from the day the last ruling was served
    assert "送监" in shown(cast, tab="open")
    assert "不得再减刑" in shown(cast, tab="not")


@pytest.mark.parametrize(("day", "tab"), [(date(2025, 5, 16), ""), (date(2025, 5, 17), "soon")])
def test_the_boundary_day_of_eighteen_months(cast: Cast, day: date, tab: str) -> None:
    one = inmates(cast.ward1, 1)[0]
    known(one)
    delivered(one, day)
    assert one.number in shown(cast, tab=tab)


def test_who_stands_on_a_list_is_no_prospect_and_wards_see_their_own(cast: Cast) -> None:
    listed = case(consulted(cast), CALM)
    own, other = inmates(cast.ward1, 1, first=40)[0], inmates(cast.ward2, 1, first=50)[0]
    known(own, other)
    assert listed.number not in shown(cast)
    assert own.number in shown(cast, "ward")
    assert other.number in shown(cast, ward=cast.ward2.pk)
    assert other.number not in shown(cast, "ward", ward=cast.ward2.pk)
    assert own.number not in shown(cast, "lan")


def test_many_cost_as_many_queries_as_one(cast: Cast) -> None:
    client = sign_in(cast.tang)
    inmates(cast.ward1, 1)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    inmates(cast.ward1, 30, first=100)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) <= len(one)
    assert len(many) <= 75


def test_the_prison_checks_itself_without_what_the_office_found(cast: Cast) -> None:
    filing = case(consulted(cast), CALM)
    address = f"/batches/{filing.batch_id}/people/{filing.pk}/law/"
    before = page(cast, "tang", address)
    assert "有期徒刑减刑间隔时间" in before
    found = {"topic": "writing", "self_written": "no", "has_reason_not_to_write": "no", "source": "认罪悔罪书"}
    assert post(cast, "chen", f"/cases/{filing.pk}/checks/", **found).status_code == 302
    assert "自书材料非本人书写" in page(cast, "chen", f"/cases/{filing.pk}/")
    assert "自书材料非本人书写" not in page(cast, "tang", address)
    assert sign_in(cast.officers["ward"]).get(address).status_code == 403
