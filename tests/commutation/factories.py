"""People, batches and lists for the tests of this field. Run inside `acting_as(BUILDER)` by the helpers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from commutation.models import Batch, Filing
from commutation.services.batches import create_batch
from prisons.models import Commendation, ConductPeriod, Inmate
from procuratorate.custody.models import Custody, Judgment, Person, Sentence, SentenceChange
from procuratorate.custody.states import ChangeKind, Place, SentenceKind, Sex
from procuratorate.lib.identifiers import check_digit
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

CUTOFF = date(2026, 9, 30)
MOMENT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # a Monday, ten in the morning in Beijing


def inmates(ward: Organ, count: int = 1, *, first: int = 1, **changed: Any) -> list[Inmate]:
    """So many people in a ward, each with a sentence of eight years, six months."""
    with acting_as(BUILDER):
        return _inmates(ward, range(first, first + count), changed)


def _inmates(ward: Organ, serials: Iterable[int], changed: Mapping[str, Any]) -> list[Inmate]:
    prison, numbers = ward.house, [f"99{ward.pk % 100:02d}{n:06d}" for n in serials]
    names = changed.get("names") or [f"祁{_given(n)}" for n in serials]
    people = Person.objects.bulk_create(
        Person(
            keeper=prison,
            name=name,
            sex=changed.get("sex", Sex.MALE),
            initials="qys",
            id_number=_citizen(number),
            search=name,
        )
        for name, number in zip(names, numbers, strict=True)
    )
    stays = Custody.objects.bulk_create(
        Custody(person=one, organ=prison, ward=ward, kind=Place.PRISON, number=number, since=date(2021, 4, 1))
        for one, number in zip(people, numbers, strict=True)
    )
    judgments = Judgment.objects.bulk_create(
        Judgment(person=one, court="临澄市中级人民法院", judged_on=date(2021, 2, 3), effective_on=date(2021, 3, 5))
        for one in people
    )
    sentences = Sentence.objects.bulk_create(
        Sentence(
            person=one,
            judgment=judgment,
            kind=changed.get("kind", SentenceKind.FIXED),
            months=changed.get("months", 102),
            starts_on=date(2020, 8, 1),
            ends_on=date(2029, 1, 31),
            ends_now=date(2029, 1, 31),
            delivered_on=date(2021, 4, 1),
            for_life=changed.get("for_life", False),
        )
        for one, judgment in zip(people, judgments, strict=True)
    )
    made = Inmate.objects.bulk_create(
        Inmate(
            custody=stay, person=one, prison=prison, ward=ward, number=stay.number, sentence=sentence, search=one.name
        )
        for one, stay, sentence in zip(people, stays, sentences, strict=True)
    )
    ConductPeriod.objects.bulk_create(
        ConductPeriod(inmate=one, since=date(2024, 3, 1), until=date(2026, 9, 30), points=2438) for one in made
    )
    Commendation.objects.bulk_create(Commendation(inmate=one, count=4) for one in made)
    return made


def _citizen(number: str) -> str:
    """A valid number nobody can have: prefix 99 is unassigned."""
    first = f"99{number[2:4]}{number[5:7]}19900101{number[7:]}"
    return first + check_digit(first)


def _given(number: int) -> str:
    letters = "云山文川明远景和知行"
    return letters[number // 10 % 10] + letters[number % 10]


def commuted(inmate: Inmate, *, ruled: date = date(2024, 2, 20), served: date | None = date(2024, 3, 1)) -> None:
    """An earlier commutation of eight months."""
    with acting_as(BUILDER):
        SentenceChange.objects.create(
            person=inmate.person,
            sentence=inmate.sentence,
            kind=ChangeKind.COMMUTATION,
            ruled_on=ruled,
            served_on=served,
            months=8,
        )


def batch_of(cast: Cast, clerk: str = "tang", ordinal: int = 4) -> Batch:
    """2026年第四批 of the clerk's prison."""
    with acting_as(BUILDER):
        actor = cast.actor(clerk)
    with acting_as(actor) as at:
        return create_batch(actor=actor, year=2026, ordinal=ordinal, cutoff_on=CUTOFF, at=at)


def row(inmate: Inmate, **changed: Any) -> dict[str, Any]:
    """A row of the list for an inmate: a commutation of seven months, the rest left to the dossier."""
    with acting_as(BUILDER):
        name = Person.objects.get(pk=inmate.person_id).name
    return {"number": inmate.number, "name": name, "kind": "减刑", "months": "7个月", **changed}


def sheet(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows as the clerk's workbook."""
    from commutation.columns import LAYOUT

    return write_table(LAYOUT.columns, rows)


def filings(batch: Batch) -> list[Filing]:
    with acting_as(BUILDER):
        return list(Filing.objects.filter(batch=batch).order_by("number", "pk"))
