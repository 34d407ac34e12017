"""Clocks on paper: the tables of scenarios, read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from detention.law import Course, Facts, Given, Granted, Phase, Trait
from procuratorate.lib.law.terms import Pause

HERE = Path(__file__).parent / "scenarios"
ON = date(2026, 11, 20)


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return rows


def course_of(row: dict[str, Any]) -> Course:
    """The clock a line of the table describes."""
    granted = tuple(Granted(Given(code), on, *amount) for code, on, *amount in row.get("granted", []))
    pauses = tuple(Pause(first, last, "停止") for first, last in row.get("pauses", []))
    traits = frozenset(map(Trait, row.get("traits", [])))
    return Course(Phase(row["phase"]), row["start"], traits, granted, pauses, row.get("why", ""))


def facts_of(row: dict[str, Any], side: str) -> tuple[Facts, date]:
    """The facts of one side of a line, and the day asked about."""
    known = {**row["facts"], **row[side]}
    on = known.pop("on", ON)
    return Facts(**known), on
