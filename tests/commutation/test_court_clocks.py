"""Periods and recipients after a ruling or decision, by the text in force on the day."""

from __future__ import annotations

from datetime import date

import pytest

from commutation.clocks.courts import recipients_of, rehearing_rule
from commutation.models import Batch, RulingService
from commutation.states import Kind
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.outside import DIAGNOSIS, decide, done, send, started


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
