"""Periods and recipients after a ruling or decision, by the text in force on the day."""

from __future__ import annotations

from datetime import date

import pytest

from commutation.clocks.courts import recipients_of, rehearing_rule, supplement_rule
from commutation.models import Batch, RecordFiling, RulingService
from commutation.states import Kind
from commutation.states.courts import Missing
from procuratorate.custody.models import Person
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind as OrganKind
from procuratorate.organs.states import Level
from tests.cast import Cast, sign_in
from tests.commutation.filed import file_two
from tests.commutation.outside import DIAGNOSIS, decide, done, send, started
from tests.commutation.test_record_filings import press
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
        ("2026-10-31", set(), "原判人民法院", "作出生效裁判的人民法院"),
        ("2026-11-01", {"police", "county_procuratorate"}, "作出生效裁判的人民法院", "原判人民法院"),
    ],
)
def test_police_and_county_are_served_from_the_new_prison_law_on(
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
    assert all(lines[name].due_on == date(2026, 11, 11) for name in ten_days)
    page = sign_in(cast.chen).get(answer.url).content.decode()
    assert court in page
    assert other not in page


@pytest.mark.django_db
def test_each_act_of_the_record_names_its_own_article(cast: Cast, batch: Batch) -> None:
    official(cast, batch, court=cast.court)
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
    official(cast, batch, court=high)
    clock = only().clock
    assert clock is not None
    assert clock.organ_id == cast.province.pk
    with acting_as(BUILDER):
        assert not RecordFiling.objects.exists()


def official(cast: Cast, batch: Batch, *, court: Organ) -> None:
    """A ruling of `court` on a former 县处级."""
    filing = file_two(cast, batch)[0]
    with acting_as(BUILDER):
        Person.objects.filter(pk=filing.person_id).update(former_rank="县处级")
    assert register(cast, filing, court=court.pk).status_code == 302
