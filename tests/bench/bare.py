"""What a page costs that does nothing: one indexed query of fifty rows, a table, no layout."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

COLUMNS = {
    "commutation_filing": "number, name, kind, state, sent_at",
    "dispatch_dispatch": "number, title, kind, legal_mode, sent_at",
    "deadlines_deadline": "title, kind, state, starts_on, due_on",
    "prisons_inmate": "number, state, completeness, prison_id, ward_id",
}
INDEXED = {
    "commutation_filing": "prison_id = ANY (%s) AND sent_at IS NOT NULL",
    "dispatch_dispatch": "recipient_id = ANY (%s)",
    "deadlines_deadline": "organ_id = ANY (%s)",
    "prisons_inmate": "ward_id = ANY (%s)",
}


def behind_the_door(request: HttpRequest, table: str) -> HttpResponse:
    """Login session, every middleware of the product, row security; then one query."""
    return _rows(request, table, list(request.actor.organs))  # type: ignore[attr-defined]


def before_the_door(request: HttpRequest) -> HttpResponse:
    """Login session and Django's own middleware alone: no officer's reach, no transaction, a table without policies."""
    assert request.user.is_authenticated
    return _rows(request, "bench_plain", [])


def _rows(request: HttpRequest, table: str, organs: list[int]) -> HttpResponse:
    with connection.cursor() as cursor:
        if table == "bench_plain":
            cursor.execute("SELECT number, name, kind, state, sent_at FROM bench_plain ORDER BY id DESC LIMIT 50")
        else:
            cursor.execute(
                f"SELECT {COLUMNS[table]} FROM {table} WHERE {INDEXED[table]} ORDER BY id DESC LIMIT 50", [organs]
            )
        return render(request, "bench/bare.html", {"rows": cursor.fetchall()})
