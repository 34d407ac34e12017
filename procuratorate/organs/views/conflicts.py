"""Two people saved the same page: the differences side by side, and the choice sent back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procuratorate.lib.errors import Conflict
from procuratorate.organs.actors import Actor
from procuratorate.organs.services import keep_draft


def conflict_page(
    request: HttpRequest,
    error: Conflict,
    *,
    kept: list[tuple[str, str, str]],
    by: str,
    at: datetime | None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """409. `kept` is every field as (name, stored, mine), so that nothing typed is lost by choosing.

    `more` goes along as it is: what the form carries besides its fields.
    """
    conflict = {
        "title": error.title,
        "message": error.message,
        "rows": error.rows,
        "by": by,
        "at": at,
        "url": request.path,
        "save_url": request.path,
    }
    page = {"conflict": conflict, "kept": kept, "more": more or {}, "reference": getattr(request, "reference", "")}
    return render(request, "errors/merge.html", page, status=409)


def chosen(data: Mapping[str, Any], names: Iterable[str]) -> Mapping[str, Any]:
    """A resolved conflict as if the page had been opened on what is stored now, with the choices typed into it."""
    if "resolve" not in data:
        return data
    fields: dict[str, Any] = {name: data[name] for name in data if name != "resolve"}
    for name in names:
        stored, mine, was = (str(data.get(f"{side}_{name}", "")) for side in ("stored", "mine", "was"))
        # Without a radio only one side changed: whoever changed it wins, as in `lib.merging.merge`.
        pick = data.get(name) or ("mine" if stored == was else "stored")
        fields[f"was_{name}"], fields[name] = stored, mine if pick == "mine" else stored
    return fields


def forget_resolved(request: HttpRequest) -> None:
    """A resolved conflict was saved: what the page had kept of it as a draft is not to be offered again."""
    if "resolve" in request.POST:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        keep_draft(actor=actor, page=request.path, forms="{}", at=request.at)  # type: ignore[attr-defined]
