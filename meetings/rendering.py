"""The minutes as text: drafted from what was noted, and as the facts of their sheet (GB/T 9704-2012 层次)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from meetings.models import AgreedItem, Attendance, Countersign, Item, Meeting, Minutes
from meetings.states import Outcome, Presence
from procuratorate.lib.clock import day_of

ORDINALS = "一二三四五六七八九十"
Sections = list[tuple[int, str]]


def ordinal(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{ORDINALS[tens - 1]}十"
    return head + (ORDINALS[ones - 1] if ones else "")


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def dated(meeting: Meeting) -> str:
    """The day the minutes bear: of their issue; until then it stays open."""
    return day_words(day_of(meeting.issued_at)) if meeting.issued_at else "　年　月　日"


def first_draft(meeting: Meeting, items: Sequence[Item]) -> Sections:
    """Lead, the items that were agreed or go upward, then those to be studied. Withdrawn ones leave no trace."""
    told = [one for one in items if one.outcome in (Outcome.AGREED, Outcome.UPWARD)]
    later = [one for one in items if one.outcome == Outcome.LATER]
    sections: Sections = [(0, _lead(meeting))]
    for place, item in enumerate(told, 1):
        sections += [(1, f"{ordinal(place)}、{item.title}"), *_body(item)]
    if later:
        sections.append((1, f"{ordinal(len(told) + 1)}、会后研究事项"))
        sections += [(0, f"{place}.{_later(one)}") for place, one in enumerate(later, 1)]
    return sections


def _lead(meeting: Meeting) -> str:
    chair = next((one.name for one in meeting.people.all() if one.chairs and one.came_at), "")
    who = f"，{chair}主持" if chair else ""
    where = f"在{meeting.place}" if meeting.place else ""
    return (
        f"{day_words(meeting.held_on)}，{_full(meeting.office)}与{_full(meeting.site)}{where}召开{meeting.title}{who}。"
        "现将会议议定事项纪要如下："
    )


def _full(organ: Any) -> str:
    """An office with the 院 it belongs to."""
    house = organ.house
    return organ.name if house is None or house.pk == organ.pk else f"{house.name}{organ.name}"


def _body(item: Item) -> Iterable[tuple[int, str]]:
    for line in filter(None, (line.strip() for line in item.background.splitlines())):
        yield 0, line
    agreed = list(item.agreed.all())
    if agreed:
        yield 0, "会议议定：" if item.outcome == Outcome.AGREED else "会议决定报请上级研究："
    for place, one in enumerate(agreed, 1):
        yield 0, f"{place}.{_agreed(one)}"
    if item.dissent:
        yield 0, _stop(item.dissent)


def stands_in(one: AgreedItem, sections: Iterable[Sequence[Any]]) -> bool:
    """Whether a paragraph says these words, this unit and this day."""
    day = day_words(one.due_on) if one.due_on else "即日"
    wanted = [_solid(one.words).rstrip("。！？；"), _solid(one.unit), day]
    return any(all(part in _solid(words) for part in wanted) for _, words in sections)


def _solid(words: str) -> str:
    return "".join(words.split())


def _agreed(one: AgreedItem) -> str:
    until = f"时限：{day_words(one.due_on)}" if one.due_on else "即日起执行"
    person = f"，责任人：{one.person}" if one.person else ""
    return f"{_stop(one.words)}责任单位：{one.unit}{person}，{until}。"


def _later(item: Item) -> str:
    said = f"{_stop(item.title)}{item.background.strip()}"
    return said + (_stop(item.dissent) if item.dissent else "")


def _stop(words: str) -> str:
    words = words.strip()
    return words if words.endswith(("。", "！", "？", "；")) else f"{words}。"


def attended(people: Iterable[Attendance]) -> list[list[Any]]:
    """[[出席, names], [请假, …], [列席, …]]; who came for somebody else is named as such."""
    rows = list(people)
    came = [_name(one) for one in rows if one.came_at and not one.sits_in]
    away = [_name(one) for one in rows if one.presence == Presence.EXCUSED and not one.sits_in]
    sat = [one.name for one in rows if one.came_at and one.sits_in]
    return [[label, names] for label, names in (("出席", came), ("请假", away), ("列席", sat)) if names]


def _name(one: Attendance) -> str:
    if one.presence == Presence.SUBSTITUTED:
        return f"{one.note}（代{one.name}）"
    return f"{one.name}（{one.note}）" if one.note else one.name


def facts_of(
    meeting: Meeting, text: Minutes, people: Sequence[Attendance], signed: Sequence[Countersign]
) -> dict[str, Any]:
    """What the sheet is filled with. The signatures stand as a last line: minutes bear no seal (公文处理条例)."""
    told = attended(people)
    if signed:
        told.append(["会签", [f"{one.name}（{one.organ.short_name}，{one.at:%Y-%m-%d}）" for one in signed]])
    other = meeting.guest
    return {
        "mark": "联席会议纪要",
        "title": f"{meeting.title}议定事项",
        "sections": text.sections,
        "attended": told,
        "copies": [_full(other)],
        "printed_by": _full(meeting.host),
        "sm3": text.content_hash,
    }
