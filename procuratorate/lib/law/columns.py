"""What a rule is written over: columns and the few operations on them, whatever engine stands behind.

A column may be one traced scalar (a page), an expression of a data frame or a lane of a kernel (a screening). A rule
must therefore never branch on a column in Python: no `if`, `and`, `or`, `not`, `min`, chained comparison. It uses
operators, `&`, `|`, `~` and the operations below. Unknown is part of every column, by strong Kleene logic: unknown &
False is False, unknown | True is True, everything else with an unknown in it is unknown. What is decided without a
fact stays so whatever the fact turns out to be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from procuratorate.lib.law.params import Dated

Number: TypeAlias = "Column | int"


class Column(Protocol):  # noqa: PLW1641  # == answers with a column: nothing to hash by
    """Whole numbers: days as ordinals, flags as bools, closed vocabularies as their codes."""

    def __add__(self, other: Number) -> Column: ...
    def __radd__(self, other: Number) -> Column: ...
    def __sub__(self, other: Number) -> Column: ...
    def __rsub__(self, other: Number) -> Column: ...
    def __mul__(self, other: Number) -> Column: ...
    def __rmul__(self, other: Number) -> Column: ...
    def __floordiv__(self, other: Number) -> Column: ...
    def __mod__(self, other: Number) -> Column: ...
    def __lt__(self, other: Number) -> Column: ...
    def __le__(self, other: Number) -> Column: ...
    def __gt__(self, other: Number) -> Column: ...
    def __ge__(self, other: Number) -> Column: ...
    def __eq__(self, other: object) -> Column: ...  # type: ignore[override]  # a column of answers, not one
    def __ne__(self, other: object) -> Column: ...  # type: ignore[override]
    def __and__(self, other: Column | bool) -> Column: ...
    def __or__(self, other: Column | bool) -> Column: ...
    def __invert__(self) -> Column: ...


class Ops(Protocol):
    """What an engine can do besides operators."""

    def where(self, condition: Column, yes: Number, no: Number) -> Column:
        """`yes` where the condition holds, else `no`; unknown where it is unknown, unless both are the same number."""

    def whichever(self, condition: Column, yes: Column, no: Column) -> Column:
        """Of two margins, as `where`; where the condition is unknown and both say the same, that is what it says.

        The one nearer to nought stands for both: met either way is met, breached either way is breached.
        """

    def most(self, one: Number, other: Number) -> Column:
        """The greater."""

    def least(self, one: Number, other: Number) -> Column:
        """The lesser."""

    def size(self, one: Column) -> Column:
        """The number without its sign."""

    def first(self, one: Column, other: Number) -> Column:
        """`one`, or `other` while it has not happened. Only for days that may lie ahead, never for what is unknown."""

    def happened(self, day: Column) -> Column:
        """Whether a day that may lie ahead has come. Like `first`, never asked of what may be unknown."""

    def pick(self, dated: Dated, day: Column) -> Column:
        """The number of law in force on `day`; undecided where the law gave none."""

    def after(self, day: Column, months: Number, days: Number = 0) -> Column:
        """The day on which so many months, and then days, have run from `day`."""

    def same_number(self, day: Column, months: Number) -> Column:
        """So many months on, at the same number of the month (同号日)."""

    def eve(self, day: Column, months: Number) -> Column:
        """The day before the same number so many months on, or the last day of a month without it."""

    def years_after(self, day: Column, years: Number) -> Column:
        """The same day so many years on."""

    def named(self, label: str, column: Column) -> Column:
        """The column under a name of its own, as a finding says it."""

    def need(self, flag: Column) -> Column:
        """A margin for what is either so or not: 0 where it is, −1 where it is not."""

    def same(self, one: Column, other: Number) -> Column:
        """A margin for what must be equal: 0, or by how much it is not, negative."""

    def never(self) -> Column:
        """The margin of what is forbidden without measure: −1."""

    def undecided(self, reason: str) -> Column:
        """Unknown because the law, and not a fact, leaves it open."""


class Columns(Protocol):
    """The facts and what is derived from them, by name."""

    def __getattr__(self, name: str) -> Column: ...


Answer: TypeAlias = "tuple[Column | bool, Column]"
Judge: TypeAlias = Callable[[Any, Any], Answer]
Derive: TypeAlias = Callable[[Any, Any], Column]
