"""The ways an act can fail that a person can understand. Every message is Chinese and says how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Refusal:
    """Why an officer may not do something: a predicate's answer. `code` is for the audit, `message` for the officer."""

    code: str
    message: str


class Refused(PermissionDenied):
    """In sight, but not empowered: 403. Audited after the rollback."""

    def __init__(self, refusal: Refusal, *, act: str = "", target: Any = None) -> None:
        super().__init__(refusal.message)
        self.refusal, self.act, self.target = refusal, act, target


class Conflict(Exception):
    """Someone changed this first: 409. `rows` are the differences (label, opened, stored, mine, kind)."""

    def __init__(self, message: str, *, title: str = "", rows: list[dict[str, str]] | None = None) -> None:
        super().__init__(message)
        self.message, self.title, self.rows = message, title, rows or []


class Unacceptable(Exception):
    """Bad input: 422. `fields` maps a field's name to what is wrong and how to mend it."""

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message, self.fields = message, dict(fields or {})


def demand(refusal: Refusal | None, *, act: str = "", target: Any = None) -> None:
    """Raise `Refused` if a predicate refused."""
    if refusal is not None:
        raise Refused(refusal, act=act, target=target)
