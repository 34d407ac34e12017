"""A page of a long list and how many there are, in one reading."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window

LONGEST = 9  # digits of a page's number


def page_of_ids(rows: QuerySet[Any, Any], size: int, asked: str | None) -> Page[int]:
    """A page of the ids of ordered rows. `asked` is what the address says: past the end the last, nonsense the first.

    Whoever may see a hundred thousand rows has each of them looked at, to count and to sort: once is enough. One query,
    two past the end.
    """
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) <= LONGEST else 1
    number = max(number, 1)
    start = (number - 1) * size
    counted = rows.annotate(of_all=Window(Count("pk"))).values_list("pk", "of_all")
    found = list(counted[start : start + size])
    pages: Paginator[Any] = Paginator(rows.values_list("pk", flat=True), size)
    if found or start == 0:
        pages.count = found[0][1] if found else 0
    page: Page[int] = pages.get_page(number)
    if found:
        page.object_list = [pk for pk, _ in found]
    return page
