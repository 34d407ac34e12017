"""The oracle: rules written a second time (`second`), all of them held against rows one by one."""

from __future__ import annotations

from tests.bench.screening import extents, papers, steps, substance
from tests.bench.screening.second import CUT, FREE, OUT, RULES, Row

__all__ = ["RULES", "extents", "papers", "screened", "steps", "substance"]


def screened(rows: list[Row]) -> dict[str, list[int]]:
    """Per rule: breached, undecided, sum of the margins of breaches."""
    of = {ask: [(code, judge) for code, (asks, judge) in RULES.items() if ask in asks] for ask in (CUT, FREE, OUT)}
    counts = {code: [0, 0, 0] for code in RULES}
    for row in rows:
        for code, judge in of[row["ask"]]:
            breached, margin = judge(row)
            if breached:
                counts[code][0] += 1
                counts[code][2] += margin or 0
            elif breached is None:
                counts[code][1] += 1
    return counts
