"""What a sheet is given: everything about the paper that is not its facts."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings

from procuratorate.lib.digest import sm3

SHEETS = Path(settings.BASE_DIR) / "templates" / "documents" / "sheets"
STYLE = Path(settings.BASE_DIR) / "static" / "print" / "paper.css"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is read two ways on paper
GROUP, GROUPS = 4, 4
NOT_ISSUED = "草稿　未印发"


@dataclass(frozen=True)
class Leaf:
    """The head and foot of a paper; `code` is empty where nothing can be checked (a draft, a sample form)."""

    organ: str
    name: str
    title: str
    number: str = ""
    day: str = ""
    code: str = ""
    amends: str = ""
    watermark: str = ""
    made: str = ""
    sheets: Sequence[str] = field(default=())

    @property
    def qr(self) -> str:
        """The address of the verification page as a picture, or nothing."""
        return qr(self.code) if self.code else ""


def new_code() -> str:
    """A verification code nobody guesses: 80 bits, 23 characters with the hyphens."""
    letters = [secrets.choice(LETTERS) for _ in range(GROUP * GROUPS)]
    return "-".join("".join(letters[place : place + GROUP]) for place in range(0, len(letters), GROUP))


def as_code(said: str) -> str:
    """A code as a person types it, in the one form it is kept in; "" for what cannot be one."""
    letters = [one for one in said.upper() if one.isalnum()][: GROUP * GROUPS + 1]
    if len(letters) != GROUP * GROUPS or set(letters) - set(LETTERS):
        return ""
    return "-".join("".join(letters[place : place + GROUP]) for place in range(0, len(letters), GROUP))


def qr(code: str) -> str:
    """The QR of a code's verification page, as a data address of a PNG without transparency (PDF/A)."""
    picture = BytesIO()
    segno.make(f"{settings.SITE_URL}/verify/{code}/", error="m", micro=False).save(
        picture, kind="png", scale=8, border=0
    )
    return f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"


def words_of(day: date | None) -> str:
    """2026年11月6日: 标全, 不编虚位."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@cache
def layout() -> str:
    """Which version of the sheets this is: SM3 of them and of the style, so that nobody has to count versions."""
    files = [*sorted(SHEETS.glob("*.html")), STYLE]
    return sm3(b"\0".join(file.read_bytes() for file in files))[:16]
