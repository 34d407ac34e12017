"""What papers say, told by the prison and checked by the office, feeds the rules; neither side reads too much."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commutation.models import Batch, Filing, Finding, LocalRule, Particulars
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain
from tests.cast import Cast
from tests.commutation.reviewing import CALM, case, consulted, filed, page, post

pytestmark = pytest.mark.django_db
CANARY = "核查所得金丝雀"


@pytest.fixture
def sent(cast: Cast) -> Batch:
    return consulted(cast)


def prison_page(filing: Filing) -> str:
    return f"/batches/{filing.batch_id}/people/{filing.pk}/particulars/"


def office_page(filing: Filing) -> str:
    return f"/cases/{filing.pk}/checks/"


def tell(cast: Cast, who: str, address: str, topic: str, **told: Any) -> int:
    answer = post(cast, who, address, **{"topic": topic, "source": "卷1册1第30页", **told})
    return int(answer.status_code)


def rows() -> list[Particulars]:
    with acting_as(BUILDER):
        return list(Particulars.objects.order_by("pk"))


def standing(filing: Filing) -> set[str]:
    drain()
    with acting_as(BUILDER):
        return set(Finding.objects.filter(filing=filing).standing().values_list("rule", flat=True))


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("merit", {"merit_ground": "1"}),  # a disclosure without a word on where the tip came from
        ("merit", {"merit_ground": "4", "merit_own_work": "yes"}),  # an invention without who confirmed it
        ("writing", {"self_written": "no"}),
        ("property", {"evaded": "yes", "evasion_ended": "yes"}),
        ("property", {"evaded": "yes", "evasion_ended": "yes", "evasion_ended_on": "2027-01-01"}),
        ("points", {"points_while_confined": "-3"}),
        ("points", {}),
        ("points", {"points_while_confined": "3", "source": ""}),
        ("points", {"points_while_confined": "3", "source": "绝密材料"}),
        ("health", {"life_in_danger": "yes"}),  # not asked of a commutation
        ("nothing", {"life_in_danger": "yes"}),
    ],
)
def test_gaps_are_told_and_nothing_is_kept(cast: Cast, sent: Batch, topic: str, told: dict[str, str]) -> None:
    assert tell(cast, "tang", prison_page(case(sent, CALM)), topic, **told) == 422
    assert rows() == []


def test_a_ward_neither_reads_nor_writes_who_disclosed(cast: Cast, sent: Batch) -> None:
    filing = case(sent, CALM)
    told = {"merit_ground": "1", "merit_source_lawful": "yes"}
    assert tell(cast, "ward", prison_page(filing), "merit", **told) == 403
    assert tell(cast, "tang", prison_page(filing), "merit", **told) == 302
    assert "检举、揭发" in page(cast, "tang", prison_page(filing))
    assert "检举、揭发" not in page(cast, "ward", prison_page(filing))


def test_what_the_office_found_goes_before_and_never_reaches_the_prison(cast: Cast, sent: Batch) -> None:
    filing = case(sent, CALM)
    assert tell(cast, "tang", prison_page(filing), "writing", self_written="yes") == 302
    assert "self-written" not in standing(filing)
    found = {"self_written": "no", "has_reason_not_to_write": "no", "source": CANARY}
    assert tell(cast, "yin", office_page(filing), "writing", **found) == 404
    assert tell(cast, "qin", office_page(filing), "writing", **found) == 403
    assert tell(cast, "chen", office_page(filing), "writing", **found) == 302
    assert "self-written" in standing(filing)
    assert CANARY in page(cast, "chen", office_page(filing))
    assert CANARY not in page(cast, "tang", prison_page(filing))
    with acting_as(cast.actor("tang")):
        assert not Particulars.objects.filter(side="procuratorate").exists()


def test_another_word_needs_a_reason_and_the_former_stays(cast: Cast, sent: Batch) -> None:
    filing, address = case(sent, CALM), prison_page(case(sent, CALM))
    assert tell(cast, "tang", address, "points", points_while_confined="90") == 302
    assert "points-while-confined" in standing(filing)
    assert tell(cast, "tang", address, "points", points_while_confined="0") == 422
    assert tell(cast, "tang", address, "points", points_while_confined="90", why="没有变") == 422
    assert tell(cast, "tang", address, "points", points_while_confined="0", why="照明细更正") == 302
    assert [row.facts for row in rows()] == [{"points_while_confined": 90}, {"points_while_confined": 0}]
    assert "points-while-confined" not in standing(filing)


def test_a_provinces_rule_on_merit_is_told_only_where_registered_and_only_of_merit(cast: Cast, sent: Batch) -> None:
    filing = case(sent, CALM)
    assert "本省规定" not in page(cast, "tang", prison_page(filing))
    with acting_as(BUILDER):
        rule = {"basis": "本省办法第五条", "since": date(2026, 1, 1), "province": cast.qingcen.parent}
        for code, value in (("opinion_on_merit", 1), ("merit_levels", 3), ("major_merit_levels", 4)):
            LocalRule.objects.create(code=code, value=value, **rule)
    assert tell(cast, "tang", prison_page(filing), "merit", merit_ground="2", merit_levels="2") == 302
    for who, address in (("tang", prison_page(filing)), ("chen", office_page(filing))):
        shown = page(cast, who, address)
        assert "附检察机关意见（本省办法第五条），不作为违法认定" in shown
        assert "立功经 3 级审批（本省办法第五条），不作为违法认定" in shown
        assert "重大立功经 4 级审批" in shown
        assert "立功审批表上的" not in shown
    drain()
    with acting_as(BUILDER):  # a local number leads to no finding
        assert not any("审批" in one.text for one in Finding.objects.filter(filing=filing))


COPIES = {"filed_on": "2026-11-16", "source": "法院立案登记"}


def test_a_copy_that_never_came_is_told_by_the_office_alone_and_judged(cast: Cast, sent: Batch) -> None:
    filing = case(sent, CALM)
    assert tell(cast, "tang", prison_page(filing), "copy", copied="no", **COPIES) == 403
    assert "报请与副本" not in page(cast, "tang", prison_page(filing))
    assert tell(cast, "chen", office_page(filing), "copy", copied="no", source="法院立案登记") == 422  # since when
    assert tell(cast, "chen", office_page(filing), "copy", copied="yes", **COPIES) == 422  # how long after
    assert tell(cast, "chen", office_page(filing), "copy", copied="no", **COPIES) == 302
    assert "copied" in standing(filing)


def test_filed_here_the_copy_came_here_and_what_was_told_of_it_is_over(cast: Cast, sent: Batch) -> None:
    filing = case(sent, CALM)
    tell(cast, "chen", office_page(filing), "copy", copied="no", **COPIES)
    assert "copied" in standing(filing)
    filed(cast, sent)
    assert "copied" not in standing(filing)
    assert tell(cast, "chen", office_page(filing), "copy", copied="no", why="再查", **COPIES) == 403
