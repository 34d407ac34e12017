"""Finding a person again across sites, and moving one between wards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.custody.models import Custody, Person
from procuratorate.custody.permissions import may_record
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.identifiers import UNIDENTIFIED
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as


@dataclass(frozen=True)
class Match:
    """A person already known under a document number: whether under the same name, and whether held somewhere now."""

    person_id: int
    name: str
    keeper_id: int
    is_held: bool


def match_persons(document_numbers: Iterable[str]) -> dict[str, Match]:
    """Persons of the whole system by exact document number.

    Looks beyond the caller's reach (one person is one row, wherever held), so callers must tell nothing of a person
    held elsewhere but that the number is taken.
    """
    wanted = {number for number in document_numbers if number and number != UNIDENTIFIED}
    if not wanted:
        return {}
    with acting_as(service_actor("match_persons")):
        held = set(Custody.objects.open().filter(person__id_number__in=wanted).values_list("person_id", flat=True))
        rows = Person.objects.filter(id_number__in=wanted).values_list("id_number", "pk", "name", "keeper_id")
        return {number: Match(pk, name, keeper, pk in held) for number, pk, name, keeper in rows}


@transaction.atomic
def move_ward(*, custody: Custody, ward: Organ, actor: Actor) -> None:
    """Assign another ward of the same site."""
    demand(may_record(actor, custody.person), act="custody.move_ward", target=custody.person)
    if ward.house_id != custody.organ_id:
        raise Unacceptable("所选监区不属于本监狱，请重新选择。", fields={"ward": "选择本监狱的监区"})
    Custody.objects.filter(pk=custody.pk).update(ward=ward)
    custody.ward = ward
    record(actor=actor, act="custody.move_ward", target=custody.person, detail={"ward": ward.pk})
