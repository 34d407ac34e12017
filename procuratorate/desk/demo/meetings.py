"""Levels of a demonstration batch, recorded as the prison records them: wards, section, committee, notice, wardens.

Most people go one way together. A planted person may have a `way` of their own: a second sitting, held otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from commutation.models import Batch, Filing, PublicNotice, Sitting
from commutation.selectors.notices import COURT
from commutation.services.closing import close_sitting
from commutation.services.deliberating import Said, agree_rest, deliberate, take_back
from commutation.services.notices import end_notice, post_notice
from commutation.services.sittings import Seat, hold_sitting, plan_sitting, seat_members
from commutation.states.levels import Duty, Level, Outcome
from procuratorate.desk.demo.planted import of_batch
from procuratorate.desk.demo.times import moment
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

CONTACT = "公示期内向刑罚执行科书面或者口头提出，举报箱设在各监区，电话内线 6120"
PLACE = "狱务公开栏、各监区公示栏、罪犯会见室"
MEMBERS = ("邬致远", "沈维岳", "江秋实", "安怀远", "纪南乔", "阮清扬", "施以谦", "文仲平", "霍思齐", "平若谷")
ALIKE = "同意监区意见，该犯确有悔改表现，提请减刑。"
OWN_COMMITTEE = ("eight_members", "no_contact")


@dataclass
class Course:
    """A batch, those who record and sign, and who goes a way of their own (filing → way)."""

    batch: Batch
    clerk: Actor
    head: Actor
    ways: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Batch, clerk: Actor, head: Actor, key: str) -> Course:
        ways = {one.number: one.way for one in of_batch(key) if one.way}
        rows = Filing.objects.filter(batch=batch, number__in=ways)
        return cls(batch, clerk, head, {filing.pk: ways[filing.number] for filing in rows})

    @property
    def wards(self) -> list[Organ]:
        """Those with people on the list."""
        own = Filing.objects.filter(batch=self.batch).values("ward")
        return list(Organ.objects.filter(pk__in=own).order_by("path"))

    def apart(self, *ways: str) -> list[Filing]:
        """Those who go one of these ways, as they stand now."""
        own = [pk for pk, way in self.ways.items() if way in ways]
        return list(Filing.objects.filter(pk__in=own).select_related("batch", "prison").order_by("number"))


def hold(course: Course, level: Level, organ: Organ, opened: datetime, seats: Iterable[Seat] = ()) -> Sitting:
    """A sitting of `level`, its record open."""
    day = opened.date()
    sitting = plan_sitting(batch=course.batch, level=level, organ=organ, held_on=day, actor=course.clerk, at=opened)
    if given := list(seats):
        seat_members(sitting=sitting, actor=course.clerk, version=sitting.version, seats=given, at=opened)
        sitting.refresh_from_db()
    hold_sitting(sitting=sitting, actor=course.clerk, at=opened)
    return sitting


def agree(course: Course, sitting: Sitting, signed: datetime, without: Collection[Filing] = ()) -> None:
    """Everybody agreed but those left for another sitting; signed."""
    agree_rest(sitting=sitting, actor=course.clerk, at=signed)
    spoken = set(sitting.deliberations.values_list("filing", flat=True))
    for filing in without:
        if filing.pk in spoken:
            take_back(sitting=sitting, filing=filing, actor=course.clerk, at=signed)
    close_sitting(sitting=sitting, actor=course.head, at=signed)


def say(course: Course, sitting: Sitting, filings: Iterable[Filing], signed: datetime, words: str = "") -> None:
    """These alone agreed, in these words; signed."""
    for filing in filings:
        said = Said(Outcome.AGREED, words=words)
        deliberate(sitting=sitting, filing=filing, said=said, actor=course.clerk, at=signed)
    close_sitting(sitting=sitting, actor=course.head, at=signed)


def seats(count: int, chair: str = MEMBERS[0]) -> list[Seat]:
    """So many members, all present and signed, the first in the chair."""
    return [
        Seat(name, duty=Duty.CHAIR if name == chair else Duty.MEMBER, present=True, signed=True)
        for name in MEMBERS[:count]
    ]


def ward_seats(place: int) -> list[Seat]:
    names = (f"监区长{place + 1}", f"教导员{place + 1}", f"责任警察{place + 1}甲", f"责任警察{place + 1}乙")
    return [
        Seat(name, duty=Duty.MEMBER if n else Duty.CHAIR, present=True, signed=True) for n, name in enumerate(names)
    ]


def through_wards(course: Course, meeting: date, heads: date) -> None:
    """Every ward's meeting, then its head's."""
    odd = course.apart("same_minute", "same_words")
    for place, ward in enumerate(course.wards):
        roster = ward_seats(place)
        own = [one for one in odd if one.ward_id == ward.pk]
        for level, day, hour in ((Level.WARD, meeting, 9), (Level.WARD_HEADS, heads, 15)):
            sitting = hold(course, level, ward, moment(day, f"{hour:02d}:00:00"), roster)
            agree(course, sitting, moment(day, f"{hour + 1:02d}:{2 + place * 5:02d}:11"), own)
        _oddly(course, ward, heads, roster)


def _oddly(course: Course, ward: Organ, day: date, roster: list[Seat]) -> None:
    """Recorded at both levels in one minute, or in one and the same words."""
    for way, clocks, words in (
        ("same_minute", ("16:40:09", "16:40:41"), ""),
        ("same_words", ("16:51:09", "17:02:30"), ALIKE),
    ):
        own = [one for one in course.apart(way) if one.ward_id == ward.pk]
        for level, clock in zip((Level.WARD, Level.WARD_HEADS), clocks, strict=True):
            if own:
                say(course, hold(course, level, ward, moment(day, clock), roster), own, moment(day, clock), words)


def through_section(course: Course, day: date) -> None:
    """刑罚执行科 reviews and signs."""
    sitting = hold(course, Level.SECTION, course.batch.prison, moment(day, "08:40:00"))
    agree(course, sitting, moment(day, "17:21:36"))


def through_committee(course: Course, day: date) -> None:
    """The committee; those with a committee of their own meet after it."""
    prison, apart = course.batch.prison, course.apart(*OWN_COMMITTEE)
    sitting = hold(course, Level.COMMITTEE, prison, moment(day, "09:00:00"), seats(10))
    agree(course, sitting, moment(day, "11:48:02"), apart)


def later_committee(course: Course, way: str, day: date, members: int) -> None:
    """A second meeting, for those left from the first."""
    if own := course.apart(way):
        opened, signed = moment(day, "14:30:00"), moment(day, "15:36:20")
        say(course, hold(course, Level.COMMITTEE, course.batch.prison, opened, seats(members)), own, signed)


def announce(course: Course, first: date, last: date, contact: str = CONTACT, scope: str = COURT) -> PublicNotice:
    """Post whom the committee passed."""
    return post_notice(
        batch=course.batch, scope=scope, place=PLACE, posted_on=first, until_on=last, contact=contact,
        actor=course.clerk, at=moment(first, "10:20:00"),
    )  # fmt: skip


def end_all(course: Course, day: date) -> None:
    """Register every notice as hung to its end."""
    for notice in course.batch.notices.all():
        end_notice(notice=notice, actor=course.clerk, at=moment(day, "08:31:00"))


def through_wardens(course: Course, day: date, only: Collection[Filing] = ()) -> None:
    """The wardens' meeting: all whose turn it is, or these alone."""
    sitting = hold(course, Level.WARDENS, course.batch.prison, moment(day, "14:00:00"), seats(6))
    signed = moment(day, "16:24:50")
    if only:
        say(course, sitting, only, signed)
    else:
        agree(course, sitting, signed)
