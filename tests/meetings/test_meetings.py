"""A joint meeting: who prepares, sees, notes, signs; what stays off the agenda; what was agreed until closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from meetings.models import AgreedItem, Aside, Countersign, Meeting, Minutes, Remark, Series
from meetings.services import close_item, send_back_item
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.lib.errors import Refused
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, officer, sign_in
from tests.meetings.playing import (
    get,
    issued,
    items,
    kept,
    last,
    line,
    note,
    noted,
    planned,
    post,
    series_of,
    step,
    text,
)

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime | None], None]
STRANGERS = ("yin", "lan", "chang")


@pytest.fixture(autouse=True)
def day(set_clock: Clock) -> Clock:
    set_clock(datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
    return set_clock


def meeting_day(day: Clock) -> None:
    day(datetime(2026, 12, 2, 7, 0, tzinfo=UTC))


def in_room(cast: Cast, day: Clock) -> Meeting:
    planned(cast)
    step(cast, "chen", "call")
    meeting_day(day)
    assert step(cast, "chen", "begin").status_code == 302
    return last()


def sent(kind: str) -> list[Dispatch]:
    with acting_as(BUILDER):
        return list(Dispatch.objects.filter(kind=f"meetings.{kind}").select_related("sender", "recipient"))


def whole() -> str:
    """The text that stands, as its form shows it."""
    return "\n".join(words for _, words in text().sections)


def test_only_the_procuratorial_side_begins_a_series_and_once(cast: Cast) -> None:
    pair = f"{cast.office.pk}-{cast.qingcen.pk}"
    assert post(cast, "tang", "/meetings/new/", site=pair, word="青监联纪").status_code == 403
    assert post(cast, "ward", "/meetings/new/", site=pair, word="青监联纪").status_code == 403
    assert post(cast, "chen", "/meetings/new/", site=pair, word="联纪2").status_code == 422
    assert post(cast, "chen", "/meetings/new/", site=pair, word="临城郊联纪").status_code == 302
    assert (
        post(cast, "chen", "/meetings/new/", site=pair, word="临城郊联纪").status_code == 403
    )  # nothing left to begin


def test_a_prison_not_of_the_series_and_its_wards_see_nothing(cast: Cast) -> None:
    meeting = planned(cast)
    step(cast, "chen", "call")
    for by in STRANGERS:
        assert get(cast, by, f"/meetings/{meeting.pk}/").status_code == 404
        assert "青岑监狱" not in get(cast, by, "/meetings/").content.decode()
    assert get(cast, "ward", f"/meetings/{meeting.pk}/").status_code == 403
    with acting_as(cast.actor("lan")):
        assert not Meeting.objects.exists()
    with acting_as(cast.actor("ward")):
        assert not Meeting.objects.exists()


def test_what_the_host_prepares_is_its_own_until_it_calls(cast: Cast) -> None:
    meeting = planned(cast)
    assert get(cast, "tang", f"/meetings/{meeting.pk}/").status_code == 404
    assert step(cast, "tang", "call").status_code == 404
    assert step(cast, "chen", "call").status_code == 302
    assert get(cast, "tang", f"/meetings/{meeting.pk}/").status_code == 200
    (call,) = sent("call")
    assert (call.recipient, call.legal_mode) == (cast.qingcen, "copy")
    assert call.basis == "《人民检察院监狱检察办法》第38条"


def test_only_between_a_centre_and_its_office_does_what_is_told_count_as_notified(cast: Cast) -> None:
    with acting_as(BUILDER):
        cast.officers["geng"] = officer("J1011", "耿若川", cast.office3, Role.PROCURATOR)
        Series.objects.create(
            office=cast.office3, site=cast.centre, name="看守所联席会议", word="临所联纪", since=date(2024, 1, 1),
            by=cast.officers["geng"],
        )  # fmt: skip
    planned(cast, by="geng")
    assert step(cast, "geng", "call").status_code == 302
    (call,) = sent("call")
    assert (call.recipient, call.legal_mode, call.basis) == (cast.centre, "notified", "高检会〔2002〕4号")


def test_the_alert_comes_a_month_before_the_half_year_ends_and_goes_with_the_plan(cast: Cast, day: Clock) -> None:
    series_of(cast)
    assert "尚未召开" not in get(cast, "tang", "/meetings/").content.decode()
    day(datetime(2026, 11, 30, 2, 0, tzinfo=UTC))
    assert "尚未召开" not in get(cast, "tang", "/meetings/").content.decode()
    day(datetime(2026, 12, 1, 2, 0, tzinfo=UTC))
    assert "本半年尚未召开，剩30日" in get(cast, "tang", "/meetings/").content.decode()
    planned(cast, held_on="2026-12-20")
    assert "定于12-20召开" in get(cast, "chen", "/meetings/").content.decode()


def test_the_other_side_brings_items_until_the_last_day_and_not_after(cast: Cast, day: Clock) -> None:
    meeting = planned(cast)
    brought = {"source": "other", "title": "征求意见约定期限", "background": "", "speaker": "沈维岳"}
    path = f"/meetings/{meeting.pk}/items/"
    assert post(cast, "tang", path, **brought).status_code == 404
    step(cast, "chen", "call")
    day(datetime(2026, 11, 27, 15, 59, tzinfo=UTC))
    assert post(cast, "tang", path, **brought).status_code == 302
    (proposal,) = sent("propose")
    assert (proposal.sender, proposal.recipient) == (cast.qingcen, cast.office)
    assert post(cast, "hao", path, **brought).status_code == 403  # a leader, not a secretary
    day(datetime(2026, 11, 27, 16, 0, tzinfo=UTC))  # midnight in Beijing
    assert post(cast, "tang", path, **brought).status_code == 409
    assert [one.title for one in items()].count("征求意见约定期限") == 1


def test_the_agenda_counts_what_crossed_and_nothing_that_is_under_verification(cast: Cast) -> None:
    """Of all that passed between the two, only kinds one may speak of: an unknown kind is left out."""
    told: dict[str, Any] = {
        "sender": cast.office, "recipient": cast.qingcen, "legal_mode": "copy", "basis": "依据", "content": {},
        "content_hash": "0", "year": 2026, "delivered_at": datetime(2026, 11, 9, tzinfo=UTC),
    }  # fmt: skip
    kinds = ("commutation.opinion", "commutation.opinion", "complaints.told", "leads.told", "screening.hit")
    with acting_as(BUILDER):
        for place, kind in enumerate(kinds, 1):
            words = f"{kind}{place}"
            Dispatch.objects.create(
                kind=kind, title=words, masked_title=words, key=words, number=words, sequence=place, **told
            )
    planned(cast)
    told_in = "".join(f"{one.title}{one.background}{one.refs}" for one in items())
    assert "检察文书2件" in told_in
    assert not [word for word in ("complaints", "leads", "screening") if word in told_in]


def test_nobody_begins_before_the_day_and_only_the_host_notes(cast: Cast, day: Clock) -> None:
    meeting = planned(cast)
    step(cast, "chen", "call")
    step(cast, "chen", "begin")
    assert last().state == "called"
    meeting_day(day)
    assert step(cast, "tang", "begin").status_code == 403
    step(cast, "chen", "begin")
    assert get(cast, "tang", f"/meetings/{meeting.pk}/room/").status_code == 403
    assert get(cast, "chen", f"/meetings/{meeting.pk}/room/").status_code == 200
    first = items()[0]
    assert note(cast, "tang", f"/meetings/items/{first.pk}/note", **kept(first)).status_code == 403
    assert note(cast, "lan", f"/meetings/items/{first.pk}/note", **kept(first)).status_code == 404


def test_two_screens_on_one_item_do_not_write_over_each_other(cast: Cast, day: Clock) -> None:
    in_room(cast, day)
    first = items()[0]
    path = f"/meetings/items/{first.pk}/note"
    assert note(cast, "chen", path, **kept(first, dissent="甲")).json()["version"] == 2
    assert note(cast, "chen", path, **kept(first, dissent="乙")).status_code == 409
    assert items()[0].dissent == "甲"


@pytest.mark.parametrize(
    "wrong",
    [
        {"agreed": [line("复核", due="2026-12-01")]},
        {"agreed": [line("复核", due="下周")]},
        {"agreed": [line("复核", unit="")]},
        {"agreed": [line("复核", side="court")]},
        {"agreed": "复核"},
        {"outcome": "voted"},
        {"version": "1"},
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_kept(cast: Cast, day: Clock, wrong: dict[str, Any]) -> None:
    in_room(cast, day)
    first = items()[0]
    answer = note(cast, "chen", f"/meetings/items/{first.pk}/note", **kept(first) | wrong)
    assert (answer.status_code, items()[0].version) == (422, 1)


def test_a_meeting_does_not_end_with_an_item_undecided_or_a_side_absent(cast: Cast, day: Clock) -> None:
    in_room(cast, day)
    step(cast, "chen", "end")
    assert last().state == "open"
    for one in items():
        note(cast, "chen", f"/meetings/items/{one.pk}/note", **kept(one))
    step(cast, "chen", "end")
    assert last().state == "open", "nobody has come"


def test_the_draft_says_what_was_noted_and_leaves_out_what_was_said_aside(cast: Cast, day: Clock) -> None:
    in_room(cast, day)
    noted(cast)
    words = "".join(words for _, words in text().sections)
    assert "逐件复核财产性判项结案方式。责任单位：刑罚执行科，责任人：唐晓溪，时限：2026年12月31日。" in words
    assert "会后研究事项" in words
    assert "账户情况" not in words
    with acting_as(cast.actor("tang")):
        assert not Aside.objects.exists()
    with acting_as(cast.actor("chen")):
        assert Aside.objects.exists()


def test_the_draft_is_the_hosts_until_it_is_opened_for_comparison(cast: Cast, day: Clock) -> None:
    meeting = in_room(cast, day)
    noted(cast)
    path = f"/meetings/{meeting.pk}/minutes/"
    assert get(cast, "tang", path).status_code == 404
    step(cast, "chen", "share")
    assert get(cast, "tang", path).status_code == 200
    with acting_as(cast.actor("tang")):
        assert [one.number for one in Minutes.objects.all()] == [2]  # never what the host drafted before
    assert post(cast, "tang", path, number="2", text="改").status_code == 403


def test_remarks_are_answered_one_by_one_before_anybody_signs(cast: Cast, day: Clock) -> None:
    meeting = in_room(cast, day)
    noted(cast)
    step(cast, "chen", "share")
    remarks = f"/meetings/{meeting.pk}/remarks/"
    assert post(cast, "lan", remarks, paragraph="1", words="改").status_code == 404
    post(cast, "tang", remarks, paragraph="1", words="写明会议地点")
    step(cast, "chen", "offer")
    assert last().state == "shared"
    with acting_as(BUILDER):
        remark = Remark.objects.get()
    assert post(cast, "tang", f"/meetings/remarks/{remark.pk}/answer/", taken="yes").status_code == 403
    post(cast, "chen", f"/meetings/remarks/{remark.pk}/answer/", taken="no")
    step(cast, "chen", "offer")
    assert last().state == "shared", "not taken up needs a reason"
    post(cast, "chen", f"/meetings/remarks/{remark.pk}/answer/", taken="yes")
    step(cast, "chen", "offer")
    assert last().state == "signing"


def test_a_signature_holds_for_exactly_the_text_that_was_signed(cast: Cast, day: Clock) -> None:
    meeting = in_room(cast, day)
    noted(cast)
    step(cast, "chen", "share")
    step(cast, "chen", "offer")
    before = text().content_hash
    assert step(cast, "chen", "sign", hash=before).status_code == 403  # no leader
    assert step(cast, "hao", "sign", hash="0" * 64).status_code == 409
    assert step(cast, "hao", "sign", hash=before).status_code == 302
    assert step(cast, "hao", "sign", hash=before).status_code == 409  # once for each side
    step(cast, "chen", "take-back", reason="改错字")
    told = {"number": str(text().number), "text": f"{whole()}\n会议结束。", "why": "改错字"}
    assert post(cast, "chen", f"/meetings/{meeting.pk}/minutes/", **told).status_code == 302
    assert post(cast, "chen", f"/meetings/{meeting.pk}/minutes/", **told).status_code == 409  # an older version
    step(cast, "chen", "offer")
    step(cast, "pei", "sign", hash=text().content_hash)
    step(cast, "chen", "issue")
    assert last().state == "signing", "the prison signed another text"
    step(cast, "hao", "sign", hash=text().content_hash)
    step(cast, "chen", "issue")
    assert last().state == "issued"
    with acting_as(BUILDER):
        assert Countersign.objects.count() == 3


def test_what_the_text_no_longer_says_is_not_offered_until_the_row_says_the_same(cast: Cast, day: Clock) -> None:
    meeting = in_room(cast, day)
    noted(cast)
    step(cast, "chen", "share")
    changed = whole().replace("时限：2026年12月31日", "时限：2027年1月15日")
    edited = {"number": str(text().number), "text": changed, "why": "对方要求"}
    assert post(cast, "chen", f"/meetings/{meeting.pk}/minutes/", **edited).status_code == 302
    told = sign_in(cast.chen).post(f"/meetings/{meeting.pk}/steps/offer/", follow=True).content.decode()
    assert "“逐件复核财产性判项结案方式”的内容、责任单位、时限与纪要正文不一致" in told
    assert last().state == "shared"
    first, path = items()[0], f"/meetings/{meeting.pk}/room/"
    assert get(cast, "tang", path).status_code == 403
    assert "只改议定事项和本题结果" in get(cast, "chen", path).content.decode()
    mended = [
        line("逐件复核财产性判项结案方式", due="2027-01-15"),
        line("每季度核对一次", side="both", unit="双方", due="即日"),
    ]
    said = kept(first, outcome="agreed", agreed=mended, background="会后改写")
    assert note(cast, "tang", f"/meetings/items/{first.pk}/note", **said).status_code == 403
    assert note(cast, "chen", f"/meetings/items/{first.pk}/note", **said).status_code == 200
    assert "会后改写" not in items()[0].background
    step(cast, "chen", "offer")
    assert last().state == "signing"
    again = kept(items()[0], outcome="agreed", agreed=[])
    assert note(cast, "chen", f"/meetings/items/{first.pk}/note", **again).status_code == 409
    with acting_as(BUILDER):
        AgreedItem.objects.filter(organ=cast.qingcen).update(due_on="2026-12-31")
    for by in ("pei", "hao"):
        step(cast, by, "sign", hash=text().content_hash)
    step(cast, "chen", "issue")
    assert last().state == "signing", "the text gives another day"


def test_what_the_host_notes_is_its_own_until_shared(cast: Cast, day: Clock) -> None:
    meeting = in_room(cast, day)
    noted(cast)
    path = f"/meetings/{meeting.pk}/"
    for words in ("逐件复核财产性判项结案方式", "议定</span>", "双方核对情况。"):
        assert words not in get(cast, "tang", path).content.decode()
        assert words in get(cast, "pei", path).content.decode()
    step(cast, "chen", "share")
    assert "逐件复核财产性判项结案方式" in get(cast, "tang", path).content.decode()


def test_a_side_that_reported_meanwhile_does_not_close_its_own_report(cast: Cast, day: Clock) -> None:
    in_room(cast, day)
    noted(cast)
    issued(cast)
    with acting_as(BUILDER):
        row = AgreedItem.objects.get(organ=None)
    path = f"/meetings/follow-ups/{row.pk}"
    post(cast, "chen", f"{path}/report/", words="已核对")
    with acting_as(cast.actor("tang")):
        stale = AgreedItem.objects.select_related("item__meeting").get(pk=row.pk)
    post(cast, "tang", f"{path}/back/", words="缺清单")
    post(cast, "tang", f"{path}/report/", words="本方已核对")
    for act in (close_item, send_back_item):
        with pytest.raises(Refused), acting_as(cast.actor("tang")) as at:
            act(agreed=stale, words="销号", actor=cast.actor("tang"), at=at)
    with acting_as(BUILDER):
        assert AgreedItem.objects.get(pk=row.pk).state == "reported"


def test_issued_minutes_are_numbered_read_by_both_and_start_the_follow_ups(cast: Cast, day: Clock) -> None:
    in_room(cast, day)
    noted(cast)
    meeting = issued(cast)
    assert meeting.paper is not None
    assert meeting.paper.number == "临城郊联纪〔2026〕1号"
    assert meeting.paper.organ_id == cast.suburb.pk, "the 院's name, never the office's"
    for by in ("chen", "tang", "pei"):
        assert get(cast, by, f"/papers/{meeting.paper_id}/").status_code == 200
    assert get(cast, "lan", f"/papers/{meeting.paper_id}/").status_code == 404
    with acting_as(BUILDER):
        assert Paper.objects.get().facts["sections"] == text().sections
        clock = Deadline.objects.get(kind="meetings.follow_up")
    assert (clock.organ_id, clock.counterpart_id, str(clock.due_on)) == (cast.qingcen.pk, cast.office.pk, "2026-12-31")
    assert (clock.agreed, clock.article) == (True, "约定期限：会议纪要议定")
    (copy,) = sent("minutes")
    assert copy.legal_mode == "copy"


def test_the_offices_diary_tells_of_the_meeting_and_of_its_minutes(cast: Cast, day: Clock) -> None:
    in_room(cast, day)
    noted(cast)
    issued(cast)
    shown = get(cast, "chen", "/diary/").content.decode()
    assert f"参加{last().title}（青岑监狱）" in shown
    assert f"与青岑监狱会签印发{last().title}纪要" in shown
    assert "逐件复核财产性判项结案方式" not in shown, "what was said stays in the minutes"


def test_a_follow_up_is_reported_by_its_owner_and_closed_by_the_other_side(cast: Cast, day: Clock) -> None:
    in_room(cast, day)
    noted(cast)
    issued(cast)
    with acting_as(BUILDER):
        agreed = AgreedItem.objects.get(organ=cast.qingcen)
    path = f"/meetings/follow-ups/{agreed.pk}"
    assert post(cast, "chen", f"{path}/report/", words="办完").status_code == 403
    assert post(cast, "lan", f"{path}/report/", words="办完").status_code == 404
    day(datetime(2026, 12, 30, 2, 0, tzinfo=UTC))
    post(cast, "tang", f"{path}/report/", words="27 件已全部复核")
    assert post(cast, "tang", f"{path}/close/").status_code == 403
    post(cast, "chen", f"{path}/back/", words="缺结果清单")
    post(cast, "tang", f"{path}/report/", words="27 件已全部复核，附清单")
    day(datetime(2027, 1, 4, 2, 0, tzinfo=UTC))
    post(cast, "chen", f"{path}/close/", words="已核对")
    with acting_as(BUILDER):
        agreed.refresh_from_db()
        clock = Deadline.objects.get(pk=agreed.clock_id)
    assert (agreed.state, clock.state, str(clock.ended_on)) == ("closed", "met", "2026-12-30")


def test_what_is_left_over_stands_first_on_the_next_agenda(cast: Cast, day: Clock) -> None:
    in_room(cast, day)
    noted(cast)
    issued(cast)
    day(datetime(2027, 1, 4, 2, 0, tzinfo=UTC))
    planned(cast, by="tang", held_on="2027-01-15", proposals_until="2027-01-10")
    first = items()[0]
    assert "共议定2项，已销号0项，未办结2项，其中逾期1项。" in first.background
    assert "逐件复核财产性判项结案方式" in first.background
    assert last().host_id == cast.qingcen.pk
    assert get(cast, "chen", f"/meetings/{last().pk}/").status_code == 404, "the prison prepares it now"
