"""Archive to hit list: workers of one thread each, a partition at a time, hits written beside."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import polars as pl

from commutation.law import FACTS, RULES
from commutation.law.shared import SHARED
from procuratorate.lib.law.plans import plan
from procuratorate.screening.engine import Engine, total

_kept: dict[str, Any] = {}


def engine(codes: list[str] | None = None) -> Engine:
    chosen = [rule for rule in RULES if not codes or rule.code in codes]
    return Engine(plan(chosen, frozenset(FACTS), SHARED, asked="ask"))


def _begin(out: str, ready: Any, codes: list[str] | None) -> None:
    _kept["engine"], _kept["out"], _kept["ready"] = engine(codes), Path(out), ready
    ready.wait(300)


def _screened(path: str) -> tuple[pl.DataFrame, int, dict[str, float]]:
    """One partition: read, screened, hits written; its counts, the number of hits, and where the time went."""
    made: Engine = _kept["engine"]
    laps = [time.process_time()]
    frame = pl.read_ipc(path, columns=list(dict.fromkeys(["id", "on", "ask", *made.facts])))
    laps.append(time.process_time())
    found = made.hits(frame)
    laps.append(time.process_time())
    found.hits.write_parquet(_kept["out"] / f"{Path(path).stem}.parquet", compression="lz4")
    laps.append(time.process_time())
    spent = dict(zip(("read", "asked", "written"), (end - begun for begun, end in pairwise(laps)), strict=True))
    return found.counts, found.hits.height, spent


def _peak() -> int:
    _kept["ready"].wait(60)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_maxrss


def run(paths: list[str], out: Path, workers: int, codes: list[str] | None = None) -> dict[str, Any]:
    """Screen all partitions by warm workers; seconds on the wall, processor seconds, peak memory of all workers."""
    out.mkdir(parents=True, exist_ok=True)
    context, begun = get_context("spawn"), time.perf_counter()
    ready = context.Barrier(workers + 1)
    with ProcessPoolExecutor(workers, context, _begin, (str(out), ready, codes)) as pool:
        for _ in range(workers):
            pool.submit(int)
        ready.wait(300)
        warm = time.perf_counter()
        results = list(pool.map(_screened, paths))
        wall = time.perf_counter() - warm
        ends = [pool.submit(_peak) for _ in range(workers)]
        ready.wait(60)
        peaks = [end.result() for end in ends]
    counts = total(result[0] for result in results)
    laps = {name: sum(result[2][name] for result in results) for name in results[0][2]}
    return {
        "seconds": wall, "started": warm - begun, "hits": sum(result[1] for result in results), "laps": laps,
        "peak_mb": sum(peaks) / 1024, "counts": counts.cast({"rule": pl.String}).rows(),
        "hit_mb": sum(path.stat().st_size for path in out.glob("*.parquet")) / 1e6,
    }  # fmt: skip


def measured(paths: list[Path], out: Path, workers: int, codes: list[str] | None = None) -> dict[str, Any]:
    """The same in a process of its own, so that one thread each is one thread each."""
    told = json.dumps({"paths": [str(path) for path in paths], "out": str(out), "workers": workers, "codes": codes})
    environ = os.environ | {"POLARS_MAX_THREADS": "1"}
    words = [sys.executable, "-m", "tests.bench.screening.ours"]
    done = subprocess.run(words, input=told, env=environ, text=True, check=True, stdout=subprocess.PIPE)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    print(json.dumps(run(asked["paths"], Path(asked["out"]), asked["workers"], asked["codes"])))
