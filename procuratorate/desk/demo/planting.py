"""Planted people come into the prison, its dossiers and its lists by the doorways everybody uses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from prisons.models import Inmate
from prisons.services.editing import amend
from prisons.services.roster import rows_of, write_rows
from procuratorate.custody.models import Person, Sentence, SentenceChange
from procuratorate.custody.services import record_judgment, record_offence
from procuratorate.custody.states import ChangeKind, SentenceKind
from procuratorate.desk.demo.planted import Days, Planted, Row, list_row, of_batch, roster_row
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind

PLANTED_IN = 2  # the first wards of a prison
WHY = "照裁判文书补录"
BECAME = {"life": SentenceKind.LIFE, "fixed": SentenceKind.FIXED}


def plant(batch: str, prison: Organ, clerk: Actor, filed: date, on: date) -> list[Row]:
    """Enter everybody the manifest puts on `batch`, whose day of filing is `filed`; returns their rows of the list."""
    people = of_batch(batch)
    wards = wards_of(prison)
    rows = [roster_row(one, wards[place % PLANTED_IN].short_name, filed) for place, one in enumerate(people)]
    read = rows_of(rows)
    if refused := [(row.values["number"], problem) for row in read if row.refused for problem in row.problems]:
        raise ValueError(f"the manifest's own rows were refused: {refused[:3]}")
    write_rows(rows=read, prison=prison, actor=clerk, on=on, reason="建库")
    held = Inmate.objects.filter(prison=prison, number__in=[one.number for one in people])
    known = {row.number: row for row in held.select_related("person", "sentence__judgment")}
    for one in people:
        _complete(one, known[one.number], clerk, filed)
    return [list_row(one, known[one.number].person.name, known[one.number].ends_now) for one in people]


def wards_of(prison: Organ) -> list[Organ]:
    """The wards of a prison in order."""
    return list(Organ.objects.filter(parent=prison, kind=Kind.WARD).order_by("path"))


def _complete(one: Planted, inmate: Inmate, clerk: Actor, filed: date) -> None:
    """What a roster has no column for, entered in the dossier by hand."""
    told = one.told
    if became := told.get("became"):
        change = inmate.person.sentence_changes.get()
        new = {"new_kind": BECAME[became["new_kind"]], "new_months": became.get("new_months")}
        _amend(inmate, SentenceChange, change, new, clerk)
    if "credit" in told and inmate.sentence:
        _amend(inmate, Sentence, inmate.sentence, {"credit_days": told["credit"]}, clerk)
    days = Days(told, filed)
    if "retrial" in told:
        _amend(inmate, SentenceChange, None, _change(ChangeKind.RETRIAL, days.of("retrial")), clerk)
    if "joined" in told:
        _join(inmate, days, told, clerk)


def _change(kind: ChangeKind, ruled: date) -> dict[str, Any]:
    served = ruled + timedelta(days=8)
    return {"kind": kind, "ruled_on": ruled, "served_on": served, "court": "临澄市中级人民法院"}


def _join(inmate: Inmate, days: Days, told: Mapping[str, Any], clerk: Actor) -> None:
    """A crime committed inside, judged and joined; where the day is not on record, nobody can say which it was."""
    ruled = days.of("joined")
    _amend(inmate, SentenceChange, None, _change(ChangeKind.JOINED, ruled) | {"new_kind": SentenceKind.FIXED}, clerk)
    judgment = record_judgment(
        person=inmate.person,
        values={"court": "临澄市澄阳区人民法院", "judged_on": ruled, "effective_on": ruled + timedelta(days=10)},
        actor=clerk,
        reason=WHY,
    )
    day = None if told.get("joined_unknown") else ruled - timedelta(days=150)
    values = {"name": "破坏监管秩序罪", "committed_from": day, "committed_to": day}
    record_offence(judgment=judgment, values=values, actor=clerk, reason=WHY)


def find_rank(one: Planted, clerk: Actor) -> None:
    """A former rank that came to light after the list was made."""
    if rank := one.told.get("rank_found_later"):
        inmate = Inmate.objects.select_related("person").get(number=one.number)
        _amend(inmate, Person, inmate.person, {"former_rank": rank}, clerk)


def _amend(inmate: Inmate, model: type[Model], row: Any, values: Mapping[str, Any], clerk: Actor) -> None:
    inmate.person.refresh_from_db(fields=["version"])
    amend(inmate=inmate, model=model, row=row, values=values, version=inmate.person.version, reason=WHY, actor=clerk)
