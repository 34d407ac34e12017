"""What the database says, read by the builder's side over a connection of its own: the checker believes no page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from psycopg2 import extensions

from tests.running import database


class Ledger:
    """One connection to the running product's database."""

    def __init__(self, name: str = database.NAME) -> None:
        self.connection: extensions.connection = database.owner(name)
        with self._cursor() as cursor:
            cursor.execute("SET ROLE side_builder")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._cursor() as cursor:
            cursor.execute(query, values or None)
            return list(cursor.fetchall())

    def row(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return next(iter(self.rows(query, *values)), None)

    def one(self, query: str, *values: Any) -> Any:
        """The first column of the first row."""
        found = self.row(query, *values)
        assert found is not None, query
        return found[0]

    def set_clock(self, moment: datetime | None) -> None:
        """Let the product's clock read another time and run on from there; None returns to real time."""
        with self._cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("SELECT set_clock(%s)", [moment])
            cursor.execute("SET ROLE side_builder")

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        with self.connection.cursor() as cursor:
            yield cursor
