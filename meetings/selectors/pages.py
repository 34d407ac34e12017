"""What the pages show: series with what is due, one meeting whole, what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.clocks import SOON, Half, half_of
from meetings.models import AgreedItem, Aside, Item, Meeting, Minutes, Series
from meetings.states import BEFORE, HELD, FollowUp, MeetingState
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ, Pairing


@dataclass(frozen=True)
class Standing:
    """A series on a day: the half-year, the meeting held in it or the one coming, how urgent that is."""

    series: Series
    half: Half
    held: Meeting | None
    coming: Meeting | None
    left: int

    @property
    def sign(self) -> tuple[str, str]:
        """(kind, words) of the sign."""
        if self.held:
            return "met", f"本半年已于{self.held.held_on:%m-%d}召开"
        if self.coming:
            return "na", f"定于{self.coming.held_on:%m-%d}召开"
        if self.left <= SOON:
            return "soon", f"本半年尚未召开，剩{self.left}日"
        return "na", "本半年尚未筹备"

    @property
    def is_pressing(self) -> bool:
        return self.held is None and self.coming is None and self.left <= SOON


def standings(actor: Actor, on: date) -> list[Standing]:
    """Every series in sight, as it stands. Two queries."""
    half = half_of(on)
    rows = list(Series.objects.visible_to(actor).select_related("office__house", "site"))
    meetings = list(Meeting.objects.visible_to(actor).filter(series__in=rows, is_special=False))
    return [_standing(one, [m for m in meetings if m.series_id == one.pk], half, on) for one in rows]


def _standing(series: Series, meetings: list[Meeting], half: Half, on: date) -> Standing:
    coming = (MeetingState.PLANNED, MeetingState.CALLED)
    return Standing(
        series,
        half,
        next((one for one in meetings if one.state in HELD and half.holds(one.held_on)), None),
        next((one for one in reversed(meetings) if one.state in coming), None),
        (half.last - on).days,
    )


def meetings_of(actor: Actor) -> Any:
    rows = Meeting.objects.visible_to(actor).select_related(
        "series__office", "office__house", "site__house", "host__house"
    )
    return rows.select_related("dispatch", "paper")


def items_of(meeting: Meeting) -> list[Item]:
    rows = Item.objects.filter(meeting=meeting).select_related("organ").prefetch_related("agreed__organ")
    return list(rows)


def agenda_of(meeting: Meeting, actor: Actor) -> list[Item]:
    """Items with `lines`, what was agreed on them. What the host notes in the room the other side reads once shared."""
    rows = items_of(meeting)
    noted = meeting.state in BEFORE or bool(meeting.shared_at) or actor.owns(meeting.host_id)
    for one in rows:
        one.lines = list(one.agreed.all()) if noted else []  # type: ignore[attr-defined]
        if not noted:
            one.outcome = one.background = ""
    return rows


def asides_of(meeting: Meeting) -> dict[int, str]:
    """What the actor's own house noted beside items (the database shows no other)."""
    return dict(Aside.objects.filter(item__meeting=meeting, organ=meeting.host).values_list("item", "words"))


def versions_of(meeting: Meeting) -> list[Minutes]:
    return list(Minutes.objects.filter(meeting=meeting).select_related("by").prefetch_related("signatures__organ"))


def agreed_rows(actor: Actor) -> Any:
    rows = AgreedItem.objects.visible_to(actor).issued()
    return rows.select_related(
        "item__meeting__office",
        "item__meeting__site",
        "item__meeting__series__office",
        "organ",
        "clock",
        "reporter",
        "reported_by",
        "closed_by",
    )


TABS = {"open": "办理中", "reported": "待核对", "late": "逾期", "closed": "已销号"}


def in_tab(rows: Any, tab: str, on: date) -> Any:
    if tab == "late":
        return rows.overdue(on)
    state = {"open": FollowUp.RUNNING, "reported": FollowUp.REPORTED, "closed": FollowUp.CLOSED}[tab]
    return rows.filter(state=state)


def last_agreed(meeting: Meeting, on: date) -> tuple[int, int, list[AgreedItem]]:
    """Of what was agreed before: how many, how many closed, which are late."""
    rows = list(AgreedItem.objects.filter(item__meeting__series=meeting.series).exclude(item__meeting=meeting).issued())
    return len(rows), sum(one.state == FollowUp.CLOSED for one in rows), [one for one in rows if one.is_late(on)]


def sites_of(actor: Actor, on: date) -> list[tuple[Organ, Organ]]:
    """(office, site) the actor's own house supervises that day and has no series with yet."""
    rows = Pairing.objects.filter(procuratorate__in=actor.home, since__lte=on).exclude(until__lt=on)
    pairs = [(one.procuratorate, one.counterpart) for one in rows.select_related("procuratorate", "counterpart")]
    known = set(Series.objects.visible_to(actor).values_list("office", "site"))
    return [(office, site) for office, site in pairs if (office.pk, site.pk) not in known]
