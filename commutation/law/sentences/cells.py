"""Cells of a sheet of judgments, however they were typed. What cannot be read is None, never an exception."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from unicodedata import normalize

from commutation.law.sentences.lengths import in_digits

Row = Mapping[str, str]
BETWEEN = "[-‐-―−~/.·年、]"
DAY = re.compile(
    rf"(?<!\d)(\d{{4}})\s*{BETWEEN}\s*(\d{{1,2}})\s*(?:{BETWEEN}|月)\s*(\d{{1,2}})(?!\d)"
    r"|(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)"
)
YEAR = re.compile("[〇零○Oo一二三四五六七八九]{4}(?=年)")
SIGNS = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○Oo", "0")
SERIAL, EPOCH = re.compile(r"(\d{5})(?:\.\d+)?"), date(1899, 12, 30)  # how a spreadsheet keeps a day it did not format
EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 31)  # no judgment of the republic lies outside
CREDIT = re.compile(r"([+-]?)(\d{1,4})(?:d|日|天)?", re.IGNORECASE)
ADDED = re.compile("不计|不算|顺延|脱逃|脱管|加上|增加")
NOTHING = frozenset(
    {"", "无", "没有", "否", "空", "不详", "-", "--", "—", "/", "\\", "none", "no", "nil", "null", "nan", "n/a"}
)


def text(row: Row, name: str) -> str:
    """A cell without spaces about it, full-width digits made ordinary."""
    return normalize("NFKC", row.get(name) or "").strip()


def told(row: Row, name: str) -> str:
    """The same, and nothing where it says so in words."""
    said = text(row, name)
    return "" if said.lower() in NOTHING else said


def day(said: str) -> date | None:
    """A whole day; None for a month alone, two days, nothing, or a day that does not exist."""
    if serial := SERIAL.fullmatch(said):
        return _within(EPOCH + timedelta(days=int(serial[1])))
    said = in_digits(YEAR.sub(lambda found: "".join(SIGNS[sign] for sign in found[0]), said))
    found = DAY.findall(said)
    if len(found) != 1:
        return None
    try:
        return _within(date(*(int(part) for part in found[0] if part)))
    except ValueError:
        return None


def _within(found: date) -> date | None:
    return found if EARLIEST <= found <= LATEST else None


def credit(said: str) -> tuple[int, str]:
    """Days that come off the end: `8d`, `折抵8日`; `+201d` is added, as a negative; `8d;+3d` is both.

    The second is what cannot be read.
    """
    found = [_one_credit(part) for part in re.split(r"[;,、\s]+", said) if part]
    if None in found:
        return 0, f"看不懂载明的折抵“{said}”，应如 8d 或者 +201d"
    return sum(one or 0 for one in found), ""


def _one_credit(said: str) -> int | None:
    bare = re.sub(r"[^\d+\-a-zA-Z日天年月]", "", in_digits(said))
    found = CREDIT.fullmatch(bare)
    if not found:
        return None
    added = found[1] == "+" or ADDED.search(said)
    return int(found[2]) * (-1 if added else 1)


def number(said: str) -> int | None:
    """A count of a column: `3`, `3.0`, `三`; nothing is nought, what is no count is None."""
    bare = in_digits(said).removesuffix(".0") or "0"
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 4 else None
