"""What the prison's own records say of many people at once: lists are checked by it, templates filled from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.db.models import Max, Min, Sum

from commutation.ranks import is_senior, of_duty
from commutation.states import Kind, Route
from prisons.models import Commendation, ConductPeriod
from prisons.states import Award, Presence
from procuratorate.custody.models import Alias, PropertyItem, SentenceChange
from procuratorate.custody.states import ChangeKind, Closing, IdKind, PropertyKind, SentenceKind, Sex
from procuratorate.lib.cells import Kind as TermKind
from procuratorate.lib.cells import Term
from procuratorate.lib.sql import among

Kept = TypeVar("Kept", bound=tuple[Any, ...])
_CITIZENS = (IdKind.CITIZEN, IdKind.UNIDENTIFIED)  # other documents have no column in a list


class Dossier(NamedTuple):
    """One inmate's facts. `values` has the keys of `columns.LAYOUT`, where the records say anything."""

    inmate_id: int
    person_id: int
    prison_id: int
    ward_id: int
    number: str
    name: str
    initials: str
    aliases: frozenset[str]
    present: bool
    woman: bool
    kind_now: SentenceKind | None
    for_life: bool
    commuted: bool
    senior: bool
    values: dict[str, Any]

    def route(self, kind: Kind) -> Route:
        """Through whose hands (监狱法2026第46、51—53条；司发通〔2014〕38号): by the sentence as it stands, and rank."""
        if kind == Kind.OUTSIDE_SERVICE:
            return Route.BUREAU
        if self.kind_now in (SentenceKind.LIFE, SentenceKind.SUSPENDED_DEATH):
            return Route.BUREAU_HIGH
        return Route.BUREAU_INTERMEDIATE if self.senior else Route.INTERMEDIATE


class Held(NamedTuple):
    """One wide row for each inmate: five models built for each would take most of the time a list is given."""

    pk: int
    person_id: int
    prison_id: int
    ward_id: int
    number: str
    state: str
    ward: str
    name: str
    initials: str
    sex: str
    id_kind: str
    id_number: str
    sentence_id: int | None
    kind: str
    months: int | None
    restricted: bool
    for_life: bool
    delivered_on: date | None
    starts_on: date | None
    ends_on: date | None
    ends_now: date | None
    judged_on: date | None
    effective_on: date | None
    former_rank: str
    duty: bool


COLUMNS = (
    "pk", "person_id", "prison_id", "ward_id", "number", "state", "ward__short_name", "person__name",
    "person__initials", "person__sex", "person__id_kind", "person__id_number", "sentence_id",
    "sentence__kind", "sentence__months", "sentence__restricted", "sentence__for_life",
    "sentence__delivered_on", "sentence__starts_on", "sentence__ends_on", "sentence__ends_now",
    "sentence__judgment__judged_on", "sentence__judgment__effective_on", "person__former_rank", "duty",
)  # fmt: skip  # as Held has them


class Change(NamedTuple):
    """An earlier commutation."""

    sentence_id: int
    new_kind: str
    ruled_on: date
    served_on: date | None
    months: int | None


class Item(NamedTuple):
    """One property judgment."""

    person_id: int
    kind: str
    ordered: Decimal | None
    paid: Decimal | None
    closing: str
    proof: str


Conduct = Sequence[Any]  # first day, last day, points
NO_CONDUCT: Conduct = (None, None, None)


def dossiers(inmates: Any) -> dict[str, Dossier]:
    """Number → dossier of some inmates (those visible to whoever asks): six queries for any number."""
    rows = [Held._make(row) for row in inmates.order_by().annotate(duty=of_duty("person")).values_list(*COLUMNS)]
    people = [row.person_id for row in rows]
    changes = SentenceChange.objects.filter(among("person_id", people), kind=ChangeKind.COMMUTATION)
    items = PropertyItem.objects.filter(among("person_id", people), judgment__is_prior=False).order_by("pk")
    aliases = Alias.objects.filter(among("person_id", people)).values_list("person_id", "name")
    ids = [row.pk for row in rows]
    shelves = Shelves(
        changes=_shelved(map(Change._make, changes.order_by("ruled_on", "pk").values_list(*Change._fields))),
        items=_shelved(map(Item._make, items.values_list(*Item._fields))),
        aliases=_shelved(aliases),
        conduct=_conduct(ids),
        praise=_praise(ids),
    )
    return {row.number: _dossier(row, shelves) for row in rows}


class Shelves(NamedTuple):
    """What hangs on the inmates, by the key it hangs on."""

    changes: dict[int, list[Change]]
    items: dict[int, list[Item]]
    aliases: dict[int, list[tuple[int, str]]]
    conduct: dict[int, Conduct]
    praise: dict[int, int]


def _shelved(rows: Iterable[Kept]) -> dict[int, list[Kept]]:
    """By the first of their columns."""
    shelf: dict[int, list[Kept]] = defaultdict(list)
    for row in rows:
        shelf[row[0]].append(row)
    return shelf


def _conduct(ids: list[int]) -> dict[int, Conduct]:
    rows = ConductPeriod.objects.filter(among("inmate_id", ids)).order_by().values_list("inmate_id")
    return {pk: rest for pk, *rest in rows.annotate(first=Min("since"), last=Max("until"), total=Sum("points"))}


def _praise(ids: list[int]) -> dict[int, int]:
    rows = Commendation.objects.filter(among("inmate_id", ids), kind=Award.COMMENDATION).order_by()
    return dict(rows.values_list("inmate_id").annotate(times=Sum("count")))


def _dossier(row: Held, shelves: Shelves) -> Dossier:
    commutations = shelves.changes.get(row.sentence_id or 0, [])
    kinds = [row.kind, *(change.new_kind for change in commutations)]
    values = {
        "ward": row.ward,
        "number": row.number,
        "name": row.name,
        "id_number": row.id_number if row.id_kind in _CITIZENS else None,
        "commendations": shelves.praise.get(row.pk),
        **_of_sentence(row),
        **_of_earlier(commutations),
        **_of_conduct(shelves.conduct.get(row.pk, NO_CONDUCT)),
        **_of_property(shelves.items.get(row.person_id, [])),
    }
    return Dossier(
        inmate_id=row.pk,
        person_id=row.person_id,
        prison_id=row.prison_id,
        ward_id=row.ward_id,
        number=row.number,
        name=row.name,
        initials=row.initials,
        aliases=frozenset(name for _, name in shelves.aliases.get(row.person_id, ())),
        present=row.state == Presence.IN,
        woman=row.sex == Sex.FEMALE,
        kind_now=next((SentenceKind(kind) for kind in reversed(kinds) if kind), None),
        for_life=bool(row.for_life),
        commuted=bool(commutations),
        senior=row.duty and is_senior(row.former_rank),  # 司发通〔2014〕38号 is about duty crimes alone
        values={key: value for key, value in values.items() if value not in (None, "")},
    )


def _of_sentence(row: Held) -> dict[str, Any]:
    if row.sentence_id is None:
        return {}
    return {
        "term": Term(TermKind(row.kind), row.months, row.restricted),
        "judged_on": row.judged_on,
        "effective_on": row.effective_on,
        "delivered_on": row.delivered_on,
        "starts_on": row.starts_on,
        "ends_on": row.ends_now or row.ends_on,
    }


def _of_earlier(commutations: list[Change]) -> dict[str, Any]:
    if not commutations:
        return {}
    last = commutations[-1]
    return {"earlier_on": last.ruled_on, "earlier_served_on": last.served_on, "earlier_months": last.months}


def _of_conduct(conduct: Conduct) -> dict[str, Any]:
    first, last, points = conduct
    return {"conduct_since": _month(first), "conduct_until": _month(last), "points": points}


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


def _of_property(items: list[Item]) -> dict[str, Any]:
    if not items:
        return {"performance": "none"}
    proofs = "；".join(item.proof for item in items if item.proof)
    words = "；".join(map(_item, items))
    return {"property": words[:200], "performance": _performance(items), "proof": proofs[:120]}


def _item(item: Item) -> str:
    ordered = f"{item.ordered.normalize():f}元" if item.ordered is not None else ""
    return PropertyKind(item.kind).label + ordered


def _performance(items: list[Item]) -> str | None:
    """How far performed, over all items; None where the records do not say."""
    closings = {item.closing for item in items}
    if closings <= {Closing.PERFORMED, Closing.SETTLED, Closing.EXEMPTED}:
        return "full"
    if closings in ({Closing.TERMINATED}, {Closing.THIS_TIME}):
        return "terminated" if Closing.TERMINATED in closings else "this_time"
    if any(item.paid is None and item.kind != PropertyKind.CONFISCATION_ALL for item in items):
        return None
    return "part" if any(item.paid for item in items) else "not"
