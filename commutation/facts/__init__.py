"""The facts of filings as the law asks for them (`commutation.law.facts.Facts`), out of everything stored about them.

Many filings cost as many queries as one. A fact is None where nobody wrote it down; where the records of its kind are
complete and say nothing, the answer is No (no category, no earlier change, no notice among those that hung).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commutation.facts.conduct import conduct_facts
from commutation.facts.courts import court_facts
from commutation.facts.levels import level_facts
from commutation.facts.outside import outside_facts
from commutation.facts.papers import paper_facts
from commutation.facts.particulars import particular_facts
from commutation.facts.persons import person_facts
from commutation.facts.recorded import RECORDED
from commutation.facts.sentences import sentence_facts
from commutation.facts.sources import Sources, sources_of
from commutation.law.facts import ORDINARY, Facts
from commutation.law.words import Ask, Route
from commutation.models import Filing
from commutation.states import Kind
from procuratorate.lib.clock import day_of

__all__ = ["RECORDED", "Asked", "Sources", "asked_of", "sources_of"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the law: the facts, and the day on which the filing is or will be made."""

    facts: Facts
    on: date


def asked_of(filings: Iterable[Filing], *, of_prison: bool = False, sources: Sources | None = None) -> dict[int, Asked]:
    """Filing id → facts and day. Filings come with `batch`; of those never sent, today's dossier is taken.

    `of_prison`: as far as the prison itself knows, without what the procuratorate drafted or checked. `sources`: of
    just these filings, where the caller has read them.
    """
    rows = list(filings)
    sources = sources or sources_of(rows, of_prison=of_prison)
    return {filing.pk: Asked(_facts(filing, sources), sources.day(filing)) for filing in rows}


def _facts(filing: Filing, sources: Sources) -> Facts:
    known = {
        "ask": Ask[Kind(filing.kind).name],
        "filed_on": day_of(filing.filed_at) if filing.filed_at else None,
        "probation_until": filing.probation_until,
        "route": Route[filing.route.upper()],
        **sentence_facts(filing, sources),
        **person_facts(filing, sources),
        **conduct_facts(filing, sources),
        **level_facts(filing, sources),
        **paper_facts(filing, sources),
        **court_facts(filing, sources),
        **outside_facts(filing, sources),
        **particular_facts(filing, sources),
    }
    return Facts(**{**ORDINARY, **known})
