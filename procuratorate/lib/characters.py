"""What may happen to the characters of other people's text, and what must not.

A person's name is evidence: the character on the judgment is the character kept. So nothing here applies NFKC, and even
NFC spares the CJK compatibility ideographs (U+F900 and after), which it would silently turn into other characters.
"""

from __future__ import annotations

import re
import unicodedata

_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_HALF = {0x3000: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
# Controls, zero-width and direction marks, what XML cannot hold. Not the variation selectors, which choose
# the form of a character.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile("[!-~\u4e00-\u9fff]*")  # what `bare` need not touch: nearly everything, and nine tenths of the time

FORMULA_STARTS = frozenset(
    "=+-@\t\r\n\0＝＋－＠"
)  # reliability.md, abuse case 23; a line feed starts one in CSV as well


def composed(text: str) -> str:
    """NFC, except that compatibility ideographs stay what they are."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    if not _COMPATIBILITY.search(text):
        return unicodedata.normalize("NFC", text)
    between = _COMPATIBILITY.split(text)
    kept = _COMPATIBILITY.findall(text)
    parts = [unicodedata.normalize("NFC", part) for part in between]
    return "".join(part + mark for part, mark in zip(parts, [*kept, ""], strict=True))


def half_width(text: str) -> str:
    """Full-width digits, Latin letters and signs as ASCII; for numbers and dates, never for names."""
    return text if text.isascii() else text.translate(_HALF)


def visible(text: str) -> str:
    """The text without characters nobody sees: controls, zero-width, direction marks, lone surrogates."""
    if text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))


def squeezed(text: str) -> str:
    """Visible text with every run of white space as one space, none at the ends."""
    return " ".join(visible(text).split())


def bare(text: str) -> str:
    """Half-width, every script's digits as ASCII, no white space: how numbers, dates and codes are read."""
    if _PLAIN.fullmatch(text):
        return text
    kept = _SPACES.sub("", half_width(visible(text)))
    return kept if kept.isascii() else "".join(str(unicodedata.decimal(one, one)) for one in kept)


def starts_formula(text: str) -> bool:
    """Would a spreadsheet take this text for a formula, now or after the next edit?"""
    return bool(text) and (text[0] in FORMULA_STARTS or text.lstrip(" \u3000")[:1] in FORMULA_STARTS)
