"""`python -m tests.bench.screening [ROWS]`: measure, print, write var/bench/screening/<time>.json."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import polars as pl

from tests.bench.screening import cases, ours, rivals
from tests.bench.stats import load
from tests.bench.world import HOME

SAMPLE, ALL = 20_000, 10_000_000


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ALL
    home = HOME / "screening"
    paths = cases.write(home / "archive", rows)[: -(-rows // cases.SIZE)]
    report: dict[str, Any] = {"rows": rows, "load": load(), "archive_mb": sum(p.stat().st_size for p in paths) / 1e6}
    tenth = paths[: max(1, len(paths) // 10)]
    bare = cases.mapped(paths)
    report["mapped_mb"] = sum(p.stat().st_size for p in bare) / 1e6
    told = (("whole", paths, 2), ("tenth", tenth, 2), ("alone", paths, 1), ("mapped", bare, 2))
    for name, some, workers in told:
        report[name] = _told(name, ours.measured(some, home / "hits" / name, workers))
    frame = pl.concat([pl.read_ipc(path) for path in paths[:10]])
    sample = frame.sample(min(SAMPLE, frame.height), seed=1)
    report["oracle"] = _told("oracle", rivals.by_row(sample))
    report["postgres"] = _told("postgres", rivals.by_postgres(paths[:1]))
    report["openfisca"] = _told("openfisca", rivals.by_openfisca(tenth))
    report["bandwidth"] = _told("bandwidth", {"gb_s": rivals.bandwidth(), "load": load()})
    report["ratios"] = _told("ratios", _ratios(report, rows))
    (home / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json").write_text(json.dumps(report, indent=1))


def _told(name: str, part: dict[str, Any]) -> dict[str, Any]:
    print(f"{name}: { {key: value for key, value in part.items() if key != 'counts'} }", flush=True)
    return part


def _ratios(report: dict[str, Any], rows: int) -> dict[str, float]:
    """By the clock on the wall, rows a second against rows a second; `processor` by processor time of one core each."""
    us, mapped = (report[name]["seconds"] / rows * 1e6 for name in ("whole", "mapped"))
    worked, bare = (sum(report[name]["laps"].values()) / rows * 1e6 for name in ("whole", "mapped"))
    return {
        "us_a_row": us,
        "mapped_us_a_row": mapped,
        "processor_us_a_row": worked,
        "mapped_processor_us_a_row": bare,
        "oracle": report["oracle"]["us"] / us,
        "oracle_mapped": report["oracle"]["us"] / mapped,
        "oracle_processor": report["oracle"]["cpu_us"] / worked,
        "oracle_processor_mapped": report["oracle"]["cpu_us"] / bare,
        "postgres": report["postgres"]["us"] / us,
        "openfisca": report["openfisca"]["us"] / report["openfisca"]["ours_us"],
        "growth": report["whole"]["seconds"] / report["tenth"]["seconds"],
        "workers": report["alone"]["seconds"] / report["whole"]["seconds"],
    }


if __name__ == "__main__":
    main()
