"""Periods and recipients after a ruling or decision, by the text in force on the day."""

from __future__ import annotations

from datetime import date

import pytest

from commutation.clocks.courts import recipients_of, rehearing_rule, review_term, supplement_rule, trial_article
from commutation.models import Batch, RecordFiling, RulingService
from commutation.states import Kind
from commutation.states.courts import Missing
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind as OrganKind
from procuratorate.organs.states import Level
from tests.cast import Cast, sign_in
from tests.commutation.filed import file_two
from tests.commutation.outside import DIAGNOSIS, decide, done, send, started
from tests.commutation.test_record_filings import official, press
from tests.commutation.test_rulings import only, register


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2016, 9, 30), None),
        (date(2016, 10, 1), ("15日", "司发通〔2016〕78号第24条第4款")),
        (date(2026, 10, 31), ("15日", "司发通〔2016〕78号第24条第4款")),
        (date(2026, 11, 1), ("1个月", "监狱法（2026）第46条第2款")),
    ],
)
def test_the_bureau_considers_again_within_the_days_of_the_text_in_force(
    on: date, told: tuple[str, str] | None
) -> None:
    rule = rehearing_rule(Kind.OUTSIDE_SERVICE, on)
    assert (rule and (str(rule[0]), rule[1])) == told


@pytest.mark.parametrize("on", [date(2026, 10, 31), date(2026, 11, 1)])
def test_the_court_hears_anew_within_a_month_before_and_after(on: date) -> None:
    rule = rehearing_rule(Kind.PAROLE, on)
    assert rule is not None
    assert (str(rule[0]), "第274条" in rule[1]) == ("1个月", True)


@pytest.mark.parametrize(
    ("on", "articles"),
    [
        (date(2014, 11, 30), set()),
        (date(2014, 12, 1), {"司发通〔2014〕112号第14条"}),
        (date(2016, 9, 30), {"司发通〔2014〕112号第14条"}),
        (date(2016, 10, 1), {"司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第2款"}),
    ],
)
def test_a_decision_is_served_by_the_text_of_its_day(on: date, articles: set[str]) -> None:
    lines = recipients_of(Kind.OUTSIDE_SERVICE, on)
    assert {line.article for line in lines} == articles
    assert {str(line.term) for line in lines} <= {"5个工作日"}
    assert len(lines) in {0, 4}


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (date(2014, 11, 30), None),
        (date(2014, 12, 1), "司发通〔2014〕112号第14条"),
        (date(2016, 10, 1), "司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第3款"),
        (date(2026, 11, 1), "司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第3款"),
    ],
)
def test_a_refusal_is_served_on_the_prison_alone(on: date, article: str | None) -> None:
    lines = recipients_of(Kind.OUTSIDE_SERVICE, on, granted=False)
    assert [(line.recipient, line.article) for line in lines] == ([("prison", article)] if article else [])


def test_a_parole_refused_is_no_communitys_concern() -> None:
    on = date(2026, 11, 16)
    granted = {line.recipient for line in recipients_of(Kind.PAROLE, on)}
    refused = {line.recipient for line in recipients_of(Kind.PAROLE, on, granted=False)}
    assert granted - refused == {"community", "police", "county_procuratorate"}


@pytest.mark.parametrize(
    ("on", "told"), [(date(2020, 6, 30), False), (date(2020, 7, 1), True), (date(2026, 2, 21), True)]
)
def test_the_police_hear_of_a_parole_since_july_2020(on: date, told: bool) -> None:
    lines = [line for line in recipients_of(Kind.PAROLE, on) if line.recipient == "police"]
    assert [str(line.term) for line in lines] == (["10日"] if told else [])
    assert all("推断" in line.article for line in lines)  # from which day 生效 is, the law does not say


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (date(2014, 5, 31), ""),
        (date(2014, 6, 1), "法释〔2014〕5号第1条"),
        (date(2021, 2, 28), "法释〔2014〕5号第1条"),
        (date(2021, 3, 1), "法释〔2014〕5号第1条；法释〔2021〕1号第534条"),
    ],
)
def test_the_courts_month_rests_on_the_text_of_its_day(on: date, article: str) -> None:
    assert trial_article(on) == article


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (date(2018, 10, 25), "当时施行的刑事诉讼法（条号待核）"),
        (date(2018, 10, 26), "刑事诉讼法第274条"),
        (date(2019, 12, 29), "刑事诉讼法第274条"),
        (date(2019, 12, 30), "刑事诉讼法第274条；《人民检察院刑事诉讼规则》第639、640条"),
    ],
)
def test_the_review_of_a_ruling_rests_on_the_text_of_its_day(on: date, article: str) -> None:
    term, told = review_term(Kind.PAROLE, on)
    assert (str(term), told) == ("20日", article)


@pytest.mark.parametrize(
    ("kind", "on", "told"),
    [
        (Missing.PROPERTY, date(2024, 4, 30), "3日"),
        (Missing.PROPERTY, date(2024, 5, 1), "7日"),
        (Missing.PAPERS, date(2024, 5, 1), "3日"),
    ],
)
def test_papers_about_property_have_seven_days_since_their_rules(kind: Missing, on: date, told: str) -> None:
    assert str(supplement_rule(kind, on)[0]) == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ruled_on", "ten_days", "court", "other"),
    [
        ("2026-10-31", {"police"}, "原判人民法院", "作出生效裁判的人民法院"),
        ("2026-11-01", {"police", "county_procuratorate"}, "作出生效裁判的人民法院", "原判人民法院"),
    ],
)
def test_police_are_served_since_the_law_of_2020_and_the_county_from_the_new_prison_law_on(
    cast: Cast, batch: Batch, ruled_on: str, ten_days: set[str], court: str, other: str
) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    answer = decide(cast, by="chen", ruled_on=ruled_on)
    assert answer.status_code == 302
    with acting_as(BUILDER):
        lines = {line.recipient: line for line in RulingService.objects.all()}
    assert set(lines) == {"prison", "community", "peer", "trial_court"} | ten_days
    assert {name for name, line in lines.items() if "社区矫正法第20条" in line.article} == ten_days
    due = {"2026-10-31": date(2026, 11, 10), "2026-11-01": date(2026, 11, 11)}[ruled_on]
    assert all(lines[name].due_on == due for name in ten_days)
    page = sign_in(cast.chen).get(answer.url).content.decode()
    assert court in page
    assert other not in page


@pytest.mark.django_db
def test_each_act_of_the_record_names_its_own_article(cast: Cast, batch: Batch) -> None:
    ruled_of_an_official(cast, batch, court=cast.court)
    press(cast.chen, "send")
    press(cast.qin, "answer", act="ask_more", words="缺判决书")
    press(cast.chen, "send", words="补判决书")
    press(cast.qin, "answer", act="advise", words="建议提出纠正意见")
    press(cast.chen, "report", words="已提出纠正意见")
    with acting_as(BUILDER):
        sent = Dispatch.objects.filter(kind="commutation.record").order_by("pk")
        told = [one.basis.removeprefix("高检发监字〔2014〕5号") for one in sent]
    assert told == ["第2条", "第6条", "第5条", "第6条", "第7条"]


@pytest.mark.django_db
def test_the_house_to_be_reported_to_reports_nothing_to_itself(cast: Cast, batch: Batch) -> None:
    with acting_as(BUILDER):
        high = Organ.objects.create(
            code="C00", name="澜江省高级人民法院", kind=OrganKind.COURT, level=Level.PROVINCE, since=cast.court.since
        )
    ruled_of_an_official(cast, batch, court=high)
    clock = only().clock
    assert clock is not None
    assert clock.organ_id == cast.province.pk
    with acting_as(BUILDER):
        assert not RecordFiling.objects.exists()


def ruled_of_an_official(cast: Cast, batch: Batch, *, court: Organ) -> None:
    """A ruling of `court` on a duty criminal, former 县处级."""
    filing = file_two(cast, batch)[0]
    with acting_as(BUILDER):
        official(filing, "县处级")
    assert register(cast, filing, court=court.pk).status_code == 302
