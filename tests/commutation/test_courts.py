"""The court's half, told by paper: acceptance, papers sent after, hearings, withdrawal by leave."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commutation.models import Batch, CourtCase, Filing, Hearing, Supplement, Withdrawal, Witness
from commutation.states import FilingState
from commutation.states.courts import WITHDRAWAL_MOVES, WithdrawalState
from procuratorate.custody.models import Sentence
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.errors import Conflict
from procuratorate.lib.moves import move
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.filed import file_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(cast: Cast, batch: Batch) -> Filing:
    return file_two(cast, batch)[0]


def accept(cast: Cast, filing: Filing, by: str = "tang", **changed: Any) -> Any:
    told = {"court": cast.court.pk, "case_no": "（2026）澜01刑更128号", "received_on": "2026-11-13",
            "accepted_on": "2026-11-16", "trial": "written"} | changed  # fmt: skip
    return sign_in(cast.officers[by]).post(f"/courts/{filing.pk}/", told)


def test_wards_and_the_neighbour_record_nothing(cast: Cast, filing: Filing) -> None:
    assert accept(cast, filing, by="lan").status_code == 404
    assert accept(cast, filing, by="yin").status_code == 404
    assert accept(cast, filing, by="ward").status_code == 403
    with acting_as(BUILDER):
        assert not CourtCase.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"received_on": "2026-11-17", "accepted_on": "2026-11-16"}, "先后不对"),
        ({"accepted_on": "2026-11-18"}, "不能晚于今天"),
        ({"received_on": "十一月三十一日"}, "日期"),
        ({"court": "0"}, "选"),
    ],
)
def test_days_that_cannot_be_are_refused(cast: Cast, filing: Filing, changed: dict[str, str], words: str) -> None:
    answer = accept(cast, filing, **changed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with acting_as(BUILDER):
        assert not CourtCase.objects.exists()


def test_acceptance_moves_the_filing_and_the_courts_month_runs_for_both_to_see(cast: Cast, filing: Filing) -> None:
    assert accept(cast, filing).status_code == 302
    with acting_as(BUILDER):
        filing.refresh_from_db()
        case = CourtCase.objects.select_related("clock").get()
    assert filing.state == FilingState.ACCEPTED
    assert case.clock is not None
    assert (case.clock.organ_id, case.clock.starts_on, case.clock.due_on) == (
        cast.court.pk, date(2026, 11, 13), date(2026, 12, 14),
    )  # fmt: skip  # 13 December is a Sunday
    for name in ("chen", "tang"):
        page = sign_in(cast.officers[name]).get(f"/courts/{filing.pk}/").content.decode()
        assert "（2026）澜01刑更128号" in page


def test_writing_it_down_again_corrects_it_and_starts_no_second_clock(cast: Cast, filing: Filing) -> None:
    accept(cast, filing)
    assert accept(cast, filing, by="chen", trial="hearing", hearing_grounds=["objection"]).status_code == 302
    with acting_as(BUILDER):
        case = CourtCase.objects.get()
        assert (case.trial, case.hearing_grounds) == ("hearing", ["objection"])
        assert Deadline.objects.filter(kind="commutation.trial").count() == 1


@pytest.mark.parametrize("kind", ["detention", "control", "suspended_death"])
def test_no_month_more_is_written_down_where_none_can_be_given(cast: Cast, filing: Filing, kind: str) -> None:
    accept(cast, filing)
    with acting_as(BUILDER):
        Sentence.objects.filter(person_id=filing.person_id).update(kind=kind)
    answer = accept(cast, filing, by="chen", extended_on="2026-11-16")
    assert answer.status_code == 422
    assert "没有规定死缓、管制、拘役" in answer.content.decode()


@pytest.mark.parametrize("kind", ["fixed", "life"])
def test_the_courts_month_more_is_written_down_once_and_by_the_procuratorate(
    cast: Cast, filing: Filing, kind: str
) -> None:
    with acting_as(BUILDER):
        Sentence.objects.filter(person_id=filing.person_id).update(kind=kind)
    assert accept(cast, filing, by="chen", received_on="", accepted_on="", extended_on="2026-11-16").status_code == 422
    assert accept(cast, filing, extended_on="2026-11-16").status_code == 302  # the prison has no such field
    assert "延长审理期限" not in sign_in(cast.tang).get(f"/courts/{filing.pk}/").content.decode()
    with acting_as(BUILDER):
        assert Deadline.objects.get(kind="commutation.trial").due_on == date(2026, 12, 14)
    assert accept(cast, filing, by="chen", extended_on="2026-11-17").status_code == 422  # tomorrow
    for _ in range(2):
        assert accept(cast, filing, by="chen", extended_on="2026-11-16").status_code == 302
    assert accept(cast, filing, by="chen", extended_on="2026-11-15").status_code == 422
    with acting_as(BUILDER):
        clock = Deadline.objects.get(kind="commutation.trial")
        assert (clock.due_on, clock.extensions.count()) == (date(2027, 1, 13), 1)
    for name in ("chen", "tang"):
        page = sign_in(cast.officers[name]).get(f"/courts/{filing.pk}/").content.decode()
        assert "2026-11-16 法院决定延长一个月" in page


def test_two_filings_do_not_share_a_case_number(cast: Cast, batch: Batch) -> None:
    first, second = file_two(cast, batch)
    accept(cast, first)
    answer = accept(cast, second)
    assert answer.status_code == 422
    assert "已经登记在另一件上" in answer.content.decode()


@pytest.mark.parametrize(("kind", "due"), [("papers", date(2026, 11, 19)), ("property", date(2026, 11, 23))])
def test_papers_asked_for_after_run_three_days_or_seven(cast: Cast, filing: Filing, kind: str, due: date) -> None:
    accept(cast, filing)
    told = {"kind": kind, "words": "计分考核明细第3页", "asked_on": "2026-11-16"}
    assert sign_in(cast.tang).post(f"/courts/{filing.pk}/supplement/", told).status_code == 302
    with acting_as(BUILDER):
        asked = Supplement.objects.select_related("clock").get()
        assert (asked.clock.due_on, asked.clock.organ_id) == (due, cast.qingcen.pk)
    assert (
        sign_in(cast.tang).post(f"/courts/supplements/{asked.pk}/sent/", {"sent_on": "2026-11-16"}).status_code == 302
    )
    again = sign_in(cast.tang).post(f"/courts/supplements/{asked.pk}/sent/", {"sent_on": "2026-11-16"})
    assert again.status_code == 422
    with acting_as(BUILDER):
        asked.clock.refresh_from_db()
        assert asked.clock.state == "met"


def test_the_list_of_witnesses_is_kept_from_the_ward_and_given_by_the_prison(cast: Cast, filing: Filing) -> None:
    accept(cast, filing)
    told = {"on": "2026-11-26", "place": "青岑监狱科技法庭", "notified_on": "2026-11-16"}
    listed = told | {"witnesses": "管教民警 王某\n同监室罪犯 李某某"}
    assert sign_in(cast.chen).post(f"/courts/{filing.pk}/hearing/", listed).status_code == 422
    wrong = sign_in(cast.tang).post(f"/courts/{filing.pk}/hearing/", told | {"witnesses": "李某某"})
    assert wrong.status_code == 422
    assert "先写身份" in wrong.content.decode()
    assert sign_in(cast.tang).post(f"/courts/{filing.pk}/hearing/", listed).status_code == 302
    for name, sees in (("tang", True), ("chen", True), ("ward", False)):
        page = sign_in(cast.officers[name]).get(f"/courts/{filing.pk}/").content.decode()
        assert ("李某某" in page) is sees, name
    with acting_as(BUILDER):
        ward = cast.actor("ward")
        assert Witness.objects.count() == 2
    with acting_as(ward):
        assert Witness.objects.count() == 0  # the row policy says so even if a page forgets


def test_only_a_procurator_says_what_was_said_for_the_procuratorate(cast: Cast, filing: Filing) -> None:
    accept(cast, filing)
    sign_in(cast.tang).post(f"/courts/{filing.pk}/hearing/", {"on": "2026-11-16", "place": "中院第三法庭"})
    with acting_as(BUILDER):
        hearing = Hearing.objects.get()
    told = {"held": "yes", "words": "当庭宣读建议书", "opinion": "提请符合法定条件"}
    assert sign_in(cast.tang).post(f"/courts/hearings/{hearing.pk}/held/", told).status_code == 403
    assert sign_in(cast.chen).post(f"/courts/hearings/{hearing.pk}/held/", told).status_code == 302
    with acting_as(BUILDER):
        hearing.refresh_from_db()
        assert (hearing.held, list(hearing.procurators.all())) == (True, [cast.chen])


def test_a_hearing_put_off_says_why_and_none_is_held_before_its_day(cast: Cast, filing: Filing) -> None:
    accept(cast, filing)
    sign_in(cast.tang).post(f"/courts/{filing.pk}/hearing/", {"on": "2026-11-26", "place": "中院第三法庭"})
    with acting_as(BUILDER):
        hearing = Hearing.objects.get()
    client = sign_in(cast.tang)
    assert client.post(f"/courts/hearings/{hearing.pk}/held/", {"held": "yes"}).status_code == 422
    assert client.post(f"/courts/hearings/{hearing.pk}/held/", {"held": "no"}).status_code == 422
    answer = client.post(f"/courts/hearings/{hearing.pk}/held/", {"held": "no", "adjourned_why": "证人未到"})
    assert answer.status_code == 302


def test_a_withdrawal_is_told_at_once_and_ends_the_case_only_by_the_courts_leave(cast: Cast, filing: Filing) -> None:
    told = {"asked_on": "2026-11-16", "reason": "发现遗漏的违规扣分"}
    assert sign_in(cast.chen).post(f"/courts/{filing.pk}/withdraw/", told).status_code == 403
    assert sign_in(cast.tang).post(f"/courts/{filing.pk}/withdraw/", told).status_code == 302
    assert sign_in(cast.tang).post(f"/courts/{filing.pk}/withdraw/", told).status_code == 409
    with acting_as(BUILDER):
        asked = Withdrawal.objects.get()
        told_to = Dispatch.objects.get(kind="commutation.withdrawal")
        filing.refresh_from_db()
        assert (told_to.recipient_id, filing.state) == (cast.office.pk, FilingState.FILED)
    answer = {"granted": "yes", "decided_on": "2026-11-16", "paper": "（2026）澜01刑更128号"}
    assert sign_in(cast.tang).post(f"/courts/withdrawals/{asked.pk}/leave/", answer).status_code == 302
    with acting_as(BUILDER):
        filing.refresh_from_db()
        assert filing.state == FilingState.WITHDRAWN
        assert Deadline.objects.get(pk=filing.clock_id).state == "open"  # the other of the list still runs by it


def test_denied_the_case_goes_on_and_may_be_asked_again(cast: Cast, filing: Filing) -> None:
    told = {"asked_on": "2026-11-16", "reason": "发现遗漏的违规扣分"}
    sign_in(cast.tang).post(f"/courts/{filing.pk}/withdraw/", told)
    with acting_as(BUILDER):
        asked = Withdrawal.objects.get()
    answer = {"granted": "no", "decided_on": "2026-11-16"}
    assert sign_in(cast.chen).post(f"/courts/withdrawals/{asked.pk}/leave/", answer).status_code == 302
    assert sign_in(cast.tang).post(f"/courts/{filing.pk}/withdraw/", told).status_code == 302
    with acting_as(BUILDER):
        filing.refresh_from_db()
        assert filing.state == FilingState.FILED


@pytest.mark.parametrize("act", WITHDRAWAL_MOVES)
@pytest.mark.parametrize("state", list(WithdrawalState))
def test_a_withdrawal_moves_only_as_its_table_says(cast: Cast, filing: Filing, state: str, act: str) -> None:
    day = None if state == WithdrawalState.ASKED else date(2026, 11, 16)
    with acting_as(BUILDER):
        made = Withdrawal.objects.create(
            filing=filing, asked_on=date(2026, 11, 16), reason="错报", state=state, decided_on=day, by=cast.tang
        )
        if state in WITHDRAWAL_MOVES[act].sources:
            move(made, act, WITHDRAWAL_MOVES, decided_on=date(2026, 11, 16))
            assert made.state == WITHDRAWAL_MOVES[act].target
        else:
            with pytest.raises(Conflict):
                move(made, act, WITHDRAWAL_MOVES, decided_on=date(2026, 11, 16))


def test_what_the_court_waits_for_stands_on_the_clerks_board(cast: Cast, filing: Filing) -> None:
    board = f"/batches/{filing.batch_id}/"
    assert "没有待办的法院来文" in sign_in(cast.tang).get(board).content.decode()
    accept(cast, filing)
    told = {"kind": "property", "words": "财产性判项履行票据", "asked_on": "2026-11-16"}
    assert sign_in(cast.tang).post(f"/courts/{filing.pk}/supplement/", told).status_code == 302
    shown = sign_in(cast.tang).get(board).content.decode()
    assert "补送：财产性判项履行票据" in shown
    assert f'href="/courts/{filing.pk}/"' in shown
    with acting_as(BUILDER):
        asked = Supplement.objects.get()
    sign_in(cast.tang).post(f"/courts/supplements/{asked.pk}/sent/", {"sent_on": "2026-11-16"})
    assert "没有待办的法院来文" in sign_in(cast.tang).get(board).content.decode()
