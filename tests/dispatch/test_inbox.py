"""Inbox, sent list and receipt, through HTTP: refusals and neighbours first."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procuratorate.dispatch.models import Dispatch, Opening
from procuratorate.dispatch.states import Mode
from procuratorate.lib import clock
from procuratorate.lib.clock import Clock
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.dispatch.factories import many, sent

pytestmark = pytest.mark.django_db
SECRET = "秘不外传的标题"


@pytest.fixture
def dispatch(cast: Cast) -> Dispatch:
    return sent(cast.actor("tang"), cast.office, title=SECRET, masked_title=SECRET, summary="本批 2 人")


def stored(dispatch: Dispatch) -> Dispatch:
    with acting_as(BUILDER):
        found: Dispatch = Dispatch.objects.get(pk=dispatch.pk)
        return found


PAGES = ("/inbox/{}/", "/sent/{}/", "/dispatches/{}/receipt/", "/inbox/arrivals/row/{}", "/inbox/arrivals/item/{}")


@pytest.mark.parametrize("who", ["yin", "lan", "chang", "ward"])
def test_out_of_sight_is_not_there(cast: Cast, dispatch: Dispatch, who: str) -> None:
    client = sign_in(cast.officers[who])
    for page in PAGES:
        response = client.get(page.format(dispatch.pk))
        assert response.status_code == 404, page
        assert SECRET not in response.content.decode()


@pytest.mark.parametrize("who", ["admin", "root", "lu"])
def test_administrators_and_auditors_have_no_inbox(cast: Cast, dispatch: Dispatch, who: str) -> None:
    client = sign_in(cast.officers[who])
    for page in ("/inbox/", "/sent/", *PAGES):
        assert client.get(page.format(dispatch.pk)).status_code == 403


def test_a_stranger_is_led_to_the_login(cast: Cast, dispatch: Dispatch) -> None:
    assert Client().get(f"/inbox/{dispatch.pk}/").headers["Location"].startswith("/login/")


def test_lists_stand_by_the_moment_they_show(cast: Cast) -> None:
    """What was written down later, of an earlier day, stands below."""
    now = clock.now()
    for title, days in (("乙件", 2), ("丙件", 1), ("甲件", 3)):
        past = now - timedelta(days=days)
        sent(BUILDER, cast.office, sender=cast.qingcen, at=past, title=title, masked_title=title)
    for who, page in ((cast.tang, "/sent/"), (cast.chen, "/inbox/"), (cast.chen, "/inbox/?state=all")):
        assert re.findall("[甲乙丙]件", sign_in(who).get(page).content.decode()) == ["丙件", "乙件", "甲件"], page


@pytest.mark.parametrize("who", ["yin", "lan", "ward"])
def test_neighbours_see_nothing_in_their_lists(cast: Cast, dispatch: Dispatch, who: str) -> None:
    client = sign_in(cast.officers[who])
    for page in ("/inbox/?state=all", "/sent/", f"/inbox/?q={SECRET}"):
        html = client.get(page).content.decode()
        assert dispatch.number not in html
        assert html.count(SECRET) == page.count(SECRET)


def test_the_sender_cannot_register_for_the_recipient(cast: Cast, dispatch: Dispatch) -> None:
    response = sign_in(cast.tang).post(f"/inbox/{dispatch.pk}/acknowledge/")
    assert response.status_code == 403
    assert "收件单位办理" in response.content.decode()
    assert stored(dispatch).acknowledged_at is None


def test_the_database_refuses_a_receipt_by_the_sender(cast: Cast, dispatch: Dispatch) -> None:
    tang = cast.actor("tang")
    with pytest.raises(DatabaseError, match="by the recipient"), acting_as(tang):
        Dispatch.objects.filter(pk=dispatch.pk).update(acknowledged_at=Clock(), acknowledged_by=tang.officer_id)


def test_a_superior_reads_but_does_not_register(cast: Cast, dispatch: Dispatch) -> None:
    qin = sign_in(cast.qin)
    assert qin.get(f"/dispatches/{dispatch.pk}/receipt/").status_code == 200
    assert qin.post(f"/inbox/{dispatch.pk}/acknowledge/").status_code == 403
    assert dispatch.number not in qin.get("/inbox/").content.decode()


def test_a_neighbour_ticks_in_vain(cast: Cast, dispatch: Dispatch) -> None:
    sign_in(cast.yin).post("/inbox/acknowledge/", {"id": dispatch.pk})
    assert stored(dispatch).acknowledged_at is None


@pytest.mark.parametrize("ticked", [[], ["x"], ["²"], ["1"] * 51])
def test_nothing_ticked_is_told_in_words(cast: Cast, ticked: list[str]) -> None:
    response = sign_in(cast.chen).post("/inbox/acknowledge/", {"id": ticked})
    assert response.status_code == 422
    assert "请先勾选" in response.content.decode()


def test_the_inbox_lists_what_waits_under_a_masked_title(cast: Cast) -> None:
    dispatch = sent(cast.actor("tang"), cast.office)
    html = sign_in(cast.chen).get("/inbox/").content.decode()
    assert dispatch.number in html
    assert dispatch.masked_title in html
    assert "祁云山" not in html
    assert "待登记 1 件" in html


def test_opening_leaves_the_first_opening_on_the_receipt_of_both(cast: Cast, dispatch: Dispatch) -> None:
    for officer in (cast.chen, cast.pei, cast.chen):
        response = sign_in(officer).get(f"/inbox/{dispatch.pk}/")
        assert response.status_code == 302
    assert stored(dispatch).opened_by == cast.chen
    receipts = [
        sign_in(one).get(f"/dispatches/{dispatch.pk}/receipt/").content.decode() for one in (cast.chen, cast.tang)
    ]
    slips = [re.search(r'<div class="slip.*?</div>', html, re.DOTALL) for html in receipts]
    assert slips[0]
    assert slips[1]
    assert slips[0][0] == slips[1][0]
    assert "陈砚平" in slips[0][0]
    assert "裴明山" not in slips[0][0]


def test_who_else_opened_it_stays_in_the_house(cast: Cast, dispatch: Dispatch) -> None:
    sign_in(cast.chen).get(f"/inbox/{dispatch.pk}/")
    sign_in(cast.pei).get(f"/inbox/{dispatch.pk}/")
    with acting_as(cast.actor("chen")):
        assert Opening.objects.count() == 2
    with acting_as(cast.actor("tang")):
        assert Opening.objects.count() == 0


def test_the_sender_leaves_no_opening(cast: Cast, dispatch: Dispatch) -> None:
    sign_in(cast.tang).get(f"/inbox/{dispatch.pk}/")
    assert stored(dispatch).opened_at is None


def test_opening_does_not_register(cast: Cast, dispatch: Dispatch) -> None:
    sign_in(cast.chen).get(f"/inbox/{dispatch.pk}/")
    assert stored(dispatch).acknowledged_at is None


def test_registering_twice_keeps_the_first(cast: Cast, dispatch: Dispatch) -> None:
    sign_in(cast.chen).post(f"/inbox/{dispatch.pk}/acknowledge/", {"note": "附件两册"})
    first = stored(dispatch)
    sign_in(cast.pei).post(f"/inbox/{dispatch.pk}/acknowledge/", {"note": "再登一次"})
    again = stored(dispatch)
    assert (again.acknowledged_at, again.acknowledged_by, again.note) == (first.acknowledged_at, cast.chen, "附件两册")


def test_htmx_gets_the_time_and_the_bell(cast: Cast, dispatch: Dispatch) -> None:
    html = (
        sign_in(cast.chen).post(f"/inbox/{dispatch.pk}/acknowledge/", headers={"HX-Request": "true"}).content.decode()
    )
    assert "已登记" in html
    assert '<b id="bell" hx-swap-oob="true">0</b>' in html
    assert "<html" not in html


def test_ticked_ones_are_registered_together(cast: Cast) -> None:
    rows = [sent(cast.actor("tang"), cast.office) for _ in range(3)]
    response = sign_in(cast.chen).post(
        "/inbox/acknowledge/", {"id": [rows[0].pk, rows[2].pk], "next": "/inbox/?mode=copy"}
    )
    assert response.headers["Location"] == "/inbox/?mode=copy"
    assert [bool(stored(row).acknowledged_at) for row in rows] == [True, False, True]


def test_nobody_is_led_elsewhere(cast: Cast, dispatch: Dispatch) -> None:
    response = sign_in(cast.chen).post(f"/inbox/{dispatch.pk}/acknowledge/", {"next": "https://evil.invalid/"})
    assert response.headers["Location"] == "/inbox/"


SEEN = (
    "", "state=all", "mode=consultation", "mode=nonsense", "kind=consultation", "from=²", "q=青岑", "q=%00", "page=zz",
    "page=99",
)  # fmt: skip
UNSEEN = ("mode=copy", "kind=x", "from=0", "q=没有", "reply=1")


def test_filters_stay_in_the_address(cast: Cast) -> None:
    dispatch = sent(cast.actor("tang"), cast.office)
    chen = sign_in(cast.chen)
    for query in (*SEEN, *UNSEEN):
        response = chen.get(f"/inbox/?{query}")
        assert response.status_code == 200
        assert (dispatch.number in response.content.decode()) is (query in SEEN), query


def test_empty_lists_say_why(cast: Cast) -> None:
    chen = sign_in(cast.chen)
    assert "没有待登记的来件" in chen.get("/inbox/").content.decode()
    assert "没有符合条件" in chen.get("/inbox/?mode=copy").content.decode()
    assert "还没有发出过" in chen.get("/sent/").content.decode()


def test_the_sent_list_shows_what_the_other_side_did(cast: Cast, dispatch: Dispatch) -> None:
    tang = sign_in(cast.tang)
    assert "未登记" in tang.get("/sent/").content.decode()
    sign_in(cast.chen).post(f"/inbox/{dispatch.pk}/acknowledge/")
    assert dispatch.number not in tang.get("/sent/?state=waiting").content.decode()


def test_a_row_for_the_live_list_is_a_row_alone(cast: Cast, dispatch: Dispatch) -> None:
    chen = sign_in(cast.chen)
    assert chen.get(f"/inbox/arrivals/row/{dispatch.pk}").content.decode().strip().startswith("<tr")
    assert chen.get(f"/inbox/arrivals/item/{dispatch.pk}").content.decode().strip().startswith("<li")
    assert stored(dispatch).opened_at is None


def test_the_receipt_prints_seconds_and_hash(cast: Cast, dispatch: Dispatch) -> None:
    html = sign_in(cast.tang).get(f"/dispatches/{dispatch.pk}/receipt/").content.decode()
    assert dispatch.content_hash in html
    assert f"{dispatch.sent_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}" in html
    assert "内容校验一致" in html


@pytest.mark.parametrize("page", ["/inbox/", "/inbox/?state=all", "/sent/"])
def test_lists_ask_a_constant_number_of_questions(cast: Cast, page: str) -> None:
    client = sign_in(cast.chen if page.startswith("/inbox") else cast.tang)
    counts = []
    for total in (0, 1, 120):
        many(cast, total)
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        counts.append(len(captured))
    assert counts[0] <= counts[1] == counts[2] <= 24


def test_every_mode_has_its_receipt(cast: Cast) -> None:
    chen = sign_in(cast.chen)
    for mode in Mode:
        dispatch = sent(cast.actor("tang"), cast.office, legal_mode=mode)
        assert mode.label in chen.get(f"/dispatches/{dispatch.pk}/receipt/").content.decode()
