"""Rows that did not come from a file (ticks, the API, one page of one person), read as if they had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commutation.columns import LAYOUT
from procuratorate.lib.cells import Raw
from procuratorate.lib.sheets import Layout, ReadRow, Row, Sheet, read_rows
from procuratorate.lib.sheets.guards import Kind
from procuratorate.lib.sheets.tables import Table


def read_mappings(rows: Iterable[Mapping[str, Raw]], layout: Layout = LAYOUT) -> list[ReadRow]:
    """Mappings by key of the layout → rows read and judged column by column, numbered from 1."""
    given = [Row(number, row) for number, row in enumerate(rows, 1)]
    return read_rows(Sheet("", Kind.TEXT, 0, {}, [], given, [], [], Table("", [])), layout)
