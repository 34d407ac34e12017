"""Many papers as one PDF: contents first, each page stamped with its place, bookmarks. The only importer of pikepdf.

What is bound came from outside: pages alone are taken over, never scripts, forms or links; what cannot be read is
left to the caller, who lists it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from itertools import repeat
from typing import Any

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

MM = 72 / 25.4
WIDE, HIGH = 7.5, 10.9  # inches: an image fits on A4
STAMP = (46 * MM, 8 * MM)  # width and height of the stamp's own page
EDGE = 5 * MM
ACTIVE = ("/Annots", "/AA", "/Thumb", "/B")
# What the libraries raise, besides their own errors, over bytes that are not what they say they are.
BROKEN = (
    pikepdf.PdfError, pikepdf.PasswordError, UnidentifiedImageError, Image.DecompressionBombError, struct.error,
    OSError, SyntaxError, ValueError, TypeError, RuntimeError, LookupError, AttributeError, ArithmeticError,
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One paper of a bundle, as PDF."""

    title: str
    pdf: bytes
    pages: int


def part_of(title: str, data: bytes, is_image: bool) -> Part | None:
    """A PDF or an image as a part. None where it is damaged, locked with a password, or empty."""
    try:
        pdf = _of_image(data) if is_image else data
        with pikepdf.open(BytesIO(pdf)) as opened:
            count = len(opened.pages)
            _rehearse(opened)
        return Part(title, pdf, count) if count else None
    except BROKEN:
        return None


def _rehearse(part: pikepdf.Pdf) -> None:
    """Bind it alone and throw it away: what fails here would stop the whole bundle."""
    with pikepdf.new() as bound, pikepdf.new() as stamps:
        stamps.add_blank_page(page_size=STAMP)
        _append(bound, part, repeat(stamps.pages[0]))
        bound.save(BytesIO())


def _of_image(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as raw:
        image = ImageOps.exif_transpose(raw).convert("RGB")
    out = BytesIO()
    image.save(out, "PDF", resolution=max(image.width / WIDE, image.height / HIGH, 1.0))
    return out.getvalue()


def bind(front: bytes, parts: Sequence[Part], stamps: bytes, tick: Callable[[int], None]) -> bytes:
    """Contents pages, then the parts. `stamps`: a page for each page of the parts; `tick(n)`: n parts are in."""
    out = BytesIO()
    with ExitStack() as opened, pikepdf.new() as bound:
        bound.pages.extend(opened.enter_context(pikepdf.open(BytesIO(front))).pages)
        marks = iter(opened.enter_context(pikepdf.open(BytesIO(stamps))).pages)
        starts = []
        for place, part in enumerate(parts, 1):
            starts.append((part.title, len(bound.pages)))
            _append(bound, opened.enter_context(pikepdf.open(BytesIO(part.pdf))), marks)
            tick(place)
        _bookmark(bound, starts)
        bound.save(out, linearize=True)
    return out.getvalue()


def _append(bound: pikepdf.Pdf, part: pikepdf.Pdf, marks: Iterator[Any]) -> None:
    part.flatten_annotations("print")
    for page in part.pages:
        for name in ACTIVE:
            if name in page.obj:
                del page.obj[name]
        bound.pages.append(page)
        stamped = bound.pages[-1]
        stamped.add_overlay(next(marks), _corner(stamped))


def _corner(page: Any) -> pikepdf.Rectangle:
    """The upper right corner as a reader sees it, in the page's own coordinates."""
    left, low, right, high = (float(one) for one in page.trimbox)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    width, height = STAMP if turned in (0, 180) else STAMP[::-1]
    x = right - EDGE - width if turned in (0, 270) else left + EDGE
    y = high - EDGE - height if turned in (0, 90) else low + EDGE
    return pikepdf.Rectangle(x, y, x + width, y + height)


def _bookmark(bound: pikepdf.Pdf, starts: Sequence[tuple[str, int]]) -> None:
    with bound.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("目录", 0))
        outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in starts)
