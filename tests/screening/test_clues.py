"""Hits become clues by pairing, duplicates join, a person settles each; what follows; what the rules are worth."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from procuratorate.custody.models import Recusal
from procuratorate.custody.states import Ground
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import State
from procuratorate.dispatch.models import Dispatch
from procuratorate.notices.models import Notice
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.screening.models import Clue, Followed, Hit, Run, Snooze, Suspicion
from procuratorate.screening.services import snapshots
from tests.cast import Cast, sign_in
from tests.screening.world import ELSEWHERE, OTHER, RULE, approved, case, lines, ran, sent_filings, supervisor, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def fu(cast: Cast) -> Client:
    """The supervisor, with an archive of three short of half a term: two at 青岑, one at 岚浦."""
    client = supervisor(cast)
    upload(client, lines(case(1), case(2), case(9, ELSEWHERE, name="金丝雀")))
    return client


@pytest.fixture
def run(cast: Cast, fu: Client) -> Run:
    return ran(fu, approved(cast, fu))


def send(client: Client, run: Run, **changed: Any) -> str:
    answer = client.post(f"{run.get_absolute_url()}send/", {"all": "1", "days": "20", **changed}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def clue(n: int = 0) -> Clue:
    with acting_as(BUILDER):
        return Clue.objects.filter(site__code="B01").order_by("pk")[n]


def settled(client: Client, one: Clue, act: str, reason: str = "", rule: str = RULE) -> int:
    with acting_as(BUILDER):
        row = Suspicion.objects.get(clue=one, rule=rule)
    return int(client.post(f"{one.get_absolute_url()}settle/{row.pk}/", {"act": act, "reason": reason}).status_code)


def test_clues_go_by_pairing_each_office_its_own_with_a_clock(cast: Cast, fu: Client, run: Run) -> None:
    assert "新下发线索 3 条" in send(fu, run)
    with acting_as(BUILDER):
        assert sorted(Dispatch.objects.values_list("recipient__code", flat=True)) == ["P0101A", "P02A"]
        assert Deadline.objects.filter(organ=cast.office, state=State.OPEN).count() == 1
    chen = sign_in(cast.chen)
    page = chen.get("/screening/clues/").content.decode()
    assert page.count("/screening/clues/") > 2
    assert "金丝雀" not in page
    assert "监督线索2条" in chen.get("/inbox/").content.decode()
    with acting_as(BUILDER):
        far = Clue.objects.get(site=cast.lanpu)
    assert chen.get(far.get_absolute_url()).status_code == 404
    assert sign_in(cast.yin).get(far.get_absolute_url()).status_code == 200


def test_a_clue_is_explained_under_the_law_of_its_day_and_of_today(cast: Cast, fu: Client, run: Run) -> None:
    send(fu, run)
    page = sign_in(cast.chen).get(clue().get_absolute_url()).content.decode()
    assert "当时的法" in page
    assert "今天的法" in page
    assert "2020-01-01" in page  # half of eight years from 2016-01-01
    assert "2019-07-06" in page


def test_sending_again_joins_what_is_there(cast: Cast, fu: Client, run: Run) -> None:
    """The same run twice, and another model with another rule on the same cases: one clue each, two suspicions."""
    send(fu, run)
    assert "3 项此前已下发" in send(fu, run)
    upload(fu, lines(case(5)).replace("是,否,否", "否,否,否"))
    wider = ran(fu, approved(cast, fu, title="两条规则", rules=[RULE, OTHER]))
    send(fu, wider)
    with acting_as(BUILDER):
        assert Clue.objects.count() == 4
        assert Suspicion.objects.count() == 5


def test_who_sends_is_who_runs_and_who_settles_is_who_got_it(cast: Cast, fu: Client, run: Run) -> None:
    assert sign_in(cast.chen).post(f"{run.get_absolute_url()}send/", {"all": "1", "days": 20}).status_code == 404
    send(fu, run)
    assert settled(fu, clue(), "verify") == 403  # the province sent it; the office looks into it
    assert settled(sign_in(cast.pei), clue(), "verify") == 403
    assert settled(sign_in(cast.yin), clue(), "verify") == 404
    assert settled(sign_in(cast.chen), clue(), "verify") == 302


def test_what_is_excluded_says_why_and_the_last_one_meets_the_clock(cast: Cast, fu: Client, run: Run) -> None:
    send(fu, run)
    chen = sign_in(cast.chen)
    assert settled(chen, clue(0), "exclude") == 422
    assert settled(chen, clue(0), "exclude", "台账多录一年") == 302
    with acting_as(BUILDER):
        assert Deadline.objects.get(organ=cast.office).state == State.OPEN
    assert settled(chen, clue(0), "verify") == 409  # settled once
    assert settled(chen, clue(1), "give_up", "原卷调不到") == 302
    with acting_as(BUILDER):
        assert Deadline.objects.get(organ=cast.office).state == State.MET


def test_only_what_was_verified_becomes_a_notice(cast: Cast, fu: Client, run: Run) -> None:
    send(fu, run)
    chen, one = sign_in(cast.chen), clue()
    told = {"kind": "correction", "title": "减刑后实际执行刑期"}
    assert chen.post(f"{one.get_absolute_url()}notice/", told).status_code == 422
    settled(chen, one, "verify")
    answer = chen.post(f"{one.get_absolute_url()}notice/", told)
    with acting_as(BUILDER):
        made = Notice.objects.get()
        point = made.points.get()
    assert answer["Location"] == f"/notices/{made.pk}/edit/"
    assert "祁某" in point.facts
    assert "2020-01-01" in point.facts
    assert "刑法第七十八条" in point.article
    assert "纠正" in chen.get(one.get_absolute_url()).content.decode()
    assert chen.get(made.get_absolute_url()).status_code == 200


def test_another_paper_is_noted_with_its_number_or_why_there_is_none(cast: Cast, fu: Client, run: Run) -> None:
    send(fu, run)
    chen, one = sign_in(cast.chen), clue()
    settled(chen, one, "verify")
    address = f"{one.get_absolute_url()}follow/"
    assert chen.post(address, {"outcome": "late_opinion"}).status_code == 422
    assert chen.post(address, {"outcome": "late_opinion", "number": "临城郊检意见〔2026〕40号"}).status_code == 302
    assert Followed.objects.get().number == "临城郊检意见〔2026〕40号"


def test_a_snoozed_person_is_left_out_until_the_day(cast: Cast, fu: Client, run: Run) -> None:
    send(fu, run)
    chen, one = sign_in(cast.chen), clue()
    address = f"{one.get_absolute_url()}snooze/"
    for until in ("2020-01-01", "2036-01-01", ""):
        assert chen.post(address, {"rule": RULE, "until": until, "reason": "另有折抵"}).status_code == 422
    assert chen.post(address, {"rule": RULE, "until": "2027-06-30", "reason": "另有折抵，已核"}).status_code == 302
    assert Snooze.objects.get().until == date(2027, 6, 30)
    upload(fu, lines(*(case(n, filed="2018-04-02") for n in (1, 2))))  # the same two, filed for again
    again = ran(fu, approved(cast, fu, title="再筛"))
    assert "2 项在暂不提示期内" in send(fu, again)
    chen.post(address, {"end": Snooze.objects.get().pk})
    assert "新下发线索 1 条" in send(fu, again)


def test_a_rule_is_judged_by_what_became_of_its_clues(cast: Cast, fu: Client, run: Run) -> None:
    send(fu, run)
    chen = sign_in(cast.chen)
    settled(chen, clue(0), "verify")
    settled(chen, clue(1), "exclude", "台账多录一年")
    page = fu.get("/screening/rules/").content.decode()
    assert '<td class="num">3</td><td class="num">1</td><td class="num">1</td><td class="num">0</td>' in page
    assert "台账多录一年" in page
    own = chen.get("/screening/rules/").content.decode()
    assert '<td class="num">2</td><td class="num">1</td><td class="num">1</td>' in own


def test_who_stepped_back_from_a_person_sees_neither_hit_nor_clue(cast: Cast, fu: Client) -> None:
    filing = sent_filings(cast, 1)[0]
    snapshots.take_snapshots()
    run = ran(fu, approved(cast, fu, title="在办", rules=["notice-given"]))
    with acting_as(BUILDER):
        hit = Hit.objects.create(
            run=run, partition_id=run.parts.latest("pk").partition_id, site=cast.qingcen, rule="notice-given",
            year=2026, record="f" * 16, key="e" * 16, person=filing.person, margin=-1,
        )  # fmt: skip
        assert Hit.objects.visible_to(cast.actor("qin")).filter(pk=hit.pk).exists()
        Recusal.objects.create(
            officer=cast.qin,
            person=filing.person,
            organ=cast.province,
            ground=Ground.choices[0][0],
            article="规则第二十四条",
        )
    with acting_as(cast.actor("qin")):
        assert not Hit.objects.filter(pk=hit.pk).exists()


def test_lists_ask_the_same_however_long_they_are(cast: Cast, fu: Client, django_assert_max_num_queries: Any) -> None:
    upload(fu, lines(*(case(n, filed=f"2017-{n % 12 + 1:02d}-05") for n in range(100, 140))))
    run = ran(fu, approved(cast, fu))
    send(fu, run)
    for address, most in (
        (f"{run.get_absolute_url()}hits/", 36), (run.get_absolute_url(), 36), ("/screening/clues/", 30),
        ("/screening/", 24), ("/screening/archive/", 26), ("/screening/rules/", 26),
    ):  # fmt: skip
        with django_assert_max_num_queries(most):
            assert fu.get(address).status_code == 200
