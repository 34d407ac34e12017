"""Which levels and organs an officer may arrange sittings for, and what has been held in a batch."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When

from commutation.models import Batch, SitIn, Sitting
from commutation.permissions.levels import WARD_STAFF
from commutation.routes import OF_BUREAU, OF_WARDS
from commutation.states.levels import Level, SitInState
from procuratorate.custody.querysets import recused_from
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import CENTRE_STAFF, Kind

OF_PRISONS = (*sorted(OF_WARDS, key=list(Level).index), Level.SECTION, Level.COMMITTEE, Level.WARDENS)


def levels_open_to(actor: Actor) -> list[Level]:
    """Levels whose sittings an officer records: a ward its own, the section all of its prison and the bureau's, a
    centre its own meeting and the review of the city police it was sent."""
    if actor.role in CENTRE_STAFF:
        return [Level.CENTRE, Level.CITY_POLICE]
    if actor.role in WARD_STAFF:
        return [level for level in OF_PRISONS if level in OF_WARDS]
    return [*OF_PRISONS, *sorted(OF_BUREAU, key=list(Level).index)]


def organs_open_to(actor: Actor, batch: Batch) -> QuerySet[Organ]:
    """Who may have met: wards within the actor's own house, the prison, the bureau above it."""
    wards = Q(pk__in=actor.home, kind__in=[Kind.WARD, Kind.SUBWARD], house=batch.prison_id)
    if actor.role in WARD_STAFF:
        return Organ.objects.filter(wards).order_by("path")
    bureau = Q(pk=batch.prison.parent_id, kind=Kind.BUREAU)
    rows = Organ.objects.filter(wards | Q(pk=batch.prison_id) | bureau)
    return rows.order_by(Case(When(kind=Kind.BUREAU, then=1), default=0), "path")


def held_in(batch: Batch, actor: Actor) -> dict[str, list[Sitting]]:
    """Level → its sittings, oldest first, with how many people were spoken of. One query."""
    rows = Sitting.objects.visible_to(actor).filter(batch=batch).select_related("organ", "closed_by", "sit_in")
    found: dict[str, list[Sitting]] = defaultdict(list)
    for row in rows.annotate(people=Count("deliberations")).order_by("held_on", "pk"):
        found[row.level].append(row)
    return found


def sit_ins_of(actor: Actor) -> QuerySet[SitIn]:
    """Invitations within the actor's reach, the latest meeting first."""
    rows: QuerySet[SitIn] = SitIn.objects.visible_to(actor).select_related("prison", "office", "officer", "dispatch")
    return rows.order_by("-held_on", "-pk")


def coming_sit_ins(actor: Actor, on: date) -> list[SitIn]:
    """列席 ahead of the actor's own office, the next first: his calendar. One query."""
    rows = SitIn.objects.filter(office__in=actor.home, held_on__gte=on, state=SitInState.INVITED).select_related(
        "prison"
    )
    return list(rows.order_by("held_on", "pk")[:5])


def listed_people(sit_in: SitIn, actor: Actor) -> list[dict[str, str]]:
    """The list that came with an invitation, without those the reader is recused from."""
    hidden = set(recused_from(actor).values_list("person_id", flat=True))
    return [line for line in sit_in.dispatch.content.get("people", []) if line.get("person") not in hidden]
