"""A register for its page and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from procuratorate.documents.registers import Register
from procuratorate.documents.selectors.registers import Row
from procuratorate.lib.sheets import Column, write_table


@dataclass(frozen=True)
class Shown:
    """One line on the page: its cells in the order of the heads, each with whether the product filled it."""

    row: Row
    cells: list[tuple[str, bool]]
    is_new: bool


def shown(rows: Iterable[Row], register: Register, fresh: Iterable[Row] = ()) -> list[Shown]:
    """`fresh`: those a frozen sheet does not have yet, or has otherwise."""
    keys = {row.key for row in fresh}
    heads = register.heads
    return [
        Shown(row, [(text, head in row.known) for head, text in zip(heads, row.values(heads), strict=True)],
              row.key in keys)
        for row in rows
    ]  # fmt: skip


def workbook(register: Register, rows: Iterable[Row], lead: str) -> bytes:
    """The register as xlsx; a text that looks like a formula stays text (lib.sheets)."""
    heads = [*register.heads]
    columns = [Column(f"c{place}", head, width=18) for place, head in enumerate(heads)]
    told = [dict(zip((one.key for one in columns), row.values(heads), strict=True)) for row in rows]
    return write_table(columns, told, title=register.name[:31], notes=(lead,))
