"""The audit as an auditor reads it: filtered, newest first, within the auditor's own house."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from procuratorate.audit.models import Entry, Outcome
from procuratorate.audit.telling import kinds_named, named_target
from procuratorate.audit.words import acts_named
from procuratorate.lib.clock import SHANGHAI

OUTCOMES = list(Outcome.choices)
MOST = 20_000  # rows in one export


@dataclass(frozen=True)
class Search:
    """What an auditor asks for. Dates are Shanghai days, both included; empty means any."""

    since: date
    until: date
    officer: str = ""
    organ: int | None = None
    act: str = ""
    target: str = ""
    outcome: str = ""

    def told(self) -> dict[str, Any]:
        """For the audit of the search itself."""
        shown = {"since": str(self.since), "until": str(self.until), "officer": self.officer, "organ": self.organ}
        return shown | {"act": self.act, "target": self.target, "outcome": self.outcome}


def entries(search: Search, *, organs: Collection[int]) -> QuerySet[Entry]:
    """Entries of these organs that answer the search. The row policy of the audit's side says the same again."""
    found = Q(organ_id__in=organs, at__gte=_start(search.since), at__lt=_start(search.until + timedelta(days=1)))
    if search.officer:
        number = search.officer.isdecimal()
        found &= Q(officer_name=search.officer) | (Q(officer_id=int(search.officer)) if number else Q(pk=None))
    if search.organ:
        found &= Q(organ_id=search.organ)
    if search.act:
        found &= Q(act__startswith=search.act) | Q(act__in=acts_named(search.act))
    if search.outcome:
        found &= Q(outcome=search.outcome)
    return Entry.objects.filter(found & _target(search.target)).order_by("-pk")


def sound(rows: Collection[Entry]) -> set[int]:
    """Which of these rows still have the hash they were written with."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM audit_entry WHERE id = ANY(%s) AND audit_row_hash(audit_entry) = row_hash",
            [[row.pk for row in rows]],
        )
        return {pk for (pk,) in cursor.fetchall()}


def most(rows: QuerySet[Entry]) -> list[Entry]:
    """The rows of an export, at most `MOST`."""
    return list(islice(rows.iterator(chunk_size=2000), MOST))


def _target(target: str) -> Q:
    """ "人员", "人员 12", "organs.officer:12" or a reference number E-…"""
    if not target:
        return Q()
    if target.startswith("E-"):
        return Q(trace=target)
    words, number = named_target(target)
    if kinds := kinds_named(words):
        return Q(target_type__in=kinds, target_id=number) if number else Q(target_type__in=kinds)
    kind, _, pk = target.partition(":")
    return Q(target_type=kind.lower(), target_id=pk) if pk else Q(target_type=kind.lower())


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
