"""A paper on its way: drafted, audited, signed exactly as drafted, served; and whose it is to give."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from commutation.models import Batch, Filing, Opinion, OpinionStep
from commutation.services.opinions import Words, edit_opinion
from procuratorate.custody.models import Recusal
from procuratorate.custody.states import Ground
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, Competence, Officer
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.commutation.papers import NUMBER, clock_state, colleague, filed, finding, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(cast: Cast) -> Officer:
    return colleague("J1007", "荀以方", cast.suburb, Role.DEPARTMENT_HEAD)


@pytest.fixture
def filing(cast: Cast, batch: Batch, upload: Any) -> Filing:
    return filed(cast, batch, upload, 1)[0]


def begin(who: Officer, filing: Filing, kind: str = "filing_opinion", **told: Any) -> Any:
    return sign_in(who).post(f"/opinions/new/?filing={filing.pk}", {"kind": kind} | told)


def press(who: Officer, act: str, seen: str | None = None, **told: Any) -> Any:
    stored = paper()
    return sign_in(who).post(
        f"/opinions/{stored.pk}/{act}/", {"seen": seen or stored.content_hash, "number": NUMBER} | told
    )


def words(stored: Opinion, **changed: str) -> dict[str, str]:
    names = ("title", "facts", "grounds", "request", "number")
    return {name: getattr(stored, name) for name in names} | {"seen": stored.content_hash} | changed


def to_the_chief(cast: Cast, head: Officer, filing: Filing) -> None:
    assert begin(cast.chen, filing).status_code == 302
    assert press(cast.chen, "submit", comment="不同意").status_code == 302
    assert press(head, "endorse", comment="同意承办意见").status_code == 302


def test_a_case_out_of_sight_gets_no_paper(cast: Cast, filing: Filing) -> None:
    assert begin(cast.yin, filing).status_code == 404
    assert begin(cast.tang, filing).status_code == 403
    assert begin(cast.chen, filing, kind="agreement").status_code == 422
    assert begin(cast.chen, filing, kind="ruling_objection").status_code == 422


def test_only_what_a_person_verified_is_ticked_at_first(cast: Cast, filing: Filing) -> None:
    verified = finding(filing, by=cast.chen)
    finding(filing, rule="extent", title="幅度")
    assert begin(cast.chen, filing).status_code == 302
    with acting_as(BUILDER):
        assert paper().lines.get().findings == [verified.pk]
    assert "间隔时间：前次裁定" in paper().facts
    assert "幅度" not in paper().facts
    page = sign_in(cast.chen).get(f"/opinions/{paper().pk}/edit/").content.decode()
    assert len(re.findall(r'name="finding"[^>]* checked', page)) == 1
    assert page.count('name="finding"') == 2


def test_ticking_adds_a_paragraph_and_unticking_takes_it_out(cast: Cast, filing: Filing) -> None:
    verified = finding(filing, by=cast.chen)
    open_one = finding(filing, rule="extent", title="幅度")
    begin(cast.chen, filing)
    client, address = sign_in(cast.chen), f"/opinions/{paper().pk}/edit/"
    said = words(paper(), facts=paper().facts + "\n另，罪犯本人陈述一致。")
    assert client.post(address, said | {"finding": [verified.pk, open_one.pk]}).status_code == 302
    assert "幅度，尚待核实" in paper().facts
    assert client.post(address, words(paper()) | {"finding": [open_one.pk]}).status_code == 302
    assert "间隔时间" not in paper().facts
    assert "另，罪犯本人陈述一致。" in paper().facts


def test_an_excluded_finding_cannot_be_ticked(cast: Cast, filing: Filing) -> None:
    excluded = finding(filing, by=cast.chen, state="excluded", gravity="")
    begin(cast.chen, filing)
    answer = sign_in(cast.chen).post(f"/opinions/{paper().pk}/edit/", words(paper()) | {"finding": [excluded.pk]})
    assert answer.status_code == 422


def test_two_drafters_clash_with_both_texts_shown(cast: Cast, filing: Filing) -> None:
    begin(cast.chen, filing)
    helper = colleague("J1005", "陆文瑾", cast.office, Role.ASSISTANT)
    mine, theirs = words(paper(), request="我的意见。"), words(paper(), request="助理的意见。")
    address = f"/opinions/{paper().pk}/edit/"
    assert sign_in(helper).post(address, theirs).status_code == 302
    answer = sign_in(cast.chen).post(address, mine)
    assert answer.status_code == 409
    assert "助理的" in answer.content.decode()
    assert paper().request == "助理的意见。"


def test_empty_words_are_refused_field_by_field(cast: Cast, filing: Filing) -> None:
    begin(cast.chen, filing)
    answer = sign_in(cast.chen).post(f"/opinions/{paper().pk}/edit/", words(paper(), facts=" ", title=""))
    assert answer.status_code == 422


def test_the_chief_signs_what_head_endorsed_and_it_is_served(cast: Cast, filing: Filing, head: Officer) -> None:
    to_the_chief(cast, head, filing)
    assert f"paper={paper().pk}" in sign_in(cast.pei).get("/opinions/to-sign/").content.decode()
    assert press(cast.pei, "issue").status_code == 302
    signed = paper()
    assert (signed.state, signed.number, signed.approver) == ("issued", NUMBER, cast.pei)
    with acting_as(BUILDER):
        sent = list(
            Dispatch.objects.filter(kind="commutation.opinion").order_by("pk").values_list("recipient", flat=True)
        )
        steps = list(signed.steps.values_list("step", flat=True))
    assert sent == [cast.court.pk, cast.qingcen.pk]
    assert steps == ["drafted", "submitted", "endorsed", "issued"]
    assert clock_state(filing) == "met"
    assert "没有等您签批的文书" in sign_in(cast.pei).get("/opinions/to-sign/").content.decode()


def test_the_drafter_does_not_sign_and_is_told_why(cast: Cast, filing: Filing, head: Officer) -> None:
    assert begin(cast.pei, filing).status_code == 302
    assert press(cast.pei, "submit").status_code == 302
    assert press(head, "endorse").status_code == 302
    answer = press(cast.pei, "issue")
    assert answer.status_code == 403
    assert "拟稿人不能签发" in answer.content.decode()
    deputy = colleague("J1008", "穆清和", cast.suburb, Role.DEPUTY_CHIEF)
    assert press(deputy, "issue").status_code == 302


def test_nobody_skips_the_head_of_department(cast: Cast, filing: Filing, head: Officer) -> None:
    begin(cast.chen, filing)
    press(cast.chen, "submit")
    assert press(cast.pei, "issue").status_code == 409
    assert press(cast.pei, "endorse").status_code == 403
    assert press(cast.chen, "endorse").status_code == 403
    assert press(cast.qin, "endorse").status_code == 403


def test_where_nobody_heads_a_department_the_chief_goes_on(cast: Cast, filing: Filing) -> None:
    begin(cast.chen, filing)
    press(cast.chen, "submit")
    assert press(cast.pei, "endorse").status_code == 302
    assert press(cast.pei, "issue").status_code == 302


def test_a_paper_changed_meanwhile_is_not_signed_and_the_difference_is_shown(
    cast: Cast, filing: Filing, head: Officer
) -> None:
    to_the_chief(cast, head, filing)
    read = paper().content_hash
    assert press(cast.pei, "return", comment="写明送达日").status_code == 302
    assert (
        sign_in(cast.chen)
        .post(f"/opinions/{paper().pk}/edit/", words(paper(), request="请依法裁定，并复我院。"))
        .status_code
        == 302
    )
    press(cast.chen, "submit")
    press(head, "endorse")
    answer = press(cast.pei, "issue", seen=read)
    assert answer.status_code == 409
    assert "并复我院" in answer.content.decode()
    assert paper().state == "with_chief"
    page = sign_in(cast.pei).get("/opinions/to-sign/").content.decode()
    assert "正文与上一版之差" in page
    assert "<ins>" in page
    assert "写明送达日" in page


def test_a_return_without_a_word_is_refused(cast: Cast, filing: Filing, head: Officer) -> None:
    to_the_chief(cast, head, filing)
    assert press(cast.pei, "return", comment=" ").status_code == 422
    assert paper().state == "with_chief"


def test_a_second_click_issues_nothing_more(cast: Cast, filing: Filing, head: Officer) -> None:
    to_the_chief(cast, head, filing)
    assert press(cast.pei, "issue").status_code == 302
    assert press(cast.pei, "issue").status_code == 409
    with acting_as(BUILDER):
        assert Dispatch.objects.filter(kind="commutation.opinion").count() == 2


def test_a_number_is_used_once_in_a_procuratorate(cast: Cast, batch: Batch, upload: Any, head: Officer) -> None:
    first, second = filed(cast, batch, upload, 2)
    to_the_chief(cast, head, first)
    press(cast.pei, "issue")
    begin(cast.chen, second)
    with acting_as(BUILDER):
        other = Opinion.objects.exclude(number=NUMBER).get()
    told = {"seen": other.content_hash, "number": "临城郊检意见[2026]38号"}
    sign_in(cast.chen).post(f"/opinions/{other.pk}/submit/", told)
    sign_in(head).post(f"/opinions/{other.pk}/endorse/", told)
    answer = sign_in(cast.pei).post(f"/opinions/{other.pk}/issue/", told)
    assert answer.status_code == 422
    assert "已经用过" in answer.content.decode()


def test_the_chief_lengthens_the_review_from_the_brief(cast: Cast, filing: Filing, head: Officer) -> None:
    to_the_chief(cast, head, filing)
    assert press(cast.chen, "extend", reason="案情复杂").status_code == 403
    assert press(cast.pei, "extend", reason="").status_code == 422
    assert press(cast.pei, "extend", reason="案情复杂").status_code == 302
    assert press(cast.pei, "extend", reason="案情复杂").status_code == 409


def test_a_substitute_signs_with_both_names(cast: Cast, filing: Filing, head: Officer) -> None:
    to_the_chief(cast, head, filing)
    deputy = colleague("J1008", "穆清和", cast.suburb, Role.PROCURATOR)
    with acting_as(BUILDER):
        post = Assignment.objects.get(officer=cast.pei)
        Assignment.objects.filter(officer=deputy).update(until=date(2026, 1, 1))
        Assignment.objects.create(
            officer=deputy, organ=cast.suburb, role=Role.CHIEF, since=date(2026, 11, 1), until=date(2026, 11, 30),
            acting_for=post, basis="休假",
        )  # fmt: skip
        deputy.totpdevice_set.create(name="令牌", confirmed=True, key="31" * 20)
    assert press(deputy, "issue").status_code == 302
    assert (paper().approver, paper().approved_for) == (deputy, "裴明山")
    with acting_as(BUILDER):
        assert OpinionStep.objects.get(step="issued").acting_for == "裴明山"


def test_a_drafter_without_competence_writes_a_report_to_the_competent_house(cast: Cast, filing: Filing) -> None:
    with acting_as(BUILDER):
        Competence.objects.create(
            act="filing_opinion",
            site=cast.qingcen,
            procuratorate=cast.lincheng,
            basis="省院规定",
            since=date(2020, 1, 1),
        )
    assert begin(cast.chen, filing).status_code == 302
    report = paper()
    assert (report.kind, report.addressee, report.organ) == ("report_upward", cast.lincheng, cast.suburb)
    assert "临澄市人民检察院（省院规定" in report.competence
    assert press(cast.chen, "submit").status_code == 422
    assert press(cast.chen, "sign", number="临城郊检报〔2026〕5号").status_code == 302
    with acting_as(BUILDER):
        sent = Dispatch.objects.get(kind="commutation.opinion")
    assert (sent.recipient, sent.legal_mode) == (cast.lincheng, "report")
    assert clock_state(filing) == "open"


@pytest.mark.parametrize(
    ("kind", "to"),
    [
        ("filing_advice", "qingcen"), ("refiling_advice", "qingcen"), ("not_counted_advice", "qingcen"),
        ("recall_notice", "qingcen"), ("hearing_opinion", "court"),
    ],
)  # fmt: skip
def test_every_other_act_has_its_own_addressee_and_article(cast: Cast, filing: Filing, kind: str, to: str) -> None:
    assert begin(cast.chen, filing, kind=kind).status_code == 302
    made = paper()
    assert (made.kind, made.addressee) == (kind, cast.organs[to])
    assert "依照" in made.grounds
    assert sign_in(cast.chen).get(f"/opinions/{made.pk}/").status_code == 200


def test_a_release_sheet_goes_where_the_drafter_says_and_the_office_signs_it(cast: Cast, filing: Filing) -> None:
    assert begin(cast.chen, filing, kind="release_sheet").status_code == 422
    assert begin(cast.chen, filing, kind="release_sheet", addressee=cast.wangchuan.pk).status_code == 302
    assert press(cast.chen, "sign", number="临城郊检告〔2026〕1号").status_code == 302
    assert sign_in(cast.yin).get(f"/opinions/{paper().pk}/received/").status_code == 404


def test_a_release_sheet_stands_in_its_official_columns_and_keeps_what_a_hand_filled_in(
    cast: Cast, filing: Filing
) -> None:
    assert begin(cast.chen, filing, kind="release_sheet", addressee=cast.wangchuan.pk).status_code == 302
    drafted = paper()
    assert drafted.facts.startswith("被告知单位：望川市人民检察院\n交付执行机关：澜江省青岑监狱\n")
    assert "\n原判刑期：有期徒刑8年6个月\n" in drafted.facts
    assert drafted.facts.count("\n") == 18
    filled = drafted.facts.replace("报到时间：", "报到时间：2026年12月1日前") + "\n另附裁定书。"
    address = f"/opinions/{drafted.pk}/edit/"
    assert sign_in(cast.chen).post(address, words(drafted, facts=filled)).status_code == 302
    page = sign_in(cast.chen).get(f"/opinions/{drafted.pk}/").content.decode()
    assert "<th>报到时间</th><td>2026年12月1日前</td>" in page
    assert page.count("<th>居住地址") == 1
    assert "<p>另附裁定书。</p>" in page


def test_the_prison_sees_nothing_before_it_is_issued(cast: Cast, filing: Filing, head: Officer) -> None:
    to_the_chief(cast, head, filing)
    for who in (cast.tang, cast.hao):
        assert sign_in(who).get("/opinions/").status_code == 403
        assert sign_in(who).get(f"/opinions/{paper().pk}/received/").status_code == 404
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    from django.db import ProgrammingError, transaction

    with acting_as(tang), pytest.raises(ProgrammingError), transaction.atomic():
        Opinion.objects.count()


def test_whoever_is_recused_sees_neither_case_nor_paper(cast: Cast, filing: Filing, head: Officer) -> None:
    to_the_chief(cast, head, filing)
    with acting_as(BUILDER):
        Recusal.objects.create(
            officer=cast.pei, person=filing.person, organ=cast.suburb, ground=Ground.PARTY, article="规则第24条"
        )
    assert sign_in(cast.pei).get(f"/opinions/{paper().pk}/").status_code == 404
    assert press(cast.pei, "issue").status_code == 404


def test_a_draft_is_given_up_with_a_reason_and_stays(cast: Cast, filing: Filing) -> None:
    begin(cast.chen, filing)
    assert press(cast.chen, "drop").status_code == 422
    assert press(cast.chen, "drop", reason="改为口头纠正").status_code == 302
    assert paper().state == "dropped"
    assert press(cast.chen, "submit").status_code == 409


def test_an_edit_is_never_signed_unseen(cast: Cast, filing: Filing, head: Officer) -> None:
    """Even past the page: the service compares what the signer read."""
    begin(cast.chen, filing)
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    with acting_as(chen) as at:
        stored = Opinion.objects.get()
        said = Words(stored.title, stored.facts, stored.grounds, "请重新审查。")
        edit_opinion(opinion=stored, words=said, findings=[], seen=stored.content_hash, actor=chen, at=at)
    assert press(cast.chen, "submit", seen="0" * 64).status_code == 422


def test_lists_show_none_one_and_many(cast: Cast, batch: Batch, upload: Any) -> None:
    client = sign_in(cast.chen)
    assert "没有这样的文书" in client.get("/opinions/").content.decode()
    for one in filed(cast, batch, upload, 3):
        begin(cast.chen, one)
    page = client.get("/opinions/").content.decode()
    assert page.count("检察意见书（减刑）") == 3
    assert "没有等您签批的文书" in sign_in(cast.pei).get("/opinions/to-sign/").content.decode()


def test_the_preview_shows_what_is_typed_and_saves_nothing(cast: Cast, filing: Filing) -> None:
    begin(cast.chen, filing)
    before = paper().content_hash
    page = sign_in(cast.chen).post(f"/opinions/{paper().pk}/preview/", words(paper(), request="试写一句。"))
    assert "试写一句。" in page.content.decode()
    assert paper().content_hash == before
