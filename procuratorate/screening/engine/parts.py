"""The instructions of a kernel cut into parts that fit the processor's instruction cache.

One loop over everything reads sixty kilobytes of code for sixteen rows; a part of it runs over a batch of rows before
the next begins. What a later part asks of an earlier one is put down for the batch, unless it is made anew as cheaply.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from procuratorate.screening.engine.lanes import MASK, NUMBERS, PASSING, WIDE, Lanes

STEPS = 500  # of a part: some six kilobytes of code (measured: 300 ns a row, 390 with parts thrice as long)
CHEAP = 5  # steps that are no more than reading again what was put down


@dataclass(frozen=True, slots=True)
class Part:
    """Steps in order; `taken` were put down by earlier parts, `given` are put down for later ones."""

    steps: tuple[str, ...]
    taken: tuple[str, ...]
    given: tuple[str, ...]


def parts(lanes: Lanes, wanted: Sequence[str], size: int = STEPS) -> list[Part]:
    """All that leads to the wanted names, near to where it is asked for."""
    order = _ordered(lanes, wanted)
    home = {name: number // size for number, name in enumerate(order)}
    cost = _costs(lanes, order)
    made = [_Part(lanes, home, cost, number) for number in range(-(-len(order) // size))]
    for name in order:
        made[home[name]].add(name)
    taken = {name for part in made for name in part.taken}
    return [part.done(taken) for part in made]


def _ordered(lanes: Lanes, wanted: Iterable[str]) -> list[str]:
    """Depth first: what a rule asks stands before it, and nothing else does."""
    done: dict[str, None] = {}
    waiting = list(reversed([name for name in wanted if name in lanes.steps]))
    while waiting:
        name = waiting[-1]
        below = [arg for arg in lanes.steps[name].args if arg not in done]
        if name in done or not below:
            done[waiting.pop()] = None
        else:
            waiting.extend(reversed(below))
    return list(done)


def _costs(lanes: Lanes, order: Iterable[str]) -> dict[str, int]:
    cost: dict[str, int] = {}
    for name in order:
        cost[name] = 1 + sum(cost[arg] for arg in lanes.steps[name].args)
    return cost


class _Part:
    def __init__(self, lanes: Lanes, home: dict[str, int], cost: dict[str, int], number: int) -> None:
        self.lanes, self.home, self.cost, self.number = lanes, home, cost, number
        self.steps: dict[str, None] = {}
        self.taken: dict[str, None] = {}

    def add(self, name: str) -> None:
        """A step and what it takes, if it is not there; depth is that of what is made anew, a few steps."""
        if name in self.steps or name in self.taken:
            return
        step = self.lanes.steps[name]
        if self.home[name] != self.number and self.cost[name] > CHEAP and step.kind not in {PASSING, WIDE}:
            self.taken[name] = None
            return
        for arg in step.args:
            self.add(arg)
        self.steps[name] = None

    def done(self, taken: set[str]) -> Part:
        given = tuple(name for name in self.steps if name in taken and self.home[name] == self.number)
        return Part(tuple(self.steps), tuple(self.taken), given)


def kinds(lanes: Lanes, made: Iterable[Part]) -> tuple[list[str], list[str]]:
    """What is put down between parts: the masks and the numbers."""
    crossing = sorted({name for part in made for name in part.taken})
    of = {kind: [name for name in crossing if lanes.steps[name].kind == kind] for kind in (MASK, NUMBERS)}
    return of[MASK], of[NUMBERS]
