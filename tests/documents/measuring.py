"""What a printed page really is: where its lines stand, in millimetres, and what it is set in."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf

MM = 72 / 25.4
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', re.DOTALL)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line of text; millimetres from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    lines: list[Line]


def pages(pdf: bytes) -> list[Page]:
    """The pages as pdftotext reads them, words of one height joined to lines."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    told = done.stdout.decode()
    return [Page(float(w) / MM, float(h) / MM, list(_lines(body))) for w, h, body in PAGE.findall(told)]


def _lines(body: str) -> Iterator[Line]:
    rows: list[list[Line]] = []
    for left, top, right, bottom, text in WORD.findall(body):
        word = Line(*(float(one) / MM for one in (left, top, right, bottom)), unescape(text))
        row = next((row for row in rows if abs(row[0].middle - word.middle) < 1.5), None)
        rows.append([word]) if row is None else row.append(word)
    for row in sorted(rows, key=lambda row: row[0].middle):
        words = sorted(row, key=lambda word: word.left)
        text = "".join(word.text for word in words)
        yield Line(words[0].left, words[0].top, words[-1].right, words[0].bottom, text)


def fonts(pdf: bytes) -> dict[str, bool]:
    """Name of every font → whether its program is in the file."""
    found: dict[str, bool] = {}
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            for font in page.resources.get("/Font", {}).values():
                inner = font.get("/DescendantFonts", [font])[0]
                told: Any = inner.get("/FontDescriptor", {})
                name = str(told.get("/FontName", inner.get("/BaseFont"))).lstrip("/").partition("+")[2]
                found[name] = any(f"/FontFile{kind}" in told for kind in ("", "2", "3"))
    return found
