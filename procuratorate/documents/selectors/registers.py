"""Registers as they stand: the product's lines and the officers', and what was frozen of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from procuratorate.documents.models import Entry, FormerEntry, Paper
from procuratorate.documents.querysets import Papers
from procuratorate.documents.registers import FILLERS, OF_CODE, REGISTERS, Line, Period, Register, Site
from procuratorate.documents.states import PaperState
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.states import SITES, Kind

OWN = "entry-"  # keys of lines an officer wrote
LATE_IN = "备注"  # of a diary
SITE_OF = {Kind.PRISON.value: Site.PRISON, Kind.CENTRE.value: Site.CENTRE}
AUTHOR = ("填报人、日期", "登记人、日期", "填报单位、人、日期", "填表单位、人、日期", "登记人")


@dataclass(frozen=True)
class Desk:
    """A site and the office that keeps its registers today."""

    site: Organ
    office: Organ

    @property
    def registers(self) -> list[Register]:
        return [one for one in REGISTERS if one.site is SITE_OF[self.site.kind]]

    def book(self, slug: str) -> Book | None:
        one = OF_CODE.get(f"registers.{slug}")
        return Book(self.site, self.office, one) if one and one.site is SITE_OF[self.site.kind] else None


@dataclass(frozen=True)
class Book:
    """One register of a site, kept by an office."""

    site: Organ
    office: Organ
    register: Register

    @property
    def address(self) -> str:
        return f"/registers/{self.site.pk}/{self.register.slug}/"

    def row(self, key: str, day: date, known: dict[str, str], **more: Any) -> Row:
        """One line of this register."""
        register = self.register
        return Row(key, day, known, shared=register.shared, late_in=LATE_IN if register.is_diary else "", **more)

    def key(self, of: Period | str) -> str:
        """What a frozen sheet is known by: its days, or the line of a card."""
        days = of if isinstance(of, str) else f"{of.since}:{of.until}"
        return f"register:{self.site.pk}:{self.register.slug}:{days}"


@dataclass(frozen=True)
class Row:
    """One line of a register. `known`: what the product filled; `entry`: what an officer wrote."""

    key: str
    day: date
    known: dict[str, str]
    persons: tuple[int, ...] = ()
    address: str = ""
    entry: Entry | None = None
    shared: frozenset[str] = frozenset()
    late_in: str = ""  # the column that says what was written after its day; none where that is nothing unusual

    @property
    def written(self) -> dict[str, str]:
        """What an officer wrote, by head."""
        return dict(self.entry.cells) if self.entry else {}

    @property
    def cells(self) -> dict[str, str]:
        """By head: the product's where it knows, the officer's beside; behind it in a shared column."""
        both = {head: f"{self.known[head]}；{text}" for head, text in self.written.items() if self.takes(head)}
        return {**self.written, **self.known, **both}

    def takes(self, head: str) -> bool:
        """Whether a column the product filled takes an officer's words as well."""
        return head in self.shared and head in self.known

    @property
    def late(self) -> str:
        """Who wrote it after its day, and when: never unseen (practice.md §3 no. 17)."""
        one = self.entry
        if one is None or not self.late_in:
            return ""
        if one.edited_at and day_of(one.edited_at) > self.day:
            return f"{one.edited_by} {day_of(one.edited_at)} 补记"
        return f"{one.by.name} {day_of(one.at)} 补记" if day_of(one.at) > self.day else ""

    def values(self, heads: Sequence[str]) -> list[str]:
        cells = {**self.signed(heads), **self.cells}
        if self.late:
            cells[self.late_in] = "；".join(filter(None, (cells.get(self.late_in, ""), self.late)))
        return [str(cells.get(head, "")) for head in heads]

    def signed(self, heads: Sequence[str]) -> dict[str, str]:
        """Who wrote the line, where the form asks for it."""
        if self.entry is None:
            return {}
        who = f"{self.entry.by.name} {day_of(self.entry.at)}"
        return {head: who for head in AUTHOR if head in heads}

    @property
    def is_own(self) -> bool:
        return self.key.startswith(OWN)


@dataclass(frozen=True)
class Frozen:
    """What was frozen of a period: the paper, and the papers that continue it; the last words of each line."""

    paper: Paper
    later: list[Paper] = field(default_factory=list)

    @property
    def said(self) -> dict[str, list[str]]:
        told: dict[str, list[str]] = {}
        for one in (self.paper, *self.later):
            told |= dict(zip(one.facts["keys"], one.facts["rows"], strict=True))
        return told


def desks(actor: Actor, on: date) -> list[Desk]:
    """The sites an actor's house supervises today, in the order of the tree."""
    rows = Pairing.objects.on(on).filter(procuratorate_id__in=actor.home, counterpart__kind__in=SITES)
    rows = rows.select_related("procuratorate__house", "counterpart").order_by("counterpart__path")
    return [Desk(one.counterpart, one.procuratorate) for one in rows]


def desk(actor: Actor, site: int, on: date) -> Desk | None:
    return next((one for one in desks(actor, on) if one.site.pk == site), None)


def lines_of(book: Book, actor: Actor, period: Period) -> list[Row]:
    """The lines of some days, by day: filled and written, without those struck out."""
    filled = _filled(book, actor, period)
    entries = _entries(book, actor).filter(on__range=(period.since, period.until), source="")
    added = {one.source: one for one in _entries(book, actor).filter(source__in=filled)}
    rows = [replace(row, entry=added.get(key)) for key, row in filled.items()]
    kept = [row for row in rows if row.entry is None or row.entry.struck_at is None]
    kept += [own_row(book, one) for one in entries.standing()]
    return sorted(kept, key=lambda row: (row.day, row.is_own, row.key))


def line(book: Book, actor: Actor, key: str, on: date) -> Row | None:
    """One line that stands: an officer's own by its number, the product's by its day."""
    if not key.startswith(OWN):
        return next((row for row in lines_of(book, actor, Period(on, on)) if row.key == key), None)
    number = key.removeprefix(OWN)
    if not (number.isascii() and number.isdigit() and len(number) < 15):
        return None
    found = _entries(book, actor).standing().filter(pk=int(number), source="").first()
    return own_row(book, found) if found else None


def struck_of(book: Book, actor: Actor, period: Period) -> Any:
    """Lines struck out of these days, with who and why."""
    rows = _entries(book, actor).exclude(struck_at=None).filter(on__range=(period.since, period.until))
    return rows.select_related("struck_by")


def former_of(book: Book, actor: Actor, period: Period) -> Any:
    """How lines of these days read before they were mended, each line's first text first."""
    entries = _entries(book, actor).filter(on__range=(period.since, period.until)).order_by()
    rows = FormerEntry.objects.filter(entry__in=entries.values("pk")).select_related("by", "entry__by")
    return rows.select_related("entry__edited_by").order_by("entry__on", "entry", "version")


def own_row(book: Book, entry: Entry) -> Row:
    return book.row(f"{OWN}{entry.pk}", entry.on, {}, persons=tuple(entry.persons), entry=entry)


def _entries(book: Book, actor: Actor) -> Any:
    rows = Entry.objects.visible_to(actor).filter(office=book.office, site=book.site, register=book.register.code)
    return rows.select_related("by", "edited_by")


def _filled(book: Book, actor: Actor, period: Period) -> dict[str, Row]:
    """The product's lines by key; what several fillers say of one line stands in one."""
    found: dict[str, Row] = {}
    for filler in FILLERS.get(book.register.code, []):
        for line in filler(actor, book.site, period.since, period.until):
            found[line.key] = _joined(book, found.get(line.key), line)
    return found


def _joined(book: Book, row: Row | None, line: Line) -> Row:
    cells = {head: text for head, text in line.cells.items() if text}
    if row is None:
        return book.row(line.key, line.day, cells, persons=line.persons, address=line.address)
    both = {head: f"{row.known[head]}；{text}" if head in row.known else text for head, text in cells.items()}
    return replace(row, known=row.known | both, persons=row.persons + line.persons)


def frozen_of(book: Book, actor: Actor, period: Period) -> Frozen | None:
    """What was frozen of exactly these days, with its continuations in order."""
    key = book.key(period)
    rows = _papers(book, actor).filter(key__startswith=key, state=PaperState.ISSUED)
    papers = {one.key: one for one in rows.order_by("pk")}
    first = papers.pop(key, None)
    if first is None:
        return None
    later = [one for one in papers.values() if one.key.startswith(f"{key}:") and one.pk > first.pk]
    return Frozen(first, later)


def made_of(book: Book, actor: Actor) -> Any:
    """Everything frozen of a register, the newest first, without its contents."""
    return _papers(book, actor).listed().exclude(state=PaperState.DRAFT).order_by("-pk")


def latest_made(at: Desk, actor: Actor) -> dict[str, Paper]:
    """By code: what was frozen last of each register of a site."""
    rows = Paper.objects.visible_to(actor).listed().filter(office=at.office, state=PaperState.ISSUED)
    rows = rows.filter(key__startswith=f"register:{at.site.pk}:")
    return {one.kind: one for one in rows.order_by("pk")}


def _papers(book: Book, actor: Actor) -> Papers:
    rows: Papers = Paper.objects.visible_to(actor).filter(office=book.office, kind=book.register.code)
    return rows.filter(key__startswith=book.key(""))


def news(rows: Iterable[Row], frozen: Frozen, heads: Sequence[str]) -> list[Row]:
    """Lines that came, or say something else, since the sheet was frozen: what a 续报 tells."""
    said = frozen.said
    return [row for row in rows if _facts(row.values(heads), heads) != _facts(said.get(row.key), heads)]


def _facts(values: Sequence[str] | None, heads: Sequence[str]) -> list[str] | None:
    """Without who filled the line in: that the next officer signs is no news."""
    if values is None:
        return None
    return [value for head, value in zip(heads, values, strict=True) if head not in AUTHOR]
