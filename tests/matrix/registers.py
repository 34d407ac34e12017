"""A register of 青岑监狱 with a line of chen's, its words bearing the canary."""

from __future__ import annotations

from datetime import date
from typing import Any

from procuratorate.documents.registers import OF_CODE
from procuratorate.documents.selectors.registers import Book
from procuratorate.documents.services import Written, write_line
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

PAGES = "register register_sheet register_export register_freeze register_continue"


def register_arguments(cast: Cast, canary: str) -> dict[str, dict[str, Any]]:
    """The routes of that register and of its line."""
    with acting_as(BUILDER):
        actor = cast.actor("chen")
    book = Book(cast.qingcen, cast.office, OF_CODE["registers.prison_violations"])
    with acting_as(actor) as at:
        told = Written(date(2026, 11, 2), {"违法情况": canary})
        entry = write_line(book=book, row=None, told=told, version=0, actor=actor, at=at)
    place = {"site": cast.qingcen.pk, "slug": book.register.slug}
    line = {**place, "key": f"entry-{entry.pk}"}
    return {f"documents:{name}": place for name in PAGES.split()} | {
        f"documents:{name}": line for name in ("register_line", "register_strike")
    }
