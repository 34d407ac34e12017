"""Days and months as clerks write them."""

from datetime import date, datetime

import pytest

from procuratorate.lib.cells import MISSING, day, month

THE_DAY = date(2021, 2, 3)


@pytest.mark.parametrize(
    ("said", "problem", "mending"),
    [
        ("2021.2.30", "二月没有30日", "照原件改正日期"),
        ("2021.2.29", "2021年不是闰年，二月没有29日", "照原件改正日期"),
        ("2021-4-31", "四月没有31日", "照原件改正日期"),
        ("2021-13-01", "没有13月", "照原件改正月份"),
        ("21.2.3", "年份只有两位", "年份写四位"),
        ("'21年2月3日", "年份只有两位", "年份写四位"),
        ("3/2/2021", "分不清月和日", "写作 2021-02-03"),
        ("2021年2月", "只有年月，没有日", "写作 2021-02-03"),
        ("0021-02-03", "不在1900至2100年之间", "改正年份"),
        ("长期", "读不成日期", "写作 2021-02-03"),
        (True, "读不成日期", "写作 2021-02-03"),
        (0.5, "读不成日期", "写作 2021-02-03"),
        (float("nan"), "读不成日期", "写作 2021-02-03"),
        ("#REF!", "错误值", "改正公式"),
        ("2021-02-03" * 30, "内容太长", "填错了列"),
    ],
)
def test_what_is_no_day_says_why_and_how_to_mend_it(said, problem, mending):
    answer = day(said)
    assert answer.value is None
    assert problem in answer.problem
    assert mending in answer.mending


@pytest.mark.parametrize(
    "said",
    [
        "2021.2.3",
        "2021年2月3日",
        "2021/02/03",
        "2021-2-3",
        "20210203",
        20210203.0,
        "２０２１．２．３",
        "2021、2、3",
        " 2021年 2月 3号 ",
        "二〇二一年二月三日",
        "2021-02-03 00:00:00",
        "2021-02-03T00:00:00",
        '="2021-02-03"',
        "'2021-02-03",
        THE_DAY,
        datetime(2021, 2, 3),
        "٢٠٢١-٢-٣",
    ],
)
def test_every_usual_form_is_the_same_day(said):
    answer = day(said)
    assert (answer.value, answer.problem, answer.note) == (THE_DAY, "", "")


def test_a_serial_number_is_read_and_the_clerk_asked_to_look():
    for said in (44230.0, 44230, "44230"):
        answer = day(said)
        assert answer.value == THE_DAY
        assert "44230" in answer.note


def test_a_time_of_day_is_dropped_aloud():
    assert day(datetime(2021, 2, 3, 16, 30)).note == "只取日期，舍去时间 16:30"


@pytest.mark.parametrize("said", [None, "", "  ", "　", "无", "—", "/", "－"])
def test_nothing_is_nothing(said):
    assert day(said).value is None
    assert day(said).problem == ""


def test_missing_is_said_and_kept_apart_from_nothing():
    assert day("缺").value is MISSING


@pytest.mark.parametrize(
    "said",
    ["2024-10", "2024年10月", "202410", "2024.10", "２０２４／１０", "二〇二四年十月", date(2024, 10, 9), "2024-10-09"],
)
def test_a_month_is_its_first_day(said):
    assert month(said).value == date(2024, 10, 1)


def test_a_number_that_lost_its_zero_is_not_guessed():
    assert "1月还是10月" in month(2024.1).problem
    assert month(2024.3).value == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("said", "problem"),
    [("24-3", "年份只有两位"), ("2024-13", "没有13月"), ("三月", "读不成月份"), ("2024", "读不成月份")],
)
def test_what_is_no_month_says_why(said, problem):
    assert problem in month(said).problem
