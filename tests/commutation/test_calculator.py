"""刑期推算: the sums of law.md's golden cases as an officer gets them, and what is refused."""

from __future__ import annotations

import pytest

from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
TIMED = {"sheet": "timed", "kind": "3"}
LIFELONG = {"sheet": "lifelong"}


def page(cast: Cast, status: int = 200, **asked: str) -> str:
    answer = sign_in(cast.tang).get("/calculator/", asked)
    assert answer.status_code == status
    return answer.content.decode()


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_reckoned(cast: Cast) -> None:
    said = page(cast, 422, **TIMED, length="七年左右", start="2009-07-20", decided="昨天")
    assert "看不懂这个刑期" in said
    assert "还没有推算" in said


@pytest.mark.parametrize("year", ["9990-01-01", "0001-01-02"])
def test_days_at_the_edge_of_the_calendar_end_in_a_word_and_not_in_an_error(cast: Cast, year: str) -> None:
    for sheet in (TIMED | {"length": "25年", "start": year, "decided": year, "custody": "9999", "reductions": "25年"},):
        answer = sign_in(cast.tang).get("/calculator/", sheet)
        assert answer.status_code in (200, 422)


CASES = {
    "T01 length=3年 start=2020-03-05 decided=2021-03-01": "2023-03-04",
    "T02 length=7年 start=2009-07-20 decided=2011-04-08 reductions=9个月；7个月": "2016-07-19 2015-10-19 2015-03-19",
    "T04 kind=2 length=1个月 start=2022-02-28 decided=2022-02-20": "2022-03-30",
    "T04b length=3年6个月 start=2018-08-30 decided=2019-01-10": "2022-02-28 另一种算法为2022-02-27",
    "T06 length=1年6个月 start=2023-03-01 decided=2023-02-20 custody=37": "2024-08-31 2024-07-25",
    "T07 kind=1 length=1年 start=2024-05-01 decided=2024-04-10 custody=40": "折抵80日 2025-02-09",
    "T09 length=3年 start=2024-05-01 decided=2024-04-10 retention=99": "折抵99日",
    "odd length=3年 start=2024-05-01 decided=2024-04-10 residence=99": "折抵49日，余1日",
    "T45 length=8年 start=2018-04-01 decided=2018-06-01": "2026-03-31 2022-04-01起",
    "T52 length=12年 start=2020-01-01 decided=2020-06-01": "2024-01-01起",
    "stated length=3年 start=2024-05-01 decided=2024-04-10 stated=2027-04-29": "相差1日，以裁判文书载明为准",
    "rights length=3年 start=2024-05-01 decided=2024-04-10 rights=1年": "2027-05-01至2028-04-30",
}


@pytest.mark.parametrize(("asked", "told"), CASES.items())
def test_a_term_is_worked_out_line_by_line(cast: Cast, asked: str, told: str) -> None:
    said = page(cast, **TIMED | dict(part.split("=") for part in asked.split()[1:]))
    for words in told.split():
        assert words in said


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "4", "confirmed": "2020-01-10", "offence": "2011-04-30"}, ["2030-01-10起"]),
        ({"kind": "4", "confirmed": "2020-01-10", "offence": "2011-05-01"}, ["2033-01-10起"]),
        ({"kind": "5", "confirmed": "2020-05-10", "offence": "2019-01-01"}, ["2022-05-09", "2037-05-10起"]),
        (
            {
                "kind": "4",
                "confirmed": "2022-03-10",
                "offence": "2021-01-01",
                "fixed_on": "2024-06-20",
                "fixed": "22年",
            },
            ["2046-06-19"],
        ),  # T10
    ],
)
def test_life_and_suspended_death_are_worked_out(cast: Cast, asked: dict[str, str], told: list[str]) -> None:
    said = page(cast, **LIFELONG | asked)
    for words in told:
        assert words in said


def test_days_not_counted_move_the_half_of_the_term_as_well(cast: Cast) -> None:
    said = page(cast, **TIMED, length="8年", start="2018-04-01", decided="2018-06-01", not_counted="400")
    assert "2023-05-06起" in said


def test_a_suspended_death_reduced_at_once_runs_from_the_end_of_the_two_years(cast: Cast) -> None:
    asked = {"kind": "5", "confirmed": "2020-05-10", "offence": "2019-01-01", "fixed_on": "2022-08-01", "fixed": "25年"}
    assert "2047-07-31" in page(cast, **LIFELONG | asked)
    assert "2047-05-09" in page(cast, **LIFELONG | asked, direct="on")


def test_a_reduced_term_needs_its_day(cast: Cast) -> None:
    asked = {"kind": "4", "confirmed": "2022-03-10", "offence": "2021-01-01", "fixed": "22年"}
    assert "日期和刑期要一起填写" in page(cast, 422, **LIFELONG | asked)
