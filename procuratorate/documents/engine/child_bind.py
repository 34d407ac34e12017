"""Runs in the sandbox, by path and alone: other people's scans come in, pages leave. The only importer of pikepdf.

`part` takes a PDF or an image and gives it back as bare pages; `bind` takes contents, stamps and parts, and gives the
bundle. What comes in and out is framed: eight bytes of length, JSON of that length, then the files one after another.
Imports nothing of the house.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import repeat
from typing import Any

import pikepdf
from PIL import Image, ImageOps

MM = 72 / 25.4
WIDE, HIGH = 7.5, 10.9  # inches: an image fits on A4
STAMP = (46 * MM, 8 * MM)  # width and height of the stamp's own page
EDGE = 5 * MM
ACTIVE = ("/Annots", "/AA", "/Thumb", "/B")


def main() -> None:
    data = sys.stdin.buffer.read()
    end = 8 + int.from_bytes(data[:8], "big")
    told, files = json.loads(data[8:end]), data[end:]
    out = bare(files, told["is_image"]) if sys.argv[1] == "part" else bound(told, files)
    sys.stdout.buffer.write(out)


def bare(data: bytes, is_image: bool) -> bytes:
    """The number of pages in eight bytes, then the pages without scripts, forms and links."""
    out = BytesIO()
    with pikepdf.open(BytesIO(_of_image(data) if is_image else data)) as opened:
        count = len(opened.pages)
        _disarm(opened)
        _rehearse(opened)
        with pikepdf.new() as plain:
            plain.pages.extend(opened.pages)
            plain.save(out)
    return count.to_bytes(8, "big") + out.getvalue()


def _of_image(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as raw:
        image = ImageOps.exif_transpose(raw).convert("RGB")
    out = BytesIO()
    image.save(out, "PDF", resolution=max(image.width / WIDE, image.height / HIGH, 1.0))
    return out.getvalue()


def _disarm(opened: pikepdf.Pdf) -> None:
    opened.flatten_annotations("print")
    for page in opened.pages:
        for name in ACTIVE:
            if name in page.obj:
                del page.obj[name]


def _rehearse(part: pikepdf.Pdf) -> None:
    """Bind it alone and throw it away: what fails here would stop the whole bundle."""
    with pikepdf.new() as book, pikepdf.new() as stamps:
        stamps.add_blank_page(page_size=STAMP)
        _append(book, part, repeat(stamps.pages[0]))
        book.save(BytesIO())


def bound(told: dict[str, Any], files: bytes) -> bytes:
    """`told`: sizes of the files (contents, stamps, then the parts) and titles of the parts."""
    front, stamps, *parts = _cut(files, told["sizes"])
    out = BytesIO()
    with ExitStack() as opened, pikepdf.new() as book:
        book.pages.extend(opened.enter_context(pikepdf.open(BytesIO(front))).pages)
        marks = iter(opened.enter_context(pikepdf.open(BytesIO(stamps))).pages)
        starts = []
        for title, part in zip(told["titles"], parts, strict=True):
            starts.append((title, len(book.pages)))
            _append(book, opened.enter_context(pikepdf.open(BytesIO(part))), marks)
        _bookmark(book, starts)
        book.save(out, linearize=True)
    return out.getvalue()


def _cut(files: bytes, sizes: Sequence[int]) -> Iterator[bytes]:
    start = 0
    for size in sizes:
        yield files[start : start + size]
        start += size


def _append(book: pikepdf.Pdf, part: pikepdf.Pdf, marks: Iterator[Any]) -> None:
    for page in part.pages:
        book.pages.append(page)
        stamped = book.pages[-1]
        stamped.add_overlay(next(marks), _corner(stamped))


def _corner(page: Any) -> pikepdf.Rectangle:
    """The upper right corner as a reader sees it, in the page's own coordinates."""
    left, low, right, high = (float(one) for one in page.trimbox)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    width, height = STAMP if turned in (0, 180) else STAMP[::-1]
    x = right - EDGE - width if turned in (0, 270) else left + EDGE
    y = high - EDGE - height if turned in (0, 90) else low + EDGE
    return pikepdf.Rectangle(x, y, x + width, y + height)


def _bookmark(book: pikepdf.Pdf, starts: Sequence[tuple[str, int]]) -> None:
    with book.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("目录", 0))
        outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in starts)


if __name__ == "__main__":
    main()
