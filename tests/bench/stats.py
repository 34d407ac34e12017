"""Figures of many runs, and the table they are told in."""

from __future__ import annotations

import math
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.meter import spent


@dataclass
class Series:
    """One thing measured again and again; seconds."""

    name: str
    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)  # processor time of the same runs, where it was metered

    def time(self, act: Callable[[], Any]) -> Any:
        """Do it once more, and note how long it took."""
        begun = time.perf_counter()
        result = act()
        self.seconds.append(time.perf_counter() - begun)
        return result

    def meter(self, act: Callable[[], Any]) -> Any:
        """The same, with the processor time of everyone who worked on it (`tests.bench.meter`)."""
        before = spent()
        result = self.time(act)
        self.worked.append(spent() - before)
        return result

    def at(self, percent: float) -> float:
        """The nearest-rank percentile: a value that really occurred."""
        ordered = sorted(self.seconds)
        return ordered[max(math.ceil(len(ordered) * percent / 100) - 1, 0)]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def figures(self) -> dict[str, float | int]:
        """What goes into the JSON; milliseconds."""
        named = {"min": min(self.seconds), "median": self.median, "p95": self.at(95), "p99": self.at(99)}
        named["max"] = max(self.seconds)
        if self.worked:
            named["processor"] = statistics.median(self.worked)
        return {"runs": len(self.seconds), **{name: round(value * 1000, 2) for name, value in named.items()}}


@dataclass
class Line:
    """One row of the table: ours against a baseline of the same run, by median or by another percentile."""

    what: str
    ours: Series
    against: Series | None = None
    goal: str = ""
    percent: float = 50
    faster: bool = True  # the ratio says how many times faster; else how many times as long
    met: bool | None = None

    @property
    def ratio(self) -> float | None:
        if self.against is None:
            return None
        return self._compared(self.ours.at(self.percent), self.against.at(self.percent))

    @property
    def ratio_worked(self) -> float | None:
        """The ratio by processor time, median against median, where both were metered."""
        if self.against is None or not self.ours.worked or not self.against.worked:
            return None
        return self._compared(statistics.median(self.ours.worked), statistics.median(self.against.worked))

    def _compared(self, ours: float, other: float) -> float:
        return other / ours if self.faster else ours / other

    def figures(self) -> dict[str, Any]:
        made: dict[str, Any] = {"what": self.what, "ours": self.ours.figures(), "goal": self.goal, "met": self.met}
        if self.against is not None and self.ratio is not None:
            made |= {"against": self.against.name, "baseline": self.against.figures(), "ratio": round(self.ratio, 2)}
            made["ratio_of"] = "median" if self.percent == 50 else f"p{self.percent:.0f}"
        if self.ratio_worked:
            made["ratio_of_processor"] = round(self.ratio_worked, 2)
        return made


HEADS = ("what", "runs", "min ms", "median", "p95", "p99", "max", "processor", "ratio", "goal", "met")


def table(lines: Iterable[Line]) -> str:
    """Markdown: each line, and each baseline once before the lines that name it."""
    rows: list[Sequence[str]] = [HEADS, ["---"] * len(HEADS)]
    told: set[str] = set()
    for line in lines:
        if line.against and line.against.name not in told:
            told.add(line.against.name)
            rows.append(_cells(f"*{line.against.name}*", line.against, "1", "", None))
        rows.append(_cells(line.what, line.ours, _said(line), line.goal, line.met))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _said(line: Line) -> str:
    """The ratio in words, by processor time as well where there is one."""
    if not line.ratio:
        return ""
    said = f"{line.ratio:.1f}× {'faster' if line.faster else 'as long'}"
    return f"{said}, {line.ratio_worked:.1f}× by processor" if line.ratio_worked else said


def _cells(name: str, series: Series, ratio: str, goal: str, met: bool | None) -> list[str]:
    figures = series.figures()
    times = [f"{figures[key]:.1f}" for key in ("min", "median", "p95", "p99", "max")]
    times.append(f"{figures['processor']:.0f}" if series.worked else "")
    return [name, str(figures["runs"]), *times, ratio, goal, {True: "yes", False: "**no**", None: ""}[met]]


def load() -> str:
    """The machine's load of the last minute: a number without it says little."""
    return f"{os.getloadavg()[0]:.1f}"
