"""Numbers that name a person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procuratorate.lib import identifiers
from procuratorate.lib.identifiers import centre_number, check_digit, citizen_id, prisoner_number, unit_check

UNASSIGNED = "99010119800101123"  # 99 belongs to no province, so to nobody alive


@pytest.mark.parametrize(
    ("given_", "problem"),
    [
        ("11010519491231002", "应为18位，所填17位"),
        ("1101051949123100A2", "前17位应为数字"),
        ("110105194912310021", "末位应为X，所填为1"),
        ("110105194913310025", "没有13月"),
        ("110105194902300025", "二月没有30日"),
        ("110105491331002", "没有13月"),
        (110105194912310020, "末几位已经丢失"),
        (1.1010519491231002e17, "末几位已经丢失"),
        ("1.10105E+17", "末几位已经丢失"),
        (True, "变成了日期"),
    ],
)
def test_a_wrong_citizen_id_says_where_it_is_wrong(given_, problem):
    answer = citizen_id(given_)
    assert problem in answer.problem
    assert answer.mending
    assert answer.value is None


@pytest.mark.parametrize("number", ["34052419800101001X", "11010519491231002X", "370101190102039973"[:17] + "3"])
def test_t70_the_examples_of_the_standard_pass(number):
    assert check_digit("37010119010203997") == "3"
    assert citizen_id(number).value == number


@pytest.mark.parametrize("code", ["91350100M000100Y43", "11320000MB151840XJ"])
def test_t70_a_unit_of_the_standard_passes_and_another_character_does_not(code):
    assert unit_check(code[:17]) == code[17]
    assert unit_check("A" + code[1:17]) != code[17]


@pytest.mark.parametrize(
    "said",
    ["１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002x ", "'11010519491231002x", "11010519491231002×"],
)
def test_full_width_spaces_and_small_letters_are_put_right(said):
    assert citizen_id(said).value == "11010519491231002X"


def test_eighteen_zeros_mean_that_nobody_knows_who_it_is():
    answer = citizen_id("0" * 18)
    assert (answer.problem, answer.value) == ("", "0" * 18)
    assert "身份不明" in answer.note
    assert identifiers.unidentified(answer.value)
    assert identifiers.born(answer.value) is identifiers.sex(answer.value) is None
    assert identifiers.masked(answer.value) == "身份不明"


def test_an_old_number_is_kept_and_marked_since_its_century_is_unknown():
    answer = citizen_id("110105491231002")
    assert "15位旧号" in answer.note
    assert identifiers.born(answer.value) is None
    assert identifiers.sex(answer.value) == "2"


def test_an_unknown_region_is_remarked_upon_but_taken():
    number = "66010119800101123"
    assert "660101" in citizen_id(number + check_digit(number)).note
    assert citizen_id(UNASSIGNED + check_digit(UNASSIGNED)).note == ""


def test_birthday_sex_and_region_are_read_from_the_number():
    number = UNASSIGNED + check_digit(UNASSIGNED)
    assert identifiers.born(number) == date(1980, 1, 1)
    assert identifiers.sex(number) == "1"
    assert identifiers.region(number) == "990101"


@given(st.integers(0, 10**17 - 1), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digits, place, by):
    first = f"{digits:017d}"
    number = first + check_digit(first)
    spoilt = number[:place] + str((int(number[place].replace("X", "0")) + by) % 10) + number[place + 1 :]
    assert spoilt == number or check_digit(spoilt[:17]) != spoilt[17]


@pytest.mark.parametrize(
    ("given_", "problem"),
    [("990120331", "所填9位"), (901203316.0, "开头的0"), ("99012033ab", "只能是数字"), ("99012033161", "所填11位")],
)
def test_a_prisoner_number_has_ten_digits(given_, problem):
    assert problem in prisoner_number(given_).problem


def test_a_prisoner_number_survives_being_a_number_in_the_sheet():
    assert prisoner_number(9901203316.0).value == prisoner_number("９９０１２０３３１６").value == "9901203316"


def test_a_centre_number_carries_the_day_of_admission():
    assert centre_number("330181111200001040201").value == "330181111200001040201"
    assert identifiers.admitted("330181111200001040201") == date(2000, 1, 4)
    assert "二月没有30日" in centre_number("330181111200002300201").problem
    assert "应为21位" in centre_number("33018111120000104020").problem
    assert "丢失" in centre_number(3.3018111120000104e20).problem


def test_a_masked_number_hides_the_birthday():
    assert identifiers.masked("11010519491231002X") == "110105********002X"
