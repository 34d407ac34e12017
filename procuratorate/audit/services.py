"""The one writer of the audit. A row is written in the transaction of the act it records: no row, no act."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, Protocol

from django.db.models import Model

from procuratorate.audit.events import acted
from procuratorate.audit.models import Entry, Outcome


class Who(Protocol):
    """What the audit needs to know of an actor (`organs.actors.Actor` has it)."""

    @property
    def officer_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def organ_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def acting_for(self) -> str: ...


trace: ContextVar[str] = ContextVar("trace", default="")
address: ContextVar[str | None] = ContextVar("address", default=None)


def record(
    *, actor: Who, act: str, target: Model | None = None, reason: str = "", detail: dict[str, Any] | None = None
) -> None:
    """Write that `actor` did `act` on `target`. `act` is "app.verb"; `detail` holds ids, states and hashes only."""
    _write(_entry(actor, act, target, Outcome.DONE, reason=reason, detail=detail))
    acted.send(None, act=act, target=target)


def record_read(*, actor: Who, target: Model, act: str = "read", detail: dict[str, Any] | None = None) -> None:
    """Write that `actor` looked at a sensitive record."""
    _write(_entry(actor, act, target, Outcome.READ, detail=detail))


def record_list_read(*, actor: Who, kind: str, ids: list[int], act: str = "read_list") -> None:
    """Write that `actor` was shown these rows of `kind` (a model label) in one list or export."""
    _write(Entry(**_who(actor), act=act, target_type=kind, outcome=Outcome.READ, detail={"ids": ids}))


def record_search(*, actor: Who, act: str, asked: dict[str, Any], ids: list[int]) -> None:
    """Write that `actor` searched or exported the audit itself: what was asked, and which rows were shown."""
    detail = {"asked": asked, "ids": ids}
    _write(Entry(**_who(actor), act=act, target_type="audit.entry", outcome=Outcome.READ, detail=detail))


def record_refusal(*, actor: Who, act: str, target: Model | None = None, reason: str = "") -> None:
    """Write that `actor` was refused. Called after the rollback, in a transaction of its own."""
    _write(_entry(actor, act, target, Outcome.REFUSED, reason=reason))


def _write(entry: Entry) -> None:
    """Insert without reading back: most sides may write the audit and may not read it."""
    Entry.objects.bulk_create([entry], ignore_conflicts=True)


def _entry(
    actor: Who, act: str, target: Model | None, outcome: Outcome, *, reason: str = "", detail: Any = None
) -> Entry:
    return Entry(
        **_who(actor),
        act=act,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        outcome=outcome,
        reason=reason[:500],
        detail=detail or {},
    )


def _who(actor: Who) -> dict[str, Any]:
    return {
        "officer_id": actor.officer_id,
        "officer_name": actor.name,
        "organ_id": actor.organ_id,
        "role": actor.role,
        "acting_for": actor.acting_for,
        "trace": trace.get(),
        "address": address.get(),
    }
