"""Objections and their re-examination, rungs, requests to take back, typing errors, oral words, letters on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import sweep
from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.lib.errors import Conflict, Refused
from procuratorate.notices import services
from procuratorate.notices.models import Easing, Notice, Objection, Rung
from procuratorate.notices.states import ObjectionState
from procuratorate.organs.actors import BUILDER, service_actor
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.notices.steps import (
    FACTS,
    SECRET,
    act,
    answers,
    begin,
    check,
    colleague,
    notice,
    page,
    point,
    post,
    reply,
    served,
    write,
)

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime | None], None]
WRONG = {"points": [2], "words": "公示实为三个工作日，附登记簿"}


def only(model: Any) -> Any:
    with acting_as(BUILDER):
        return model.objects.get()


def object_to(cast: Cast, who: str = "tang", **changed: Any) -> Any:
    return post(cast.officers[who], f"/notices/{notice().pk}/objection/", **WRONG | changed)


def decide(who: Any, name: str, outcome: str, **changed: Any) -> Any:
    told = {"outcome": outcome, "words": "调阅登记簿核对", "number": "临城郊检复查〔2026〕2号"} | changed
    return post(who, f"/notices/objections/{only(Objection).pk}/{name}/", **told)


def send(who: Any, rung: Rung, number: str, seen: str = "") -> Any:
    """签发 of the words as `rung` has them."""
    return post(who, f"/notices/rungs/{rung.pk}/send/", number=number, seen=seen or rung.words_hash)


def swept(at: datetime, set_clock: Clock) -> None:
    set_clock(at)
    with acting_as(service_actor("sweep")) as now:
        sweep(at=now)


def test_an_objection_is_examined_in_seven_days_and_decided_by_a_leader(cast: Cast) -> None:
    served(cast)
    assert object_to(cast, "ward").status_code in {403, 404}
    assert object_to(cast, points=[], words="").status_code == 422
    assert object_to(cast).status_code == 302
    assert point(2).state == "objected"
    with acting_as(BUILDER):
        clock = Deadline.objects.get(kind="notices.re_examination")
    assert (clock.due_on, clock.organ_id) == (date(2026, 11, 23), cast.office.pk)
    assert only(Objection).in_time is True
    assert decide(cast.pei, "decide", "revoked").status_code == 409  # nobody examined it yet
    assert decide(cast.chen, "propose", "revoked").status_code == 302
    assert decide(cast.chen, "decide", "revoked").status_code == 403
    assert decide(cast.pei, "decide", "revoked", number="").status_code == 422
    assert decide(cast.pei, "decide", "revoked").status_code == 302
    assert (point(2).state, point(1).state, notice().state) == ("revoked", "open", "served")
    with acting_as(BUILDER):
        assert Deadline.objects.get(pk=clock.pk).state == "met"
        assert Paper.objects.get(kind="documents.re_examination").number == "临城郊检复查〔2026〕2号"
        assert not Rung.objects.exists()


def test_upheld_it_is_owed_again_and_a_report_waits_for_a_leader(cast: Cast) -> None:
    served(cast)
    reply(cast, 1)
    object_to(cast)
    assert notice().state == "answered"  # nothing is owed while it is examined
    decide(cast.chen, "propose", "upheld")
    assert decide(cast.pei, "decide", "upheld").status_code == 302
    assert (point(2).state, notice().state) == ("upheld", "served")
    rung = only(Rung)
    with acting_as(BUILDER):
        owed, letter = (
            Deadline.objects.get(kind="notices.supplement"),
            Paper.objects.get(kind="documents.re_examination"),
        )
    assert (owed.due_on, owed.article) == (date(2026, 12, 1), "约定期限：复查决定书载明")
    assert letter.facts["paragraphs"][-1] == "对维持的各项，请于2026年12月1日前（含当日）补充回复。"
    assert (rung.kind, rung.state, rung.recipient_id) == ("report", "draft", cast.lincheng.pk)
    assert "报告" not in page(cast.tang).split("往来记录")[1]
    assert rung.words[:12] not in page(cast.tang)
    assert send(cast.chen, rung, "临城郊检报〔2026〕3号").status_code == 403
    assert send(cast.pei, rung, "临城郊检报〔2026〕3号").status_code == 302
    with acting_as(BUILDER):
        sent = Dispatch.objects.get(kind="notices.report")
    assert (sent.legal_mode, sent.recipient_id) == ("report", cast.lincheng.pk)


def test_what_was_upheld_is_answered_and_not_disputed_again(cast: Cast) -> None:
    served(cast)
    object_to(cast)
    decide(cast.chen, "propose", "upheld")
    decide(cast.pei, "decide", "upheld")
    assert object_to(cast).status_code == 422  # the page does not offer it
    assert reply(cast, 2).status_code == 302
    assert object_to(cast).status_code == 422
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    again: dict[str, Any] = {"positions": [2], "words": "仍有异议", "files": []}
    with acting_as(tang) as at, pytest.raises(Conflict, match="已经复查维持"):
        services.object_to(notice=Notice.objects.get(), actor=tang, at=at, **again)
    assert object_to(cast, points=[1]).status_code == 302


def taken_back(cast: Cast, *positions: int) -> None:
    told = {"wish": "withdraw", "asked_by": "部门负责人", "asked_on": "2026-11-16", "reason": "事实有误"}
    assert act(cast.chen, "easing", **told, points=list(positions)).status_code == 302
    address = f"/notices/easings/{only(Easing).pk}/decide/"
    assert post(cast.pei, address, granted="yes", words="同意", number="临城郊检撤〔2026〕1号").status_code == 302


def test_an_objection_lapses_with_the_last_point_taken_back(cast: Cast) -> None:
    served(cast)
    reply(cast, 1)
    object_to(cast)
    decide(cast.chen, "propose", "upheld")
    taken_back(cast, 2)
    lapsed = only(Objection)
    assert (lapsed.state, notice().state) == ("lapsed", "answered")
    with acting_as(BUILDER):
        assert Deadline.objects.get(kind="notices.re_examination").state == "cancelled"
    assert decide(cast.pei, "decide", "upheld").status_code == 409
    with acting_as(BUILDER):
        assert not Rung.objects.exists()
        assert not Deadline.objects.filter(kind="notices.supplement").exists()
    assert "因撤回终止" in page(cast.chen)
    assert f"{lapsed.pk}-propose" not in page(cast.chen)
    assert check(cast, 1).status_code == 302
    assert act(cast.chen, "closing", words="其余已纠正").status_code == 302


def test_what_was_taken_back_is_not_decided_with_the_rest(cast: Cast) -> None:
    served(cast)
    object_to(cast, points=[1, 2])
    decide(cast.chen, "propose", "upheld")
    taken_back(cast, 2)
    assert decide(cast.pei, "decide", "upheld").status_code == 302
    assert (point(1).state, point(2).state) == ("upheld", "withdrawn")
    with acting_as(BUILDER):
        assert Dispatch.objects.get(kind="notices.decision").content["points"] == [1]


def test_a_leader_signs_the_words_that_were_read(cast: Cast) -> None:
    served(cast)
    assert act(cast.chen, "rungs", why="没有收到答复").status_code == 302
    read = only(Rung)
    assert page(cast.pei).count(read.words_hash) == 2  # on both forms
    address, words = f"/notices/rungs/{read.pk}/edit/", "请于三日内回复我院。"
    assert post(cast.chen, address, words=words, seen=read.words_hash).status_code == 302
    assert post(cast.pei, address, words="另一稿", seen=read.words_hash).status_code == 409
    assert send(cast.pei, read, "临城郊检督〔2026〕4号").status_code == 409
    assert (only(Rung).words, only(Rung).state) == (words, "draft")
    assert send(cast.pei, only(Rung), "临城郊检督〔2026〕4号").status_code == 302


def test_who_proposed_meanwhile_neither_decides_nor_strikes_off(cast: Cast) -> None:
    """The page was read before the proposal: what is stored when the act comes counts."""
    served(cast)
    object_to(cast)
    stale = Objection.objects.select_related("notice")
    with acting_as(BUILDER):
        pei, disputed, held = cast.actor("pei"), stale.get(), Notice.objects.get()
        Objection.objects.update(state="proposed", proposal="upheld", proposed_by=cast.pei)
    told: dict[str, Any] = {"outcome": ObjectionState.UPHELD, "words": "维持", "number": "临城郊检复查〔2026〕2号"}
    with pytest.raises(Refused), acting_as(pei) as at:
        services.decide_objection(objection=disputed, actor=pei, at=at, **told)
    with acting_as(BUILDER):
        Notice.objects.update(state="closing", proposed_by=cast.pei)
    with pytest.raises(Refused), acting_as(pei) as at:
        services.close_notice(notice=held, words="同意", actor=pei, at=at)


def test_every_point_revoked_ends_the_notice(cast: Cast) -> None:
    served(cast)
    object_to(cast, points=[1, 2])
    decide(cast.chen, "propose", "revoked")
    decide(cast.pei, "decide", "revoked")
    assert notice().state == "revoked"
    with acting_as(BUILDER):
        assert set(Deadline.objects.values_list("state", flat=True)) == {"met", "cancelled"} or set(
            Deadline.objects.values_list("state", flat=True)
        ) == {"met"}


def test_a_late_objection_is_taken_and_says_so(cast: Cast, set_clock: Clock) -> None:
    served(cast)
    set_clock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))  # the fifth day is a Saturday: Monday still counts
    assert object_to(cast, points=[1]).status_code == 302
    assert only(Objection).in_time is True
    set_clock(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    assert object_to(cast).status_code == 302
    with acting_as(BUILDER):
        assert Objection.objects.latest("pk").in_time is False
    assert "已过收到后五日" in page(cast.tang)


@pytest.mark.parametrize(
    ("kind", "basis", "clocks"),
    [
        ("correction", "《人民检察院刑事诉讼规则》第554条第1款", ["《人民检察院刑事诉讼规则》第554条第1款"]),
        ("suggestion", "《人民检察院检察建议工作规定》第23条", []),
    ],
)
def test_the_five_days_are_of_the_violation_notice_alone(
    cast: Cast, set_clock: Clock, kind: str, basis: str, clocks: list[str]
) -> None:
    served(cast, kind=kind)
    set_clock(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    assert "五日内提出" not in page(cast.tang, f"/notices/{notice().pk}/objection/")
    assert object_to(cast).status_code == 302
    assert only(Objection).in_time is None
    with acting_as(BUILDER):
        assert Dispatch.objects.get(kind="notices.objection").basis == basis
        assert list(Deadline.objects.filter(kind="notices.re_examination").values_list("article", flat=True)) == clocks


def test_a_suggestion_is_urged_by_its_own_rules(cast: Cast) -> None:
    served(cast, kind="suggestion")
    assert act(cast.chen, "rungs", why="没有收到答复").status_code == 302
    rung = only(Rung)
    assert rung.article == "《人民检察院检察建议工作规定》"
    assert "请你单位将落实情况书面回复我院" in rung.words


def test_overdue_the_next_rung_is_drafted_once_and_sent_by_a_leader_alone(cast: Cast, set_clock: Clock) -> None:
    served(cast)
    swept(datetime(2026, 12, 1, 2, 0, tzinfo=UTC), set_clock)
    with acting_as(BUILDER):
        assert not Rung.objects.exists()  # the last day is not over
    swept(datetime(2026, 12, 2, 2, 0, tzinfo=UTC), set_clock)
    swept(datetime(2026, 12, 2, 3, 0, tzinfo=UTC), set_clock)
    rung = only(Rung)
    assert (rung.kind, rung.state, rung.drafted_by_id) == ("chase", "draft", None)
    with acting_as(BUILDER):
        assert not Dispatch.objects.filter(kind="notices.chase").exists()
    assert "督促" in page(cast.pei, "/notices/") or str(notice().number) in page(cast.pei, "/notices/")
    assert send(cast.pei, rung, "临城郊检督〔2026〕4号").status_code == 302
    with acting_as(BUILDER):
        due = Deadline.objects.get(kind="notices.supplement").due_on
        sent = Dispatch.objects.get(kind="notices.chase")
        letter = Paper.objects.get(title__startswith="督促回复函").facts["paragraphs"][-1]
    assert due == date(2026, 12, 9)
    assert letter == "请于2026年12月9日前（含当日）书面回复我院。"
    assert letter in sent.content["words"]
    assert letter in only(Rung).words
    swept(datetime(2026, 12, 10, 2, 0, tzinfo=UTC), set_clock)  # the seven days of the letter are over
    with acting_as(BUILDER):
        assert list(Rung.objects.order_by("pk").values_list("kind", "state")) == [
            ("chase", "sent"),
            ("report", "draft"),
        ]
    with acting_as(BUILDER):
        report = Rung.objects.get(kind="report")
    assert post(cast.pei, f"/notices/rungs/{report.pk}/drop/", reason="").status_code == 422
    assert post(cast.pei, f"/notices/rungs/{report.pk}/drop/", reason="已电话答复，三日内补书面").status_code == 302


def test_over_detention_is_reported_without_another_letter(cast: Cast, set_clock: Clock) -> None:
    served(cast, matter="over_detention")
    swept(datetime(2026, 11, 24, 2, 0, tzinfo=UTC), set_clock)
    assert only(Rung).kind == "report"


def test_the_superior_tells_the_bureau_which_reads_the_letter_alone(cast: Cast) -> None:
    above = colleague("J0101", "市院检察长", cast.lincheng, Role.CHIEF)
    served(cast)
    for number in ("临城郊检督〔2026〕4号", "临城郊检报〔2026〕3号"):
        assert act(cast.chen, "rungs", why="没有收到答复").status_code == 302
        with acting_as(BUILDER):
            rung = Rung.objects.latest("pk")
        assert send(cast.pei, rung, number).status_code == 302
    assert act(cast.chen, "rungs", why="经督促仍未答复").status_code == 302
    with acting_as(BUILDER):
        rung = Rung.objects.latest("pk")
    assert (rung.kind, rung.organ_id, rung.recipient_id) == ("tell", cast.lincheng.pk, cast.bureau.pk)
    assert send(cast.pei, rung, "临检通报〔2026〕2号").status_code == 403
    answer = send(above, rung, "临检通报〔2026〕2号")
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        assert Dispatch.objects.get(kind="notices.tell").sender_id == cast.lincheng.pk
    officer = colleague("Y0001", "车望北", cast.bureau, Role.BUREAU_OFFICER)
    assert sign_in(officer).get(notice().get_absolute_url()).status_code == 404


def test_a_request_to_take_back_keeps_its_name_whatever_comes_of_it(cast: Cast) -> None:
    served(cast)
    told = {"wish": "withdraw", "asked_by": "青岑监狱 副监狱长", "asked_on": "2026-11-16", "reason": "影响考核"}
    assert act(cast.chen, "easing", **told | {"asked_by": ""}).status_code == 422
    assert act(cast.tang, "easing", **told).status_code == 403
    assert act(cast.chen, "easing", **told).status_code == 302
    assert "影响考核" not in page(cast.tang)
    easing = only(Easing)
    address = f"/notices/easings/{easing.pk}/decide/"
    assert post(cast.chen, address, granted="yes", words="x").status_code == 403
    assert post(cast.pei, address, granted="no", words="事实清楚，不予撤回").status_code == 302
    assert notice().state == "served"
    assert post(cast.pei, address, granted="yes", words="再议", number="撤〔2026〕1号").status_code == 409
    assert "影响考核" in page(cast.chen)


def test_taken_back_by_a_numbered_paper_the_points_end(cast: Cast) -> None:
    served(cast)
    told = {"wish": "soften", "asked_by": "部门负责人", "asked_on": "2026-11-16", "reason": "情节轻微"}
    act(cast.chen, "easing", **told)
    address = f"/notices/easings/{only(Easing).pk}/decide/"
    assert post(cast.pei, address, granted="yes", words="同意").status_code == 422
    assert post(cast.pei, address, granted="yes", words="同意", number="临城郊检撤〔2026〕1号").status_code == 302
    held = notice()
    assert (held.state, point(1).state) == ("withdrawn", "withdrawn")
    assert "撤回" in page(cast.tang)
    milder = post(cast.chen, f"/notices/{held.pk}/follow/", kind="correction")
    assert milder.status_code == 302
    with acting_as(BUILDER):
        later = Notice.objects.latest("pk")
        assert (later.follows_id, later.points.count(), later.kind) == (held.pk, 2, "correction")


def test_a_typing_error_is_put_right_and_both_versions_stay(cast: Cast) -> None:
    held = served(cast)
    due = held.clock.due_on if held.clock else None
    address = f"/notices/{held.pk}/points/1/mend/"
    told = {"facts": "二监区禁闭五日", "article": "监狱法第五十八条", "demand": "予以纠正"}
    assert post(cast.chen, address, **told, why="日数抄错").status_code == 403
    assert post(cast.pei, address, **told, why="").status_code == 422
    assert post(cast.pei, address, **told, why="日数抄错").status_code == 302
    assert (point(1).facts, point(1).now.facts) == (FACTS[0], "二监区禁闭五日")
    with acting_as(BUILDER):
        papers = list(Paper.objects.filter(kind="documents.violation").order_by("pk").values_list("state", "number"))
    assert papers == [("superseded", held.number), ("issued", held.number)]
    again = notice()
    assert (again.clock.due_on if again.clock else None) == due
    shown = page(cast.tang)
    assert "日数抄错" in shown
    assert "二监区禁闭五日" in shown


def test_an_oral_correction_runs_seven_days_from_the_word_and_goes_on_in_writing(cast: Cast) -> None:
    assert begin(cast, kind="oral").status_code == 302
    assert write(cast, spoken_on="2026-11-17", spoken_to="沈维岳").status_code == 422  # tomorrow
    assert write(cast, spoken_on="2026-11-13", spoken_to="沈维岳").status_code == 302
    assert act(cast.chen, "submit").status_code == 422
    clerk = colleague("J1008", "舒以宁", cast.office, Role.PROCURATOR_CLERK)
    assert act(clerk, "speak").status_code == 403
    assert act(cast.chen, "speak").status_code == 302
    held = notice()
    assert (held.state, held.clock.due_on if held.clock else None) == ("served", date(2026, 11, 20))
    with acting_as(BUILDER):
        sent = Dispatch.objects.get(kind="notices.notice")
        assert (sent.legal_mode, Paper.objects.get().organ_id) == ("copy", cast.office.pk)
    assert check(cast, 1).status_code == 302  # seen on the spot, without a letter
    later = post(cast.chen, f"/notices/{held.pk}/follow/", kind="violation")
    assert later.status_code == 302
    with acting_as(BUILDER):
        written = Notice.objects.latest("pk")
        assert [one.facts for one in written.points.all()] == [FACTS[1]]


def test_a_court_is_served_on_paper_and_its_letters_are_entered(cast: Cast) -> None:
    held = served(cast, addressee=cast.court.pk)
    assert held.channel == "paper"
    letter = {"by": "临澄市中级人民法院", "on": "2026-11-16", "number": "临中函〔2026〕9号"}
    address = f"/notices/{held.pk}/reply/"
    assert post(cast.tang, address, **answers(1, 2)).status_code == 404
    assert post(cast.chen, address, **answers(1, 2)).status_code == 422
    assert post(cast.chen, address, **answers(1, 2) | letter).status_code == 302
    assert notice().state == "answered"
    assert "临中函〔2026〕9号" in page(cast.chen)


def test_what_was_issued_is_kept_by_the_database_itself(cast: Cast) -> None:
    from django.db import DatabaseError, transaction

    held = served(cast)
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    for change in (
        lambda: Notice.objects.filter(pk=held.pk).update(title="改"),
        lambda: held.points.update(facts="改"),
    ):
        with pytest.raises(DatabaseError), acting_as(chen), transaction.atomic():
            change()


def test_whoever_is_recused_from_somebody_named_sees_no_notice(cast: Cast) -> None:
    from procuratorate.custody.models import Recusal
    from procuratorate.custody.states import Ground
    from tests.commutation.factories import inmates

    somebody = inmates(cast.ward1, 1)[0].person
    served(cast)
    with acting_as(BUILDER):
        Notice.objects.update(persons=[somebody.pk])
        Recusal.objects.create(
            officer=cast.chen, person=somebody, organ=cast.office, ground=Ground.PARTY, article="规则第24条"
        )
        chen = cast.actor("chen")
    assert sign_in(cast.chen).get(notice().get_absolute_url()).status_code == 404
    assert SECRET not in page(cast.chen, "/notices/register/")
    with acting_as(chen):
        assert not Notice.objects.exists()
