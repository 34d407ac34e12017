"""Scalars that remember: Kleene's logic, what is lacking, and the words of a sum."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from procuratorate.lib.law.articles import cite
from procuratorate.lib.law.findings import Finding, Verdict, judge
from procuratorate.lib.law.params import Book, Instrument, Quantity
from procuratorate.lib.law.rules import Kind, Rulebook
from procuratorate.lib.law.standings import Measure, Standing
from procuratorate.lib.law.tracing import Fact, Scalar, Tracer, leaf

OPS = Tracer()
OLD = Instrument("旧规定", "旧规定", date(2000, 1, 1), date(2016, 12, 31), Standing.SECOND_HAND)
NEW = Instrument("新规定", "新规定", date(2017, 1, 1))
BOOK = Book(
    {"wait": Quantity("起始时间", Measure.MONTHS), "cap": Quantity("上限", Measure.MONTHS)},
    [OLD.param("wait", 18, "3"), NEW.param("wait", 12, "6①"), NEW.param("cap", None, "7", note="适当")],
)


class World:
    """A few facts by name."""

    def __init__(self, **facts: Any) -> None:
        for name, value in facts.items():
            measure = Measure.DATE if isinstance(value, date) or name.endswith("_on") else Measure.FLAG
            fact = Fact(name, f"〔{name}〕", measure)
            setattr(self, name, leaf(fact, value.toordinal() if isinstance(value, date) else value))


def held(applies: Any, margin: Any, **more: Any) -> Finding:
    book = Rulebook()
    book.rule("x", "某规则", cite("某法", "1"), **more)(lambda c, o: (applies, margin))
    return judge(book.rules["x"], World(), OPS)


def test_a_rule_must_not_branch_on_a_column() -> None:
    with pytest.raises(TypeError):
        bool(Scalar(True))


@pytest.mark.parametrize(("one", "other"), list(product([True, False, None], repeat=2)))
def test_and_and_or_are_strong_kleene(one: bool | None, other: bool | None) -> None:
    both = False if False in (one, other) else None if None in (one, other) else True
    either = True if True in (one, other) else None if None in (one, other) else False
    assert (Scalar(one) & Scalar(other)).value is both
    assert (Scalar(one) | Scalar(other)).value is either


@pytest.mark.parametrize(
    ("applies", "margin", "verdict"),
    [(False, -1, "NOT_APPLICABLE"), (False, None, "NOT_APPLICABLE"), (True, 0, "MET"), (True, -1, "BREACHED"),
     (True, None, "CANNOT_DECIDE"), (None, -1, "CANNOT_DECIDE"), (None, None, "CANNOT_DECIDE"), (None, 3, "MET")],
)  # fmt: skip
def test_only_what_surely_applies_and_surely_fails_is_breached(applies: Any, margin: Any, verdict: str) -> None:
    assert held(Scalar(applies), Scalar(margin)).verdict is Verdict[verdict]


def test_where_the_condition_is_unknown_the_same_number_is_known() -> None:
    assert OPS.where(Scalar(None), 12, 12).value == 12
    assert OPS.where(Scalar(None), 12, 18).value is None


@pytest.mark.parametrize(("yes", "no", "whichever"), [(3, 8, 3), (-9, -2, -2), (-1, 4, None), (0, 5, 0)])
def test_of_two_margins_that_say_the_same_the_nearer_stands(yes: int, no: int, whichever: int | None) -> None:
    assert OPS.whichever(Scalar(None), Scalar(yes), Scalar(no)).value == whichever


def test_the_number_in_force_on_the_day_is_taken_and_cited() -> None:
    world = World(rule_on=date(2016, 12, 31), since_on=date(2015, 1, 31), filed_on=date(2016, 7, 30))
    old = held(Scalar(True), world.filed_on - OPS.after(world.since_on, OPS.pick(BOOK.wait, world.rule_on)))
    words = "〔since_on〕 2015-01-31 起满 18 个月为 2016-07-31；〔filed_on〕 2016-07-30，差 1 日"
    assert old.text == f"{words}（旧规定第三条；某法第一条）"
    assert (old.standing, old.accuses, old.warns) == (Standing.SECOND_HAND, False, True)


def test_a_pattern_never_accuses() -> None:
    assert held(Scalar(True), Scalar(-1)).accuses
    assert not held(Scalar(True), Scalar(-1), kind=Kind.PATTERN).accuses


def test_a_law_without_a_number_is_said_to_have_none() -> None:
    world = World(rule_on=date(2020, 1, 1))
    finding = held(Scalar(True), OPS.pick(BOOK.cap, world.rule_on) - Scalar(3))
    assert finding.missing == ()
    assert finding.open_points == ("新规定第七条对上限没有规定数值（适当）",)


def test_a_day_without_a_law_is_said_to_have_none() -> None:
    finding = held(Scalar(True), OPS.pick(BOOK.cap, World(rule_on=date(1999, 1, 1)).rule_on) - Scalar(3))
    assert finding.open_points == ("当日没有可查的上限规定",)


def test_only_the_facts_that_decide_are_missing() -> None:
    world = World(a=None, b=False, c=None, d=True)
    finding = held((world.a & world.b) | world.c, OPS.need(world.d))
    assert finding.verdict is Verdict.MET
    assert held((world.a & world.b) | world.c, Scalar(-1)).missing == ("c",)


def test_two_numbers_on_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="two numbers"):
        Book({"x": Quantity("x", Measure.DAYS)}, [OLD.param("x", 1, ""), NEW.param("x", 2, "", since=date(2016, 1, 1))])


def test_a_rule_without_an_article_is_refused() -> None:
    with pytest.raises(ValueError, match="article"):
        Rulebook().rule("x", "无条文")
