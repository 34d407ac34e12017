"""A case as one PDF (卷宗): its callers say what belongs to it and in which order; here it is set and bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from procuratorate.documents.engine.binding import Part, bind, part_of
from procuratorate.documents.engine.leaf import Leaf, words_of
from procuratorate.documents.engine.press import Order
from procuratorate.documents.engine.printing import order_for, print_paper, stamps_order
from procuratorate.documents.papers import BUNDLE
from procuratorate.documents.registry import KINDS
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.files import keep

MOST_PAGES = 3000
HEADS = ["材料名称", "来源、文号", "页数", "起止页"]
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Item:
    """One paper of a bundle. `read` gives its bytes; None where there is no file, `why` says so in the contents."""

    title: str
    source: str
    read: Callable[[], bytes] | None = None
    is_image: bool = False
    why: str = "纸质，未附文件"


@dataclass(frozen=True)
class Cover:
    """What stands on the first page: whose bundle, of which house, made by whom and when."""

    title: str
    organ: str
    cells: Sequence[Sequence[str]]
    at: datetime


@dataclass(frozen=True)
class Bound:
    """The bundle as stored: pages of its papers, and how many are only listed."""

    stored: str
    pages: int
    listed: int


def bind_bundle(*, cover: Cover, items: Sequence[Item], tell: Tell) -> Bound:
    """Contents, then every paper with its stamps. `tell(done, total, text)` may raise to stop; then nothing is kept.

    Raises Unacceptable when it would be longer than anybody reads as one file.
    """
    total = len(items) * 2 + 2
    parts = list(_parts(items, lambda done: tell(done, total, "读取材料")))
    pages = sum(part.pages for part, _ in parts if part)
    if pages > MOST_PAGES:
        raise Unacceptable(f"共 {pages} 页，超过 {MOST_PAGES} 页，不能编成一个文件。请分册打印。")
    tell(len(items), total, "编目录")
    made = cover.at
    front = print_paper(_contents(cover, items, parts), tick=lambda: tell(len(items), total, "编目录")).pdf
    found = [part for part, _ in parts if part]
    stamps = print_paper(stamps_order(max(pages, 1), made), tick=lambda: tell(len(items) + 1, total, "打页码")).pdf
    data = _bound(front, found, stamps, lambda: tell(total - 1, total, "装订"))
    return Bound(keep(data), pages, len(items) - len(found))


def _bound(front: bytes, parts: Sequence[Part], stamps: bytes, tick: Callable[[], None]) -> bytes:
    try:
        return bind(front, parts, stamps, tick)
    except OSError as error:
        raise Unacceptable("材料太多、太大，没有装订成一个文件。请分册打印。") from error


def _parts(items: Iterable[Item], tick: Callable[[int], None]) -> Iterable[tuple[Part | None, str]]:
    """Each item's pages, or why there are none."""
    for place, item in enumerate(items):
        tick(place)
        if item.read is None:
            yield None, item.why
            continue
        try:
            part = part_of(item.title, item.read(), item.is_image)
        except (OSError, ValueError):
            yield None, "存档文件缺失或校验不符，未附"
            continue
        yield part, "" if part else "文件损坏、加密或者过大，读不出，未附"


def _contents(cover: Cover, items: Sequence[Item], parts: Sequence[tuple[Part | None, str]]) -> Order:
    rows, first = [], 1
    for item, (part, why) in zip(items, parts, strict=True):
        count = part.pages if part else 0
        place = f"{first}—{first + count - 1}" if count > 1 else str(first)
        rows.append([item.title, item.source, str(count or ""), place if part else why])
        first += count
    facts = {"cells": [list(one) for one in cover.cells], "heads": HEADS, "rows": rows, "pages": first - 1}
    name, day = KINDS[BUNDLE].name, words_of(day_of(cover.at))
    return order_for(KINDS[BUNDLE], Leaf(organ=cover.organ, name=name, title=cover.title, day=day), facts, cover.at)
