"""Who is in charge of which filing: the last allotment holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import Exact

from commutation.models import Allotment, Filing
from procuratorate.custody.models import Recusal
from procuratorate.custody.states import Standing
from procuratorate.organs.actors import service_actor
from procuratorate.organs.models import Assignment, Officer, Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role


def last_allotments(filings: Iterable[Filing] | QuerySet[Filing]) -> QuerySet[Allotment]:
    """One row for each filing that was ever allotted."""
    ids = [filing.pk for filing in filings]
    rows: QuerySet[Allotment] = (
        Allotment.objects.filter(filing__in=ids).order_by("filing_id", "-pk").distinct("filing_id")
    )
    return rows


def charged(filings: Iterable[Filing]) -> dict[int, Officer]:
    """Filing id → the procurator in charge. One query."""
    return {row.filing_id: row.officer for row in last_allotments(filings).select_related("officer")}


def in_charge_of(officer_id: int | None) -> Q:
    """Condition on filings: the last allotment names this officer."""
    last = Allotment.objects.filter(filing=OuterRef("pk")).order_by("-pk").values("officer")[:1]
    return Q(Exact(Subquery(last), officer_id or 0))


def rota(office: Organ, on: date) -> list[Officer]:
    """The procurators of an office that day in their own posts, always in the same order."""
    posts = Assignment.objects.on(on).filter(organ=office, role=Role.PROCURATOR, acting_for=None)
    return list(Officer.objects.filter(pk__in=posts.values("officer"), is_active=True).order_by("number"))


def loads(office: Organ, year: int) -> dict[int, int]:
    """Officer id → how many filings were allotted to them in rotation or by name this year in this office.

    Counted as a service: whoever asks may be recused from some.
    """
    with acting_as(service_actor("rota")):
        rows = Allotment.objects.filter(organ=office, at__year=year).order_by().values("officer")
        return {row["officer"]: row["n"] for row in rows.annotate(n=Count("filing", distinct=True))}


def recused_pairs(filings: Iterable[Filing], officers: Iterable[Officer]) -> set[tuple[int, int]]:
    """(officer id, person id) of recusals in force among these. One query."""
    rows = Recusal.objects.filter(person__in=[one.person_id for one in filings], officer__in=list(officers))
    return set(rows.exclude(state=Standing.REJECTED).values_list("officer_id", "person_id"))
