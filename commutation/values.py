"""Between values and the words they are kept in: facts are kept as a sheet writes them, and read the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commutation.columns import PARSERS, PROPOSAL
from procuratorate.lib.cells import MISSING


def value_of(name: str, words: str) -> Any:
    """A kept fact as a value again; None when there is none."""
    return PARSERS[name](words).value if words else None


def proposal_of(facts: Mapping[str, str]) -> dict[str, Any]:
    """What is asked for, as the columns of a filing."""
    values = {name: value_of(name, facts.get(name, "")) for name in PROPOSAL}
    return {name: None if value is MISSING else value for name, value in values.items()}
