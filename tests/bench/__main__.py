"""`python -m tests.bench [lists stream pages search papers sweep]`: measure, print, write var/bench/<time>.json."""

from __future__ import annotations

import argparse
import json
import platform
import time
from datetime import UTC, datetime
from typing import Any

from tests.bench import world
from tests.bench.stats import load, table

PARTS = ("lists", "stream", "pages", "search", "papers", "sweep")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which (all)")
    wanted = parser.parse_args().parts or list(PARTS)
    begun, report = time.monotonic(), {"at": datetime.now(UTC).isoformat(timespec="seconds"), "parts": {}}
    report["machine"] = f"{platform.machine()}, {world.processors()} processors, Python {platform.python_version()}"
    with world.prepared():
        _measure(wanted, report["parts"])
    report["seconds"] = round(time.monotonic() - begun)
    path = world.HOME / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1))
    print(f"{report['seconds']} s altogether; {path.name} under var/bench")


def _measure(wanted: list[str], told: Any) -> None:
    from importlib import import_module

    from tests.bench.people import found_province

    province = found_province()
    world.said("province founded")
    for part in PARTS:
        if part in wanted:
            module = import_module(f"tests.bench.{part}")
            before, begun = load(), time.monotonic()
            lines = module.measure(province)
            notes = getattr(module, "NOTES", {})
            told[part] = {"load": [before, load()], "lines": [line.figures() for line in lines], "notes": notes}
            print(f"\n## {part} — load {before} before, {load()} after, {time.monotonic() - begun:.0f} s\n", flush=True)
            print(table(lines), flush=True)


main()
