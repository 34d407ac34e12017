"""The month as a picture: working days plain, the others hatched, today light."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.template import Library

register = Library()
Month = Sequence[tuple[dt.date, bool]]


@register.inclusion_tag("parts/calendar.html")
def calendar(month: Month | None, today: dt.date | None = None) -> dict[str, Any]:
    """`month`: (day, is a working day) for each day of one month, in order; nothing is drawn without it."""
    days = list(month or ())
    working = sum(is_working for _, is_working in days)
    words = f"{days[0][0]:%Y 年 %m 月}，工作日 {working} 天" if days else ""
    return {"cells": [_cell(day, is_working, today) for day, is_working in days], "words": words}


def _cell(day: dt.date, is_working: bool, today: dt.date | None) -> dict[str, Any]:
    row, column = (day.day - 1 + day.replace(day=1).weekday()) // 7, day.weekday()
    x, y = column * 52, row * 44
    return {"day": day.day, "x": x, "y": y, "middle": x + 23, "base": y + 24, "css": _css(day, is_working, today)}


def _css(day: dt.date, is_working: bool, today: dt.date | None) -> str:
    if day == today:
        return "nw"
    if not is_working:
        return "sk"
    return "pa" if today and day < today else ""
