"""What an edit of a register's line changed, column by column: nothing written is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from procuratorate.documents.models import Entry, FormerEntry

DAY = "日期"


@dataclass(frozen=True)
class Text:
    """How a line read from one moment on."""

    on: date
    cells: Mapping[str, str]
    by: str
    at: datetime


@dataclass(frozen=True)
class Mending:
    """One edit: (column, before, after) of what it changed; who had written it so, and who changed it."""

    day: date
    changes: list[tuple[str, str, str]]
    before: Text
    after: Text


def mendings(rows: Iterable[FormerEntry]) -> list[Mending]:
    """`rows`: a line's former texts one after another, the first first."""
    texts: dict[int, list[Text]] = {}
    lines: dict[int, Entry] = {}
    for one in rows:
        texts.setdefault(one.entry_id, []).append(Text(one.on, one.cells, one.by.name, one.at))
        lines[one.entry_id] = one.entry
    return [
        Mending(lines[pk].on, _changes(before, after), before, after)
        for pk, told in texts.items()
        for before, after in pairwise([*told, _now(lines[pk])])
    ]


def _now(entry: Entry) -> Text:
    by = entry.edited_by or entry.by
    return Text(entry.on, entry.cells, by.name, entry.edited_at or entry.at)


def _changes(before: Text, after: Text) -> list[tuple[str, str, str]]:
    heads = [*after.cells, *(head for head in before.cells if head not in after.cells)]
    both = [(head, before.cells.get(head, ""), after.cells.get(head, "")) for head in heads]
    days = [(DAY, str(before.on), str(after.on))]
    return [one for one in (*days, *both) if one[1] != one[2]]
