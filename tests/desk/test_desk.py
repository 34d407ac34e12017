"""The procurator's desk through HTTP: whose it is, what stands on it, that it says so when there is nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import open_deadline
from procuratorate.dispatch.models import Look
from procuratorate.lib import clock
from procuratorate.lib.law.terms import Roll, Term, Unit
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.dispatch.factories import many, sent

pytestmark = pytest.mark.django_db


def running(organ: Organ, due_in: int, title: str, counterpart: Organ | None = None) -> Deadline:
    """An open clock that ends so many days from today."""
    with acting_as(BUILDER) as at:
        made: Deadline = open_deadline(
            kind="x", title=title, masked_title=title, organ=organ, counterpart=counterpart, start_reason="收到副本",
            starts_on=clock.day_of(at) - timedelta(days=60), term=Term(60 + due_in, Unit.DAY), roll=Roll.NEVER,
            article="规则第六百三十五条", address="/cases/", actor=BUILDER, at=at,
        )  # fmt: skip
        return made


def figure(html: str, label: str) -> str:
    found = re.search(rf"<b>([^<]*)</b>{label}</a>", html)
    assert found, label
    return found[1]


@pytest.mark.parametrize(
    ("who", "page"),
    [("chen", "/desk/"), ("pei", "/desk/"), ("qin", "/desk/"), ("tang", "/batches/"), ("hao", "/batches/"),
     ("admin", "/organs/"), ("lu", "/audit/"), ("chang", "/detainees/")],
)  # fmt: skip
def test_each_post_is_led_to_its_first_page(cast: Cast, who: str, page: str) -> None:
    assert sign_in(cast.officers[who]).get("/").headers["Location"] == page


def test_a_stranger_is_led_to_the_login() -> None:
    client = Client()
    for page in ("/", "/desk/", "/search/?q=祁云山"):
        assert client.get(page).headers["Location"].startswith("/login/")


@pytest.mark.parametrize("who", ["tang", "hao", "ward", "admin", "lu", "chang"])
def test_the_desk_is_the_procurators(cast: Cast, who: str) -> None:
    assert sign_in(cast.officers[who]).get("/desk/").status_code == 403


def test_an_empty_desk_says_why(cast: Cast) -> None:
    html = sign_in(cast.chen).get("/desk/").content.decode()
    for words in (
        "没有逾期、今日到期和三日内到期的事项",
        "没有在审的批次",
        "没有要跟踪的",
        "没有待登记的来件",
        "第一次打开工作台",
    ):
        assert words in html


def test_neighbours_leave_no_trace_on_it(cast: Cast) -> None:
    running(cast.office, 0, "本室的时限")
    sent(cast.actor("tang"), cast.office, masked_title="本室的来件")
    sent(cast.actor("chen"), cast.qingcen, masked_title="本室的发件")
    html = sign_in(cast.yin).get("/desk/").content.decode()
    assert "本室的" not in html
    assert [figure(html, label) for label in ("逾期", "今日到期", "三日内", "新到", "收到回复")] == ["0"] * 5


def test_figures_count_and_filter_the_queue(cast: Cast) -> None:
    running(cast.office, -1, "逾期的")
    running(cast.office, 0, "今天的")
    running(cast.office, 2, "后天的")
    running(cast.office, 30, "下月的")
    ours = sent(cast.actor("chen"), cast.qingcen)
    sent(cast.actor("tang"), cast.office, masked_title="来件一")
    sent(cast.actor("tang"), cast.office, masked_title="回复一", in_reply_to=ours)
    chen = sign_in(cast.chen)
    html = chen.get("/desk/").content.decode()
    assert [figure(html, label) for label in ("逾期", "今日到期", "三日内", "新到", "收到回复")] == [
        "1",
        "1",
        "1",
        "2",
        "1",
    ]
    queue = html[html.index("今日必办") : html.index("在审批次")]
    assert re.findall("逾期的|今天的|后天的|下月的", re.sub(r"(?s)<details.*?</details>", "", queue)) == [
        "逾期的",
        "今天的",
        "后天的",
    ]
    for due, seen in {
        "over": "逾期的",
        "today": "今天的",
        "soon": "后天的",
        "new": "来件一",
        "reply": "回复一",
    }.items():
        part = chen.get(f"/desk/?due={due}", headers={"HX-Request": "true", "HX-Target": "work"}).content.decode()
        assert part.strip().startswith('<section class="sheet" id="work"')
        assert 'id="strip"' in part
        assert seen in part
    assert "来件一" not in part
    assert chen.get("/desk/?due=nonsense").status_code == 200


def test_the_most_urgent_one_is_one_key_away(cast: Cast) -> None:
    running(cast.office, -1, "最急的")
    html = sign_in(cast.chen).get("/desk/").content.decode()
    assert '<a class="btn btn-primary" href="/cases/">从最急一件开始' in html
    assert '<tr class="is-at">' in html


def test_arrivals_stand_masked_with_a_button(cast: Cast) -> None:
    dispatch = sent(cast.actor("tang"), cast.office)
    html = sign_in(cast.chen).get("/desk/").content.decode()
    assert f'data-arrival="{dispatch.pk}"' in html
    assert f'hx-post="/inbox/{dispatch.pk}/acknowledge/"' in html
    assert "祁云山" not in html


def test_what_we_sent_stays_until_it_is_registered(cast: Cast) -> None:
    dispatch = sent(cast.actor("chen"), cast.qingcen, masked_title="请补材料")
    chen = sign_in(cast.chen)
    assert "请补材料" in chen.get("/desk/").content.decode()
    sign_in(cast.tang).post(f"/inbox/{dispatch.pk}/acknowledge/")
    assert "请补材料" not in chen.get("/desk/").content.decode()


def test_clocks_that_run_against_the_other_side_are_tracked(cast: Cast) -> None:
    running(cast.qingcen, 4, "逐项回复", counterpart=cast.office)
    html = sign_in(cast.chen).get("/desk/").content.decode()
    tracked = html[html.index("跟踪") :]
    assert "逐项回复" in tracked
    assert figure(html, "三日内") == "0"


def test_news_count_from_the_end_of_the_sitting_before(cast: Cast, set_clock: Any) -> None:
    morning = clock.now().replace(hour=1, minute=0)
    set_clock(morning)
    chen = sign_in(cast.chen)
    chen.get("/desk/")
    set_clock(morning + timedelta(minutes=30))
    chen.get("/desk/")
    sent(cast.actor("tang"), cast.office)
    set_clock(morning + timedelta(days=1))
    html = chen.get("/desk/").content.decode()
    assert "自昨日 09:30 以来新到 1 件" in html
    set_clock(morning + timedelta(days=1, minutes=5))
    assert "自昨日 09:30 以来新到 1 件" in chen.get("/desk/").content.decode()
    with acting_as(BUILDER):
        assert Look.objects.get().before_at


@pytest.mark.parametrize("page", ["/desk/", "/desk/?due=new"])
def test_the_desk_asks_a_constant_number_of_questions(cast: Cast, page: str) -> None:
    chen, counts = sign_in(cast.chen), []
    for total in (0, 1, 150):
        many(cast, total)
        for n in range(min(total, 60)):
            running(cast.office, n % 4, f"时限 {n}")
        chen.get(page)
        with CaptureQueriesContext(connection) as captured:
            chen.get(page)
        counts.append(len(captured))
    assert counts[0] <= counts[1] == counts[2] <= 32, counts


def test_the_shell_says_who_and_how_much(cast: Cast) -> None:
    running(cast.office, 0, "今天的")
    sent(cast.actor("tang"), cast.office)
    html = sign_in(cast.chen).get("/desk/").content.decode()
    assert "陈砚平 · 承办检察官" in html
    assert '<b id="bell">1</b>' in html
    assert re.search(r'href="/inbox/"[^>]*>新到<b data-unread>1</b>', html)
    assert re.search(r'href="/deadlines/"[^>]*>时限<b>1</b>', html)
    assert 'data-stream="/stream/"' in html
    assert 'data-stream="' not in sign_in(cast.root).get("/calendar/").content.decode()


def test_today_is_todays_date(cast: Cast, set_clock: Any) -> None:
    set_clock(clock.now().replace(year=2026, month=11, day=20, hour=16, minute=30))
    html = sign_in(cast.chen).get("/desk/").content.decode()
    assert f"{date(2026, 11, 21)}" in html, "half past midnight in Beijing is the next day"


def test_the_strip_counts_anew_by_itself(cast: Cast) -> None:
    sent(cast.actor("tang"), cast.office)
    headers = {"HX-Request": "true", "HX-Target": "strip"}
    html = sign_in(cast.chen).get("/desk/?due=new", headers=headers).content.decode()
    assert html.strip().startswith('<div id="strip" hx-get="/desk/?due=new"')
    assert "hx-swap-oob" not in html
    assert figure(html, "新到") == "1"
    assert "<table" not in html


@pytest.mark.parametrize(
    ("who", "page", "entry"),
    [
        ("chen", "/sent/", "新到"),
        ("chen", "/recusals/", "人员"),
        ("tang", "/sent/", "检察"),
        ("tang", "/batches/all/", "本批次"),
    ],
)
def test_every_page_lights_an_entry_of_the_rail(cast: Cast, who: str, page: str, entry: str) -> None:
    html = sign_in(cast.officers[who]).get(page).content.decode()
    assert re.search(rf'aria-current="page">{entry}', html), page
