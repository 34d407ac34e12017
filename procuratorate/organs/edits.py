"""Two administrators, one record: what was opened is compared with what is stored before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction

from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.lib.merging import kind_of

SALT = "organs.opened"
Row = TypeVar("Row", bound=models.Model)


def opened(row: models.Model, fields: tuple[str, ...]) -> str:
    """What a form was opened with, signed, for its hidden field `opened`."""
    return sign_opened(stored_words(row, fields))


def stored_words(row: models.Model, fields: Iterable[str]) -> dict[str, str]:
    """What is stored, as text a form would send."""
    return {name: _plain(row, name) for name in fields}


def sign_opened(values: Mapping[str, str]) -> str:
    """The same for a form that writes its values in words of its own."""
    return signing.dumps(dict(values), salt=SALT)


def read_opened(token: str) -> dict[str, str]:
    """The values of `opened`. Raises Unacceptable when the hidden field is not ours."""
    try:
        values: dict[str, str] = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Unacceptable("页面内容不完整，请刷新后重新填写。") from error
    return values


def locked(row: Row) -> Row:
    """The row as it is stored now, held until the transaction ends."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def apply_changes(stored: models.Model, changes: Mapping[str, Any], then: Mapping[str, str]) -> list[str]:
    """Write `changes` on a locked row; what others alone changed since it read `then` stays. Returns what changed.

    Raises Conflict with the differences, field by field, where both changed the same one.
    """
    now = {name: _plain(stored, name) for name in then}
    was = {name: (getattr(stored, name), _told(stored, name)) for name in then}
    for name, value in changes.items():
        setattr(stored, name, value)
    kinds = {name: kind_of(then[name], now[name], _plain(stored, name)) for name in then}
    if "pick" in kinds.values():
        rows = [
            _difference(stored, name, kind) | _sides(then[name], now[name], was[name][1])
            for name, kind in kinds.items()
            if kind
        ]
        raise Conflict("您打开以后，另一名管理员已经改过。", title=str(stored), rows=rows)
    for name, kind in kinds.items():
        if kind == "theirs":
            setattr(stored, name, was[name][0])
    return [name for name in changes if name in now and _plain(stored, name) != now[name]]


def keep(row: models.Model, fields: Iterable[str] | None = None) -> None:
    """Validate and save; of a row not wholly one's side's to write, these fields alone.

    What a field or a constraint forbids becomes Unacceptable, in its own Chinese words.
    """
    try:
        row.full_clean()
    except ValidationError as error:
        told = {name: "；".join(words) for name, words in error.message_dict.items()}
        raise Unacceptable("；".join(told.values()), fields=told | {"": told.pop(NON_FIELD_ERRORS, "")}) from error
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as error:  # somebody was faster than the check above
        raise Unacceptable("与刚刚保存的另一条记录冲突，请刷新后核对。") from error


def _plain(row: models.Model, name: str) -> str:
    """A field's stored value as text: ids of foreign keys, ISO dates."""
    field = row._meta.get_field(name)
    value = getattr(row, field.attname)  # type: ignore[union-attr]
    return "" if value is None else str(value)


def _told(row: models.Model, name: str) -> str:
    """The same for a person to read."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return {None: "", True: "是", False: "否"}.get(value, str(value)) if value in (None, True, False) else str(value)


def _difference(row: models.Model, name: str, kind: str) -> dict[str, str]:
    label = str(getattr(row._meta.get_field(name), "verbose_name", name))
    return {"name": name, "label": label, "mine": _told(row, name), "kind": kind}


def _sides(then: str, now: str, told: str) -> dict[str, str]:
    """What was opened and what is stored, in words where the stored value is the opened one."""
    return {"opened": told if now == then else then, "stored": told}
