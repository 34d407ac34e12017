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
    "commutation_filing": "prison_id = %s AND sent_at IS NOT NULL ORDER BY sent_at DESC",
    "dispatch_dispatch": "recipient_id = %s ORDER BY id DESC",
    "deadlines_deadline": "organ_id = %s AND state = 'open' ORDER BY due_on",
    "prisons_inmate": "ward_id = %s AND state = 'in' ORDER BY number",
}


def behind_the_door(request: HttpRequest, table: str, organ: int) -> HttpResponse:
    """Login session, every middleware of the product, row security; then one query that an index answers in order."""
    return _rows(request, f"SELECT {COLUMNS[table]} FROM {table} WHERE {INDEXED[table]} LIMIT 50", [organ])


def before_the_door(request: HttpRequest) -> HttpResponse:
    """Login session and Django's own middleware alone: no officer's reach, no transaction, a table without policies."""
    assert request.user.is_authenticated
    return _rows(request, "SELECT number, name, kind, state, sent_at FROM bench_plain ORDER BY id DESC LIMIT 50", [])


def _rows(request: HttpRequest, sql: str, values: list[int]) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return render(request, "bench/bare.html", {"rows": cursor.fetchall()})
