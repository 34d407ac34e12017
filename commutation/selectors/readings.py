"""Who opened which case with which facts: what a bulk act and a signature rest on."""

from __future__ import annotations

from collections.abc import Iterable

from commutation.models import Filing, Reading
from commutation.states import FilingState, Stage
from procuratorate.organs.actors import Actor

_CONSULTING = frozenset({FilingState.NOMINATED, FilingState.CONSULTED})


def stage_of(filing: Filing) -> Stage:
    """Which pass a filing is in: the consultation until its copy has arrived. Dropped ones stay where they dropped."""
    if filing.filed_at is None or filing.state in _CONSULTING:
        return Stage.CONSULTATION
    return Stage.FILING_COPY


def unopened(filings: Iterable[Filing], officer_id: int) -> list[Filing]:
    """Those the officer has not opened in this pass with the facts they have now. One query."""
    rows = list(filings)
    readings = Reading.objects.filter(officer_id=officer_id, filing__in=[filing.pk for filing in rows])
    seen = set(readings.values_list("filing_id", "stage", "facts_hash"))
    return [filing for filing in rows if (filing.pk, stage_of(filing).value, filing.facts_hash) not in seen]


def readings_of(actor: Actor, filings: Iterable[Filing]) -> dict[int, Reading]:
    """Filing id → what the actor read of it in this pass with the facts it has now. One query."""
    rows = {filing.pk: filing for filing in filings}
    found = Reading.objects.filter(officer=actor.officer_id, filing__in=rows)
    return {
        one.filing_id: one
        for one in found
        if (one.stage, one.facts_hash) == (stage_of(rows[one.filing_id]), rows[one.filing_id].facts_hash)
    }
