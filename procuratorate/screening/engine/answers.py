"""What a screening says of a partition: a line per hit, and per rule how many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from procuratorate.lib.law.findings import Verdict
from procuratorate.lib.law.plans import Plan
from procuratorate.screening.engine.kernels import OPEN, Found
from procuratorate.screening.engine.partitions import bound
from procuratorate.screening.engine.screens import Screen

BREACHED, UNDECIDED = Verdict.BREACHED.code, Verdict.CANNOT_DECIDE.code
VERDICTS = pl.Enum([BREACHED, UNDECIDED])


@dataclass(frozen=True, slots=True)
class Screened:
    """`hits`: id, rule, verdict, margin (negative: by how much; null: undecided), batch after batch of rows.

    `counts`: rule, breached, undecided, margin (the sum over breaches), a line per rule that was asked.
    """

    hits: pl.DataFrame
    counts: pl.DataFrame


def total(counts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The counts of several partitions as one: sums, so that partitions may come in any order."""
    return pl.concat(counts).group_by("rule", maintain_order=True).sum()


class Engine:
    """A plan compiled: make one per set of rules and keep it, making it costs seconds. Threads may share it."""

    def __init__(self, plan: Plan) -> None:
        self.codes = tuple(answer.code for answer in plan.answers)
        self._rules, self._screen = pl.Enum(self.codes), Screen(plan)

    @property
    def facts(self) -> tuple[str, ...]:
        """The columns a partition should bring; one that is lacking is unknown in every row."""
        return self._screen.facts

    def hits(
        self, frame: pl.DataFrame, *, key: str = "id", only: Collection[str] | None = None, undecided: bool = False
    ) -> Screened:
        """Every breach in a partition by the rules in `only` (all), and with `undecided` what could not be decided.

        Days may be dates or ordinals, vocabularies are their codes, `on` is the day asked about; the column `key`
        names the rows and may hold anything.
        """
        asked = [number for number, code in enumerate(self.codes) if only is None or code in only]
        found = self._screen.run(bound(frame, self.facts, self._screen.flags), asked, undecided=undecided)
        return Screened(self._listed(frame[key], found), self._counted(asked, found))

    def counts(self, frame: pl.DataFrame, *, only: Collection[str] | None = None) -> pl.DataFrame:
        """The counts alone, where nobody asks for the hits."""
        asked = [number for number, code in enumerate(self.codes) if only is None or code in only]
        found = self._screen.run(bound(frame, self.facts, self._screen.flags), (), undecided=False)
        return self._counted(asked, found)

    def _listed(self, keys: pl.Series, found: Found) -> pl.DataFrame:
        lines = pl.DataFrame({"rule": found.column(1, np.int16), "margin": found.column(2, np.int32)})
        open_ = pl.col("margin") == OPEN
        return lines.select(
            keys.gather(found.column(0, np.int32)).alias("id"),
            pl.col("rule").cast(pl.UInt8 if len(self.codes) < 256 else pl.UInt16).cat.to(self._rules),
            open_.cast(pl.UInt8).cat.to(VERDICTS).alias("verdict"),
            pl.when(~open_).then("margin").alias("margin"),
        )

    def _counted(self, asked: list[int], found: Found) -> pl.DataFrame:
        counts = found.counts[asked]
        columns = {name: counts[:, number] for number, name in enumerate(("breached", "undecided", "margin"))}
        return pl.DataFrame({"rule": pl.Series([self.codes[number] for number in asked], dtype=self._rules), **columns})
