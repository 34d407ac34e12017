"""The register by kind and by what presses; property judgments not performed, of people within reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from procuratorate.community.law import Outside, Point, points
from procuratorate.community.models import Event, Inquiry, Subject
from procuratorate.community.states import Act, Kind, SubjectState
from procuratorate.custody.models import Custody, PropertyItem
from procuratorate.custody.states import Closing, PropertyKind
from procuratorate.organs.actors import Actor

TABS = {"": "在册", "awaited": "待报到", "lost": "脱离监管", "ended": "已终结", "all": "全部"}


@dataclass(frozen=True)
class Row:
    """A line of the register with what stands out."""

    subject: Subject
    points: tuple[Point, ...]


def listed(actor: Actor, kind: str, tab: str, words: str) -> Any:
    """Subjects of one's own house, the next to end first."""
    rows = Subject.objects.visible_to(actor)
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if tab in {SubjectState.AWAITED, SubjectState.LOST, SubjectState.ENDED}:
        rows = rows.filter(state=tab)
    elif tab != "all":
        rows = rows.living()
    if words.strip():
        rows = rows.filter(Q(name__contains=words.strip()) | Q(body__contains=words.strip()))
    told = Prefetch("events", Event.objects.order_by("on", "pk"), to_attr="told")
    return rows.select_related("office", "clock").prefetch_related(told).order_by("state", "until", "pk")


def counts(actor: Actor) -> dict[str, int]:
    rows = Subject.objects.visible_to(actor)
    return {kind: rows.living().filter(kind=kind).count() for kind in Kind.values}


def row_of(subject: Any, on: date) -> Row:
    """`subject.told` are its events in order."""
    return Row(subject, points(facts_of(subject), on))


def facts_of(subject: Any) -> Outside:
    """The course as the law asks for it: measures of an earlier time out of supervision do not count for this one."""
    lost = _last(subject, Act.LOST)
    since = lost or date.min
    return Outside(
        kind=subject.kind, effective_on=subject.effective_on, papers_due=subject.papers_due,
        papers_on=_last(subject, Act.PAPERS), arrive_due=subject.arrive_due, arrived_on=_last(subject, Act.ARRIVED),
        lost_on=lost, found_on=_last(subject, Act.FOUND, since) if lost else None,
        admonished_on=_last(subject, Act.ADMONISHED, since), warned_on=_last(subject, Act.WARNED, since),
        proposed_on=_last(subject, Act.PROPOSED), decided_on=_last(subject, Act.DECIDED),
        taken_on=_last(subject, Act.TAKEN), until=subject.until, ended_on=_last(subject, Act.ENDED),
    )  # fmt: skip


def _last(subject: Any, act: Act, since: date = date.min) -> date | None:
    days = [one.on for one in subject.told if one.act == act and one.on >= since]
    return max(days, default=None)


@dataclass(frozen=True)
class Owed:
    """One person's property judgment that is not performed as far as the dossier says."""

    custody: Custody
    items: list[PropertyItem]
    unpaid: Decimal
    inquiry: Inquiry | None


DONE = (Closing.PERFORMED, Closing.EXEMPTED, Closing.SETTLED, Closing.TERMINATED)


def owing(actor: Actor) -> Any:
    """Stays within reach of people with an item that is neither paid nor closed for good, the site's order."""
    left = PropertyItem.objects.filter(person_id=OuterRef("person_id")).exclude(closing__in=DONE)
    left = left.exclude(paid__gte=F("ordered"), ordered__isnull=False)
    rows = Custody.objects.visible_to(actor).open()
    return rows.filter(Exists(left)).select_related("person", "organ").order_by("organ", "number")


def owed(stays: list[Custody], actor: Actor) -> list[Owed]:
    """Three questions for a page."""
    people = [one.person_id for one in stays]
    items: dict[int, list[PropertyItem]] = {}
    for item in PropertyItem.objects.filter(person__in=people).exclude(closing__in=DONE).order_by("pk"):
        items.setdefault(item.person_id, []).append(item)
    asked = {one.person_id: one for one in Inquiry.objects.visible_to(actor).filter(person__in=people).order_by("pk")}
    return [
        Owed(one, items.get(one.person_id, []), _unpaid(items.get(one.person_id, [])), asked.get(one.person_id))
        for one in stays
    ]


def _unpaid(items: list[PropertyItem]) -> Decimal:
    counted = [one for one in items if one.kind != PropertyKind.CONFISCATION_ALL]  # never an unpaid remainder (F14)
    return sum((one.unpaid or Decimal(0) for one in counted), Decimal(0))
