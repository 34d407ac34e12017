"""Many rows of one kind written at once: what is new is created, what differs is changed and told, the rest is left.

A roster of 3,000 and one form of the dossier go through the same function, so they can never differ in what they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Field, Model

from procuratorate.custody.models import Correction
from procuratorate.lib import identifiers
from procuratorate.lib.cells import MISSING
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor

BATCH = 1000
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One field that differed: its label, what stood there, what stands there now."""

    label: str
    before: str
    after: str


@dataclass
class Written:
    """What became of the wanted rows; the lists run parallel to them. A new row is `created` and has no changes."""

    rows: list[Any] = field(default_factory=list)
    created: list[bool] = field(default_factory=list)
    changes: list[list[Change]] = field(default_factory=list)


def upsert(model: type[Model], pairs: Iterable[tuple[Any, Values]], *, clearing: bool = False) -> Written:
    """Write pairs of (stored row, or None for a new one; column → value, foreign keys as `…_id`).

    None leaves a field as it is, or empties it when `clearing` (a form shows every field, a roster only some).
    `MISSING` (缺) clears it and notes its name in the row's `absent`. Few statements, whatever the number of rows.
    """
    written, names = Written(), _absence(model)
    for stored, values in pairs:
        row = stored or model()
        changes = _apply(row, values, clearing)
        written.rows.append(row)
        written.created.append(stored is None)
        written.changes.append(changes if stored is not None else [])
        names |= values.keys()
    outcome = list(zip(written.rows, written.created, written.changes, strict=True))
    model._default_manager.bulk_create([row for row, created, _ in outcome if created], batch_size=BATCH)
    touched = [row for row, created, changes in outcome if changes and not created]
    if touched:
        model._default_manager.bulk_update(touched, sorted(names), batch_size=500)
    return written


def pair(wanted: Iterable[Values], stored: Iterable[Any], key: tuple[str, ...]) -> list[tuple[Any, Values]]:
    """`wanted` beside the stored rows that agree in `key`; of several that agree the last holds."""
    known = {tuple(getattr(row, name) for name in key): row for row in stored}
    last = {tuple(None if values[name] is MISSING else values[name] for name in key): values for values in wanted}
    return [(known.get(place), values) for place, values in last.items()]


def upsert_one(model: type[Model], row: Any, values: Values) -> tuple[Any, list[Change]]:
    """The same for one row of a form, every field as shown. Raises Unacceptable when it clashes with another row."""
    try:
        with transaction.atomic():
            written = upsert(model, [(row, values)], clearing=True)
    except IntegrityError as error:
        raise Unacceptable("与已有记录重复，或日期先后不对。请核对后修改原有的一条。") from error
    return written.rows[0], written.changes[0]


def bulk_corrections(*, entries: Iterable[tuple[int, str, list[Change]]], actor: Actor, reason: str) -> None:
    """Keep both versions of everything that changed: (person id, section, changes) each."""
    rows = [
        Correction(
            person_id=person,
            section=section,
            changes=[{"label": c.label, "before": c.before, "after": c.after} for c in changes],
            reason=reason,
            officer_id=actor.officer_id,
        )
        for person, section, changes in entries
        if changes
    ]
    Correction.objects.bulk_create(rows, batch_size=BATCH)


def shown(field: Field[Any, Any], value: Any) -> str:
    """A stored value as an officer reads it; document numbers masked."""
    if value is None or value == "":
        return "（空）"
    if field.name == "id_number":
        return identifiers.masked(str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    choices: dict[Any, Any] = dict(field.flatchoices or ())
    return f"{value:f}" if isinstance(value, Decimal) else str(choices.get(value, value))


def _apply(row: Any, values: Values, clearing: bool) -> list[Change]:
    """Set the fields of one row; what changed, in the order given."""
    changes: list[Change] = []
    for name, value in values.items():
        if value is None and not clearing:
            continue
        if value is MISSING:
            changes += _mark_absent(row, name)
            continue
        before = getattr(row, name)
        row.absent = [one for one in getattr(row, "absent", ()) if one != name]
        if before != value:
            setattr(row, name, value)
            field: Any = row._meta.get_field(name)
            changes.append(Change(str(field.verbose_name), shown(field, before), shown(field, value)))
    return changes


def _mark_absent(row: Any, name: str) -> list[Change]:
    if name in getattr(row, "absent", [name]):
        return []
    field: Any = row._meta.get_field(name)
    before = getattr(row, name)
    setattr(row, name, None if field.null else "")
    row.absent = [*row.absent, name]
    return [Change(str(field.verbose_name), shown(field, before), "缺")]


def _absence(model: type[Model]) -> set[str]:
    return {"absent"} & {field.name for field in model._meta.get_fields()}
