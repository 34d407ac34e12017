"""The pages through the real doorway."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procuratorate.deadlines.models import CalendarNotice, Deadline
from procuratorate.deadlines.pasting import LAYOUT
from procuratorate.deadlines.services import extend_deadline, meet_deadline
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.deadlines.conftest import SEVEN_WORKING, TEN, noon

pytestmark = pytest.mark.django_db
OpenClock = Callable[..., Deadline]
AsOfficer = Callable[..., Client]
NOTICE = {
    "year": "2027",
    "number": "国办发明电〔示例〕1号",
    "text": "2027-01-01至2027-01-03 放假 元旦\n2027-01-09 上班 元旦",
}


@pytest.fixture(autouse=True)
def _today(set_clock: Callable[..., None]) -> None:
    set_clock(noon("2026-11-20"))


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


# --- refused


def test_a_clock_out_of_sight_does_not_exist(cast: Cast, open_clock: OpenClock, as_officer: AsOfficer) -> None:
    clock = open_clock("2026-11-10")
    assert as_officer(cast.lan).get(f"/deadlines/{clock.pk}/").status_code == 404
    assert as_officer(cast.chen).get(f"/deadlines/{clock.pk}/").status_code == 200


@pytest.mark.parametrize("name", ["root", "lu"])
def test_posts_without_clocks_cannot_open_the_list(cast: Cast, as_officer: AsOfficer, name: str) -> None:
    assert as_officer(getattr(cast, name)).get("/deadlines/").status_code == 403


@pytest.mark.parametrize("name", ["chen", "tang", "admin"])
def test_only_administrators_of_a_procuratorate_open_the_import(cast: Cast, as_officer: AsOfficer, name: str) -> None:
    client = as_officer(getattr(cast, name))
    assert client.get("/calendar/import/").status_code == 403
    assert client.post("/calendar/import/", {**NOTICE, "confirm": ""}).status_code == 403
    with acting_as(BUILDER):
        assert not CalendarNotice.objects.filter(year=2027).exists()


@pytest.mark.parametrize(
    ("changes", "mending"),
    [
        ({"number": ""}, "文号"),
        ({"text": "2027-01-01 元旦"}, "第1行"),
        ({"text": ""}, "没有读到任何日期"),
        ({"text": "2027-01-04 上班 元旦"}, "本来就上班"),
        ({"year": "1999"}, "年度"),
    ],
)
@pytest.mark.parametrize("button", ["preview", "confirm"])
def test_a_wrong_notice_comes_back_with_its_mending(
    cast: Cast, as_officer: AsOfficer, changes: dict[str, str], mending: str, button: str
) -> None:
    answer = as_officer(cast.root).post("/calendar/import/", {**NOTICE, **changes, button: ""})
    assert answer.status_code == 422
    assert mending in answer.content.decode()
    with acting_as(BUILDER):
        assert not CalendarNotice.objects.filter(year=2027).exists()


# --- clocks


def test_the_list_filters_by_nearness(cast: Cast, open_clock: OpenClock, as_officer: AsOfficer) -> None:
    starts = {"overdue": "2026-11-06", "today": "2026-11-10", "soon": "2026-11-13", "later": "2026-11-20"}
    for name, start in starts.items():
        open_clock(start, title=f"事项{name}")
    client = as_officer(cast.chen)
    for due in ("overdue", "today", "soon"):
        page = text_of(client, f"/deadlines/?due={due}")
        assert [name for name in starts if f"事项{name}" in page] == [due]
    assert [name for name in starts if f"事项{name}" in text_of(client, "/deadlines/")] == list(starts)


def test_each_side_finds_the_clock_under_whose_it_is(cast: Cast, open_clock: OpenClock, as_officer: AsOfficer) -> None:
    open_clock("2026-11-10", title="审查副本")
    prison = as_officer(cast.tang)
    assert "审查副本" not in text_of(prison, "/deadlines/")
    assert "审查副本" in text_of(prison, "/deadlines/?whose=theirs")
    assert "审查副本" not in text_of(as_officer(cast.yin), "/deadlines/?whose=theirs")


def test_a_superior_finds_the_clocks_of_offices_below_apart_from_its_own(
    cast: Cast, open_clock: OpenClock, as_officer: AsOfficer
) -> None:
    open_clock("2026-11-10", title="下级的事项")
    province = as_officer(cast.qin)
    assert "下级的事项" not in text_of(province, "/deadlines/")
    assert "下级的事项" in text_of(province, "/deadlines/?whose=below")
    assert "下级承办" not in text_of(as_officer(cast.chen), "/deadlines/")


def test_ended_clocks_are_kept_under_their_own_filter(cast: Cast, open_clock: OpenClock, as_officer: AsOfficer) -> None:
    clock = open_clock("2026-11-10", title="已经办完")
    with acting_as(BUILDER):
        meet_deadline(deadline=clock, actor=BUILDER, at=noon("2026-11-18"))
    client = as_officer(cast.chen)
    assert "已经办完" not in text_of(client, "/deadlines/")
    assert "11-18，早 2 日" in text_of(client, "/deadlines/?due=ended")


@pytest.mark.parametrize("query", ["due=没有", "sort=x';--", "page=99999", "page=x", "whose=?"])
def test_a_mistyped_address_still_answers(cast: Cast, as_officer: AsOfficer, query: str) -> None:
    assert as_officer(cast.chen).get(f"/deadlines/?{query}").status_code == 200


def test_the_page_of_a_clock_reads_the_sum_aloud(cast: Cast, open_clock: OpenClock, as_officer: AsOfficer) -> None:
    clock = open_clock("2026-11-11")
    with acting_as(BUILDER):
        extend_deadline(
            deadline=clock, term=TEN, reason="案情复杂", article="第635条", actor=BUILDER, at=noon("2026-11-20")
        )
    page = text_of(as_officer(cast.chen), f"/deadlines/{clock.pk}/")
    assert "另延长10日（案情复杂，第635条），数满20日，到12月1日止，今日之后还剩 11 日。" in page
    assert "第20日" in page
    assert "<title>时限算式：审查祁某某减刑建议书副本" in page, "no full name in a title"


@pytest.mark.parametrize("url", ["/deadlines/", "/deadlines/?whose=theirs", "/calendar/"])
def test_lists_ask_as_often_for_many_rows_as_for_one(
    cast: Cast, open_clock: OpenClock, as_officer: AsOfficer, url: str
) -> None:
    def queries() -> int:
        client = as_officer(cast.tang if "theirs" in url else cast.chen)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            text_of(client, url)
        return len(seen)

    open_clock("2026-11-10")
    one = queries()
    for _ in range(5):
        open_clock("2026-11-10")
    assert queries() == one
    assert one <= 22, "door, session, shell and three of the page"


def test_fifty_clocks_make_a_page(cast: Cast, open_clock: OpenClock, as_officer: AsOfficer) -> None:
    for _ in range(51):
        open_clock("2026-11-10")
    client = as_officer(cast.chen)
    assert (text_of(client, "/deadlines/").count("逐日"), text_of(client, "/deadlines/?page=2").count("逐日")) == (
        50,
        1,
    )


# --- calendar


def test_everyone_reads_the_calendar_with_its_holidays_and_make_up_days(cast: Cast, as_officer: AsOfficer) -> None:
    for name in ("chen", "tang", "root", "lu"):
        page = text_of(as_officer(getattr(cast, name)), "/calendar/?year=2026")
        assert "工作日 248 天" in page
        assert 'title="国庆节调休上班（国务院办公厅关于2026年部分节假日安排的通知）">10<i>班</i>' in page


def test_a_year_without_a_notice_says_so(cast: Cast, as_officer: AsOfficer) -> None:
    client = as_officer(cast.chen)
    assert "放假安排尚未导入" in text_of(client, "/calendar/?year=2027")
    assert "放假安排尚未导入" not in text_of(client, "/calendar/?year=2026")


@pytest.mark.parametrize("year", ["", "0", "99999", "二〇二六", "-1"])
def test_a_mistyped_year_still_shows_a_year(cast: Cast, as_officer: AsOfficer, year: str) -> None:
    assert "年工作日历" in text_of(as_officer(cast.chen), f"/calendar/?year={year}")


def test_an_administrator_previews_confirms_and_sees_the_moved_clocks(
    cast: Cast, open_clock: OpenClock, as_officer: AsOfficer
) -> None:
    clock = open_clock("2026-12-25", SEVEN_WORKING)
    root = as_officer(cast.root)
    preview = root.post("/calendar/import/", {**NOTICE, "preview": ""}).content.decode()
    assert "导入后将变动 1 个时限" in preview
    assert "2027-01-06" in preview
    assert "祁云山" not in preview
    with acting_as(BUILDER):
        clock.refresh_from_db()
        assert clock.due_on == date(2027, 1, 5)

    page = root.post("/calendar/import/", {**NOTICE, "confirm": ""}, follow=True).content.decode()
    assert "审查祁某某减刑建议书副本" in page
    assert "2027-01-06" in page
    with acting_as(BUILDER):
        clock.refresh_from_db()
        assert clock.due_on == date(2027, 1, 6)
        notice = CalendarNotice.objects.get(year=2027)
    for name, sees in {"chen": True, "tang": True, "yin": False, "lan": False, "admin": False, "lu": False}.items():
        shown = text_of(as_officer(getattr(cast, name)), f"/calendar/notices/{notice.pk}/")
        assert ("审查祁某某" in shown) is sees, name
    assert "2027-01-05 变为 2027-01-06" in text_of(as_officer(cast.chen), f"/deadlines/{clock.pk}/")


def test_a_table_may_be_uploaded_instead(cast: Cast, as_officer: AsOfficer) -> None:
    rows: list[dict[str, Any]] = [{"days": "2027-01-01", "kind": "放假", "name": "元旦"}]
    upload = SimpleUploadedFile("放假.xlsx", write_table(LAYOUT.columns, rows, title="放假"))
    answer = as_officer(cast.root).post("/calendar/import/", {**NOTICE, "text": "", "file": upload, "preview": ""})
    assert 'value="2027-01-01 放假 元旦"' in answer.content.decode()
