"""The others, each on as many rows as it takes to know how fast it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import polars as pl

from commutation.law import FACTS, RULES
from commutation.law.shared import SHARED
from procuratorate.lib.law.plans import plan
from procuratorate.screening.engine.calendars import tables
from tests.bench.screening import oracle, ours, sql
from tests.bench.world import HOME, owner

HERE = Path(__file__).parent
DATABASE = "bench_screening"
COLUMNS = ("ask", "on", "filed_on", "ruled_on", "owed", "able", "kind", "months", "credit_days", "starts_on",
           "special_case", "section_on", "committee_on", "committee_members", "notice_from", "notice_until",
           "notice_days")  # fmt: skip


def counted(frame: pl.DataFrame, codes: list[str] | None = None) -> dict[str, list[int]]:
    """What the engine counts: per rule breached, undecided, sum of margins."""
    return {rule: list(counts) for rule, *counts in ours.engine(codes).hits(frame).counts.iter_rows()}


def by_row(frame: pl.DataFrame) -> dict[str, Any]:
    """The oracle, one process; microseconds a row on the wall and of the processor, and which rules differ."""
    rows = frame.to_dicts()
    begun, worked = time.perf_counter(), time.process_time()
    found = oracle.screened(rows)
    spent, work = time.perf_counter() - begun, time.process_time() - worked
    mine = counted(frame, list(found))
    differ = [code for code, counts in found.items() if mine[code] != counts]
    return {"rules": len(found), "rows": len(rows), "us": spent / len(rows) * 1e6, "cpu_us": work / len(rows) * 1e6,
            "differ": differ}  # fmt: skip


def by_postgres(paths: list[Path]) -> dict[str, Any]:
    """All rules as SQL, two processes (leader and a worker)."""
    made = plan(RULES, frozenset(FACTS), SHARED, asked="ask")
    with closing(owner(urlsplit(os.environ["DATABASE_OWNER_URL"]).path[1:])) as maintenance:
        with maintenance.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
            cursor.execute(f"CREATE DATABASE {DATABASE}")
        with closing(owner(DATABASE)) as connection, connection.cursor() as cursor:
            loaded = sql.load(cursor, paths, made)
            spent, found = sql.screened(cursor, made, 1)
        with maintenance.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {DATABASE}")
    frame = pl.read_ipc(paths[0])
    mine = counted(frame)
    differ = [code for code, counts in found.items() if mine[code] != counts]
    return {"rules": len(found), "rows": frame.height, "us": spent / frame.height * 1e6, "load_s": loaded,
            "differ": differ}  # fmt: skip


def by_openfisca(paths: list[Path]) -> dict[str, Any]:
    """Five rules, in an environment of its own; one thread and columns in memory on both sides."""
    folder, python = HOME / "screening" / "arrays", _environment()
    folder.mkdir(parents=True, exist_ok=True)
    frame = pl.concat([pl.read_ipc(path, columns=[*COLUMNS, "id"]) for path in paths]).rechunk()
    for name in COLUMNS:
        column = frame[name].cast(pl.Int32) + (719163 if frame[name].dtype == pl.Date else 0)
        np.save(folder / f"{name}.npy", column.fill_null(-(2**31)).to_numpy())
    for name, table in zip(("ordinals", "places", "days"), tables(), strict=True):
        np.save(folder / f"table_{name}.npy", table)
    words = [str(python), str(HERE / "fisca.py"), str(folder)]
    told = json.loads(subprocess.run(words, check=True, text=True, stdout=subprocess.PIPE).stdout)
    engine, seconds = ours.engine(list(told["counts"])), []
    for _ in range(5):
        begun = time.perf_counter()
        made = engine.counts(frame)
        seconds.append(time.perf_counter() - begun)
    mine = {rule: breached for rule, breached, _, _ in made.iter_rows()}
    return {"rules": 5, "rows": frame.height, "us": told["seconds"] / frame.height * 1e6,
            "ours_us": min(seconds) / frame.height * 1e6,
            "differ": [code for code, count in told["counts"].items() if mine[code] != count]}  # fmt: skip


def _environment() -> Path:
    place = HOME / "screening" / "openfisca"
    if not (place / "bin" / "openfisca").exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", "-r", str(HERE / "requirements.txt")]
        subprocess.run(pip, check=True)
    return place / "bin" / "python"


def bandwidth() -> float:
    """Gigabytes a second that two threads read, the best of several times."""
    arrays = [np.ones(2**25, dtype=np.int64) for _ in range(2)]
    best = 0.0
    with ThreadPoolExecutor(2) as pool:
        for _ in range(8):
            begun = time.perf_counter()
            list(pool.map(np.sum, arrays))
            best = max(best, sum(array.nbytes for array in arrays) / (time.perf_counter() - begun) / 1e9)
    return best
