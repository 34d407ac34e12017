"""Who acts: the law's default, a 派出院 that acts for its city 院, a province's own decision."""

from __future__ import annotations

from datetime import date

import pytest

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.competence import Act, Competent, competent
from procuratorate.organs.models import Competence, Organ
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


def who(act: Act, site: Organ, decider: Organ | None = None) -> Competent | None:
    with acting_as(BUILDER):
        return competent(act, site, decider, ON)


def test_nobody_is_named_where_nothing_is_registered(cast: Cast) -> None:
    with acting_as(BUILDER):
        Organ.objects.filter(pk=cast.wangchuan.pk).update(level="")
    assert who(Act.RULING_OBJECTION, cast.lanpu, None) is None
    assert who(Act.OVER_DETENTION, cast.centre, cast.qingcen) is None, "a prison has no level of its own"


def test_the_opinion_on_a_filing_belongs_to_the_house_of_the_resident_office(cast: Cast) -> None:
    answer = who(Act.FILING_OPINION, cast.ward1)
    assert answer is not None
    assert (answer.organ, answer.is_default) == (cast.suburb, True), "the 院, never the office"
    assert "第六百三十五条" in answer.basis


def test_a_ruling_is_objected_to_at_the_courts_level(cast: Cast) -> None:
    answer = who(Act.RULING_OBJECTION, cast.lanpu, cast.court)
    assert answer is not None
    assert answer.organ.level == "city"
    assert answer.is_default


def test_a_dispatched_house_that_acts_for_the_city_is_marked_never_the_default(cast: Cast) -> None:
    answer = who(Act.RULING_OBJECTION, cast.qingcen, cast.court)
    assert answer is not None
    assert (answer.organ, answer.is_default) == (cast.suburb, False)
    assert "核对代行依据" in answer.warning


def test_a_decision_of_the_bureau_is_objected_to_by_the_province(cast: Cast) -> None:
    answer = who(Act.OUTSIDE_DECISION_OBJECTION, cast.qingcen, cast.bureau)
    assert answer is not None
    assert (answer.organ, answer.is_default) == (cast.province, True)


def test_a_provinces_decision_goes_before_and_ends_with_its_date(cast: Cast) -> None:
    with acting_as(BUILDER):
        Competence.objects.create(
            act=Act.OUTSIDE_DECISION_OBJECTION, site=cast.qingcen, procuratorate=cast.lincheng,
            basis="省院〔2026〕1号", since=date(2026, 1, 1), until=ON,
        )  # fmt: skip
        before = competent(Act.OUTSIDE_DECISION_OBJECTION, cast.ward1, cast.bureau, ON)
        after = competent(Act.OUTSIDE_DECISION_OBJECTION, cast.ward1, cast.bureau, date(2026, 11, 21))
    assert before is not None
    assert (before.organ, before.basis) == (cast.lincheng, "省院〔2026〕1号")
    assert after is not None
    assert after.organ == cast.province


def test_a_decision_for_one_decider_goes_before_one_for_any(cast: Cast) -> None:
    with acting_as(BUILDER):
        common = {"act": Act.RULING_OBJECTION, "site": cast.qingcen, "basis": "x", "since": ON}
        Competence.objects.create(procuratorate=cast.province, **common)
        Competence.objects.create(procuratorate=cast.lincheng, decider=cast.court, **common)
    answer = who(Act.RULING_OBJECTION, cast.qingcen, cast.court)
    assert answer is not None
    assert answer.organ == cast.lincheng


def test_the_table_is_shown_and_changed_by_the_procuratorates_administrator_alone(cast: Cast) -> None:
    root, admin = sign_in(cast.root), sign_in(cast.admin)
    path = f"/organs/{cast.qingcen.pk}/competence/"
    assert "第六百四十条" in root.get(path).content.decode()
    asked = {"act": "over_detention", "procuratorate": cast.lincheng.pk, "basis": "省院〔2026〕2号", "since": ON}
    assert admin.post(f"{path}add/", asked).status_code == 403
    assert root.post(f"{path}add/", asked).status_code == 302
    again = root.post(f"{path}add/", asked)
    assert "同一时间已有规定" in again.content.decode()
    assert sign_in(cast.chen).get(path).status_code == 403
