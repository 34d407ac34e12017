"""Seven days before the end the organ is told; afterwards two organs answer for two things, and a person decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db.utils import ProgrammingError
from django.test import Client

from detention.models import Detainee, Finding
from detention.tasks import judge_everybody
from procuratorate.deadlines.models import Deadline, Reminder
from procuratorate.deadlines.tasks import sweep
from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.detention.factories import do, fresh, held, judged

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
WORD = "临一看届通字"


def open_findings(one: Detainee) -> dict[str, Finding]:
    with acting_as(BUILDER):
        rows = Finding.objects.filter(detainee=one, state="suspected").select_related("addressee", "proposer")
        return {row.rule: row for row in rows}


def test_within_seven_days_the_wall_asks_for_a_notice_and_not_a_day_before(centre: Cast, as_officer: As) -> None:
    held(centre, start=date(2026, 9, 27))
    held(centre, name="孙见山", place=2, start=date(2026, 9, 28))
    chang = as_officer(centre.chang)
    page = chang.get("/detainees/?tab=notice&names=full").content.decode()
    assert "钱望舒" in page
    assert "孙见山" not in page


def test_a_notice_is_a_numbered_paper_that_goes_to_the_organ_that_holds_the_clock(centre: Cast, as_officer: As) -> None:
    one, shi = held(centre), as_officer(centre.shi)
    assert do(shi, one, "notice", on="2026-11-20").status_code == 422
    assert do(shi, one, "notice", on="2026-11-20", word=WORD).status_code == 302
    with acting_as(BUILDER):
        paper, sent = Paper.objects.get(), Dispatch.objects.get()
    assert paper.number == f"{WORD}〔2026〕1号"
    assert "羁押期限将于2026年11月25日届满" in "".join(paper.facts["paragraphs"])
    assert "次日9月26日起算，数满2个月" in "".join(paper.facts["paragraphs"])
    assert (sent.recipient_id, sent.legal_mode, sent.channel) == (centre.station.pk, "service", "paper")
    assert "钱望舒" not in sent.masked_title
    again = do(shi, one, "notice", on="2026-11-20", word=WORD)
    assert again.status_code == 422
    assert "已经发出" in again.content.decode()
    assert "届满通知已发，未见延长" in shi.get("/detainees/").content.decode()


def test_a_longer_clock_wants_a_notice_of_its_own(centre: Cast, as_officer: As) -> None:
    one, shi = held(centre), as_officer(centre.shi)
    do(shi, one, "notice", on="2026-11-20", word=WORD)
    do(shi, one, "grant", code="first_extension", on="2026-11-20", paper_number="临检延〔2026〕8号")
    assert do(shi, one, "notice", on="2026-11-20", word=WORD).status_code == 302
    with acting_as(BUILDER):
        assert sorted(Paper.objects.values_list("number", flat=True)) == [f"{WORD}〔2026〕1号", f"{WORD}〔2026〕2号"]


def test_delivery_is_the_centres_own_and_wants_no_notice(centre: Cast, as_officer: As) -> None:
    held(centre, phase="delivery", handler=centre.centre, start=date(2026, 10, 25))
    held(centre, name="孙见山", place=2, cell="901", phase="delivery", handler=centre.centre, start=date(2026, 10, 19))
    chang = as_officer(centre.chang)
    assert "这里没有人员" in chang.get("/detainees/?tab=notice").content.decode()
    page = chang.get("/detainees/").content.decode()
    assert "待交付执行" in page
    assert "收到执行文书逾一个月，未见交付执行" in page


@pytest.mark.parametrize(("start", "says"), [(9, "上诉期满，核对裁判是否生效"), (13, "剩 3 日")])
def test_a_period_to_appeal_is_no_period_of_custody(centre: Cast, as_officer: As, start: int, says: str) -> None:
    one = held(centre, phase="appeal", handler=centre.courthouse, start=date(2026, 11, start))
    chang, shi = as_officer(centre.chang), as_officer(centre.shi)
    for tab in ("over", "soon", "notice"):
        assert "这里没有人员" in chang.get(f"/detainees/?tab={tab}").content.decode()
    page = chang.get("/detainees/").content.decode()
    assert says in page
    assert "不是羁押期限" in page
    assert "逾期" not in page
    assert "届满通知待发" not in page
    assert shi.post(f"/detainees/{one.pk}/draft-notice/").status_code == 422
    assert do(chang, one, "report", on="2026-11-20", paper_number="报〔2026〕1号").status_code == 422


def test_a_right_that_has_ended_makes_nobody_late(centre: Cast, as_officer: As) -> None:
    one = held(centre, phase="appeal", handler=centre.courthouse, start=date(2026, 11, 9))
    other = held(centre, name="孙见山", place=2, cell="204", phase="appeal", handler=centre.courthouse,
                 start=date(2026, 11, 10))  # fmt: skip
    sweep()
    with acting_as(BUILDER):
        ended = Deadline.objects.get(pk=fresh(one).stage.clock_id)
        assert (ended.state, ended.ended_on, ended.end_reason) == ("met", date(2026, 11, 19), "上诉、抗诉期满")
        assert fresh(other).stage.clock.state == "open"  # its last day is today
        assert not Reminder.objects.filter(step="overdue").exists()
    chang = as_officer(centre.chang)
    assert "逾期 1 日" not in chang.get("/deadlines/").content.decode()
    do(chang, one, "edit", cell="205", offence="盗窃")
    assert fresh(one).due_on == date(2026, 11, 19)
    assert "上诉期满，核对裁判是否生效" in chang.get("/detainees/").content.decode()


def test_no_clock_no_notice(centre: Cast, as_officer: As) -> None:
    one = held(centre, phase="death_review", handler=centre.court)
    assert as_officer(centre.shi).post(f"/detainees/{one.pk}/draft-notice/").status_code == 422


@pytest.mark.parametrize(
    ("end", "rules"), [(date(2026, 11, 20), set()), (date(2026, 11, 19), {"over-detention", "expiry-notice"})]
)
def test_the_day_after_the_end_two_organs_answer_for_two_things(centre: Cast, end: date, rules: set[str]) -> None:
    one = held(centre, start=end.replace(month=9))
    judged()
    found = open_findings(one)
    assert set(found) == rules
    if rules:
        over, notice = found["over-detention"], found["expiry-notice"]
        assert (over.addressee, over.proposer, over.verdict) == (centre.station, centre.county, "breached")
        assert (notice.addressee, notice.proposer) == (centre.centre, centre.suburb)
        assert "第六百一十八条" in over.article


def test_who_warned_in_time_is_not_found_fault_with(
    centre: Cast, as_officer: As, set_clock: Callable[..., None]
) -> None:
    one = held(centre)
    do(as_officer(centre.shi), one, "notice", on="2026-11-20", word=WORD)
    set_clock(datetime(2026, 11, 26, 2, 0, tzinfo=UTC))
    assert judge_everybody() == 1
    assert set(open_findings(one)) == {"over-detention"}
    assert judge_everybody() == 0  # twice finds nothing new
    set_clock(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    judge_everybody()
    assert set(open_findings(one)) == {"over-detention", "over-detention-report"}


def test_a_paper_recorded_later_takes_the_finding_away_and_a_settled_one_stays(centre: Cast, as_officer: As) -> None:
    one, geng, chang = held(centre, start=date(2026, 9, 18)), as_officer(centre.geng), as_officer(centre.chang)
    judged()
    over = open_findings(one)["over-detention"]
    body = {"act": "verify", "reason": "调阅文书，未见延长"}
    assert as_officer(centre.yin).post(f"/detainees/findings/{over.pk}/settle/", body).status_code == 404
    assert chang.post(f"/detainees/findings/{over.pk}/settle/", body).status_code == 403
    assert geng.post(f"/detainees/findings/{over.pk}/settle/", {"act": "verify"}).status_code == 422
    assert geng.post(f"/detainees/findings/{over.pk}/settle/", body).status_code == 302
    assert geng.post(f"/detainees/findings/{over.pk}/settle/", body).status_code == 403
    do(
        chang,
        one,
        "pass_on",
        phase="prosecution",
        handler=centre.county.pk,
        on="2026-11-18",
        handed_on="2026-11-18",
        handover_paper="换押〔2026〕7号",
    )
    judged()
    assert open_findings(one) == {}
    with acting_as(BUILDER):
        over.refresh_from_db()
        assert over.state == "verified"


def test_the_centre_reads_no_finding(centre: Cast, as_officer: As) -> None:
    one = held(centre, start=date(2026, 9, 18))
    judged()
    assert "由规则提示" in as_officer(centre.geng).get("/detainees/findings/").content.decode()
    assert "差 2 日" in as_officer(centre.geng).get(f"/detainees/{one.pk}/").content.decode()
    assert "差 2 日" not in as_officer(centre.chang).get(f"/detainees/{one.pk}/").content.decode()
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(centre.actor("chang")):
        list(Finding.objects.all())


def test_who_should_lie_apart_and_does_not_is_found(centre: Cast, as_officer: As) -> None:
    adult = held(centre, case_number="A2026")
    minor = held(centre, name="孙小年", place=2, born_on=date(2009, 1, 1), case_number="A2026")
    apart = held(centre, name="李长庚", place=3, cell="204")
    judged()
    assert {"separate-minors", "separate-co-defendants"} <= set(open_findings(adult))
    assert {"separate-minors", "separate-co-defendants"} <= set(open_findings(minor))
    assert open_findings(apart) == {}
    page = as_officer(centre.chang).get("/detainees/cells/").content.decode()
    assert "未成年人与成年人" in page
    do(as_officer(centre.chang), minor, "edit", cell="301", offence="盗窃", case_number="A2026")
    judge_everybody()
    assert open_findings(adult) == {}
    assert fresh(minor).cell == "301"


def test_the_wall_asks_the_same_number_of_questions_for_one_and_for_many(
    centre: Cast, as_officer: As, django_assert_max_num_queries: Callable[..., object]
) -> None:
    chang = as_officer(centre.chang)
    for place in range(1, 13):
        held(centre, name="钱望舒", place=place, cell=f"{place:03d}", start=date(2026, 9, 12 + place))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        assert chang.get("/detainees/").status_code == 200


def test_the_desk_names_whose_time_is_over_or_ends_within_seven_days(centre: Cast, as_officer: As) -> None:
    """Two months from the arrest: over, the seventh day before, the eighth; nothing of another centre."""
    for place, (name, start) in enumerate(
        {"钱望舒": date(2026, 9, 18), "孙见山": date(2026, 9, 27), "周临渊": date(2026, 9, 28)}.items(), 1
    ):
        held(centre, name=name, place=place, start=start)
    held(centre, who="you", name="郑沐春", start=date(2026, 9, 18), place=4)
    desk = as_officer(centre.geng).get("/desk/").content.decode()
    shown = desk[desk.index("羁押期限") :]
    assert shown.index("钱某某") < shown.index("孙某某")
    assert "周某某" not in shown
    assert "郑某某" not in shown
    assert "羁押期限" not in as_officer(centre.chen).get("/desk/").content.decode()
