"""What a hearing came to, and medical papers that follow: days for them are a province's own, held against nobody."""

from __future__ import annotations

from datetime import date

import pytest

from commutation.models import Batch, LocalRule
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.outside import DECISION, DIAGNOSIS, act, done, page, send, started

pytestmark = pytest.mark.django_db
LACKS = {"lacking": "病理检验报告（书面说明一份）"}


def province_rule(cast: Cast, code: str, value: int, since: date = date(2026, 1, 1)) -> None:
    with acting_as(BUILDER):
        LocalRule.objects.create(
            province=cast.qingcen.parent, code=code, value=value, basis="本省办法第九条", since=since
        )


def test_what_a_hearing_came_to_is_written_down_and_no_ward_reads_it(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    told = {
        "on": "2026-11-16", "outcome": "divided", "people": "主持人方某，听证员金丝雀某", "procurator": "未派员，出庭",
        "opinion": "两人同意，一人认为可以在监狱医院治疗",
    }  # fmt: skip
    answer = act(cast, "hearing_result", told)
    assert answer.status_code == 422
    assert "请先登记听证" in answer.content.decode()
    done(cast, "hearing", {"on": "2026-11-16", "held_on": "2026-11-16", "place": "会议室", "why": "objected"})
    assert "听证结果" in page(cast, "tang")  # what is still to be told stands in the chain
    assert act(cast, "hearing_result", told, opinion="").status_code == 422
    assert act(cast, "hearing_result", told, by="chen").status_code == 403
    first = done(cast, "hearing_result", told)
    assert "结果：意见不一致" in page(cast, "tang")
    assert 'value="divided" selected' in page(cast, "tang", f"?correct={first.pk}")
    assert "金丝雀某" not in page(cast, "ward")
    send(cast, batch)
    assert "检察院派员：未派员，出庭" in page(cast, "chen")


@pytest.mark.parametrize(("since", "runs"), [(date(2026, 11, 16), True), (date(2026, 11, 17), False)])
def test_lacking_papers_have_days_only_where_the_province_has_them_on_the_day_of_approval(
    cast: Cast, batch: Batch, since: date, runs: bool
) -> None:
    province_rule(cast, "papers_after_approval", 15, since)
    started(cast, batch, urgent="on")
    done(cast, "diagnosis", DIAGNOSIS | LACKS)
    done(cast, "decision", DECISION)
    with acting_as(BUILDER):
        found = Deadline.objects.filter(kind="commutation.outside_papers")
        assert [(one.due_on, one.article) for one in found] == (
            [(date(2026, 12, 1), "本省办法第九条（本省规定）")] if runs else []
        )
    done(cast, "medical_papers", {"on": "2026-11-16", "papers": "病理检验报告2页"})
    with acting_as(BUILDER):
        assert not Deadline.objects.filter(kind="commutation.outside_papers").exclude(state="met").exists()
    assert "暂缺的病历资料：病理检验报告" in page(cast, "tang")


def test_whole_papers_or_papers_given_before_start_nothing(cast: Cast, batch: Batch) -> None:
    province_rule(cast, "papers_after_approval", 15)
    started(cast, batch, urgent="on")
    first = done(cast, "diagnosis", DIAGNOSIS)
    told = {"on": "2026-11-16", "papers": "病理检验报告2页"}
    assert "没有写明暂缺的资料" in act(cast, "medical_papers", told).content.decode()
    done(cast, "diagnosis", DIAGNOSIS | LACKS, replaces=first.pk, words="漏登")
    done(cast, "medical_papers", told)
    done(cast, "decision", DECISION)
    with acting_as(BUILDER):
        assert not Deadline.objects.filter(kind="commutation.outside_papers").exists()
