"""Who could be put forward: those not on any list, held against the rules that speak of a person alone.

From when and why, or why not; never how many months, and no order but that of days and numbers (house.md §6).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commutation.dossiers import dossiers
from commutation.facts import asked_of
from commutation.law import OF_PERSON, Almost, almost
from commutation.law import Finding as Answer
from commutation.models import Filing
from commutation.selectors.laws import is_asked_for, lacking_of
from commutation.states import Kind
from prisons.models import Inmate
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import Actor

NOW, SOON, NOT, OPEN = "now", "soon", "not", "open"
TABS = {NOW: "可以提请", SOON: "将满足", NOT: "不符合", OPEN: "无法判断"}
ASKABLE = (Kind.COMMUTATION, Kind.PAROLE)


@dataclass(frozen=True, slots=True)
class Prospect:
    """One person: from when, by which sums; why not; what lacks."""

    inmate: Inmate
    tab: str
    day: date | None
    reasons: list[str]


def pool_of(actor: Actor, kind: Kind) -> QuerySet[Inmate]:
    """Those present within the actor's reach who stand on no list for this."""
    open_filing = Filing.objects.open().filter(inmate=OuterRef("pk"), kind=kind)
    rows: QuerySet[Inmate] = Inmate.objects.visible_to(actor).present()
    return rows.exclude(Exists(open_filing))


def prospects(inmates: QuerySet[Inmate], kind: Kind, at: datetime) -> list[Prospect]:
    """Everybody of `inmates`: about forty queries and some five milliseconds for each; a ward at a time."""
    people = list(inmates.select_related("person", "ward", "sentence").order_by("number"))
    thought = {one.inmate_id: one for one in _thought(people, inmates, kind, at)}
    asked = asked_of(thought.values(), of_prison=True)
    told = [
        _prospect(one, almost(asked[thought[one.pk].pk].facts, on=day_of(at), only=OF_PERSON), day_of(at))
        for one in people
    ]
    return sorted(told, key=lambda one: (one.day or date.max, one.inmate.number))


def _thought(people: Iterable[Inmate], inmates: QuerySet[Inmate], kind: Kind, at: datetime) -> list[Filing]:
    """A filing thought of for each, stored nowhere: its number is the inmate's, negative, so that no row answers it."""
    routes = {one.inmate_id: one.route(kind) for one in dossiers(inmates).values()}
    return [
        Filing(
            pk=-one.pk, batch_id=0, prison_id=one.prison_id, ward_id=one.ward_id, inmate_id=one.pk, kind=kind,
            person_id=one.person_id, number=one.number, route=routes[one.pk], nominated_at=at,
        )
        for one in people
    ]  # fmt: skip


def _prospect(inmate: Inmate, told: Almost, on: date) -> Prospect:
    open_ = [one for one in told.open if one.rule.waits or is_asked_for(one)]
    if told.bars:
        return Prospect(inmate, NOT, None, _texts(told.bars))
    if told.day is None or open_:
        lacking = [f"{one.rule.title}：还缺{'、'.join(lacking_of(one))}" for one in open_]
        return Prospect(inmate, OPEN, None, lacking or ["后来施行的规定使日期推算不出，请承办人判断"])
    soon = told.day > on
    return Prospect(inmate, SOON if soon else NOW, told.day, _texts(told.waits if soon else told.past))


def _texts(answers: Iterable[Answer]) -> list[str]:
    return [one.text for one in answers]


def counted(rows: Iterable[Prospect]) -> list[tuple[str, str, Any]]:
    """The tabs with how many stand under each."""
    tabs = [one.tab for one in rows]
    return [(tab, label, tabs.count(tab)) for tab, label in TABS.items()]
