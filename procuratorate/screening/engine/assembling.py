"""The kernel as text: part after part over a batch of rows, then the hits of the batch are collected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from procuratorate.lib.law.graph import Node
from procuratorate.lib.law.plans import Answered
from procuratorate.screening.engine.collecting import collect
from procuratorate.screening.engine.lanes import ALL, DECLARED, MASK, NUMBERS, WIDTH, Lanes
from procuratorate.screening.engine.lowering import Lowering
from procuratorate.screening.engine.parts import Part, kinds, parts

BATCH = 32  # blocks of sixteen rows: margins of a hundred rules and what crosses between parts stay in the second cache
MASKS, LANES = 2 * BATCH, 4 * WIDTH * BATCH  # bytes of a mask and of a number over a batch

SCREEN = """
define i64 @screen(ptr noalias %columns, ptr noalias %tables, ptr noalias %scratch, i64 %first, i64 %last, i64 %rows,
                   ptr noalias %out) {
entry:
  %room.at = getelementptr %found, ptr %out, i64 0, i32 1
  %room = load i64, ptr %room.at
  br label %ask
ask:
  %block = phi i64 [%first, %entry], [%after, %answer]
  %n = load i64, ptr %out
  %full = icmp sgt i64 %n, %room
  %end = icmp sge i64 %block, %last
  %stop = or i1 %full, %end
  br i1 %stop, label %stopped, label %answer
answer:
  %left = sub i64 %last, %block
  %short = icmp slt i64 %left, BATCH
  %count = select i1 %short, i64 %left, i64 BATCH
  CALLS
  %base = mul i64 %block, 16
  call void @collect(ptr %scratch, i64 %base, i64 %rows, ptr %out)
  %after = add i64 %block, %count
  br label %ask
stopped:
  ret i64 %block
}
"""
PART = """
define internal void @partNUMBER(ptr noalias %columns, ptr noalias %tables, ptr noalias %scratch, i64 %first,
                                 i64 %count)
    "prefer-vector-width"="512" "min-legal-vector-width"="512" {
entry:
  %ordinals = load ptr, ptr %tables
  %places.at = getelementptr ptr, ptr %tables, i64 1
  %places = load ptr, ptr %places.at
  %days.at = getelementptr ptr, ptr %tables, i64 2
  %days = load ptr, ptr %days.at
  COLUMNS
  br label %row
row:
  %i = phi i64 [0, %entry], [%next, %row]
  %block = add i64 %first, %i
  %masks.at = getelementptr i16, ptr %scratch, i64 %i
  %numbers.at = getelementptr [16 x i32], ptr %scratch, i64 %i
  BODY
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %count
  br i1 %done, label %out, label %row
out:
  ret void
}
"""


@dataclass(frozen=True)
class Assembled:
    """The text of a module and how many bytes of scratch it wants, on a line of the cache."""

    text: str
    scratch: int


def assembled(answers: Sequence[Answered], kind: Node | None, lowering: Lowering) -> Assembled:
    """The module that answers these rules, numbered in this order, of rows of this kind alone."""
    wanted = _wanted(answers, lowering, lowering.flag(kind).true if kind else ALL)
    made = parts(lowering.lanes, [name for names in wanted for name in names])
    slots = _Slots(lowering.lanes, made, wanted)
    told = [_part(number, part, slots) for number, part in enumerate(made)]
    args = "ptr %columns, ptr %tables, ptr %scratch, i64 %block, i64 %count"
    calls = "\n  ".join(f"call void @part{number}({args})" for number in range(len(made)))
    screen = SCREEN.replace("CALLS", calls).replace("BATCH", str(BATCH))
    text = DECLARED + collect(len(answers), BATCH, slots.margins) + "".join(told) + screen
    return Assembled(text, slots.size)


def _wanted(answers: Sequence[Answered], lowering: Lowering, asked: str) -> list[tuple[str, str, str]]:
    """Of each rule: the lanes that breach it, those that leave it open, and its margin."""
    lanes, made = lowering.lanes, []
    for answer in answers:
        breached, margin = lowering.flag(answer.breached), lowering.number(answer.margin)
        open_ = lanes.without(lanes.either(breached.true, breached.false))
        made.append((lanes.both(breached.true, asked), lanes.both(open_, asked), margin.lanes))
    return made


class _Slots:
    """Where in the scratch things are put down: breaches, open ones, margins by rule; then what crosses."""

    def __init__(self, lanes: Lanes, made: Sequence[Part], wanted: Sequence[tuple[str, str, str]]) -> None:
        rules, (masks, numbers) = len(wanted), kinds(lanes, made)
        self.lanes, self.wanted = lanes, wanted
        self.margins = _line(2 * rules * MASKS)
        crossing = self.margins + rules * LANES
        self.numbers = {name: crossing + place * LANES for place, name in enumerate(numbers)}
        masks_at = crossing + len(numbers) * LANES
        self.masks = {name: masks_at + place * MASKS for place, name in enumerate(masks)}
        self.size = _line(masks_at + len(masks) * MASKS)

    def taken(self, name: str) -> list[str]:
        """A value read back."""
        bare = name[1:]
        if name in self.numbers:
            return [_place(bare, "numbers", self.numbers[name]), f"{name} = load {NUMBERS}, ptr %at.{bare}, align 64"]
        bits = [f"%bits.{bare} = load i16, ptr %at.{bare}", f"{name} = bitcast i16 %bits.{bare} to {MASK}"]
        return [_place(bare, "masks", self.masks[name]), *bits]

    def given(self, name: str) -> list[str]:
        """A value put down for later parts."""
        place = self.numbers[name] if name in self.numbers else self.masks[name]
        return self._put(name, f"given.{name[1:]}", place, mask=name in self.masks)

    def answers(self, here: set[str], *, first: bool) -> list[str]:
        """What rules want of a part, where `collect` looks for it; plain values, no part's own, with the first."""
        lines, rules = [], len(self.wanted)
        for number, names in enumerate(self.wanted):
            places = (number * MASKS, (rules + number) * MASKS, self.margins + number * LANES)
            for label, name, place in zip("tum", names, places, strict=True):
                if name in here or (first and name not in self.lanes.steps):
                    lines += self._put(name, f"{label}{number}", place, mask=label != "m")
        return lines

    def _put(self, name: str, label: str, place: int, *, mask: bool) -> list[str]:
        if not mask:
            return [_place(label, "numbers", place), f"store {NUMBERS} {name}, ptr %at.{label}, align 64"]
        bits = f"%bits.{label} = bitcast {MASK} {name} to i16"
        return [bits, _place(label, "masks", place), f"store i16 %bits.{label}, ptr %at.{label}"]


def _place(label: str, kind: str, place: int) -> str:
    return f"%at.{label} = getelementptr i8, ptr %{kind}.at, i64 {place}"


def _part(number: int, part: Part, slots: _Slots) -> str:
    lines = [line for name in part.taken for line in slots.taken(name)]
    lines += [slots.lanes.steps[name].text for name in part.steps]
    lines += [line for name in part.given for line in slots.given(name)]
    lines += slots.answers(set(part.steps), first=number == 0)
    body = PART.replace("NUMBER", str(number)).replace("COLUMNS", "\n  ".join(_columns(lines)))
    return body.replace("BODY", "\n  ".join(lines))


def _columns(lines: Sequence[str]) -> list[str]:
    """Where each column begins that is read, where it is written which of its rows are known, what is added to it."""
    read = sorted(set(re.findall(r"%(column|known|shift)(\d+)", "\n".join(lines))))
    made = []
    for name, number in read:
        place = ("column", "known", "shift").index(name)
        made.append(f"%at.{name}{number} = getelementptr [3 x ptr], ptr %columns, i64 {number}, i64 {place}")
        made += _splat(number) if name == "shift" else [f"%{name}{number} = load ptr, ptr %at.{name}{number}"]
    return made


def _splat(number: str) -> list[str]:
    """What is added to a column, on every lane."""
    return [
        f"%one{number} = load i32, ptr %at.shift{number}",
        f"%lane{number} = insertelement {NUMBERS} poison, i32 %one{number}, i64 0",
        f"%shift{number} = shufflevector {NUMBERS} %lane{number}, {NUMBERS} poison, {NUMBERS} zeroinitializer",
    ]


def _line(size: int) -> int:
    return -(-size // 64) * 64
