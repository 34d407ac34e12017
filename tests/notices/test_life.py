"""A violation notice from its draft to the struck-off line of the register (J4), through the pages of both sides."""

from __future__ import annotations

from datetime import date

import pytest

from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.notices.steps import (
    FACTS,
    NUMBER,
    SECRET,
    act,
    begin,
    check,
    colleague,
    drafted,
    issued,
    notice,
    page,
    point,
    post,
    reply,
    serve,
    served,
    steps,
    write,
)

pytestmark = pytest.mark.django_db


def clocks() -> list[tuple[str, date, str]]:
    with acting_as(BUILDER):
        return list(Deadline.objects.order_by("pk").values_list("kind", "due_on", "state"))


def test_only_procurators_draft_and_nobody_outside_sees_a_draft(cast: Cast) -> None:
    assert begin(cast, "tang").status_code == 403
    drafted(cast)
    address = notice().get_absolute_url()
    for who in ("tang", "hao", "ward", "yin", "lan", "chang"):
        answer = sign_in(cast.officers[who]).get(address)
        assert answer.status_code == 404, who
        assert SECRET not in sign_in(cast.officers[who]).get("/notices/?tab=all").content.decode()
    assert FACTS[0] in page(cast.chen)


def test_a_draft_says_what_is_wrong_with_it(cast: Cast) -> None:
    assert begin(cast, kind="suggestion", matter="over_detention").status_code == 422
    assert begin(cast).status_code == 302
    answer = write(cast, facts=())
    assert answer.status_code == 422
    assert "至少一项" in answer.content.decode()
    assert act(cast.chen, "submit").status_code == 422  # nothing to submit
    assert write(cast, title="").status_code == 422


def test_the_last_paragraph_says_the_period_of_the_law(cast: Cast) -> None:
    begin(cast)
    assert "起十五日内将纠正情况书面回复" in notice().closing
    assert notice().opening == "我院在对你单位执行刑罚和监管活动检察中发现："
    begin(cast, matter="over_detention", addressee=cast.centre.pk)
    with acting_as(BUILDER):
        later = type(notice(notice_ids()[0])).objects.latest("pk")
    assert "起五日内" in later.closing
    assert later.opening == "我院在羁押期限检察中发现："


def test_a_court_is_not_said_to_hold_anybody(cast: Cast) -> None:
    begin(cast, addressee=cast.court.pk, kind="suggestion")
    assert notice().opening == "我院在刑事执行检察中发现："
    assert "第624条、《人民检察院检察建议工作规定》第19条" in notice().closing


def notice_ids() -> list[int]:
    from procuratorate.notices.models import Notice

    with acting_as(BUILDER):
        return list(Notice.objects.values_list("pk", flat=True))


def test_the_drafter_does_not_sign_and_a_changed_draft_is_not_signed_unread(cast: Cast) -> None:
    begin(cast, "pei")
    write(cast, "pei")
    held = notice()
    act(cast.pei, "submit")
    act(cast.pei, "endorse")
    assert act(cast.pei, "issue", number=NUMBER).status_code == 403
    deputy = colleague("J1005", "穆清和", cast.suburb, Role.DEPUTY_CHIEF)
    stale = post(deputy, f"/notices/{held.pk}/issue/", seen="0" * 64, number=NUMBER)
    assert stale.status_code == 422
    assert act(deputy, "issue", number="").status_code == 422
    assert act(deputy, "issue", number=NUMBER).status_code == 302
    assert notice().state == "issued"


def test_a_head_goes_first_where_there_is_one(cast: Cast) -> None:
    head = colleague("J1006", "荀以方", cast.suburb, Role.DEPARTMENT_HEAD)
    drafted(cast)
    act(cast.chen, "submit")
    assert act(cast.pei, "endorse").status_code == 403
    assert act(head, "return", comment="").status_code == 422
    assert act(head, "return", comment="第一项补写依据").status_code == 302
    assert notice().state == "returned"
    write(cast)
    act(cast.chen, "submit")
    assert act(head, "endorse").status_code == 302
    assert act(head, "issue", number=NUMBER).status_code == 403


def test_issuing_sets_the_paper_and_sends_it_and_starts_no_clock(cast: Cast) -> None:
    issued(cast)
    with acting_as(BUILDER):
        paper, sent = Paper.objects.get(kind="documents.violation"), Dispatch.objects.get(kind="notices.notice")
    assert (paper.number, paper.organ_id, paper.office_id) == (NUMBER, cast.suburb.pk, cast.office.pk)
    assert paper.facts["stub"][2] == ["文号", NUMBER]
    assert any(FACTS[0] in line for line in paper.facts["paragraphs"])
    assert (sent.legal_mode, sent.sender_id, sent.recipient_id) == ("service", cast.office.pk, cast.qingcen.pk)
    assert SECRET not in sent.masked_title + sent.title
    assert clocks() == []
    assert FACTS[0] in page(cast.tang)  # opening is evidence, never service
    assert notice().state == "issued"
    assert post(cast.chen, f"/notices/{notice().pk}/edit/", seen=notice().content_hash, title="改").status_code in {
        409,
        422,
    }


def test_the_day_on_the_slip_starts_fifteen_days(cast: Cast) -> None:
    issued(cast)
    assert serve(cast, outcome="refused", refusal_reason="未说明").status_code == 302
    assert (notice().state, clocks()) == ("issued", [])  # a refusal alone serves nothing
    assert serve(cast, scan="").status_code == 302
    assert notice().state == "served"
    assert clocks() == [("notices.reply", date(2026, 12, 1), "open")]


def test_a_slip_put_right_moves_the_clock_and_keeps_both(cast: Cast) -> None:
    served(cast)
    again = serve(cast, correction_reason="时间抄错")
    assert again.status_code == 302, again.content.decode()
    assert [state for _, _, state in clocks()] == ["cancelled", "open"]
    assert steps().count("served") == 2


def test_over_detention_is_answered_in_five_days_and_a_suggestion_in_two_months(cast: Cast) -> None:
    served(cast, matter="over_detention")
    assert clocks()[0][1] == date(2026, 11, 23)  # 11-21 is a Saturday


def test_a_suggestion_runs_two_months(cast: Cast) -> None:
    served(cast, kind="suggestion")
    assert clocks()[0][1] == date(2027, 1, 18)  # 01-16 is a Saturday


def test_the_prison_answers_and_its_wards_do_not(cast: Cast) -> None:
    served(cast)
    assert reply(cast, 1, who="ward").status_code in {403, 404}
    assert reply(cast, 1, who="lan").status_code == 404
    assert reply(cast).status_code == 422
    empty = reply(cast, 1, **{"p1-words": ""})
    assert empty.status_code == 422
    assert "请写明纠正措施" in empty.content.decode()
    assert reply(cast, 1).status_code == 302
    assert (notice().state, point(1).state, point(2).state) == ("served", "answered", "open")
    assert clocks()[0][2] == "open"
    assert reply(cast, 2).status_code == 302
    assert (notice().state, clocks()[0][2]) == ("answered", "met")
    assert "第1项已更正审批记录" in page(cast.chen)


def test_no_program_is_taken_for_a_proof(cast: Cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    served(cast)
    bad = reply(cast, 1, **{"p1-proof": SimpleUploadedFile("a.pdf", b"MZ")})
    assert bad.status_code == 422
    assert "只收 PDF" in bad.content.decode()
    assert point(1).state == "open"


def test_what_goes_back_is_owed_again_and_agreed(cast: Cast) -> None:
    served(cast)
    reply(cast, 1, 2)
    assert check(cast, 1, words="").status_code == 422
    assert check(cast, 1).status_code == 302
    assert check(cast, 2, "back", words="须附公示栏登记簿").status_code == 302
    assert (notice().state, point(1).state, point(2).state) == ("served", "corrected", "back")
    assert clocks()[-1] == ("notices.supplement", date(2026, 11, 23), "open")  # 11-21 is a Saturday
    assert "须附公示栏登记簿" in page(cast.tang)
    assert "请于2026年11月23日前（含当日）补充回复。" in page(cast.tang)  # the agreed day stands where it is read
    assert reply(cast, 2).status_code == 302
    assert clocks()[-1][2] == "met"


def test_closing_takes_a_second_person_and_every_point(cast: Cast) -> None:
    served(cast)
    assert act(cast.chen, "closing", words="均已纠正").status_code == 422
    reply(cast, 1, 2)
    check(cast, 1)
    assert act(cast.chen, "closing", words="均已纠正").status_code == 422
    check(cast, 2)
    assert act(cast.chen, "closing", words="均已纠正").status_code == 302
    assert act(cast.chen, "close").status_code == 403
    assert act(cast.pei, "closing/refuse", words="第二项再看原件").status_code == 302
    assert notice().state == "answered"
    act(cast.chen, "closing", words="原件已看")
    assert act(cast.pei, "close", words="同意").status_code == 302
    assert notice().state == "closed"
    line = page(cast.chen, "/notices/register/")
    for word in (NUMBER, "已纠正2项", "已销号 2026-11-16", "采纳：第1项已更正审批记录"):
        assert word in line


def test_what_is_inner_stays_inner(cast: Cast) -> None:
    served(cast)
    theirs = page(cast.tang)
    assert "建议发出" not in theirs
    assert "送审" not in theirs
    assert "建议发出" in page(cast.chen)
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    with acting_as(tang):
        from procuratorate.notices.models import NoticeStep

        assert set(NoticeStep.objects.values_list("is_shared", flat=True)) == {True}


def test_the_bureau_does_not_read_what_its_prison_is_told(cast: Cast) -> None:
    served(cast)
    officer = colleague("Y0001", "车望北", cast.bureau, Role.BUREAU_OFFICER)
    assert sign_in(officer).get(notice().get_absolute_url()).status_code == 404


def test_the_register_of_the_site_holds_one_line_for_a_notice(cast: Cast) -> None:
    served(cast)
    reply(cast, 1, 2)
    shown = page(cast.chen, f"/registers/{cast.qingcen.pk}/prison_violations/")
    assert NUMBER in shown
    assert FACTS[1] in shown
    with acting_as(BUILDER):
        yin = cast.actor("yin")
    with acting_as(yin):
        from procuratorate.notices.models import Notice

        assert not Notice.objects.exists()


def test_the_paper_follows_what_is_typed_and_nothing_is_kept(cast: Cast) -> None:
    """Also with a point left empty, and with more points than were saved."""
    drafted(cast)
    held = notice()
    facts = ("三监区会见登记没有离开时间", "", "禁闭没有解除时间")
    typed = {"opening": held.opening, "closing": held.closing, "p2-article": "监狱法第五十八条", "p2-demand": "补登"}
    typed |= {f"p{place}-facts": one for place, one in enumerate(facts)}
    answer = post(cast.chen, f"/notices/{held.pk}/preview/", **typed)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "一、三监区会见登记没有离开时间。" in body
    assert "二、禁闭没有解除时间（监狱法第五十八条）。补登。" in body
    assert SECRET in page(cast.chen)


def test_the_day_of_the_reply_stands_on_the_page_of_both_once_the_slip_is_in(cast: Cast) -> None:
    issued(cast)
    assert "回复到期" not in page(cast.chen)
    serve(cast)
    for who in (cast.chen, cast.tang):
        assert "回复到期 2026-12-01" in page(who)
