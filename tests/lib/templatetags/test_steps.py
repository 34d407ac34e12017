import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from procuratorate.lib.templatetags.steps import seconds_left
from tests.lib.templatetags.rendering import render

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TAG = '{% job_progress job poll="/jobs/1/" cancel="/jobs/1/cancel/" %}'


@dataclass(frozen=True)
class Job:
    title: str = "核对名单"
    state: str = "running"
    step: str = ""
    done: int = 1000
    total: int = 3000
    is_open: bool = True
    started_at: datetime | None = AT - timedelta(seconds=10)
    error: str = ""
    address: str = ""


def test_an_open_job_asks_again_and_can_be_cancelled() -> None:
    drawn = render(TAG, job=Job())
    assert 'hx-trigger="every 1s"' in drawn
    assert 'action="/jobs/1/cancel/"' in drawn
    assert "<b>1,000</b> / 3,000" in drawn


@pytest.mark.parametrize(("state", "word"), [("done", "已完成"), ("failed", "没有办成"), ("cancelled", "已取消")])
def test_an_ended_job_stops_asking(state: str, word: str) -> None:
    drawn = render(TAG, job=replace(Job(), state=state, is_open=False, error="找不到“罪犯编号”一栏"))
    assert "hx-get" not in drawn
    assert "取消</button>" not in drawn
    assert word in drawn
    assert ("找不到" in drawn) == (state == "failed")


def test_a_done_job_leads_to_its_result() -> None:
    assert 'href="/batches/4/"' in render(TAG, job=replace(Job(), state="done", is_open=False, address="/batches/4/"))


def test_time_left_follows_the_pace_so_far() -> None:
    assert seconds_left(Job(), AT) == 20


@pytest.mark.parametrize("job", [replace(Job(), done=0), replace(Job(), total=0), replace(Job(), started_at=None)])
def test_no_time_is_promised_without_a_pace(job: Job) -> None:
    assert seconds_left(job, AT) is None


def test_the_step_one_stands_on_is_said() -> None:
    steps = [
        {"name": "公示", "text": "5/5 日", "state": "done"},
        {"name": "征求意见", "text": "第 4 日", "state": "at"},
    ]
    drawn = render("{% ladder steps %}", steps=steps)
    assert drawn.count('aria-current="step"') == 1
    assert "已完成" in drawn


def test_a_bar_fills_its_width_and_says_its_counts() -> None:
    segments = [{"css": "b-out", "count": 3, "label": "已出意见"}, {"css": "b-new", "count": 1, "label": "未阅"}]
    drawn = render("{% stacked_bar segments %}", segments=segments)
    assert [float(width) for width in re.findall(r'width="([\d.]+)"', drawn)] == [321.5, 106.5]
    assert 'aria-label="已出意见 3，未阅 1"' in drawn


def test_a_bar_of_nothing_is_empty() -> None:
    assert "<rect" not in render("{% stacked_bar segments %}", segments=[{"css": "b-new", "count": 0, "label": "未阅"}])


def test_a_receipt_shows_what_has_not_happened_yet() -> None:
    slip = {"title": "送达回证", "rows": [("签收", "")], "hash": "7c1e"}
    drawn = render("{% receipt slip %}", slip=slip)
    assert "<dt>签收</dt><dd>—</dd>" in drawn
    assert "7c1e" in drawn
