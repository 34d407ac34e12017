"""A plan over frames: rows are asked what they ask for, by a kernel of its own for each kind of row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from procuratorate.lib.law.plans import Plan
from procuratorate.screening.engine.assembling import BATCH
from procuratorate.screening.engine.kernels import Found, Kernel, columns_of
from procuratorate.screening.engine.lanes import WIDTH
from procuratorate.screening.engine.lowering import Lowering


class Screen:
    """`flags` are the facts that must be Boolean, all others Int32."""

    def __init__(self, plan: Plan) -> None:
        self.facts, self.asked, self._rules = plan.facts, plan.asked, len(plan.answers)
        lowering = Lowering(plan.graph, {name: number for number, name in enumerate(plan.facts)})
        nodes = (node for node in plan.graph.nodes if node.op == "fact" and node.number in lowering.flags)
        self.flags = frozenset(str(node.args[0]) for node in nodes)
        self._kernels = {kind: Kernel(plan, lowering, kind) for kind in plan.kinds or (0,)}

    def run(self, frame: pl.DataFrame, listed: Sequence[int], *, undecided: bool) -> Found:
        """All rules answered over a frame of the facts in their order; hits of the listed ones are written down."""
        wanted = np.zeros(self._rules, dtype=np.bool_)
        wanted[list(listed)] = True
        found = Found(wanted, undecided)
        whole = frame.height - frame.height % WIDTH
        self._part(frame[:whole], whole, 0, found)
        if frame.height > whole:
            padding = pl.DataFrame(schema=frame.schema).clear(WIDTH - frame.height % WIDTH)
            self._part(pl.concat([frame[whole:], padding]), frame.height - whole, whole, found)
        return found

    def _part(self, frame: pl.DataFrame, rows: int, offset: int, found: Found) -> None:
        if not rows:
            return
        with columns_of(frame, rows, offset) as columns:
            for kind, blocks in self._stretches(frame):
                self._kernels[kind].run(columns, blocks, found)

    def _stretches(self, frame: pl.DataFrame) -> Iterator[tuple[int, range]]:
        """For each kind of row the blocks that hold it: few where rows are sorted by kind. Short gaps are run over."""
        if not self.asked:
            yield 0, range(frame.height // WIDTH)
            return
        asked = frame[self.asked].fill_null(0).to_numpy()
        for kind in self._kernels:
            eights = (asked == kind).view(np.int64)  # eight answers of a byte each: two make a block
            blocks = np.flatnonzero(eights[::2] | eights[1::2])
            for stretch in np.split(blocks, np.flatnonzero(np.diff(blocks) > BATCH) + 1):
                if stretch.size:
                    yield kind, range(int(stretch[0]), int(stretch[-1]) + 1)
