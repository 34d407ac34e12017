"""Points, counts, money, choices, yes and no, text."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from procuratorate.lib import identifiers
from procuratorate.lib.cells import MISSING, choice, day, extent, money, month, name, number, term, text, whole, yes_no
from procuratorate.lib.cells.numerals import amount

CRIMES = {"01": "抢劫", "02": "盗窃", "03": "故意伤害", "04": "走私、贩卖、运输、制造毒品"}


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("50万元", 500000),
        ("50万", 500000),
        ("1,000", 1000),
        ("1，000元", 1000),
        ("罚金1万元", 10000),
        ("1万5千元", 15000),
        ("人民币壹拾贰万叁仟元整", 123000),
        ("￥1000.50", "1000.5"),
        (1000.5, "1000.5"),
        ("3亿2千万", 320000000),
        ("0.5万", 5000),
        ("没收财产2800元", 2800),
        ("一千零五元", 1005),
        ("１０００元", 1000),
    ],
)
def test_money_is_yuan_however_written(said, yuan):
    assert money()(said).value == Decimal(yuan)


@pytest.mark.parametrize(
    "said",
    ["没收个人全部财产", "一万五", "1万5", "若干", "10.001", "-5", "1e9", date(2026, 1, 1), True, "万", "1,00,0"],
)
def test_money_that_is_unclear_is_refused(said):
    assert money()(said).problem
    assert "写作“1000元”或“50万元”" in money()(said).mending or "文本" in money()(said).mending


def test_a_column_headed_in_myriads_counts_bare_numbers_so_and_no_others():
    assert money(unit=10000)("5").value == 50000
    assert money(unit=10000)("5元").value == 5
    assert money(unit=10000)("5万元").value == 50000


@pytest.mark.parametrize("said", ["138.5", "138.5分", "１３８．５", 138.5, "138.50"])
def test_points_are_exact(said):
    assert number()(said).value == Decimal("138.5")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("-1", "负数"),
        ("1.234", "小数超过2位"),
        ("一般", "读不成数字"),
        (date(2026, 8, 5), "变成了日期"),
        (float("inf"), "读不成"),
    ],
)
def test_points_that_are_none_say_why(said, problem):
    assert problem in number()(said).problem


def test_counts_may_carry_their_unit_and_must_be_whole():
    assert whole(unit="次")("4次").value == whole(unit="次")("四次").value == whole()(4.0).value == 4
    assert isinstance(whole()(4.0).value, int)
    assert whole()("4.5").problem == "须是整数"
    assert whole(most=10)("11").problem == "大于10"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("二百五", None),
        ("二百五十", 250),
        ("十五", 15),
        ("三千零一", 3001),
        ("二三", None),
        ("万亿", None),
        ("一千一千", None),
        ("零", 0),
    ],
)
def test_chinese_numerals_are_read_or_left(said, value):
    assert amount(said) == value


def test_a_choice_is_taken_by_label_code_or_synonym():
    parse = choice(CRIMES, {"贩毒": "04"})
    assert parse("抢劫").value == parse("01").value == parse(" 抢 劫 ").value == "01"
    assert parse("贩毒").value == "04"


def test_a_near_miss_is_suggested_and_a_far_one_lists_the_table():
    parse = choice(CRIMES)
    assert "“抢劫”" in parse("抢刧").mending
    assert "“故意伤害”" in parse("伤害").mending
    assert "走私、贩卖、运输、制造毒品" in parse("贩卖毒品").mending
    assert parse("纵火").mending.startswith("可填：抢劫、盗窃")
    assert parse("缺").value is MISSING


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("是", True),
        ("√", True),
        (True, True),
        (1.0, True),
        ("无", False),
        ("否", False),
        ("×", False),
        (False, False),
        ("", None),
        ("缺", MISSING),
    ],
)
def test_yes_no_and_neither(said, value):
    assert yes_no(said).value is value


def test_a_yes_that_is_none_is_refused():
    assert yes_no("也许").mending == "填“是”或“否”"


def test_text_keeps_its_words_and_loses_what_nobody_sees():
    assert text()("  一\u202e二\x00三\u200b \n 四 ").value == "一二三 四"
    assert text()("无").value == "无"
    assert text()(12.0).value == "12"
    assert text(max_length=3)("一二三四").problem == "有4个字，超过3个字"


def test_a_name_comes_with_its_warning():
    answer = name("龚 䶮")
    assert (answer.value, answer.note, answer.mending) == ("龚䶮", "含罕用字，已按原字保存", "无须改；打印用补字字库")


PARSERS = [
    day,
    month,
    term,
    extent,
    yes_no,
    name,
    money(),
    number(),
    whole(),
    text(),
    choice(CRIMES),
    identifiers.citizen_id,
    identifiers.prisoner_number,
    identifiers.centre_number,
]


@example(10**28)
@example(10**26)
@example("9" * 32)
@given(
    st.one_of(
        st.text(max_size=40),
        st.text("0123456789年月日个万千零一二三.-/²٣½", max_size=20),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.none(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
    )
)
def test_no_cell_breaks_a_parser_and_every_refusal_has_a_mending(raw):
    for parse in PARSERS:
        answer = parse(raw)
        assert not answer.problem or (answer.mending and answer.value is None)
