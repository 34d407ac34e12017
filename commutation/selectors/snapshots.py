"""The dossier a filing is judged on: as it was on the day of sending, and what of it has moved since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from commutation.models import Filing, SentFiling
from prisons.selectors import Told, compared, inmate_facts
from procuratorate.lib.digest import canonical, sm3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Facts in canonical JSON, and their SM3."""

    facts: dict[str, Any]
    sm3: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What the dossier said on the day of sending beside what it says now; `whole` while the hash still holds."""

    line: SentFiling
    facts: list[Told]
    whole: bool

    @property
    def sealed(self) -> bool:
        return bool(self.line.dossier.get("is_sealed"))

    @property
    def moved(self) -> list[Told]:
        return [one for one in self.facts if one.moved]


def dossiers_now(filings: Iterable[Filing]) -> dict[int, Snapshot]:
    """Inmate id → the dossier as it stands, a dozen queries for any number of filings."""
    found = inmate_facts({filing.inmate_id for filing in filings})
    return {pk: _snapshot(facts) for pk, facts in found.items()}


def _snapshot(facts: dict[str, Any]) -> Snapshot:
    packed = canonical(facts)
    return Snapshot(json.loads(packed), sm3(packed))


def judged_on(filing: Filing, lines: Iterable[SentFiling]) -> Judged | None:
    """The dossier as the last of these lines (in order of sending) kept it; None while none did. A dozen queries."""
    kept = [line for line in lines if line.dossier]
    if not kept:
        return None
    line = kept[-1]
    now = dossiers_now([filing]).get(filing.inmate_id)
    whole = sm3(canonical(line.dossier)) == line.dossier_hash
    return Judged(line, compared(line.dossier, now.facts if now else line.dossier), whole)
