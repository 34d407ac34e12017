"""Signs and clocks: what the law answers, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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


@register.simple_tag
def found(breach: int = 0, soon: int = 0, unsure: int = 0) -> SafeString:
    """The short count of signs, for lists. Zeroes are not drawn."""
    counts = (("r", "疑点", breach), ("y", "提醒", soon), ("g", "无法判断", unsure))
    drawn = ((css, word, count, count, word) for css, word, count in counts if count)
    told = format_html_join("", '<span class="{}" title="{} {}">{}<span class="vh"> {}</span></span>', drawn)
    return format_html('<span class="found">{}</span>', told)


@register.inclusion_tag("parts/law.html")
def law(line: Any) -> dict[str, Any]:
    """One criterion: `kind, word, name, why, cite, standing, extra, evidence, evidence_url, pick`."""
    return {"line": line}


@register.simple_tag
def clock(face: Any, size: str = "") -> SafeString:
    """A deadline as a chip; unless `face.plain`, it opens to the worked sum. `size="lg"` for the head of a page.

    `face`: css, left, right, title, lines of (day, counted, why), sentence, article, warnings, plain; and where known
    nature (约定 or 法定), start, stops, on (today), due (dates).
    """
    if not face:
        return SafeString("")
    if face.plain:
        right = format_html("<i>{}</i>", face.right) if face.right else ""
        chip = '<span class="clock plain {} {}"><b>{}</b>{}</span>'
        return format_html(chip, face.css, size, face.left, right)
    days = format_html_join("", '<span class="{}"><b>{}</b>{}{}</span>', _days(face))
    return render_to_string("parts/clock.html", {"face": face, "size": size, "days": days})


def _days(face: Any) -> Iterator[tuple[str, str, str, str]]:
    """Each day of the sum with its place in the count: counted days get their ordinal, skipped ones their reason.

    Drawn here and not in a template: a list of fifty clocks has a thousand of them.
    """
    ordinal = 0
    lines: Iterable[tuple[dt.date, bool, str]] = face.lines or ()
    for day, counted, why in lines:
        ordinal += counted
        word = (why or f"第 {ordinal} 日") if counted else f"{why or WEEKEND[day.weekday()]} 跳过"
        css = _day_css(face, day, counted)
        yield css, f"{day:%m-%d}", "今 " if css == "now" else "", word


def _day_css(face: Any, day: dt.date, counted: bool) -> str:
    if not counted:
        return "skip"
    on, due = getattr(face, "on", None), getattr(face, "due", None)
    if day == on:
        return "now"
    if day == due:
        return "due"
    return "past" if on and day < on else ""
