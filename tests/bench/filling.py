"""Rows by the hundred thousand: one INSERT … SELECT a table, with the defaults Django would have put in."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.fields import NOT_PROVIDED

FIRST = 1_000_000  # planted rows count from here on, so that those of one person share one id


def insert(model: type[Model], source: str, *values: Any, **columns: Any) -> None:
    """Insert a row of `model` for each row of `source` (SQL after FROM). `columns` are SQL; the rest its default."""
    given = dict(columns)
    extra: list[Any] = []
    for field in model._meta.concrete_fields:
        if field.column in given or (field.primary_key and field.db_default is NOT_PROVIDED):
            continue
        if field.db_default is NOT_PROVIDED:
            default = field.get_default()
            given[field.column] = "%s"
            extra.append(json.dumps(default) if field.get_internal_type() == "JSONField" else default)
    names = ", ".join(f'"{name}"' for name in given)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(given.values())} FROM {source}',
            [*extra, *values],
        )


def analyse() -> None:
    """Statistics for the planner, as autovacuum would have made them."""
    import os

    from tests.bench.world import DATABASE, owner

    assert os.environ["DATABASE_OWNER_URL"].endswith(DATABASE)
    link = owner(DATABASE)
    try:
        with link.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    finally:
        link.close()
