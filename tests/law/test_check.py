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

from commutation.law.sentences.cells import day
from commutation.law.sentences.checking import Checked, check
from commutation.law.sentences.ends import Way, counted_back, end_of, way_of
from commutation.law.sentences.lengths import Length, length_of
from commutation.law.sentences.sheets import judged, ruled

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
        ("2010-06-11", "", "疑为年份笔误"),
        ("2020-11-06", "", "月、日颠倒"),
        ("2020-06-21", "", "相差整10日，疑为日期笔误"),
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
    assert "看不懂载明的折抵" in judgment(years="2", start="2018-06-12", end="2020-06-11", stated_credit="若干天").why


THREE_YEARS = {"years": "3", "start": "2018-04-17", "end": "2021-04-16"}


@pytest.mark.parametrize(
    "cells",
    [
        {"years": "三", "start": "二〇一八年四月十七日", "end": "2021.4.16"},
        {"years": "3.0", "start": "43207", "end": "44302"},  # a spreadsheet's own numbers
        {"years": "３", "start": "２０１８－０４－１７", "end": "２０２１／０４／１６"},
        {"years": " 3 ", "start": "2018-04-17 00:00:00", "end": "2021-04-16T00:00:00"},
        {"start": "自2018年4月17日起", "end": "至2021年4月16日止"},
        {"months": "36", "years": "", "days": "", "start": "20180417"},
        {"stated_credit": "无"},
        {"stated_credit": "0d"},
        {"kind": "无期徒刑减为有期徒刑"},
    ],
)
def test_however_a_judgment_was_typed_it_is_read(cells: dict[str, str]) -> None:
    told = judgment(**THREE_YEARS | cells)
    assert (told.outcome, told.computed) == ("ok", date(2021, 4, 16)), told.why


@pytest.mark.parametrize(
    ("credit", "end"),
    [
        ("折抵8日", "2021-04-08"), ("８ｄ", "2021-04-08"), ("-8d", "2021-04-08"), ("8d;+3d", "2021-04-11"),
        ("5d、3d", "2021-04-08"), ("+201d", "2021-11-03"), ("脱逃三日不计入", "2021-04-19"), ("十五日", "2021-04-01"),
    ],
)  # fmt: skip
def test_however_a_credit_was_typed_it_is_applied(credit: str, end: str) -> None:
    told = judgment(**THREE_YEARS | {"stated_credit": credit, "end": end})
    assert told.outcome == "explained", told.why
    assert judgment(**THREE_YEARS | {"stated_credit": credit}).outcome == "deviates"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"stated_credit": "1个月"}, "看不懂载明的折抵"),
        ({"years": "99999999"}, "看不懂刑期"),
        ({"years": "三年左右"}, "看不懂刑期"),
        ({"start": "2018-02-30"}, "看不懂载明的刑期起日"),
        ({"end": "2021-04"}, "看不懂载明的刑期止日"),
        ({"start": "2018-04-17至2021-04-16"}, "看不懂载明的刑期起日"),
        ({"start": "0001-01-01"}, "看不懂载明的刑期起日"),
        ({"end": ""}, "没有载明刑期止日"),
        ({"kind": "死刑缓期二年执行"}, "没有刑期止日"),
    ],
)
def test_what_cannot_be_read_is_not_decided_and_said(cells: dict[str, str], why: str) -> None:
    told = judgment(**THREE_YEARS | cells)
    assert told.outcome == "undecided"
    assert why in told.why


def test_a_term_begun_two_years_before_march_2021_was_judged_by_the_older_practice() -> None:
    early = judgment(years="3", months="6", start="2018-08-30", end="2022-02-27")
    assert (early.outcome, early.computed) == ("deviates", date(2022, 2, 28))


def test_a_credit_that_is_days_off_says_how_many_would_fit() -> None:
    told = judgment(years="3", months="2", start="2015-12-26", end="2019-10-05", stated_credit="+224d")
    assert told.outcome == "deviates"
    assert "按222日计入则相符" in told.why


LIFE = {"orig": "life", "judgment_date": "1997-07-28"}
FIVE = {"orig": "5y", "judgment_date": "2012-11-09", "start": "2012-08-23", "end": "2017-08-22"}


@pytest.mark.parametrize(
    ("cells", "computed"),
    [
        (LIFE | {"granted": "22y", "ruling_date": "2024-06-20", "new_end": "2046-06-19"}, "2046-06-19"),  # T10
        (LIFE | {"outcome": "减为有期徒刑二十二年", "ruling_date": "2024-06-20", "new_end": "2046-06-19"},
         "2046-06-19"),
        (LIFE | {"prev": "2009-03-20:→19y;2013-05-06:10", "granted": "8", "new_end": "2026-09-19"}, "2026-09-19"),
        (LIFE | {"base_term": "19y3m", "start": "2013-04-10", "granted": "6", "new_end": "2032-01-09"}, "2032-01-09"),
        ({"orig": "死缓", "base_term": "18y", "prev": "2002-03-01:无期;2004-08-12:18y;2007-01-01:12", "granted": "12",
          "new_end": "2020-08-11"}, "2020-08-11"),
        ({"orig": "死缓", "start": "2014-05-21", "granted": "25y", "ruling_date": "2014-08-01",
          "new_end": "2039-05-20"}, "2039-05-20"),  # at once: from the end of the two years
        (FIVE | {"granted": "12.0", "new_end": "2016-08-22"}, "2016-08-22"),
        (FIVE | {"granted": "-12", "new_end": "2016-08-22"}, "2016-08-22"),
        (FIVE | {"prev": "无", "granted": "一年", "new_end": "2016-08-22"}, "2016-08-22"),
        (FIVE | {"granted": "减去一年零二个月", "new_end": "2016-06-22"}, "2016-06-22"),
        (FIVE | {"prev": "2014年5月6日减刑6个月", "granted": "6m15d", "new_end": "2016-08-07"}, "2016-08-07"),
        (FIVE | {"outcome": "不予减刑", "granted": "", "new_end": ""}, "2017-08-22"),
        (FIVE | {"orig": "3y+3y=5y"}, "2017-08-22"),
    ],
)  # fmt: skip
def test_whatever_a_ruling_changed_is_followed(cells: dict[str, str], computed: str) -> None:
    told = ruling(**cells)
    assert (told.outcome, told.computed) == ("ok", date.fromisoformat(computed)), told.why


def test_what_follows_from_an_end_stated_on_the_way_is_explained_and_the_gap_is_told() -> None:
    """The court's date wins: custody nobody mentions moved the original end, and the reduction follows from it."""
    told = ruling(**FIVE | {"end": "2017-08-10", "granted": "12", "new_end": "2016-08-10"})
    assert (told.outcome, told.computed) == ("explained", date(2016, 8, 10))
    assert "载明的原判止日2017-08-10，减12个月，为2016-08-10，相符；但自起日推算止2016-08-22" in told.why
    paroled = {"prev": "2014-05-06:6", "end": "2017-02-22", "outcome": "假释"}
    assert ruling(**FIVE | paroled).outcome == "explained"
    assert "减6个月，为2017-02-22，相符" in ruling(**FIVE | paroled).why
    assert ruling(**FIVE | paroled | {"end": "2017-08-22"}).outcome == "ok"
    earlier = {"prev": "2014-05-06:6", "prev_ends": "2017-02-20", "granted": "6", "new_end": "2016-08-20"}
    assert "载明的减刑前止日2017-02-20" in ruling(**FIVE | earlier).why
    assert ruling(**FIVE | earlier | {"new_end": "2016-08-21"}).outcome == "deviates"


@pytest.mark.parametrize(
    "cells",
    [
        LIFE | {"granted": "22y", "ruling_date": "2024-06", "new_end": "2046-06-19"},
        LIFE | {"prev": "有(日期未述)", "granted": "8", "new_end": "2026-01-19"},
        FIVE | {"granted": "", "new_end": "2016-08-22"},
        FIVE | {"orig": "五年左右"},
    ],
)
def test_a_ruling_that_does_not_say_enough_is_not_decided(cells: dict[str, str]) -> None:
    assert ruling(**cells).outcome == "undecided"


NAMES = """kind years months days start end stated_credit orig judgment_date prev prev_ends end_before base_term outcome
granted ruling_date new_end credit""".split()
CELLS = st.text(alphabet="0123456789-:;年月日至减为→ymd+无期死一二十零半, ./", max_size=14)


@given(st.dictionaries(st.sampled_from(NAMES), CELLS | DAYS.map(str) | st.text(max_size=6)))
def test_no_cells_however_wrong_raise_and_what_follows_is_what_was_stated(cells: dict[str, str]) -> None:
    for told in (judgment(**cells), ruling(**cells)):
        assert told.why
        if told.outcome in {"ok", "explained"}:
            assert told.computed in {day(cells.get("end", "")), day(cells.get("new_end", ""))}


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"),
    [("utf-8-sig", ",", "\r\n"), ("utf-16", "\t", "\n"), ("gb18030", ";", "\r\n"), ("utf-8", ",", "\n\n")],
)
def test_marks_line_ends_and_delimiters_of_other_programs_are_read(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    rows = [
        "Kind,Years,Months,Start,End,备注",
        "有期徒刑,3,0,2018-04-17,2021-04-16,",
        ",,,,,",
        "有期徒刑,3,0,2018-04-17",
    ]
    path = tmp_path / "x.csv"
    path.write_bytes(end.join(row.replace(",", delimiter) for row in rows).encode(encoding))
    found = checked(path)
    assert [(row["computed_end"], row["verdict"]) for row in found] == [
        ("2021-04-16", "ok"),
        ("2021-04-16", "undecided"),
    ]
    assert found[0]["Kind"] == "有期徒刑"


def test_its_own_output_is_read_again_and_answered_the_same(tmp_path: Path) -> None:
    once = checked(DATA / "rulings.csv")
    path = tmp_path / "again.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(once[0]))
        writer.writeheader()
        writer.writerows(once)
    assert checked(path) == once


def test_a_day_of_custody_takes_two_off_control() -> None:
    """T07: 管制 from 2024-05-01, forty days of custody, or eighty days of the term, whichever was stated."""
    for stated in ("40d", "80d"):
        told = judgment(kind="管制", years="1", start="2024-05-01", end="2025-02-09", stated_credit=stated)
        assert told.outcome == "explained"
    assert (
        "先行羁押40日折抵80日"
        in judgment(kind="管制", years="1", start="2024-05-01", end="2025-02-09", stated_credit="40d").why
    )


def test_reductions_are_counted_back_from_the_end_one_after_another() -> None:
    row = {"orig": "7y", "judgment_date": "2011-04-08", "start": "2009-07-20", "end": "2016-07-19"}
    told = ruling(**row, prev="2013-09-27:9", granted="7", new_end="2015-03-19")
    assert told == Checked(
        date(2015, 3, 19), told.outcome, "2009-07-20起7年，止2016-07-19，减9个月，减7个月，为2015-03-19，相符"
    )
    forgotten = ruling(**row, prev="2013-09-27:9", granted="7", new_end="2015-10-19")
    assert "最近一次减刑没有计入" in forgotten.why
    assert "以前的减刑没有计入" in ruling(**row, prev="2013-09-27:9", granted="7", new_end="2015-12-19").why
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
