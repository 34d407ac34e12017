"""The court's half: whether it heard, what it ruled, whether it gave reasons, when the inmate was served."""

from __future__ import annotations

from typing import Any

from commutation.facts.sources import Sources
from commutation.models import Filing, Hearing, Ruling
from commutation.states.courts import GRANTED, RulingOutcome, Trial

DEPARTS = frozenset({RulingOutcome.ADJUSTED, RulingOutcome.REFUSED})


def court_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    """Without a ruling nothing is asked of the court. A ruling replaced by a later one is no fact any more."""
    rulings: list[Ruling] = sources.rulings[filing.pk]
    objected = {"procurator_objected": filing.pk in sources.objected}
    if not rulings:
        return objected
    last = rulings[-1]
    return {
        **objected,
        "ruled_on": last.ruled_on,
        **(_granted(last) if last.outcome in GRANTED else {}),
        "heard": _heard(filing, sources),
        "ruling_departs": last.outcome in DEPARTS,
        "ruling_reasoned": last.gives_reasons,
        "ruling_served_on": sources.served.get(last.pk),
    }


def _granted(ruling: Ruling) -> dict[str, Any]:
    return {"granted_months": ruling.months, "granted_rights": ruling.rights_months}


def _heard(filing: Filing, sources: Sources) -> bool | None:
    """A hearing held, or a trial on papers: anything else the record does not say."""
    hearings: list[Hearing] = sources.hearings[filing.pk]
    if any(one.held for one in hearings):
        return True
    return False if sources.trials.get(filing.pk) == Trial.WRITTEN else None
