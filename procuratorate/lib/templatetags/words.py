"""Filters: names, moments in Beijing time, sizes; and the difference between two texts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from difflib import SequenceMatcher

from django.template import Library
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from procuratorate.lib import names
from procuratorate.lib.clock import SHANGHAI
from procuratorate.lib.law import citations

register = Library()
Moment = dt.datetime | dt.date | None
WEEKDAYS = "一二三四五六日"
CHANCE = 3


@register.filter
def masked(name: object) -> str:
    """祁某某: for titles, arrivals, walls, whatever others may read."""
    return names.mask(str(name or ""))


@register.filter
def cited(article: object) -> str:
    """规则 635: an article as a list has room for it; put the full words in the title."""
    return citations.cited(str(article or ""))


@register.filter
def rare(name: object) -> SafeString:
    """A name whose rare characters are set in faces that have them, with their code point to check."""
    text = str(name or "")
    strange = names.rare_characters(text)
    if not strange:
        return escape(text)
    return format_html_join("", "{}", ((_rare(one) if one in strange else one,) for one in text))


def _rare(character: str) -> SafeString:
    return format_html('<span class="rare" title="罕用字 U+{}">{}</span>', f"{ord(character):04X}", character)


def _beijing(moment: Moment, form: str) -> str:
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        moment = moment.astimezone(SHANGHAI)
    return moment.strftime(form) if moment else ""


@register.filter
def at(moment: Moment) -> str:
    """2026-11-20 09:22:07: where receipt matters."""
    return _beijing(moment, "%Y-%m-%d %H:%M:%S")


@register.filter
def shortat(moment: Moment) -> str:
    """11-20 09:22:07: the same within a year everyone knows."""
    return _beijing(moment, "%m-%d %H:%M:%S")


@register.filter
def timeofday(moment: Moment) -> str:
    """09:22:07."""
    return _beijing(moment, "%H:%M:%S")


@register.filter
def day(moment: Moment) -> str:
    """2026-11-20."""
    return _beijing(moment, "%Y-%m-%d")


@register.filter
def shortday(moment: Moment) -> str:
    """11-20."""
    return _beijing(moment, "%m-%d")


@register.filter
def weekday(moment: Moment) -> str:
    """星期五."""
    return f"星期{WEEKDAYS[int(_beijing(moment, '%u')) - 1]}" if moment else ""


@register.filter
def commas(number: int | None) -> str:
    """3,000."""
    return f"{number or 0:,}"


@register.filter
def yuan(amount: Decimal | None) -> str:
    """18,000元, 1,200.50元."""
    return "" if amount is None else f"{amount:,.2f}".removesuffix(".00") + "元"


@register.filter
def size(octets: float | None) -> str:
    """1.5 MB: sizes of files, in steps of 1024."""
    amount, unit = float(octets or 0), "B"
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1024 or unit == "GB":
            break
        amount /= 1024
    return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"


@register.filter
def lasting(seconds: float | None) -> str:
    """3 分 20 秒: time left or taken."""
    whole = max(0, round(seconds or 0))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


@register.simple_tag
def difference(old: str, new: str) -> SafeString:
    """`new` with what it adds to `old` in <ins>, what it drops in <del>; chance likeness counts as changed."""
    return format_html_join("", "{}", ((_change(*run),) for run in _runs(old or "", new or "")))


def _runs(old: str, new: str) -> list[tuple[bool, str, str]]:
    """Runs of (same, old text, new text). Fewer than CHANCE equal characters between two changes are no island."""
    runs: list[tuple[bool, str, str]] = []
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (operation, a, b, c, d) in enumerate(opcodes):
        is_island = operation == "equal" and (b - a >= CHANCE or place in (0, len(opcodes) - 1))
        if runs and not runs[-1][0] and not is_island:
            runs[-1] = (False, runs[-1][1] + old[a:b], runs[-1][2] + new[c:d])
        else:
            runs.append((is_island, old[a:b], new[c:d]))
    return runs


def _change(same: bool, old: str, new: str) -> str:
    if same:
        return new
    gone = format_html("<del>{}</del>", old) if old else SafeString("")
    come = format_html("<ins>{}</ins>", new) if new else SafeString("")
    return gone + come


@register.simple_tag
def key(strokes: str) -> SafeString:
    """A key as it is printed on the keyboard."""
    return format_html("<kbd>{}</kbd>", strokes)
