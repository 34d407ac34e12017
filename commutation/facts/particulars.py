"""What the papers say as it was written down. Where the procuratorate checked, its word goes before the prison's.

What a province alone asks for is no fact of the law. Filed here, the copy went here: what was told of it is over.
"""

from __future__ import annotations

from typing import Any

from commutation.facts.sources import Sources
from commutation.law.facts import FACTS
from commutation.models import Filing, Particulars
from commutation.particulars import BLANKS
from commutation.states.particulars import By, Topic


def particular_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    """Only what was told; of each side and topic the last row stands."""
    rows: list[Particulars] = sources.particulars[filing.pk]
    told_here = filing.filed_at is not None
    standing = {
        (row.side == By.PROCURATORATE, row.topic): row for row in rows if not (told_here and row.topic == Topic.COPY)
    }
    told = {name: value for _, row in sorted(standing.items()) for name, value in row.facts.items()}
    return {name: BLANKS[name].read(value) for name, value in told.items() if name in BLANKS and name in FACTS}
