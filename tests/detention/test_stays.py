"""A stay from admission to exit, through the pages of the centre: its clocks, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from detention.models import Detainee, Finding, StageAct
from procuratorate.custody.models import Custody
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.detention.factories import do, fresh, held, judged, stages

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "name": "钱望舒", "sex": "1", "number": "330181111202609010401", "entered_on": "2026-09-01", "cell": "203",
        "offence": "盗窃", "phase": "investigation", "handler": cast.station.pk, "start": "2026-09-25",
    } | changes  # fmt: skip


def test_admission_starts_the_clock_that_the_law_gives(centre: Cast, as_officer: As) -> None:
    answer = as_officer(centre.chang).post("/detainees/admit/", form(centre))
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        one = Detainee.objects.get()
        clock = Deadline.objects.get(kind="detention.investigation")
    assert (one.due_on, clock.due_on, clock.rolls, clock.organ_id) == (
        date(2026, 11, 25), date(2026, 11, 25), False, centre.centre.pk,
    )  # fmt: skip
    assert clock.masked_title == "钱某某侦查（澄阳分局）"
    assert "次日9月26日起算，数满2个月，到11月25日止" in clock.sum["sentence"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": "2026-11-21"}, "起算事由发生日不能晚于今天"),
        ({"entered_on": "2026-11-21"}, "入所日不能晚于今天"),
        ({"number": "12"}, "在押人员编码"),
        ({"id_number": "110105194912310021"}, "公民身份号码"),
        ({"handler": "0"}, "办案机关"),
        ({"phase": "liuzhi"}, "办案环节"),
    ],
)
def test_an_admission_that_cannot_be_says_how_to_mend_it(
    centre: Cast, as_officer: As, changes: dict[str, str], said: str
) -> None:
    answer = as_officer(centre.chang).post("/detainees/admit/", form(centre, **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with acting_as(BUILDER):
        assert not Detainee.objects.exists()


def test_nobody_is_admitted_twice(centre: Cast, as_officer: As) -> None:
    number = "99010119900506101" + "7"
    held(centre, id_number=number)
    answer = as_officer(centre.you).post("/detainees/admit/", form(centre, id_number=number))
    assert answer.status_code == 422
    again = as_officer(centre.chang).post("/detainees/admit/", form(centre, number=fresh_number(centre)))
    assert again.status_code == 422


def fresh_number(cast: Cast) -> str:
    with acting_as(BUILDER):
        return Detainee.objects.get().number


def test_extensions_run_on_and_a_month_before_the_four_kinds_is_demanded(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    early = do(chang, one, "grant", code="four_kinds", on="2026-11-18", paper_number="澜检延〔2026〕9号")
    assert early.status_code == 422
    assert "须在“案情复杂延长一个月”之后" in early.content.decode()
    good = do(
        chang,
        one,
        "grant",
        code="first_extension",
        on="2026-11-18",
        paper_number="临检延〔2026〕8号",
        asked_on="2026-11-17",
    )
    assert good.status_code == 302
    assert fresh(one).due_on == date(2026, 12, 25)
    assert (
        do(chang, one, "grant", code="four_kinds", on="2026-11-20", paper_number="澜检延〔2026〕9号").status_code == 302
    )
    assert fresh(one).due_on == date(2027, 2, 25)
    with acting_as(BUILDER):
        told = list(StageAct.objects.values_list("code", "before", "after"))
    assert told == [
        ("first_extension", date(2026, 11, 25), date(2026, 12, 25)),
        ("four_kinds", date(2026, 12, 25), date(2027, 2, 25)),
    ]


def test_a_decision_after_the_end_lengthens_nothing(centre: Cast, as_officer: As) -> None:
    one = held(centre, start=date(2026, 9, 18))
    late = do(
        as_officer(centre.chang),
        one,
        "grant",
        code="first_extension",
        on="2026-11-19",
        paper_number="临检延〔2026〕8号",
    )
    assert late.status_code == 422
    assert "届满以后不能延长" in late.content.decode()
    assert fresh(one).due_on == date(2026, 11, 18)


def test_another_offence_counts_anew_from_the_day_it_was_found(centre: Cast, as_officer: As) -> None:
    one = held(centre)
    assert (
        do(
            as_officer(centre.chang),
            one,
            "anew",
            code="other_offence",
            on="2026-11-10",
            paper_number="澄公重〔2026〕1号",
        ).status_code
        == 302
    )
    now = fresh(one)
    assert (now.due_on, now.stage.why) == (date(2027, 1, 10), "发现另有重要罪行")
    with acting_as(BUILDER):
        assert sorted(Deadline.objects.values_list("state", flat=True)) == ["cancelled", "open"]


def test_what_happens_after_the_end_counts_nothing_anew_but_an_identity(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre, start=date(2026, 9, 18)), as_officer(centre.chang)
    judged()
    with acting_as(BUILDER):
        assert Finding.objects.filter(rule="over-detention", state="suspected").exists()
    late = do(chang, one, "anew", code="other_offence", on="2026-11-19", paper_number="澄公重〔2026〕1号")
    assert late.status_code == 422
    assert "期限已于2026-11-18届满" in late.content.decode()
    judged()
    with acting_as(BUILDER):
        assert Finding.objects.get(rule="over-detention").state == "suspected"
    known = do(chang, one, "anew", code="identity", on="2026-11-19", paper_number="澄公身〔2026〕1号")
    assert (known.status_code, fresh(one).due_on) == (302, date(2027, 1, 19))


def test_what_happened_on_the_last_day_may_be_entered_later(centre: Cast, as_officer: As) -> None:
    one = held(centre, start=date(2026, 9, 18))
    told = {"code": "other_offence", "on": "2026-11-18", "paper_number": "澄公重〔2026〕1号"}
    assert do(as_officer(centre.chang), one, "anew", **told).status_code == 302
    assert fresh(one).due_on == date(2027, 1, 18)


def test_days_of_expertise_do_not_count_and_the_wall_says_so(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    assert (
        do(chang, one, "stop", code="expertise", on="2026-11-09", paper_number="澄公鉴〔2026〕3号").status_code == 302
    )
    assert fresh(one).due_on is None
    assert "停止计算" in chang.get("/detainees/?tab=stopped").content.decode()
    assert do(chang, one, "resume", on="2026-11-19").status_code == 302
    assert fresh(one).due_on == date(2026, 12, 5)
    assert do(chang, one, "stop", code="reading", on="2026-11-19", paper_number="x").status_code == 422


def test_another_organ_needs_a_handover_and_the_gap_shows_until_it_comes(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    moved = do(chang, one, "pass_on", phase="prosecution", handler=centre.county.pk, on="2026-11-06")
    assert moved.status_code == 302, moved.content.decode()
    former, now = stages(one)
    assert (former.until, former.clock.state, now.clock.due_on) == (date(2026, 11, 6), "met", date(2026, 12, 6))
    page = chang.get("/detainees/?tab=gap").content.decode()
    assert "换押证未收到，已 14 日" in page
    assert "迟 14 日" not in page
    assert 'class="gap"' in page
    assert do(chang, one, "handed", handed_on="2026-11-19", handover_paper="换押〔2026〕7号").status_code == 302
    assert "没有" not in chang.get(f"/detainees/{one.pk}/").content.decode().split("换押证")[0][-2:]
    assert do(chang, one, "handed", handed_on="2026-11-19", handover_paper="换押〔2026〕7号").status_code == 409
    assert "移送后第 13 日" in chang.get(f"/detainees/{one.pk}/").content.decode()


def test_review_of_death_has_no_clock(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre, phase="second_trial", handler=centre.courthouse), as_officer(centre.chang)
    assert do(chang, one, "pass_on", phase="death_review", handler=centre.court.pk, on="2026-11-10").status_code == 302
    assert (fresh(one).due_on, fresh(one).stage.clock) == (None, None)
    assert "死刑复核没有法定期限" in chang.get("/detainees/").content.decode()


def test_who_leaves_is_held_no_longer(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    assert do(chang, one, "leave", on="2026-08-31", how="bailed").status_code == 422
    assert do(chang, one, "leave", on="2026-11-19", how="bailed", left_to="澄公保〔2026〕5号").status_code == 302
    now = fresh(one)
    with acting_as(BUILDER):
        stay = Custody.objects.get()
        clock = Deadline.objects.get()
    assert (now.state, now.due_on, stay.until, stay.ended, clock.state) == (
        "left", None, date(2026, 11, 19), "other", "met",
    )  # fmt: skip
    assert do(chang, one, "edit", offence="诈骗").status_code == 403


def test_a_stale_page_writes_nothing(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    body = {"version": 1, "code": "first_extension", "on": "2026-11-18", "paper_number": "临检延〔2026〕8号"}
    assert chang.post(f"/detainees/{one.pk}/grant/", body).status_code == 302
    assert chang.post(f"/detainees/{one.pk}/grant/", body).status_code == 409
    assert fresh(one).due_on == date(2026, 12, 25)


def test_a_month_and_a_half_is_a_clock_of_two_parts(centre: Cast) -> None:
    one = held(
        centre, phase="summary_trial", handler=centre.courthouse, traits=["over_three_years"], start=date(2026, 11, 2)
    )
    assert fresh(one).due_on == date(2026, 12, 17)


@pytest.mark.parametrize("who", ["chen", "yin", "you"])
def test_out_of_sight_is_out_of_sight(centre: Cast, as_officer: As, who: str) -> None:
    one = held(centre, name="金丝雀")
    client = as_officer(centre.officers[who])
    assert client.get(f"/detainees/{one.pk}/").status_code == 404
    assert "金丝雀" not in client.get("/detainees/?names=full").content.decode()
    assert do(client, one, "leave", on="2026-11-19", how="bailed").status_code == 404


@pytest.mark.parametrize("who", ["tang", "hao", "admin", "lu"])
def test_prisons_and_administrators_do_not_enter(centre: Cast, as_officer: As, who: str) -> None:
    one = held(centre)
    for address in ("/detainees/", f"/detainees/{one.pk}/", "/detainees/cells/", "/detainees/findings/"):
        assert as_officer(centre.officers[who]).get(address).status_code == 403


def test_the_procurator_reads_and_does_not_write(centre: Cast, as_officer: As) -> None:
    one, geng = held(centre), as_officer(centre.geng)
    assert "钱望舒" in geng.get(f"/detainees/{one.pk}/").content.decode()
    assert "钱某某" in geng.get("/detainees/").content.decode()
    assert do(geng, one, "leave", on="2026-11-19", how="bailed").status_code == 403
    assert geng.get("/detainees/admit/").status_code == 403
