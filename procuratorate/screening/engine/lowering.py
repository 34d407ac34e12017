"""Nodes of a plan as instructions: one method per operation, each the meaning `tracing` gives it, on lanes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from procuratorate.lib.law import months
from procuratorate.lib.law.graph import Graph, Node
from procuratorate.screening.engine.lanes import ALL, MASK, NONE, NUMBERS, Lanes, splat
from procuratorate.screening.engine.partitions import EPOCH
from procuratorate.screening.engine.values import (
    FACTS_MOST,
    MOST,
    UNKNOWN_FLAG,
    UNKNOWN_NUMBER,
    Flag,
    Number,
    Value,
    plain,
    plain_flag,
)

BEYOND_ALL = 130_000  # months: from any day of the calendar past its end
COMPARED = {"<": ("slt", "sge"), "<=": ("sle", "sgt"), ">": ("sgt", "sle"), ">=": ("sge", "slt"), "==": ("eq", "ne")}
WORKED = {"+": "add", "-": "sub", "*": "mul"}


def flags(graph: Graph) -> set[int]:
    """Which nodes are flags, by what is done with them; arguments come before those who ask for them."""
    found: set[int] = set()
    for node in reversed(graph.nodes):
        asked = {"&": node.args, "|": node.args, "~": node.args, "need": node.args}.get(node.op, ())
        if node.op in {"where", "whichever"}:
            asked = node.args if node.number in found else node.args[:1]
        found |= {arg.number for arg in asked if isinstance(arg, Node)}
    return found


class Lowering:
    """Every node as a value, in the order of their making; `columns` numbers the facts."""

    def __init__(self, graph: Graph, columns: dict[str, int]) -> None:
        self.lanes, self.columns, self.flags = Lanes(), columns, flags(graph)
        self._made: dict[int, Value | None] = {}
        for node in graph.nodes:
            self._made[node.number] = self._value(node)

    def flag(self, arg: Any) -> Flag:
        made = self._made[arg.number] if isinstance(arg, Node) else plain_flag(arg)
        if isinstance(made, Number):
            raise TypeError(f"a rule takes the number {arg.op} for a flag")
        return made or UNKNOWN_FLAG

    def number(self, arg: Any) -> Number:
        made = self._made[arg.number] if isinstance(arg, Node) else plain(int(arg))
        if isinstance(made, Flag):
            raise TypeError(f"a rule takes the flag {arg.op} for a number")
        return made or UNKNOWN_NUMBER

    def _value(self, node: Node) -> Value | None:
        if node.op in WORKED:
            return self._worked(WORKED[node.op], *map(self.number, node.args))
        if node.op in COMPARED:
            return self._compared(*COMPARED[node.op], *map(self.number, node.args))
        if node.op in _OPS:
            return _OPS[node.op](self, node)
        raise NotImplementedError(f"the kernel has no {node.op}")

    def _fact(self, node: Node) -> Value:
        column = self.columns[node.args[0]]
        known = self.lanes.loaded(f"%known{column}", MASK)
        if node.number in self.flags:
            true = self.lanes.loaded(f"%column{column}", MASK)
            return Flag(self.lanes.both(known, true), self.lanes.both(known, self.lanes.without(true)))
        lanes = self.lanes.clipped(self.lanes.loaded(f"%column{column}", NUMBERS), -FACTS_MOST, FACTS_MOST)
        return Number(self.lanes.worked("add", lanes, f"%shift{column}"), known, -FACTS_MOST, FACTS_MOST + EPOCH)

    def _literal(self, node: Node) -> Value:
        value = node.args[0]
        return plain_flag(value) if isinstance(value, bool) else plain(value)

    def _unknown(self, node: Node) -> None:
        """Number or flag, whichever is asked for."""

    def _and(self, node: Node) -> Flag:
        one, other = map(self.flag, node.args)
        return Flag(self.lanes.both(one.true, other.true), self.lanes.either(one.false, other.false))

    def _or(self, node: Node) -> Flag:
        one, other = map(self.flag, node.args)
        return Flag(self.lanes.either(one.true, other.true), self.lanes.both(one.false, other.false))

    def _not(self, node: Node) -> Flag:
        one = self.flag(node.args[0])
        return Flag(one.false, one.true)

    def _worked(self, op: str, one: Number, other: Number) -> Number:
        corners = [_WORK[op](a, b) for a in (one.least, one.most) for b in (other.least, other.most)]
        least, most, known = min(corners), max(corners), self.lanes.both(one.known, other.known)
        if least >= -MOST and most <= MOST:
            return Number(self.lanes.worked(op, one.lanes, other.lanes), known, least, most)
        return Number(self.lanes.worked_wide(op, one.lanes, other.lanes, -MOST, MOST), known, -MOST, MOST)

    def _divided(self, node: Node) -> tuple[Number, int, str, str]:
        """By a plain number above nought, rounded towards it, and where that is one too many."""
        one, by = self.number(node.args[0]), node.args[1]
        if not isinstance(by, int) or by <= 0:
            raise NotImplementedError("the kernel divides by plain numbers above nought")
        quotient = self.lanes.worked("sdiv", one.lanes, splat(by))
        rest = self.lanes.worked("sub", one.lanes, self.lanes.worked("mul", quotient, splat(by)))
        return one, by, quotient, rest

    def _floor(self, node: Node) -> Number:
        one, by, quotient, rest = self._divided(node)
        over = self.lanes.compared("slt", rest, splat(0))
        lanes = self.lanes.chosen(over, self.lanes.worked("sub", quotient, splat(1)), quotient)
        return Number(lanes, one.known, one.least // by, one.most // by)

    def _rest(self, node: Node) -> Number:
        one, by, _, rest = self._divided(node)
        over = self.lanes.compared("slt", rest, splat(0))
        return Number(self.lanes.chosen(over, self.lanes.worked("add", rest, splat(by)), rest), one.known, 0, by - 1)

    def _compared(self, how: str, otherwise: str, one: Number, other: Number) -> Flag:
        known = self.lanes.both(one.known, other.known)
        so, not_so = (self.lanes.compared(way, one.lanes, other.lanes) for way in (how, otherwise))
        return Flag(self.lanes.both(known, so), self.lanes.both(known, not_so))

    def _unlike(self, node: Node) -> Flag:
        same = self._compared("eq", "ne", *map(self.number, node.args))
        return Flag(same.false, same.true)

    def _where(self, node: Node) -> Value:
        condition = self.flag(node.args[0])
        if node.number in self.flags:
            yes, no = self.flag(node.args[1]), self.flag(node.args[2])
            return Flag(self._of(condition, yes.true, no.true), self._of(condition, yes.false, no.false))
        one, other = self.number(node.args[1]), self.number(node.args[2])
        same = self.lanes.both(self.lanes.both(one.known, other.known), self._same(one, other))
        lanes = self.lanes.chosen(condition.true, one.lanes, other.lanes)
        return self._joined(lanes, self._chosen_known(condition, one, other, same), one, other)

    def _of(self, condition: Flag, yes: str, no: str) -> str:
        """Surely so on the side that is taken, or on both."""
        taken = self.lanes.either(self.lanes.both(condition.true, yes), self.lanes.both(condition.false, no))
        return self.lanes.either(taken, self.lanes.both(yes, no))

    def _same(self, one: Number, other: Number) -> str:
        return self.lanes.compared("eq", one.lanes, other.lanes)

    def _chosen_known(self, condition: Flag, one: Number, other: Number, otherwise: str) -> str:
        taken = [self.lanes.both(condition.true, one.known), self.lanes.both(condition.false, other.known)]
        return self.lanes.either(self.lanes.either(*taken), otherwise)

    def _joined(self, lanes: str, known: str, one: Number, other: Number) -> Number:
        return Number(lanes, known, min(one.least, other.least), max(one.most, other.most))

    def _whichever(self, node: Node) -> Number:
        condition, one, other = self.flag(node.args[0]), self.number(node.args[1]), self.number(node.args[2])
        lanes = self.lanes
        nearer = lanes.compared("sle", lanes.size(one.lanes), lanes.size(other.lanes))
        open_ = lanes.chosen(nearer, one.lanes, other.lanes)
        alike = lanes.compared("sge", lanes.worked("xor", one.lanes, other.lanes), splat(0))  # of one sign
        undecided = lanes.without(lanes.either(condition.true, condition.false))
        either_way = lanes.both(undecided, lanes.both(alike, lanes.both(one.known, other.known)))
        taken = lanes.chosen(condition.true, one.lanes, lanes.chosen(condition.false, other.lanes, open_))
        return self._joined(taken, self._chosen_known(condition, one, other, either_way), one, other)

    def _most(self, node: Node) -> Number:
        one, other = map(self.number, node.args)
        known = self.lanes.both(one.known, other.known)
        lanes = self.lanes.greater(one.lanes, other.lanes)
        return Number(lanes, known, max(one.least, other.least), max(one.most, other.most))

    def _least(self, node: Node) -> Number:
        one, other = map(self.number, node.args)
        known = self.lanes.both(one.known, other.known)
        lanes = self.lanes.lesser(one.lanes, other.lanes)
        return Number(lanes, known, min(one.least, other.least), min(one.most, other.most))

    def _size(self, node: Node) -> Number:
        one = self.number(node.args[0])
        return Number(self.lanes.size(one.lanes), one.known, 0, max(abs(one.least), abs(one.most)))

    def _first(self, node: Node) -> Number:
        one, other = map(self.number, node.args)
        lanes = self.lanes.chosen(one.known, one.lanes, other.lanes)
        return self._joined(lanes, self.lanes.either(one.known, other.known), one, other)

    def _happened(self, node: Node) -> Flag:
        known = self.number(node.args[0]).known
        return Flag(known, self.lanes.without(known))

    def _need(self, node: Node) -> Number:
        flag = self.flag(node.args[0])
        lanes = self.lanes.chosen(flag.true, splat(0), splat(-1))
        return Number(lanes, self.lanes.either(flag.true, flag.false), -1, 0)

    def _equal(self, node: Node) -> Number:
        gap = self._worked("sub", *map(self.number, node.args))
        lanes = self.lanes.worked("sub", splat(0), self.lanes.size(gap.lanes))
        return Number(lanes, gap.known, -max(abs(gap.least), abs(gap.most)), 0)

    def _pick(self, node: Node) -> Number:
        """The number in force: from its first day on it stands until another day takes it away."""
        day, lanes, known = self.number(node.args[1]), splat(0), NONE
        values = [0]
        for since, value in _turns(node.args[0]):
            begun = self.lanes.compared("sge", day.lanes, splat(since))
            known = self.lanes.chosen(begun, NONE if value is None else ALL, known, MASK)
            if value is not None:
                lanes = self.lanes.chosen(begun, splat(value), lanes)
                values.append(value)
        return Number(lanes, self.lanes.both(day.known, known), min(values), max(values))

    def _moved(self, node: Node) -> Number:
        day, by = map(self.number, node.args)
        table = "%ordinals" if node.op == "after" else "%places"
        months_ = self.lanes.clipped(by.lanes, -BEYOND_ALL, BEYOND_ALL) if _far(by) else by.lanes
        unit = months.PLACES * (12 if node.op == "years_after" else 1)
        place = self.lanes.looked_up(table, self.lanes.clipped(day.lanes, 0, months.LAST))
        if node.op == "eve":
            place = self.lanes.worked("sub", place, splat(1))
        place = self.lanes.worked("add", place, self.lanes.worked("mul", months_, splat(unit)))
        lanes = self.lanes.looked_up("%days", self.lanes.clipped(place, 0, months.NO_LATER))
        return Number(lanes, self.lanes.both(day.known, by.known), months.FIRST, months.LAST)


def _far(by: Number) -> bool:
    return by.least < -BEYOND_ALL or by.most > BEYOND_ALL


def _turns(dated: Any) -> list[tuple[int, int | None]]:
    """The days on which a number begins, or on which there is none any more."""
    turns: dict[int, int | None] = {}
    for since, until, param in dated.spans:
        turns[since] = param.value
        turns[until + 1] = None
    return sorted((day, value) for day, value in turns.items() if day <= months.LAST)


_WORK: dict[str, Callable[[int, int], int]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
}
_OPS: dict[str, Callable[[Lowering, Node], Value | None]] = {
    "fact": Lowering._fact, "literal": Lowering._literal, "unknown": Lowering._unknown, "&": Lowering._and,
    "|": Lowering._or, "~": Lowering._not, "//": Lowering._floor, "%": Lowering._rest, "!=": Lowering._unlike,
    "where": Lowering._where, "whichever": Lowering._whichever, "most": Lowering._most, "least": Lowering._least,
    "size": Lowering._size, "first": Lowering._first, "happened": Lowering._happened, "need": Lowering._need,
    "same": Lowering._equal, "pick": Lowering._pick, "after": Lowering._moved, "same_number": Lowering._moved,
    "eve": Lowering._moved, "years_after": Lowering._moved,
}  # fmt: skip
