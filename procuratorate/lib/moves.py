"""State changes as a table, moved by compare-and-swap: one row changed, or it did not happen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Model

from procuratorate.lib.errors import Conflict


class Move(NamedTuple):
    """An act leads from any of `sources` to `target`."""

    sources: frozenset[str]
    target: str


def moves(**table: tuple[set[str], str]) -> Mapping[str, Move]:
    """`moves(send=({DRAFT}, SENT))` → the MOVES table of an app's states module."""
    return {act: Move(frozenset(sources), target) for act, (sources, target) in table.items()}


def move(row: Model, act: str, table: Mapping[str, Move], **fields: Any) -> None:
    """Perform `act` on `row.state` in the database, writing `fields` with it, and refresh `row`.

    Raises Conflict when the stored state does not admit the act: the loser of a race, a double click, a stale page.
    """
    step = table[act]
    manager = type(row)._default_manager
    changed = manager.filter(pk=row.pk, state__in=step.sources).update(state=step.target, **fields)
    row.refresh_from_db()
    if not changed:
        label = row.get_state_display() if hasattr(row, "get_state_display") else row.state  # type: ignore[attr-defined]
        raise Conflict(f"现在是“{label}”，不能再办这一步。请刷新后按现在的状态办理。", title=str(row))
