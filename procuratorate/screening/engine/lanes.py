"""Instructions of LLVM on sixteen rows at once, each written once. Masks of lanes are folded where they are plain."""

from __future__ import annotations

import re
from dataclasses import dataclass

WIDTH = 16  # rows: a register of AVX-512; narrower machines split it
NUMBERS, WIDE, MASK = f"<{WIDTH} x i32>", f"<{WIDTH} x i64>", f"<{WIDTH} x i1>"
PASSING = ""  # addresses and bits: nothing that is put down
ALL, NONE = "splat (i1 true)", "splat (i1 false)"
DECLARED = f"""
declare {NUMBERS} @llvm.smax.v{WIDTH}i32({NUMBERS}, {NUMBERS})
declare {NUMBERS} @llvm.smin.v{WIDTH}i32({NUMBERS}, {NUMBERS})
declare {WIDE} @llvm.smax.v{WIDTH}i64({WIDE}, {WIDE})
declare {WIDE} @llvm.smin.v{WIDTH}i64({WIDE}, {WIDE})
declare {NUMBERS} @llvm.abs.v{WIDTH}i32({NUMBERS}, i1)
declare {NUMBERS} @llvm.masked.gather.v{WIDTH}i32.v{WIDTH}p0(<{WIDTH} x ptr>, i32, {MASK}, {NUMBERS})
"""


def splat(value: int, bits: int = 32) -> str:
    return f"splat (i{bits} {value})"


@dataclass(frozen=True, slots=True)
class Step:
    """An instruction, the steps whose results it takes, and what it gives: `NUMBERS`, `MASK` or something passing."""

    text: str
    args: tuple[str, ...]
    kind: str


class Lanes:
    """Writes instructions and names what they give; in which order they stand is decided later (`parts`)."""

    def __init__(self) -> None:
        self.steps: dict[str, Step] = {}
        self._names: dict[str, str] = {}

    def write(self, instruction: str, kind: str = NUMBERS) -> str:
        """The name of what an instruction gives; asked again, the same name."""
        if instruction not in self._names:
            self._names[instruction] = name = f"%v{len(self._names)}"
            args = tuple(dict.fromkeys(re.findall(r"%v\d+", instruction)))
            self.steps[name] = Step(f"{name} = {instruction}", args, kind)
        return self._names[instruction]

    def both(self, one: str, other: str) -> str:
        if NONE in {one, other}:
            return NONE
        if ALL in {one, other} or one == other:
            return other if one == ALL else one
        return self.write(f"and {MASK} {one}, {other}", MASK)

    def either(self, one: str, other: str) -> str:
        if ALL in {one, other}:
            return ALL
        if NONE in {one, other} or one == other:
            return other if one == NONE else one
        return self.write(f"or {MASK} {one}, {other}", MASK)

    def without(self, mask: str) -> str:
        return {ALL: NONE, NONE: ALL}.get(mask) or self.write(f"xor {MASK} {mask}, {ALL}", MASK)

    def chosen(self, mask: str, yes: str, no: str, kind: str = NUMBERS) -> str:
        if yes == no or mask == ALL:
            return yes
        return no if mask == NONE else self.write(f"select {MASK} {mask}, {kind} {yes}, {kind} {no}", kind)

    def worked(self, op: str, one: str, other: str) -> str:
        return self.write(f"{op} {NUMBERS} {one}, {other}")

    def worked_wide(self, op: str, one: str, other: str, least: int, most: int) -> str:
        """The same in 64 bits, clipped: what would wrap around keeps its sign."""
        sides = [self.write(f"sext {NUMBERS} {side} to {WIDE}", WIDE) for side in (one, other)]
        made = self.write(f"{op} {WIDE} {sides[0]}, {sides[1]}", WIDE)
        for name, limit in (("smax", least), ("smin", most)):
            call = f"call {WIDE} @llvm.{name}.v{WIDTH}i64({WIDE} {made}, {WIDE} {splat(limit, 64)})"
            made = self.write(call, WIDE)
        return self.write(f"trunc {WIDE} {made} to {NUMBERS}")

    def compared(self, how: str, one: str, other: str) -> str:
        return self.write(f"icmp {how} {NUMBERS} {one}, {other}", MASK)

    def greater(self, one: str, other: str) -> str:
        return self.write(f"call {NUMBERS} @llvm.smax.v{WIDTH}i32({NUMBERS} {one}, {NUMBERS} {other})")

    def lesser(self, one: str, other: str) -> str:
        return self.write(f"call {NUMBERS} @llvm.smin.v{WIDTH}i32({NUMBERS} {one}, {NUMBERS} {other})")

    def size(self, one: str) -> str:
        return self.write(f"call {NUMBERS} @llvm.abs.v{WIDTH}i32({NUMBERS} {one}, i1 false)")

    def clipped(self, one: str, least: int, most: int) -> str:
        return self.lesser(self.greater(one, splat(least)), splat(most))

    def looked_up(self, table: str, index: str) -> str:
        """From a table of numbers; the index must lie in it."""
        where = self.write(f"getelementptr i32, ptr {table}, {NUMBERS} {index}", PASSING)
        args = f"<{WIDTH} x ptr> {where}, i32 4, {MASK} {ALL}, {NUMBERS} poison"
        return self.write(f"call {NUMBERS} @llvm.masked.gather.v{WIDTH}i32.v{WIDTH}p0({args})")

    def loaded(self, column: str, kind: str) -> str:
        """Sixteen rows of a column: numbers side by side, masks as bits."""
        stored = "i16" if kind == MASK else kind
        where = self.write(f"getelementptr {stored}, ptr {column}, i64 %block", PASSING)
        if kind == MASK:
            bits = self.write(f"load i16, ptr {where}, align 1", PASSING)
            return self.write(f"bitcast i16 {bits} to {MASK}", MASK)
        return self.write(f"load {kind}, ptr {where}, align 4")
