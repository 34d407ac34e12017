from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procuratorate.deadlines.seed import shipped_calendar
from procuratorate.lib.law.calendars import Kind, Noted, NoticeCalendar
from procuratorate.lib.law.periods import reckon, reckon_hours
from procuratorate.lib.law.terms import Extension, Pause, Roll, Sum, Term, Unit

CALENDAR = shipped_calendar()
TEN = Term(10, Unit.DAY)
SEVEN_WORKING = Term(7, Unit.WORKING_DAY)


def worked(start: str, term: Term, **kwargs: object) -> Sum:
    return reckon(date.fromisoformat(start), term, CALENDAR, why="收到建议书副本", **kwargs)  # type: ignore[arg-type]


# --- what it refuses


def test_a_period_of_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="no period"):
        Term(0, Unit.DAY)


def test_hours_are_not_reckoned_by_days_nor_days_by_hours() -> None:
    with pytest.raises(ValueError, match="reckon_hours"):
        worked("2026-11-10", Term(24, Unit.HOUR))
    with pytest.raises(ValueError, match="hours"):
        reckon_hours(datetime(2026, 11, 10, 9), TEN)


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        Pause(date(2026, 11, 12), date(2026, 11, 11), "鉴定")


# --- the day after is day 1, and the end rolls


def test_the_day_after_receipt_is_day_one() -> None:
    sum_ = worked("2026-11-10", TEN)
    assert sum_.first_day == date(2026, 11, 11)
    assert sum_.steps[0].why == "第1日"
    assert (sum_.due, sum_.rolled) == (date(2026, 11, 20), False)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-10", "2026-11-20"),  # Friday stays
        ("2026-11-11", "2026-11-23"),  # Saturday and Sunday go to Monday
        ("2026-11-12", "2026-11-23"),
        ("2026-11-13", "2026-11-23"),  # Monday stays
        ("2026-09-10", "2026-09-20"),  # a Sunday worked for 国庆节 is a working day
        ("2026-09-20", "2026-09-30"),  # the day before the holiday stays
        ("2026-09-21", "2026-10-08"),  # its first day rolls over all of it
        ("2026-09-27", "2026-10-08"),  # so does its last
    ],
)
def test_an_end_on_a_rest_day_rolls_to_the_first_working_day_and_no_other_does(start: str, due: str) -> None:
    assert worked(start, TEN).due == date.fromisoformat(due)


def test_the_rest_day_a_count_ends_on_names_the_notice_that_made_it_one() -> None:
    last = worked("2026-09-27", TEN).steps[-2]
    assert (last.day, last.counted, last.why) == (date(2026, 10, 7), True, "第10日，国庆节放假")
    assert last.source == "国务院办公厅关于2026年部分节假日安排的通知"


def test_custody_ends_on_its_day_even_on_a_holiday() -> None:
    sum_ = worked("2026-09-25", TEN, roll=Roll.NEVER)
    assert (sum_.due, sum_.rolled) == (date(2026, 10, 5), False)


# --- working days


def test_a_make_up_saturday_counts_and_says_why() -> None:
    sum_ = worked("2026-10-09", Term(1, Unit.WORKING_DAY))
    assert sum_.due == date(2026, 10, 10)
    assert sum_.steps == (sum_.steps[0],)
    assert sum_.steps[0].why == "第1日，国庆节调休上班"
    assert sum_.steps[0].source == "国务院办公厅关于2026年部分节假日安排的通知"


def test_each_skipped_day_says_why_and_names_the_notice_behind_it() -> None:
    sum_ = worked("2026-09-30", Term(2, Unit.WORKING_DAY))
    skipped = [step for step in sum_.steps if not step.counted]
    assert {step.why for step in skipped} == {"国庆节放假"}
    assert len(skipped) == sum_.skipped == 7
    assert all("2026年" in step.source for step in skipped)


def test_an_ordinary_weekend_needs_no_notice() -> None:
    saturday = worked("2026-11-20", Term(1, Unit.WORKING_DAY)).steps[0]
    assert (saturday.why, saturday.source) == ("周六", "")


# --- extensions and pauses


def test_an_extension_runs_on_from_the_nominal_end_not_from_where_it_rolled() -> None:
    extension = Extension(TEN, "案情复杂", "规则第635条")
    assert worked("2026-11-11", TEN).due == date(2026, 11, 23)
    assert worked("2026-11-11", TEN, extensions=[extension]).due == date(2026, 12, 1)


def test_the_days_of_an_extension_are_told_from_those_of_the_term() -> None:
    steps = worked("2026-11-11", TEN, extensions=[Extension(TEN, "案情复杂")]).steps
    assert [steps[9].why, steps[10].why] == ["第10日", "第11日，延长"]


def test_one_month_and_one_more_is_two_months_across_a_short_february() -> None:
    extended = worked(
        "2026-01-30", Term(1, Unit.MONTH), extensions=[Extension(Term(1, Unit.MONTH), "延长")], roll=Roll.NEVER
    )
    assert extended.due == date(2026, 3, 30)


def test_days_after_months_run_on_from_the_last_month() -> None:
    extended = worked("2026-11-10", Term(1, Unit.MONTH), extensions=[Extension(Term(15, Unit.DAY), "延长")])
    assert extended.due == date(2026, 12, 25)
    assert extended.whole == "1个月又15日"


@pytest.mark.parametrize("term", [TEN, SEVEN_WORKING, Term(1, Unit.MONTH)])
def test_stopped_days_lengthen_the_period_by_as_many_days(term: Term) -> None:
    pause = Pause(date(2026, 11, 12), date(2026, 11, 13), "精神病鉴定")
    plain = worked("2026-11-09", term, roll=Roll.NEVER)
    paused = worked("2026-11-09", term, roll=Roll.NEVER, pauses=[pause])
    between = [plain.due + timedelta(days=n) for n in range(1, (paused.due - plain.due).days + 1)]
    if term.unit is Unit.WORKING_DAY:
        between = [day for day in between if CALENDAR.is_working(day)]
    assert len(between) == 2


# --- what is not known


def test_a_year_without_a_notice_warns_and_reckons_by_weekends() -> None:
    sum_ = worked("2026-12-25", Term(10, Unit.WORKING_DAY))
    assert sum_.due == date(2027, 1, 8)
    assert sum_.warnings == ("2027年放假安排尚未导入，暂按周六、周日推算，导入后重算",)


def test_the_last_days_of_december_wait_for_the_next_years_notice() -> None:
    assert CALENDAR.known(date(2026, 12, 27))
    assert not CALENDAR.known(date(2026, 12, 28))
    assert CALENDAR.known(date(2025, 12, 31))


def test_a_period_that_never_asks_the_calendar_does_not_warn() -> None:
    assert worked("2026-12-25", TEN, roll=Roll.NEVER).warnings == ()


def test_a_new_notice_laid_over_the_calendar_takes_the_warning_away() -> None:
    later = CALENDAR.overlaid({date(2027, 1, 1): Noted(Kind.REST, "元旦", "通知")}, [2027])
    sum_ = reckon(date(2026, 12, 25), Term(10, Unit.WORKING_DAY), later)
    assert (sum_.due, sum_.warnings) == (date(2027, 1, 11), ())


# --- read aloud


def test_the_sum_can_be_read_aloud() -> None:
    assert (
        worked("2026-11-10", TEN).sentence()
        == "2026年11月10日收到建议书副本，次日11月11日起算，数满10日，到11月20日止。"
    )


def test_a_rolled_end_is_read_with_its_reason() -> None:
    assert worked("2026-09-25", TEN).sentence() == (
        "2026年9月25日收到建议书副本，次日9月26日起算，数满10日为10月5日，适逢国庆节放假，顺延至其后第一个工作日，到10月8日止。"
    )


def test_extensions_pauses_and_skipped_days_are_read_too() -> None:
    sum_ = worked(
        "2026-11-16",
        Term(2, Unit.WORKING_DAY),
        extensions=[Extension(Term(3, Unit.WORKING_DAY), "案情复杂", "会签办法第六条")],
        pauses=[Pause(date(2026, 11, 18), date(2026, 11, 19), "鉴定")],
    )
    assert sum_.sentence() == (
        "2026年11月16日收到建议书副本，次日11月17日起算，11月18日至11月19日停止计算（鉴定），扣去2个休息日，"
        "另延长3个工作日（案情复杂，会签办法第六条），数满5个工作日，到11月25日止。"
    )


def test_hours_run_from_the_hour_after_the_event() -> None:
    sum_ = reckon_hours(datetime(2026, 11, 20, 10, 20), Term(24, Unit.HOUR), why="送交看守所")
    assert sum_.due == datetime(2026, 11, 21, 11)
    assert sum_.sentence() == "11月20日10:20送交看守所，当时不计，自11月20日11:00起算，满24小时为11月21日11:00。"


# --- always

DAYS = st.dates(date(2004, 1, 1), date(2026, 6, 1))
TERMS = st.builds(Term, st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WORKING_DAY])) | st.builds(
    Term, st.integers(1, 6), st.just(Unit.MONTH)
)
ROLLS = st.sampled_from(Roll)
steadily = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine proves nothing


@steadily
@given(DAYS, TERMS, ROLLS)
def test_no_period_ends_before_it_begins(start: date, term: Term, roll: Roll) -> None:
    sum_ = reckon(start, term, CALENDAR, roll=roll)
    assert start < sum_.first_day <= sum_.nominal <= sum_.due


@steadily
@given(DAYS, st.integers(0, 40), TERMS, ROLLS)
def test_a_later_start_never_ends_earlier(start: date, later: int, term: Term, roll: Roll) -> None:
    moved = start + timedelta(days=later)
    assert reckon(start, term, CALENDAR, roll=roll).due <= reckon(moved, term, CALENDAR, roll=roll).due


@steadily
@given(DAYS, TERMS, TERMS)
def test_an_extension_never_shortens(start: date, term: Term, more: Term) -> None:
    extended = reckon(start, term, CALENDAR, extensions=[Extension(more, "延长")])
    assert reckon(start, term, CALENDAR).due <= extended.due


@steadily
@given(DAYS, TERMS)
def test_a_rolled_period_ends_on_a_working_day_with_only_rest_days_rolled_over(start: date, term: Term) -> None:
    sum_ = reckon(start, term, CALENDAR)
    assert CALENDAR.is_working(sum_.due)
    over = [sum_.nominal + timedelta(days=n) for n in range((sum_.due - sum_.nominal).days)]
    assert not any(CALENDAR.is_working(day) for day in over)


@steadily
@given(DAYS, st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WORKING_DAY]))
def test_as_many_days_are_counted_as_the_term_has(start: date, amount: int, unit: Unit) -> None:
    sum_ = reckon(start, Term(amount, unit), CALENDAR)
    assert sum(step.counted for step in sum_.steps) == amount
    days = [step.day for step in sum_.steps]
    assert days == [start + timedelta(days=n) for n in range(1, len(days) + 1)], "no day is passed over in silence"


@steadily
@given(DAYS, st.integers(1, 30))
def test_working_days_are_never_counted_on_rest_days(start: date, amount: int) -> None:
    steps = reckon(start, Term(amount, Unit.WORKING_DAY), CALENDAR).steps
    assert all(CALENDAR.is_working(step.day) == step.counted for step in steps)


def test_without_any_notice_only_weekends_rest() -> None:
    bare = NoticeCalendar({}, frozenset())
    assert [bare.is_working(date(2026, 11, day)) for day in (20, 21, 22, 23)] == [True, False, False, True]
    assert bare.why(date(2026, 11, 21)) == "周六"
