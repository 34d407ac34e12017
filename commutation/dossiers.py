"""What the prison's own records say of a person, read in bulk: a sheet is checked against them, a template filled from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, Prefetch, Sum

from commutation.states import Kind, Route
from prisons.models import Commendation, ConductPeriod, Inmate
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


def dossiers(inmates: Any) -> dict[str, Dossier]:
    """Number → dossier of a queryset of inmates (visible to whoever asks). A handful of queries, however many people."""
    changes = SentenceChange.objects.filter(kind=ChangeKind.COMMUTATION).order_by("ruled_on", "pk")
    rows = inmates.select_related("person", "ward", "sentence__judgment").prefetch_related(
        Prefetch("sentence__changes", changes, to_attr="commutations"),
        Prefetch("person__aliases", Alias.objects.all(), to_attr="other_names"),
        Prefetch("person__property_items", PropertyItem.objects.filter(judgment__is_prior=False), to_attr="items"),
    )
    found = list(rows)
    conduct = _conduct(row.pk for row in found)
    praise = _praise(row.pk for row in found)
    return {row.number: _dossier(row, conduct.get(row.pk, {}), praise.get(row.pk)) for row in found}


def _conduct(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    rows = ConductPeriod.objects.filter(inmate__in=list(ids)).values("inmate")
    return {row["inmate"]: row for row in rows.annotate(since=Min("since"), until=Max("until"), points=Sum("points"))}


def _praise(ids: Iterable[int]) -> dict[int, int]:
    rows = Commendation.objects.filter(inmate__in=list(ids), kind=Award.COMMENDATION).values_list("inmate")
    return dict(rows.annotate(times=Sum("count")))


def _dossier(row: Inmate, conduct: dict[str, Any], praise: int | None) -> Dossier:
    sentence, person = row.sentence, row.person
    commutations: list[SentenceChange] = sentence.commutations if sentence else []  # type: ignore[attr-defined]
    kinds = [sentence.kind if sentence else "", *(change.new_kind for change in commutations)]
    kind_now = next((SentenceKind(kind) for kind in reversed(kinds) if kind), None)
    values = {
        "ward": row.ward.short_name,
        "number": row.number,
        "name": person.name,
        "id_number": person.id_number if person.id_kind in _CITIZENS else None,
        "commendations": praise,
        **_of_sentence(row),
        **_of_earlier(commutations),
        **_of_conduct(conduct),
        **_of_property(person.items),  # type: ignore[attr-defined]
    }
    return Dossier(
        inmate_id=row.pk,
        person_id=person.pk,
        prison_id=row.prison_id,
        ward_id=row.ward_id,
        number=row.number,
        name=person.name,
        initials=person.initials,
        aliases=frozenset(alias.name for alias in person.other_names),  # type: ignore[attr-defined]
        present=row.state == Presence.IN,
        woman=person.sex == Sex.FEMALE,
        kind_now=kind_now,
        for_life=bool(sentence and sentence.for_life),
        commuted=bool(commutations),
        values={key: value for key, value in values.items() if value not in (None, "")},
    )


def _of_sentence(row: Inmate) -> dict[str, Any]:
    sentence = row.sentence
    if sentence is None:
        return {}
    return {
        "term": Term(TermKind(sentence.kind), sentence.months, sentence.restricted),
        "judged_on": sentence.judgment.judged_on,
        "effective_on": sentence.judgment.effective_on,
        "delivered_on": sentence.delivered_on,
        "starts_on": sentence.starts_on,
        "ends_on": sentence.ends_now or sentence.ends_on,
    }


def _of_earlier(commutations: list[SentenceChange]) -> dict[str, Any]:
    if not commutations:
        return {}
    last = commutations[-1]
    return {"earlier_on": last.ruled_on, "earlier_served_on": last.served_on, "earlier_months": last.months}


def _of_conduct(conduct: dict[str, Any]) -> dict[str, Any]:
    first, last = conduct.get("since"), conduct.get("until")
    return {"conduct_since": _month(first), "conduct_until": _month(last), "points": conduct.get("points")}


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


def _of_property(items: list[PropertyItem]) -> dict[str, Any]:
    if not items:
        return {"performance": "none"}
    words = "；".join(
        f"{item.get_kind_display()}{f'{item.ordered:f}元' if item.ordered is not None else ''}" for item in items
    )
    proofs = "；".join(item.proof for item in items if item.proof)
    return {"property": words[:200], "performance": _performance(items), "proof": proofs[:120]}


def _performance(items: list[PropertyItem]) -> str | None:
    """How far performed, over all items; None where the records do not say."""
    closings = {item.closing for item in items}
    if closings <= {Closing.PERFORMED, Closing.SETTLED, Closing.EXEMPTED}:
        return "full"
    if len(closings) == 1 and (
        code := {Closing.TERMINATED: "terminated", Closing.THIS_TIME: "this_time"}.get(*closings)
    ):
        return code
    if any(item.paid is None and item.kind != PropertyKind.CONFISCATION_ALL for item in items):
        return None
    return "part" if any(item.paid for item in items) else "not"
