"""What Django's ORM does not say: `value = ANY (array)`, and rows written by one INSERT … SELECT."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Model, Q, Value
from django.db.models.fields import NOT_PROVIDED


class AnyOf(Func):
    """`value = ANY (array)`."""

    arg_joiner, template = " = ANY (", "%(expressions)s)"
    output_field = BooleanField()


class AmongIds(AnyOf):
    """The same with an array of ids. Named as bigint it is looked up by hash; as integer each row would walk it."""

    template = "%(expressions)s::bigint[])"


def among(column: str, ids: Iterable[int]) -> AmongIds | Q:
    """`column` is one of these: hundreds go along as one array, where `__in` makes a parameter of each (2 ms a query
    for the organs of a province). Of none nothing is asked: whoever reaches nothing may not even read the table.
    """
    array = list(ids)
    return AmongIds(F(column), Value(array)) if array else Q(pk__in=[])


def insert_rows(model: type[Model], rows: Sequence[Mapping[str, str | None]], **values: Any) -> int:
    """Write rows (column → text as PostgreSQL reads it for that type, the same columns in each); returns how many.

    `values` are the same for all rows; columns named nowhere get the model's default. One statement, and each column
    one text which the server takes apart: JSON or so many parameters cost it several times as much, models more yet.
    """
    if not rows:
        return 0
    types = {str(field.column): str(field.db_type(connection)) for field in model._meta.concrete_fields}
    names = list(rows[0])
    array = "(string_to_array(%s, chr(30), chr(31)))[2:]"  # the first is ours: of an empty text it would make no array
    source = f"unnest({', '.join([array] * len(names))}) AS given ({', '.join(map(_quoted, names))})"
    asked = [_joined([row[name] for row in rows]) for name in names]
    return insert_from(model, source, asked, {name: _cast(name, types[name]) for name in names}, **values)


def _joined(texts: Sequence[str | None]) -> str:
    joined = "\x1e".join(["", *("\x1f" if text is None else text for text in texts)])
    if joined.count("\x1e") != len(texts):
        raise ValueError("a text holds the separator")
    return joined


def _cast(name: str, kind: str) -> str:
    """Text of a wrong length must be an error; a cast would cut it."""
    return f'given."{name}"' if kind.startswith(("varchar", "text")) else f'given."{name}"::{kind}'


def _quoted(name: str) -> str:
    return f'"{name}"'


def insert_from(
    model: type[Model], source: str, asked: Sequence[Any], columns: Mapping[str, str], *, tail: str = "", **values: Any
) -> int:
    """INSERT … SELECT `columns` (SQL by column) and `values` FROM `source` with its parameters `asked`; how many.

    Columns named nowhere get the model's default, as Django would have put it in; `tail` stands behind (ON CONFLICT …).
    """
    chosen, told = dict(columns), []
    for field in model._meta.concrete_fields:
        column = str(field.column)
        by_database = field.primary_key or field.db_default is not NOT_PROVIDED
        if column in chosen or (by_database and column not in values):
            continue
        chosen[column] = "%s"
        told.append(field.get_db_prep_save(values.get(column, field.get_default()), connection))
    names = ", ".join(f'"{name}"' for name in chosen)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(chosen.values())} FROM {source} {tail}',  # noqa: S608
            [*told, *asked],
        )
        return int(cursor.rowcount)
