"""Five rules in OpenFisca-core, run by an environment of its own: `python fisca.py FOLDER` with one .npy per column.

It needs nothing of this project. Unknown is -2^31, as its arrays know no other; months by ordinals, as ours.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import SingleEntity
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

NULL = -(2**31)
Case = SingleEntity("case", "cases", "", "")
PERIOD = "2026-11"
NAMES = (
    "ask", "on", "filed_on", "ruled_on", "owed", "able", "kind", "months", "credit_days", "starts_on", "special_case",
    "section_on", "committee_on", "committee_members", "notice_from", "notice_until", "notice_days",
)  # fmt: skip
ORDINALS, DAYS = (np.load(Path(sys.argv[1]) / f"table_{name}.npy") for name in ("ordinals", "days"))


def given(name: str) -> type[Variable]:
    return type(
        name, (Variable,), {"value_type": int, "entity": Case, "definition_period": MONTH, "default_value": NULL}
    )


def computed(name: str, formula: Any) -> type[Variable]:
    body = {"value_type": bool, "entity": Case, "definition_period": MONTH, "formula": formula}
    return type(name, (Variable,), body)


def filing(c: Any, p: Any) -> Any:
    return np.where(c("filed_on", p) == NULL, c("on", p), c("filed_on", p))


def both(c: Any, p: Any) -> Any:
    return (c("ask", p) == 1) | (c("ask", p) == 2)


def half(c: Any, p: Any) -> Any:
    start, months, credit = c("starts_on", p), c("months", p), c("credit_days", p)
    due = (
        DAYS[ORDINALS[np.clip(start, 0, len(ORDINALS) - 1)] + months.clip(0, 2400) // 2 * 31] + months % 2 * 15 - credit
    )
    known = (start != NULL) & (months != NULL) & (credit != NULL)
    applies = (c("ask", p) == 2) & (c("kind", p) == 3) & (c("special_case", p) == 0)
    return applies & known & (filing(c, p) < due)


def unpaid(c: Any, p: Any) -> Any:
    day = np.where(c("ruled_on", p) == NULL, filing(c, p), c("ruled_on", p))
    return (c("ask", p) == 2) & (day >= 736330) & (c("owed", p) > 0) & (c("able", p) == 1)


def committee(c: Any, p: Any) -> Any:
    day, members = c("committee_on", p), c("committee_members", p)
    least = np.where(day >= 735568, 9, 7)
    return both(c, p) & (day >= 731336) & (members != NULL) & (members < least)


def order(c: Any, p: Any) -> Any:
    day, section = c("committee_on", p), c("section_on", p)
    return both(c, p) & (day >= 735568) & (section != NULL) & (day < section)


def notice(c: Any, p: Any) -> Any:
    day, days = c("notice_from", p), c("notice_days", p)
    least = np.where(day >= 735568, 5, 7)
    return both(c, p) & (c("notice_until", p) != NULL) & (day >= 731336) & (days != NULL) & (days < least)


RULES = {
    "parole-half": half,
    "parole-able-unpaid": unpaid,
    "committee": committee,
    "levels-in-order": order,
    "notice-days": notice,
}


def _variable(code: str) -> str:
    return "rule_" + code.replace("-", "_")


def main() -> None:
    system = TaxBenefitSystem([Case])
    for name in NAMES:
        system.add_variable(given(name))
    for code, formula in RULES.items():
        system.add_variable(computed(_variable(code), formula))
    columns = {name: np.load(Path(sys.argv[1]) / f"{name}.npy") for name in NAMES}
    begun = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, len(columns["on"]))
    for name, column in columns.items():
        simulation.set_input(name, PERIOD, column)
    counts = {code: int(simulation.calculate(_variable(code), PERIOD).sum()) for code in RULES}
    print(json.dumps({"seconds": time.perf_counter() - begun, "counts": counts}))


if __name__ == "__main__":
    main()
