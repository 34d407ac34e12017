"""What a screening says of a partition: a line per hit, and per rule how many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import polars as pl

from procuratorate.lib.law.findings import Verdict
from procuratorate.lib.law.plans import Plan
from procuratorate.screening.engine.partitions import bound
from procuratorate.screening.engine.stages import staged

BREACHED, UNDECIDED = Verdict.BREACHED.code, Verdict.CANNOT_DECIDE.code
VERDICTS = pl.Enum([BREACHED, UNDECIDED])


@dataclass(frozen=True, slots=True)
class Screened:
    """`hits`: id, rule, verdict, margin (negative: by how much; null: undecided), in the order of the rows.

    `counts`: rule, breached, undecided, margin (the sum over breaches), a line per rule that was asked.
    """

    hits: pl.DataFrame
    counts: pl.DataFrame


def total(counts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The counts of several partitions as one: sums, so that partitions may come in any order."""
    return pl.concat(counts).group_by("rule", maintain_order=True).sum()


class Engine:
    """A plan made ready: make one per set of rules and keep it, making it costs seconds."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.codes = tuple(answer.code for answer in plan.answers)
        self._rules = pl.Enum(self.codes)
        self._staged = staged(plan)

    @property
    def facts(self) -> tuple[str, ...]:
        """The columns a partition should bring; one that is lacking is unknown in every row."""
        return self.plan.facts

    def hits(
        self, frame: pl.DataFrame, *, key: str = "id", only: Collection[str] | None = None, undecided: bool = False
    ) -> Screened:
        """Every breach in a partition by the rules in `only` (all), and with `undecided` what could not be decided.

        Days may be dates or ordinals, vocabularies are their codes, `on` is the day asked about; the column `key`
        names the rows and may hold anything.
        """
        made = self._staged.run(bound(frame, self.plan))
        asked = [code for code in self.codes if only is None or code in only]
        lines = pl.concat([self._nothing(frame[key]), *(self._of_rule(code, frame[key], made) for code in asked)])
        kept = lines if undecided else lines.filter(pl.col("verdict") == BREACHED)
        return Screened(kept.sort("row", "rule").drop("row"), self._counted(asked, lines))

    def _counted(self, asked: list[str], lines: pl.DataFrame) -> pl.DataFrame:
        counted = lines.group_by("rule").agg(
            breached=(pl.col("verdict") == BREACHED).sum().cast(pl.Int64),
            undecided=(pl.col("verdict") == UNDECIDED).sum().cast(pl.Int64),
            margin=pl.col("margin").cast(pl.Int64).sum(),
        )
        rules = pl.DataFrame({"rule": pl.Series(asked, dtype=self._rules)})
        return rules.join(counted, on="rule", how="left", maintain_order="left").with_columns(
            pl.col(pl.Int64).fill_null(0)
        )

    def _of_rule(self, code: str, keys: pl.Series, made: pl.DataFrame) -> pl.DataFrame:
        answers = {"breached": made[self._staged.breached[code]], "margin": made[self._staged.margins[code]]}
        lines = pl.DataFrame({"id": keys, **answers}).with_row_index("row")
        return lines.filter(pl.col("breached").is_null() | pl.col("breached")).select(
            "row",
            "id",
            rule=pl.lit(code, dtype=self._rules),
            verdict=pl.when("breached").then(pl.lit(BREACHED)).otherwise(pl.lit(UNDECIDED)).cast(VERDICTS),
            margin=pl.when("breached").then("margin"),
        )

    def _nothing(self, keys: pl.Series) -> pl.DataFrame:
        columns = {"row": pl.UInt32(), "id": keys.dtype, "rule": self._rules, "verdict": VERDICTS, "margin": pl.Int32()}
        return pl.DataFrame(schema=pl.Schema(columns))
