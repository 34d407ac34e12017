"""Public notice through its pages: what hangs, how long, what changed since, who objected and who may know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commutation.clocks.notices import count, earliest_end, needed
from commutation.models import Batch, Filing, NoticeObjection, PlanStep, PublicNotice
from commutation.selectors.notices import notice_of
from commutation.states import Kind
from commutation.states.levels import NOTICE_MOVES, NoticeState
from procuratorate.custody.models import Judgment, Offence, Vulnerability
from procuratorate.lib.law.calendars import Kind as DayKind
from procuratorate.lib.law.calendars import Noted, NoticeCalendar
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import MOMENT, filings
from tests.commutation.levels import held, said, signed_up_to
from tests.commutation.test_states import nominated, walk

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
MADE_UP = Noted(DayKind.WORK, "国庆节", "国办发明电〔2025〕")
CALENDAR = NoticeCalendar({date(2026, 10, 10): MADE_UP}, frozenset({2026, 2027}))


def test_the_law_of_the_day_says_how_long() -> None:
    assert needed([Kind.COMMUTATION], date(2026, 11, 2)).days == 5
    assert "第五十条第一款" in needed([Kind.PAROLE], date(2026, 11, 2)).article
    assert "130号" in needed([Kind.COMMUTATION], date(2026, 10, 30)).article
    assert needed([Kind.OUTSIDE_SERVICE], date(2026, 11, 2)).days == 3
    assert needed(Kind, date(2026, 11, 2)).days == 5


def test_working_days_count_from_posting_to_taking_down_make_up_days_among_them() -> None:
    assert count(date(2026, 11, 9), date(2026, 11, 13), CALENDAR)["days"] == 5
    assert count(date(2026, 11, 9), date(2026, 11, 12), CALENDAR)["days"] == 4
    assert count(date(2026, 10, 10), date(2026, 10, 15), CALENDAR)["days"] == 5  # a Saturday worked
    assert earliest_end(date(2026, 11, 12), 5, CALENDAR) == date(2026, 11, 18)


@pytest.fixture
def passed(cast: Cast, batch: Batch, upload: Any) -> Filing:
    """Somebody the committee passed, his offence on record."""
    filing = nominated(cast, batch, upload)
    with acting_as(BUILDER):
        sentence = Filing.objects.select_related("inmate__sentence").get(pk=filing.pk).inmate.sentence
        assert sentence is not None
        Offence.objects.create(person=filing.person, judgment_id=sentence.judgment_id, name="盗窃罪", is_main=True)
    signed_up_to(cast, batch, "committee", cast.ward1)
    return filing


def post(cast: Cast, batch: Batch, by: str = "tang", **changed: Any) -> Any:
    told = {"scope": "court", "place": "各监区公示栏", "posted_on": "2026-11-16", "until_on": "2026-11-20"}
    return sign_in(cast.officers[by]).post(
        f"/batches/{batch.pk}/notices/", told | {"contact": "向刑罚执行科书面提出"} | changed
    )


def posted(cast: Cast, batch: Batch) -> PublicNotice:
    answer = post(cast, batch)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        return PublicNotice.objects.get()


def test_nobody_is_posted_before_the_committee(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    answer = post(cast, batch)
    assert answer.status_code == 422
    assert "评审委员会还没有签署通过" in answer.content.decode()


def test_a_short_or_dumb_notice_is_not_registered(cast: Cast, batch: Batch, passed: Filing) -> None:
    assert post(cast, batch, by="ward").status_code == 403
    short = post(cast, batch, until_on="2026-11-19")
    assert (short.status_code, "只有4个工作日，须满5个" in short.content.decode()) == (422, True)
    assert "最早为 2026-11-20" in short.content.decode()
    assert post(cast, batch, contact="").status_code == 422
    assert post(cast, batch, posted_on="2026-11-17", until_on="2026-11-23").status_code == 422  # not hanging yet
    with acting_as(BUILDER):
        Offence.objects.all().delete()
    assert "缺罪名" in post(cast, batch).content.decode()


def test_the_wall_shows_what_the_law_asks_and_no_more(cast: Cast, batch: Batch, passed: Filing) -> None:
    notice = posted(cast, batch)
    [line] = notice.content["people"]
    assert (line["name"], line["crime"], line["proposal"]) == (passed.name, "盗窃罪", "减刑7个月")
    assert (notice.working_days, notice.state, len(notice.content_hash)) == (5, "posted", 64)
    for address in (f"/batches/notices/{notice.pk}/sheet/", f"/batches/{batch.pk}/notice/"):
        shown = sign_in(cast.tang).get(address).content.decode()
        assert passed.name in shown
        assert "盗窃罪" in shown
        assert passed.number not in shown
        assert passed.facts.get("id_number", "无") not in shown
    assert post(cast, batch).status_code == 422  # nobody is left to post


def test_a_minor_hangs_masked(cast: Cast, batch: Batch, passed: Filing) -> None:
    with acting_as(BUILDER):
        Vulnerability.objects.create(person=passed.person, kind="minor", since=date(2020, 1, 1))
    [line] = posted(cast, batch).content["people"]
    assert line["name"] != passed.name
    assert "某" in line["name"]


def test_a_sealed_record_tells_neither_name_nor_offence(cast: Cast, batch: Batch, passed: Filing) -> None:
    with acting_as(BUILDER):
        Judgment.objects.filter(person=passed.person_id).update(is_sealed=True)
    [line] = posted(cast, batch).content["people"]
    assert (line["crime"], "某" in line["name"]) == ("依法不公开", True)


def test_a_change_after_the_notice_is_shown_and_may_be_posted_again(cast: Cast, batch: Batch, passed: Filing) -> None:
    notice = posted(cast, batch)
    sitting = held(cast, batch, "wardens", cast.qingcen, present=3)
    told = {"outcome": "changed", "after": 6, "article": "法释〔2016〕23号第7条", "reason": "从严"}
    assert said(sign_in(cast.tang), sitting, passed, **told).status_code == 302
    assert sign_in(cast.shen).post(f"/batches/sittings/{sitting.pk}/close/").status_code == 302
    with acting_as(BUILDER):
        found = notice_of(filings(batch)[0])
    assert found is not None
    assert found.changed == [("拟提请", "减刑7个月", "减刑6个月")]
    assert (found.days, found.is_short, found.complete, found.tells_how_to_object) == (5, False, True, True)
    shown = sign_in(cast.tang).get(f"/batches/notices/{notice.pk}/").content.decode()
    assert "公示后变更" in shown
    assert "由承办人判断" in shown
    assert post(cast, batch).status_code == 302


def object_to(cast: Cast, notice: PublicNotice, by: str = "tang", **changed: Any) -> Any:
    told = {"kind": "inmate", "name": "同监室甲", "words": "九月打架未受处罚", "received_on": "2026-11-16"}
    return sign_in(cast.officers[by]).post(f"/batches/notices/{notice.pk}/objections/", told | changed)


def test_wards_never_learn_who_objected(cast: Cast, batch: Batch, passed: Filing) -> None:
    notice = posted(cast, batch)
    assert object_to(cast, notice, by="ward").status_code == 403
    assert object_to(cast, notice, words="").status_code == 422
    assert object_to(cast, notice, kind="officer").status_code == 302  # officers too (law.md §7 no. 50)
    address = f"/batches/notices/{notice.pk}/"
    assert "同监室甲" in sign_in(cast.tang).get(address).content.decode()
    ward = sign_in(cast.ward).get(address).content.decode()
    assert "同监室甲" not in ward
    assert "九月打架" not in ward
    with acting_as(BUILDER):
        officer = cast.actor("ward")
    with acting_as(officer):
        assert NoticeObjection.objects.count() == 0


def test_a_notice_ends_after_its_last_day_with_every_objection_answered(
    cast: Cast, batch: Batch, passed: Filing, set_clock: Callable[[datetime | None], None]
) -> None:
    notice = posted(cast, batch)
    object_to(cast, notice)
    end = f"/batches/notices/{notice.pk}/end/"
    assert "期满次日" in sign_in(cast.tang).post(end).content.decode()
    set_clock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC))
    assert "没有复核答复" in sign_in(cast.tang).post(end).content.decode()
    with acting_as(BUILDER):
        objection = NoticeObjection.objects.get()
    answer = f"/batches/notices/{notice.pk}/objections/{objection.pk}/"
    assert sign_in(cast.tang).post(answer, {"answer": "经复核，不属实"}).status_code == 422  # upheld or not?
    told = {"answer": "经复核，不属实", "upheld": "no"}
    assert sign_in(cast.tang).post(answer, told).status_code == 302
    assert sign_in(cast.shen).post(answer, told).status_code == 409
    assert sign_in(cast.tang).post(end).status_code == 302
    assert sign_in(cast.tang).post(end).status_code == 409
    with acting_as(BUILDER):
        notice.refresh_from_db()
        step = PlanStep.objects.get(batch=batch, code="public_notice")
    assert (notice.state, notice.working_days, step.done_on) == ("ended", 5, date(2026, 11, 20))


def test_photographs_are_told_by_their_bytes_and_kept(cast: Cast, batch: Batch, passed: Filing) -> None:
    notice = posted(cast, batch)

    def send(name: str, data: bytes) -> Any:
        told = {"photo": SimpleUploadedFile(name, data), "taken_on": "2026-11-16"}
        return sign_in(cast.tang).post(f"/batches/notices/{notice.pk}/photos/", told)

    assert send("照片.png", b"GIF89a").status_code == 422
    assert "涉密材料不得录入" in send("机密.png", PNG).content.decode()
    assert send("一监区.png", PNG).status_code == 302
    assert send("一监区.png", PNG).status_code == 409
    with acting_as(BUILDER):
        notice.refresh_from_db()
    address = f"/batches/notices/{notice.pk}/photos/{notice.photos[0]['stored']}/"
    answer = sign_in(cast.ward).get(address)
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert sign_in(cast.chen).get(address).status_code == 404  # the list was not sent
    assert sign_in(cast.lan).get(address).status_code == 404


def test_a_void_notice_says_why_and_frees_its_people(cast: Cast, batch: Batch, passed: Filing) -> None:
    notice = posted(cast, batch)
    void = f"/batches/notices/{notice.pk}/void/"
    assert sign_in(cast.tang).post(void, {"reason": ""}).status_code == 422
    assert sign_in(cast.tang).post(void, {"reason": "被雨淋坏"}).status_code == 302
    assert post(cast, batch).status_code == 302


def test_the_procurator_reads_the_notice_once_the_list_was_sent(cast: Cast, batch: Batch, passed: Filing) -> None:
    notice = posted(cast, batch)
    address = f"/batches/notices/{notice.pk}/"
    assert sign_in(cast.chen).get(address).status_code == 404
    sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    assert passed.name in sign_in(cast.chen).get(address).content.decode()
    assert sign_in(cast.yin).get(address).status_code == 404
    assert sign_in(cast.chen).post(f"{address}void/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("act", NOTICE_MOVES)
@pytest.mark.parametrize("state", list(NoticeState))
def test_a_notice_moves_only_as_its_table_says(cast: Cast, batch: Batch, state: NoticeState, act: str) -> None:
    with acting_as(BUILDER):
        made = PublicNotice.objects.create(
            batch=batch, place="公示栏", posted_on=MOMENT.date(), until_on=MOMENT.date(), content={},
            content_hash="0" * 64, by=cast.tang,
        )  # fmt: skip
        fields = {"void_reason": "错"} if state == NoticeState.VOID else {}
        walk(made, state, fields, act, NOTICE_MOVES, {"void_reason": "错"} if act == "void" else {"ended_at": MOMENT})


def test_the_case_tells_how_it_hung(cast: Cast, batch: Batch, passed: Filing) -> None:
    notice = posted(cast, batch)
    assert sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 302
    case = sign_in(cast.chen).get(f"/cases/{passed.pk}/").content.decode()
    assert notice.get_absolute_url() in case
    assert "，5 个工作日，" in case
    assert "载明异议方式；异议 0 件" in case
