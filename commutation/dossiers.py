"""What the prison's own records say of many people at once: lists are checked by it, templates filled from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, Sum

from commutation.states import Kind, Route
from prisons.models import Commendation, ConductPeriod
from prisons.states import Award, Presence
from procuratorate.custody.models import Alias, PropertyItem, SentenceChange
from procuratorate.custody.states import ChangeKind, Closing, IdKind, PropertyKind, SentenceKind, Sex
from procuratorate.lib.cells import Kind as TermKind
from procuratorate.lib.cells import Term

_CITIZENS = (IdKind.CITIZEN, IdKind.UNIDENTIFIED)  # other documents have no column in a list


@dataclass(frozen=True, slots=True)
class Dossier:
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
    values: dict[str, Any]

    def route(self, kind: Kind) -> Route:
        """Through whose hands (监狱法2026第46、51—53条): by the sentence as it stands now."""
        if kind == Kind.OUTSIDE_SERVICE:
            return Route.BUREAU
        return (
            Route.BUREAU_HIGH
            if self.kind_now in (SentenceKind.LIFE, SentenceKind.SUSPENDED_DEATH)
            else Route.INTERMEDIATE
        )


# One wide row for each inmate: five models built for each would take most of the time a list is given.
COLUMNS = (
    "pk", "person_id", "prison_id", "ward_id", "number", "state", "ward__short_name", "person__name",
    "person__initials", "person__sex", "person__id_kind", "person__id_number", "sentence_id",
    "sentence__kind", "sentence__months", "sentence__restricted", "sentence__for_life",
    "sentence__delivered_on", "sentence__starts_on", "sentence__ends_on", "sentence__ends_now",
    "sentence__judgment__judged_on", "sentence__judgment__effective_on",
)  # fmt: skip
CHANGE = ("sentence_id", "new_kind", "ruled_on", "served_on", "months")
ITEM = ("person_id", "kind", "ordered", "paid", "closing", "proof")
Row = dict[str, Any]


def dossiers(inmates: Any) -> dict[str, Dossier]:
    """Number → dossier of some inmates (those visible to whoever asks): six queries for any number."""
    rows: list[Row] = list(inmates.order_by().values(*COLUMNS))
    people = [row["person_id"] for row in rows]
    changes = SentenceChange.objects.filter(person__in=people, kind=ChangeKind.COMMUTATION).order_by("ruled_on", "pk")
    items = PropertyItem.objects.filter(person__in=people, judgment__is_prior=False).order_by("pk")
    ids = [row["pk"] for row in rows]
    shelves = Shelves(
        changes=_shelved(changes.values(*CHANGE), "sentence_id"),
        items=_shelved(items.values(*ITEM), "person_id"),
        aliases=_shelved(Alias.objects.filter(person__in=people).values("person_id", "name"), "person_id"),
        conduct=_conduct(ids),
        praise=_praise(ids),
    )
    return {row["number"]: _dossier(row, shelves) for row in rows}


@dataclass(frozen=True, slots=True)
class Shelves:
    """What hangs on the inmates, by the key it hangs on."""

    changes: dict[int, list[Row]]
    items: dict[int, list[Row]]
    aliases: dict[int, list[Row]]
    conduct: dict[int, Row]
    praise: dict[int, int]


def _shelved(rows: Iterable[Row], key: str) -> dict[int, list[Row]]:
    shelf: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        shelf[row[key]].append(row)
    return shelf


def _conduct(ids: list[int]) -> dict[int, Row]:
    rows = ConductPeriod.objects.filter(inmate__in=ids).order_by().values("inmate")
    return {row["inmate"]: row for row in rows.annotate(first=Min("since"), last=Max("until"), total=Sum("points"))}


def _praise(ids: list[int]) -> dict[int, int]:
    rows = Commendation.objects.filter(inmate__in=ids, kind=Award.COMMENDATION).order_by().values_list("inmate")
    return dict(rows.annotate(times=Sum("count")))


def _dossier(row: Row, shelves: Shelves) -> Dossier:
    commutations = shelves.changes.get(row["sentence_id"], [])
    kinds = [row["sentence__kind"], *(change["new_kind"] for change in commutations)]
    values = {
        "ward": row["ward__short_name"],
        "number": row["number"],
        "name": row["person__name"],
        "id_number": row["person__id_number"] if row["person__id_kind"] in _CITIZENS else None,
        "commendations": shelves.praise.get(row["pk"]),
        **_of_sentence(row),
        **_of_earlier(commutations),
        **_of_conduct(shelves.conduct.get(row["pk"], {})),
        **_of_property(shelves.items.get(row["person_id"], [])),
    }
    return Dossier(
        inmate_id=row["pk"],
        person_id=row["person_id"],
        prison_id=row["prison_id"],
        ward_id=row["ward_id"],
        number=row["number"],
        name=row["person__name"],
        initials=row["person__initials"],
        aliases=frozenset(alias["name"] for alias in shelves.aliases.get(row["person_id"], [])),
        present=row["state"] == Presence.IN,
        woman=row["person__sex"] == Sex.FEMALE,
        kind_now=next((SentenceKind(kind) for kind in reversed(kinds) if kind), None),
        for_life=bool(row["sentence__for_life"]),
        commuted=bool(commutations),
        values={key: value for key, value in values.items() if value not in (None, "")},
    )


def _of_sentence(row: Row) -> dict[str, Any]:
    if row["sentence_id"] is None:
        return {}
    return {
        "term": Term(TermKind(row["sentence__kind"]), row["sentence__months"], row["sentence__restricted"]),
        "judged_on": row["sentence__judgment__judged_on"],
        "effective_on": row["sentence__judgment__effective_on"],
        "delivered_on": row["sentence__delivered_on"],
        "starts_on": row["sentence__starts_on"],
        "ends_on": row["sentence__ends_now"] or row["sentence__ends_on"],
    }


def _of_earlier(commutations: list[Row]) -> dict[str, Any]:
    if not commutations:
        return {}
    last = commutations[-1]
    return {"earlier_on": last["ruled_on"], "earlier_served_on": last["served_on"], "earlier_months": last["months"]}


def _of_conduct(conduct: Row) -> dict[str, Any]:
    first, last = conduct.get("first"), conduct.get("last")
    return {"conduct_since": _month(first), "conduct_until": _month(last), "points": conduct.get("total")}


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


def _of_property(items: list[Row]) -> dict[str, Any]:
    if not items:
        return {"performance": "none"}
    proofs = "；".join(item["proof"] for item in items if item["proof"])
    words = "；".join(map(_item, items))
    return {"property": words[:200], "performance": _performance(items), "proof": proofs[:120]}


def _item(item: Row) -> str:
    ordered = f"{item['ordered'].normalize():f}元" if item["ordered"] is not None else ""
    return PropertyKind(item["kind"]).label + ordered


def _performance(items: list[Row]) -> str | None:
    """How far performed, over all items; None where the records do not say."""
    closings = {item["closing"] for item in items}
    if closings <= {Closing.PERFORMED, Closing.SETTLED, Closing.EXEMPTED}:
        return "full"
    if closings in ({Closing.TERMINATED}, {Closing.THIS_TIME}):
        return "terminated" if Closing.TERMINATED in closings else "this_time"
    if any(item["paid"] is None and item["kind"] != PropertyKind.CONFISCATION_ALL for item in items):
        return None
    return "part" if any(item["paid"] for item in items) else "not"
