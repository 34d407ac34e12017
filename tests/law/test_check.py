"""`python -m commutation.law.check`: dates of real judgments and rulings reproduced, explained, or told apart."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commutation.law.sentences.ends import Way, counted_back, end_of, way_of
from commutation.law.sentences.lengths import Length, length_of
from commutation.law.sentences.sheets import judged, ruled
from commutation.law.sentences.stated import Checked, check

DATA = Path(__file__).parents[1] / "data"
DAYS = st.dates(date(1980, 1, 1), date(2060, 12, 31))


def checked(path: Path | str) -> list[dict[str, str]]:
    """What the command writes for a file, as a user runs it: no Django, no settings."""
    command = [sys.executable, "-m", "commutation.law.check", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, env={"LC_ALL": "C"}, cwd=DATA.parents[1])
    return list(csv.DictReader(StringIO(done.stdout.decode())))


def judgment(**cells: str) -> Checked:
    return check(judged({"kind": "有期徒刑", "years": "0", "months": "0", "days": "0"} | cells))


def ruling(**cells: str) -> Checked:
    return check(ruled(cells))


def test_every_date_of_the_judgments_follows_but_four_whose_papers_say_otherwise() -> None:
    rows = checked(DATA / "sentence_dates.csv")
    assert Counter(row["verdict"] for row in rows) == {"ok": 50, "explained": 6, "deviates": 4}
    assert all(row["computed_end"] == row["end"] for row in rows if row["verdict"] != "deviates")
    whys = {row["end"]: row["why"] for row in rows if row["verdict"] == "deviates"}
    assert set(whys) == {"2018-03-04", "2019-05-22", "2019-02-07", "2019-10-05"}
    assert "相差整1年，疑为年份笔误" in whys["2019-05-22"]
    assert "已计入载明的224日" in whys["2019-10-05"]


def test_every_ruling_follows_and_life_and_leave_are_not_decided() -> None:
    verdicts = {row["ref"]: row["verdict"] for row in checked(DATA / "rulings.csv")}
    assert {ref for ref, verdict in verdicts.items() if verdict == "undecided"} == {"R024", "R030"}
    assert {ref for ref, verdict in verdicts.items() if verdict == "explained"} == {"R072", "R084", "R135"}
    assert "deviates" not in verdicts.values()


def test_a_file_of_the_eastern_encoding_and_with_full_width_digits_is_read(tmp_path: Path) -> None:
    sheet = "kind,years,months,days,start,end,stated_credit\n有期徒刑,３,0,0,2018年4月17日,2021/4/16,\n"
    path = tmp_path / "甲.csv"
    path.write_bytes(sheet.encode("gb18030"))
    assert [(row["computed_end"], row["verdict"]) for row in checked(path)] == [("2021-04-16", "ok")]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "", "ref;orig\n"])
def test_a_file_of_another_shape_is_refused_with_the_columns_that_are_expected(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text)
    command = [sys.executable, "-m", "commutation.law.check", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=DATA.parents[1], text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "years" in done.stderr


@pytest.mark.parametrize(
    ("start", "length", "older", "article_202"),
    [
        ("2018-06-11", "3y2m", "2021-08-10", "2021-08-10"),  # away from ends of months the two agree
        ("2018-08-30", "3y6m", "2022-02-28", "2022-02-27"),  # T04b
        ("2014-12-31", "2y6m", "2017-06-30", "2017-06-29"),
        ("2016-09-30", "6m", "2017-03-29", "2017-03-30"),
        ("2018-03-01", "6m", "2018-08-31", "2018-08-31"),  # from the first of a month to the last of another
        ("2020-03-01", "11m", "2021-01-31", "2021-01-31"),
        ("2019-03-01", "1y", "2020-02-29", "2020-02-29"),
        ("2022-01-30", "1m", "2022-02-28", "2022-02-27"),  # T04
        ("2022-02-28", "1m", "2022-03-27", "2022-03-30"),
        ("2024-02-29", "1y", "2025-02-28", "2025-02-27"),
        ("2024-06-20", "22y", "2046-06-19", "2046-06-19"),  # T10
        ("2024-05-10", "1m15d", "2024-06-24", "2024-06-24"),
    ],
)
def test_a_term_ends_by_the_convention_of_its_day(start: str, length: str, older: str, article_202: str) -> None:
    term = length_of(length)
    assert term is not None
    assert end_of(date.fromisoformat(start), term, Way.OLDER) == date.fromisoformat(older)
    assert end_of(date.fromisoformat(start), term, Way.ARTICLE_202) == date.fromisoformat(article_202)


def test_the_convention_changes_on_the_first_of_march_2021() -> None:
    assert (way_of(date(2021, 2, 28)), way_of(date(2021, 3, 1))) == (Way.OLDER, Way.ARTICLE_202)


def test_without_a_day_of_judgment_either_convention_explains_an_end_after_march_2021() -> None:
    late = {"years": "1", "months": "6", "start": "2020-08-30"}
    assert judgment(**late, end="2022-02-27").outcome == "ok"
    assert judgment(**late, end="2022-02-28").outcome == "ok"
    early = judgment(years="0", months="6", start="2018-08-30", end="2019-02-27")
    assert (early.outcome, early.computed) == ("deviates", date(2019, 2, 28))
    assert "与按法释〔2021〕1号第202条第2款推算的相同" in early.why


@pytest.mark.parametrize(
    ("end", "credit", "why"),
    [
        ("2020-06-10", "", "少一日"),
        ("2020-06-12", "", "多一日"),
        ("2019-06-11", "", "相差整1年"),
        ("2020-04-11", "", "相差整2个月"),
        ("2020-06-11", "8d", "没有计入止日"),
        ("2020-06-19", "8d", "加减方向相反"),
        ("2020-05-26", "8d", "计入了两次"),
        ("2020-05-02", "", "可能有未载明的先行羁押折抵"),
        ("2020-08-30", "", "可能有未载明的中断羁押"),
        ("2015-01-01", "", "早于起日"),
    ],
)
def test_an_end_that_does_not_follow_says_by_how_much_and_what_slip_would_explain_it(
    end: str, credit: str, why: str
) -> None:
    told = judgment(years="2", start="2018-06-12", end=end, stated_credit=credit)
    assert told.outcome == "deviates"
    assert why in told.why


def test_what_has_no_fixed_term_or_no_date_is_not_decided() -> None:
    assert judgment(kind="无期徒刑", years="0", start="2018-06-12", end="2020-06-11").outcome == "undecided"
    assert judgment(years="2", start="", end="2020-06-11").outcome == "undecided"
    assert judgment(years="2", start="2018-02-30", end="2020-06-11").outcome == "undecided"
    assert judgment(years="2", start="2018-06-12", end="").computed == date(2020, 6, 11)
    assert "看不懂载明的折抵" in judgment(years="2", start="2018-06-12", end="2020-06-11", stated_credit="八天").why


def test_a_day_of_custody_takes_two_off_control() -> None:
    """T07: 管制 from 2024-05-01, forty days of custody, or eighty days of the term, whichever was stated."""
    for stated in ("40d", "80d"):
        told = judgment(kind="管制", years="1", start="2024-05-01", end="2025-02-09", stated_credit=stated)
        assert told.outcome == "explained"


def test_reductions_are_counted_back_from_the_end_one_after_another() -> None:
    row = {"orig": "7y", "judgment_date": "2011-04-08", "start": "2009-07-20", "end": "2016-07-19"}
    told = ruling(**row, prev="2013-09-27:9", granted="7", new_end="2015-03-19")
    assert told == Checked(
        date(2015, 3, 19), told.outcome, "2009-07-20起7年，止2016-07-19，减9个月，减7个月，为2015-03-19，相符"
    )
    forgotten = ruling(**row, prev="2013-09-27:9", granted="7", new_end="2015-10-19")
    assert "最近一次减刑没有计入" in forgotten.why
    untold = ruling(**row, prev="有(日期未述)", granted="7", new_end="2015-03-19")
    assert untold.outcome == "undecided"
    before = ruling(**row, prev="有(日期未述)", end_before="2015-10-19", granted="7", new_end="2015-03-19")
    assert (before.outcome, before.computed) == ("ok", date(2015, 3, 19))


def test_the_two_ways_to_reduce_are_told_apart_at_the_end_of_a_month() -> None:
    row = {"orig": "5y6m", "judgment_date": "2022-06-01", "start": "2022-03-31", "end": "2027-09-29", "granted": "6"}
    assert ruling(**row, new_end="2027-03-29").outcome == "ok"
    assert "两种算法在月末相差" in ruling(**row, new_end="2027-03-30").why


@given(DAYS, st.integers(0, 25), st.integers(0, 11), st.integers(0, 30))
def test_a_reckoned_end_is_always_found_to_follow(start: date, years: int, months: int, days: int) -> None:
    length = Length(years, months, days)
    for way, decided in ((Way.OLDER, "2020-01-01"), (Way.ARTICLE_202, "2022-01-01")):
        end = end_of(start, length, way)
        row = {"orig": f"{years}y{months}m{days}d", "judgment_date": decided, "start": str(start), "end": str(end)}
        assert ruling(**row).outcome == ("ok" if length else "undecided")


@given(DAYS, st.integers(1, 300))
def test_the_two_conventions_differ_by_three_days_at_most_and_only_near_ends_of_months(
    start: date, months: int
) -> None:
    older, newer = (end_of(start, Length(months=months), way) for way in Way)
    assert abs((older - newer).days) <= 3
    assert older == newer or start.day >= 28


@given(DAYS, st.integers(0, 60))
def test_a_reduction_never_lengthens(end: date, months: int) -> None:
    assert counted_back(end, Length(months=months)) <= end
