"""The one door to data: one transaction, one side, one reach (house.md §2, docs/decisions/0002)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q

from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Organ, Pairing
from procuratorate.organs.states import SIDE_OF_KIND, Kind, Role, Side

_current: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current_actor() -> Actor | None:
    """The actor whose door is open, if any."""
    return _current.get()


@contextmanager
def acting_as(actor: Actor) -> Iterator[datetime]:
    """Open the door for `actor`; yields the database's time. Nested doors (a refusal, a test) are savepoints."""
    outer = _current.get()
    with transaction.atomic():
        at = _enter(actor)
        token = _current.set(actor)
        try:
            yield at
        finally:
            _current.reset(token)
    if connection.in_atomic_block:  # a door within a door, or a test's own transaction: SET LOCAL outlives a savepoint
        _restore(outer)


def _restore(outer: Actor | None) -> None:
    if outer is not None:
        _enter(outer)
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")


def _enter(actor: Actor) -> datetime:
    with connection.cursor() as cursor:
        # The role name comes from a closed vocabulary, never from a request.
        cursor.execute(f"SET LOCAL ROLE side_{actor.side.value}")
        cursor.execute(
            "SELECT set_config('app.officer', %s, true), set_config('app.organs', %s, true),"
            " set_config('app.home', %s, true), clock()",
            [str(actor.officer_id or 0), _array(actor.organs), _array(actor.home)],
        )
        at: datetime = cursor.fetchone()[3]
    return at


def _array(ids: tuple[int, ...]) -> str:
    return "{" + ",".join(map(str, ids)) + "}"


def actor_for(assignment: Assignment, on: date) -> Actor:
    """The actor of one assignment on a day: what the officer reaches is worked out anew each time."""
    organ = assignment.organ
    side = side_of(assignment)
    houses = _home(organ)
    home = set(houses)
    return Actor(
        officer_id=assignment.officer_id,
        name=assignment.officer.name,
        organ_id=organ.pk,
        organ_name=organ.name,
        assignment_id=assignment.pk,
        role=Role(assignment.role),
        side=side,
        organs=tuple(sorted(home | _sites(home, on) if side == Side.PROCURATORATE else home)),
        home=tuple(sorted(home)),
        desks=tuple(sorted(pk for pk, house in houses.items() if house == organ.house_id)),
        acting_for=assignment.acting_for.officer.name if assignment.acting_for else "",
    )


def assignments_on(officer_id: int, on: date) -> list[Assignment]:
    """The posts an officer holds on a day, own posts before substitutions."""
    rows = Assignment.objects.on(on).filter(officer_id=officer_id)
    return list(rows.select_related("organ__house", "officer", "acting_for__officer").order_by("acting_for_id", "pk"))


def current_assignment(officer_id: int, chosen: int | None, on: date) -> Assignment | None:
    """The post the officer chose for this session, else the first one held that day."""
    return chosen_of(assignments_on(officer_id, on), chosen)


def chosen_of(posts: Sequence[Assignment], chosen: int | None) -> Assignment | None:
    """Of the posts held that day the one chosen, else the first."""
    return next((row for row in posts if row.pk == chosen), posts[0] if posts else None)


def _home(organ: Organ) -> dict[int, int | None]:
    """Own organ and everything below it, each with its house; a department's officers see their whole house."""
    root = organ.house.path if organ.kind == Kind.DEPARTMENT and organ.house else organ.path
    return dict(Organ.objects.filter(path__startswith=root).values_list("pk", "house_id"))


def _sites(home: set[int], on: date) -> set[int]:
    """The paired places of custody of these procuratorates, with their wards."""
    below = Q(pk__in=[])
    for path in Pairing.objects.on(on).filter(procuratorate__in=home).values_list("counterpart__path", flat=True):
        below |= Q(path__startswith=path)
    return set(Organ.objects.filter(below).values_list("pk", flat=True))


def side_of(assignment: Assignment) -> Side:
    """The side a post stands on: its role first, then the kind of house."""
    if assignment.role in (Role.ADMINISTRATOR, Role.AUDITOR):
        return Side.ADMINISTRATION if assignment.role == Role.ADMINISTRATOR else Side.AUDIT
    organ = assignment.organ
    return SIDE_OF_KIND.get(Kind((organ.house or organ).kind), Side.ANONYMOUS)
