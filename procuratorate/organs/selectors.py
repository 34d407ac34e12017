"""What the administrators' pages show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Model, Prefetch, Q, QuerySet

from procuratorate.organs.actors import Actor
from procuratorate.organs.competence import Act, Competent, competent
from procuratorate.organs.models import Assignment, Competence, NamedGrant, Officer, Organ, Pairing, Token
from procuratorate.organs.reach import actor_for, current_assignment
from procuratorate.organs.states import LEADERS, Kind, Role


@dataclass
class Node:
    """A line of the tree: the organ, how deep, how many officers, who supervises it or whom it supervises."""

    organ: Organ
    depth: int
    officers: int
    pairings: list[str] = field(default_factory=list)


def tree(actor: Actor, on: date, *, closed: bool = False) -> list[Node]:
    """The administrator's own subtree, parents before their parts."""
    rows = Organ.objects.filter(pk__in=actor.home).order_by("path")
    organs = [organ for organ in rows if closed or organ.until is None or organ.until >= on]
    least = min((organ.path.count("/") for organ in organs), default=0)
    counts, pairs = _officers(organs, on), _pairings(organs, on)
    organs.sort(key=lambda organ: [int(part) for part in organ.path.strip("/").split("/")])
    return [Node(o, o.path.count("/") - least, counts.get(o.pk, 0), pairs[o.pk]) for o in organs]


def _officers(organs: Iterable[Organ], on: date) -> dict[int, int]:
    rows = Assignment.objects.on(on).filter(organ__in=list(organs)).values("organ")
    return {row["organ"]: row["n"] for row in rows.annotate(n=Count("officer", distinct=True))}


def _pairings(organs: Iterable[Organ], on: date) -> dict[int, list[str]]:
    told: dict[int, list[str]] = defaultdict(list)
    wanted = list(organs)
    rows = Pairing.objects.on(on).filter(Q(procuratorate__in=wanted) | Q(counterpart__in=wanted))
    for row in rows.select_related("procuratorate", "counterpart"):
        told[row.procuratorate_id].append(row.counterpart.short_name)
        told[row.counterpart_id].append(row.procuratorate.name)
    return told


def officers(actor: Actor, on: date, *, query: str = "", organ: int | None = None) -> QuerySet[Officer]:
    """Officers of the administrator's house, found by name, initials or number, with the posts they hold."""
    rows: QuerySet[Officer] = Officer.objects.of_home(actor)
    if query:
        rows = rows.filter(Q(name__icontains=query) | Q(number__icontains=query) | Q(initials__icontains=query.lower()))
    if organ:
        rows = rows.filter(assignments__organ_id=organ)
    held = Assignment.objects.on(on).select_related("organ", "acting_for__officer").order_by("since")
    return rows.prefetch_related(Prefetch("assignments", held, to_attr="held")).order_by("number").distinct()


def posts_of(officer: Officer) -> QuerySet[Assignment]:
    """Every post the officer held, holds or will hold, newest first."""
    rows = Assignment.objects.filter(officer=officer).select_related("organ", "acting_for__officer")
    acting = Assignment.objects.filter(revoked_at=None).select_related("officer").order_by("since", "pk")
    return rows.prefetch_related(Prefetch("substitutes", acting)).order_by("-since", "-pk")


def pairings_of(organ: Organ) -> QuerySet[Pairing]:
    """Whom an organ supervises and who supervises it, with its history."""
    rows = Pairing.objects.filter(Q(procuratorate=organ) | Q(counterpart=organ))
    return rows.select_related("procuratorate", "counterpart").order_by("-since")


def tokens_of(organ: Organ) -> QuerySet[Token]:
    """Tokens that act in posts of this organ."""
    rows = Token.objects.filter(assignment__organ=organ)
    return rows.select_related("assignment__officer").order_by("-pk")


@dataclass(frozen=True)
class Line:
    """Of the table of competence: an act, the kind of decider it is asked for, and who acts."""

    act: str
    decider: str
    answer: Competent | None


def competence_table(site: Organ, on: date) -> list[Line]:
    """Who acts for one site: for every act, once for each decider the law distinguishes."""
    asked = [(act, decider) for act in Act for decider in _deciders(act, site)]
    return [
        Line(act.label, decider.name if decider else "—", competent(act, site, decider, on)) for act, decider in asked
    ]


def _deciders(act: Act, site: Organ) -> list[Organ | None]:
    kinds = {
        Act.RULING_OBJECTION: [Kind.COURT],
        Act.OUTSIDE_DECISION_OBJECTION: [Kind.BUREAU, Kind.POLICE],
        Act.OVER_DETENTION: [Kind.POLICE, Kind.COURT],
    }.get(act)
    if kinds is None:
        return [None]
    return list(Organ.objects.filter(kind__in=kinds, until=None).order_by("kind", "path")[:12])


def holds(actor: Actor, permission: str, target: Model, on: date) -> bool:
    """Whether the officer was named for `permission` on this object, and still is on a day. `has_perm` knows no end."""
    rows = NamedGrant.objects.filter(officer_id=actor.officer_id or 0, permission=permission, revoked_at=None)
    return rows.filter(target_type=target._meta.label_lower, target_id=str(target.pk), until__gte=on).exists()


def overrides_of(site: Organ) -> QuerySet[Competence]:
    """A province's own decisions for this site, with their history."""
    rows = Competence.objects.filter(site=site).select_related("decider", "procuratorate")
    return rows.order_by("act", "-since")


def actor_by_number(number: str, on: date) -> Actor | None:
    """The actor an officer is on a day, in the first post held: for commands, which act in somebody's name."""
    officer = Officer.objects.filter(number=number, is_active=True).first()
    post = current_assignment(officer.pk, None, on) if officer else None
    return actor_for(post, on) if post else None


def takers_of(post: Assignment, on: date) -> list[Assignment]:
    """The deputies of a post's own house, who may act in it for a time: never its holder."""
    rows = Assignment.objects.on(on).filter(organ__house=post.organ.house_id, role=Role.DEPUTY_CHIEF, acting_for=None)
    rows = rows.exclude(officer=post.officer_id).filter(officer__is_active=True)
    return list(rows.select_related("officer", "organ").order_by("officer__number"))


def delegations_of(actor: Actor) -> QuerySet[Assignment]:
    """Who acted for whom among the leaders of the own house, the newest first."""
    rows = Assignment.objects.filter(organ__in=actor.desks, role__in=LEADERS, acting_for__isnull=False)
    return rows.select_related("officer", "organ", "acting_for__officer").order_by("-since", "-pk")
