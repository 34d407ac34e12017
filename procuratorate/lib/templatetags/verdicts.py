"""Signs and clocks: what the law answers, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.template import Library

register = Library()
WORDS = {
    "met": "符合",
    "breach": "不符合",
    "unsure": "无法判断",
    "soon": "提醒",
    "na": "不适用",
}
WEEKEND = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]


@register.inclusion_tag("parts/sign.html")
def sign(kind: str, text: str = "") -> dict[str, str]:
    """A verdict by shape, word and colour. Kinds: met, breach, unsure, soon, na."""
    if kind not in WORDS:
        raise ValueError(f"no such sign: {kind}")
    return {"kind": kind, "text": text or WORDS[kind]}


@register.inclusion_tag("parts/found.html")
def found(breach: int = 0, soon: int = 0, unsure: int = 0) -> dict[str, int]:
    """The short count of signs, for lists. Zeroes are not drawn."""
    return {"breach": breach, "soon": soon, "unsure": unsure}


@register.inclusion_tag("parts/law.html")
def law(line: Any) -> dict[str, Any]:
    """One criterion: `kind, word, name, why, cite, standing, extra, evidence, evidence_url, pick`."""
    return {"line": line}


@register.inclusion_tag("parts/clock.html")
def clock(face: Any, size: str = "") -> dict[str, Any]:
    """A deadline as a chip; unless `face.plain`, it opens to the worked sum. `size="lg"` for the head of a page.

    `face`: css, left, right, title, lines of (day, counted, why), sentence, article, warnings, plain; and where known
    nature (约定 or 法定), start, stops, on (today), due (dates).
    """
    return {
        "face": face,
        "size": size,
        "days": list(_days(face)) if face and not face.plain else [],
    }


def _days(face: Any) -> Iterator[dict[str, str]]:
    """Each day of the sum with its place in the count: counted days get their ordinal, skipped ones their reason."""
    ordinal = 0
    lines: Iterable[tuple[dt.date, bool, str]] = face.lines or ()
    for day, counted, why in lines:
        ordinal += counted
        word = (why or f"第 {ordinal} 日") if counted else f"{why or WEEKEND[day.weekday()]} 跳过"
        yield {"day": f"{day:%m-%d}", "word": word, "css": _day_css(face, day, counted)}


def _day_css(face: Any, day: dt.date, counted: bool) -> str:
    if not counted:
        return "skip"
    on, due = getattr(face, "on", None), getattr(face, "due", None)
    if day == on:
        return "now"
    if day == due:
        return "due"
    return "past" if on and day < on else ""
