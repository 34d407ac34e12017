"""One paper of every kind with invented content: `make samples`, and the tests that measure the sheets.

Nobody in `samples.json` exists (region prefix 99 is unassigned); what is cited there is law.md's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procuratorate.documents.engine.leaf import Leaf
from procuratorate.documents.registry import KINDS, Kind

CODE, DAY = "2B7K-9QXM-4DTR-H8WZ", "2026年11月6日"


@dataclass(frozen=True)
class Sample:
    """A paper as it would be issued on DAY; `leaf` says what is else than usual in its head and foot."""

    label: str
    kind: str
    organ: str
    number: str
    leaf: dict[str, str]
    facts: dict[str, Any]

    @property
    def rule(self) -> Kind:
        return KINDS[self.kind]

    @property
    def head(self) -> Leaf:
        name = self.leaf.get("name", self.rule.name)
        usual = {"name": name, "title": name, "number": self.number, "day": DAY, "code": CODE}
        return Leaf(organ=self.organ, **usual | self.leaf)


def samples() -> list[Sample]:
    """All of them, in the order a secretary would file them."""
    told = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return [Sample(**one) for one in told]
