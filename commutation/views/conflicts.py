"""Two people saved the same page: the differences side by side, and the choice sent back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procuratorate.lib.errors import Conflict


def conflict_page(
    request: HttpRequest, error: Conflict, *, kept: list[tuple[str, str, str]], by: str, at: datetime | None
) -> HttpResponse:
    """409. `kept` is every field as (name, stored, mine), so that nothing typed is lost by choosing."""
    conflict = {
        "title": error.title,
        "message": error.message,
        "rows": error.rows,
        "by": by,
        "at": at,
        "url": request.path,
        "save_url": request.path,
    }
    page = {"conflict": conflict, "kept": kept, "reference": getattr(request, "reference", "")}
    return render(request, "commutation/conflict.html", page, status=409)


def chosen(data: Mapping[str, Any], names: Iterable[str]) -> Mapping[str, Any]:
    """A resolved conflict as if the page had been opened on what is stored now, with the choices typed into it."""
    if "resolve" not in data:
        return data
    fields: dict[str, str] = {}
    for name in names:
        stored, mine, was = (str(data.get(f"{side}_{name}", "")) for side in ("stored", "mine", "was"))
        # Without a radio only one side changed: whoever changed it wins, as in `merging.merge`.
        pick = data.get(name) or ("mine" if stored == was else "stored")
        fields[f"was_{name}"], fields[name] = stored, mine if pick == "mine" else stored
    return fields
