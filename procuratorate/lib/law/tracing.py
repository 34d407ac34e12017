"""Scalars that remember how they came to be: the normative meaning of a rule, and the words of its finding."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from procuratorate.lib.law import months
from procuratorate.lib.law.params import Dated
from procuratorate.lib.law.standings import Measure


@dataclass(frozen=True, slots=True)
class Fact:
    """What a leaf stands for. `say` turns a code into its word; `where` tells where the fact is found."""

    name: str
    label: str
    measure: Measure
    where: str = ""
    say: Callable[[int], str] | None = None


Operator: TypeAlias = "Callable[[Any, Any], Scalar]"


def _binary(op: str, work: Callable[[Any, Any], int]) -> Operator:
    """An operator of two numbers: unknown when either is. Written for speed: a filing asks a thousand of them."""

    def operate(one: Scalar, other: Any) -> Scalar:
        if type(other) is not Scalar:
            other = _literal(other)
        a, b = one.value, other.value
        return Scalar(None if a is None or b is None else work(a, b), op, (one, other))

    return operate


def _swapped(op: str, work: Callable[[Any, Any], int]) -> Operator:
    operate = _binary(op, work)
    return lambda one, other: operate(Scalar(other), one)


def _kleene(op: str, decisive: bool) -> Operator:
    """Strong Kleene: one decisive side decides, whatever the other is."""

    def operate(one: Scalar, other: Any) -> Scalar:
        if type(other) is not Scalar:
            other = _literal(other)
        a, b = one.value, other.value
        if a == decisive:
            return Scalar(decisive, op, (one,))
        if b == decisive:
            return Scalar(decisive, op, (other,))
        return Scalar(None if a is None or b is None else not decisive, op, (one, other))

    return operate


class Scalar:
    """One number, or None for unknown; `op` says what made it, `args` out of what.

    It refuses to be a truth value: a rule that branches in Python would mean something else in another engine.
    """

    __slots__ = ("args", "op", "value")
    __hash__ = None  # type: ignore[assignment]  # == answers with a column

    def __init__(self, value: int | None, op: str = "literal", args: tuple[Any, ...] = ()) -> None:
        self.value, self.op, self.args = value, op, args

    def __bool__(self) -> bool:
        raise TypeError("a rule must not branch on a column: use &, |, ~ and o.where")

    __add__, __radd__ = _binary("+", operator.add), _swapped("+", operator.add)
    __sub__, __rsub__ = _binary("-", operator.sub), _swapped("-", operator.sub)
    __mul__, __rmul__ = _binary("*", operator.mul), _swapped("*", operator.mul)
    __floordiv__, __mod__ = _binary("//", operator.floordiv), _binary("%", operator.mod)
    __lt__, __le__ = _binary("<", operator.lt), _binary("<=", operator.le)
    __gt__, __ge__ = _binary(">", operator.gt), _binary(">=", operator.ge)
    __eq__, __ne__ = _binary("==", operator.eq), _binary("!=", operator.ne)  # type: ignore[assignment]
    __and__, __or__ = _kleene("&", decisive=False), _kleene("|", decisive=True)
    __rand__, __ror__ = __and__, __or__

    def __invert__(self) -> Scalar:
        return Scalar(None if self.value is None else not self.value, "~", (self,))

    def __repr__(self) -> str:
        return f"<{self.op} {self.value}>"


def lift(value: Any) -> Scalar:
    """A plain number as a scalar."""
    return value if type(value) is Scalar else _literal(value)


@lru_cache(maxsize=1024, typed=True)  # rules name a few hundred plain numbers again and again; True is not 1
def _literal(value: Any) -> Scalar:
    return Scalar(value)


def leaf(fact: Fact, value: int | None) -> Scalar:
    """A fact as it is known, or None."""
    return Scalar(value, "fact", (fact,))


class Tracer:
    """`columns.Ops` over scalars."""

    def where(self, condition: Any, yes: Any, no: Any) -> Scalar:
        condition, yes, no = lift(condition), lift(yes), lift(no)
        if condition.value is None:
            same = yes.value is not None and yes.value == no.value
            return Scalar(yes.value if same else None, "where", (condition, yes if same else None))
        chosen = yes if condition.value else no
        return Scalar(chosen.value, "where", (condition, chosen))

    def whichever(self, condition: Scalar, yes: Scalar, no: Scalar) -> Scalar:
        if condition.value is not None or yes.value is None or no.value is None or (yes.value < 0) != (no.value < 0):
            return self.where(condition, yes, no)
        nearer = yes if abs(yes.value) <= abs(no.value) else no
        return Scalar(nearer.value, "where", (condition, nearer))

    def most(self, one: Any, other: Any) -> Scalar:
        return self._better(operator.ge, lift(one), lift(other))

    def least(self, one: Any, other: Any) -> Scalar:
        return self._better(operator.le, lift(one), lift(other))

    def _better(self, beats: Callable[[Any, Any], bool], one: Scalar, other: Scalar) -> Scalar:
        if one.value is None or other.value is None:
            return Scalar(None, "better", (one, other))
        chosen, loser = (one, other) if beats(one.value, other.value) else (other, one)
        return Scalar(chosen.value, "better", (chosen, loser))

    def size(self, one: Scalar) -> Scalar:
        return Scalar(None if one.value is None else abs(one.value), "size", (one,))

    def first(self, one: Scalar, other: Any) -> Scalar:
        chosen = lift(other) if one.value is None else one
        return Scalar(chosen.value, "first", (chosen,))

    def happened(self, day: Scalar) -> Scalar:
        return Scalar(day.value is not None, "happened", (day,))

    def pick(self, dated: Dated, day: Scalar) -> Scalar:
        if day.value is None:
            return Scalar(None, "pick", (day, None, dated))
        param = dated.on(day.value)
        return Scalar(param.value if param else None, "pick", (day, param, dated))

    def after(self, day: Any, months_: Any, days: Any = 0) -> Scalar:
        return self._moved("after", months.add_months, day, months_, days)

    def same_number(self, day: Any, months_: Any) -> Scalar:
        return self._moved("same_number", months.same_number, day, months_, 0)

    def eve(self, day: Any, months_: Any) -> Scalar:
        return self._moved("eve", months.eve, day, months_, 0)

    def years_after(self, day: Any, years: Any) -> Scalar:
        return self._moved("years_after", months.add_years, day, years, 0)

    def _moved(self, op: str, move: Callable[[int, int], int], day: Any, by: Any, days: Any) -> Scalar:
        day, by, days = lift(day), lift(by), lift(days)
        if day.value is None or by.value is None or days.value is None:
            return Scalar(None, op, (day, by, days))
        return Scalar(move(day.value, by.value) + days.value, op, (day, by, days))

    def named(self, label: str, column: Scalar) -> Scalar:
        return Scalar(column.value, "named", (column, label))

    def need(self, flag: Scalar) -> Scalar:
        return Scalar(None if flag.value is None else 0 if flag.value else -1, "need", (flag,))

    def same(self, one: Any, other: Any) -> Scalar:
        gap = self.size(lift(one) - other)
        return Scalar(None if gap.value is None else -gap.value, "same", (lift(one), lift(other)))

    def never(self) -> Scalar:
        return Scalar(-1)

    def undecided(self, reason: str) -> Scalar:
        return Scalar(None, "undecided", (reason,))


def parts(scalar: Scalar) -> Iterator[Scalar]:
    """Everything that went into a scalar, itself first, in the order of the rule's words."""
    waiting = [scalar]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(below for below in reversed(part.args) if type(below) is Scalar)


def backbone(scalar: Scalar) -> Iterator[Scalar]:
    """What makes up the number itself: conditions, days of law and what was outbid are left aside."""
    yield scalar
    kept = {"where": scalar.args[1:], "better": scalar.args[:1], "pick": ()}.get(scalar.op, scalar.args)
    for part in kept:
        if type(part) is Scalar:
            yield from backbone(part)


def lacking(scalar: Scalar) -> Iterator[Scalar]:
    """The leaves for want of which a scalar is unknown: facts, and matters the law leaves open."""
    if scalar.value is not None:
        return
    below = [part for part in scalar.args if type(part) is Scalar and part.value is None]
    if not below:
        yield scalar
    elif scalar.op == "where" and scalar.args[0].value is None:
        yield from lacking(scalar.args[0])
    else:
        for part in below:
            yield from lacking(part)
