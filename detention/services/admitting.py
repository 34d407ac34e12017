"""Somebody comes: one row for the human being wherever held, the stay, the first stage and its clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from detention.models import Detainee, Stage
from detention.permissions import may_admit
from detention.services.clocking import start_clock
from detention.services.judging import judge_later
from detention.services.recording import Doing, begin, finish, follow_clock
from procuratorate.audit.services import record
from procuratorate.custody.models import Custody, Person
from procuratorate.custody.services import index_person, match_persons
from procuratorate.custody.services.admission import Match
from procuratorate.custody.states import Identity, IdKind, Place
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.identifiers import UNIDENTIFIED
from procuratorate.lib.law.calendars import Calendar
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as

EDITABLE = ("cell", "offence", "case_number", "sentence_ends_on", "effective_on", "papers_on")


@transaction.atomic
def admit(
    *, centre: Organ, told: Mapping[str, Any], actor: Actor, at: datetime, calendar: Calendar | None = None
) -> Detainee:
    """Register an admission. `told`: name, sex, born_on, id_number (empty: unidentified), number, entered_on, cell,
    offence, case_number, phase, handler (Organ), start, traits, paper.

    Raises Unacceptable for days out of order, and for a person or number that is already there.
    """
    demand(may_admit(actor), act="detention.admit")
    _check_days(told, day_of(at))
    person = _person(centre, told)
    stay = _stay(centre, person, told)
    detainee: Detainee = Detainee.objects.create(
        custody=stay,
        person=person,
        centre=centre,
        number=stay.number,
        entered_on=told["entered_on"],
        by_id=actor.officer_id,
        **{name: told.get(name) or "" for name in ("cell", "offence", "case_number")},
    )
    stage = Stage(
        detainee=detainee, phase=told["phase"], handler=told["handler"], since=told["start"],
        counted_from=told["start"], traits=list(told.get("traits") or []), paper=told.get("paper") or "",
        by_id=actor.officer_id,
    )  # fmt: skip
    stage.save()
    start_clock(stage=stage, actor=actor, at=at, calendar=calendar)
    follow_clock(detainee)
    record(actor=actor, act="detention.admit", target=detainee, detail={"stage": stage.pk})
    judge_later(detainee.pk, 0, at)
    return detainee


@transaction.atomic
def edit(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """Change what is not a clock: cell, offence, case, days of the judgment. Both versions stay in the audit."""
    doing = Doing(detainee, version, told, actor, at)
    stage = begin(doing, "edit")
    wanted = {name: told[name] for name in EDITABLE if name in told}
    changed = {
        name: str(getattr(detainee, name) or "") for name, value in wanted.items() if getattr(detainee, name) != value
    }
    Detainee.objects.filter(pk=detainee.pk).update(**wanted)
    finish(doing, stage, "edit", before=changed)


def _check_days(told: Mapping[str, Any], today: date) -> None:
    start, entered = told["start"], told["entered_on"]
    fields: dict[str, str] = {}
    if entered > today:
        fields["entered_on"] = "入所日不能晚于今天"
    if start > today:
        fields["start"] = "起算事由发生日不能晚于今天"
    if fields:
        raise Unacceptable("日期不对，请照收押文书核对。", fields=fields)


def _person(centre: Organ, told: Mapping[str, Any]) -> Person:
    """The human being: known by document number under the same name, else new."""
    number = str(told.get("id_number") or "").strip().upper()
    match = match_persons([number]).get(number) if number else None
    if match is None:
        return _new_person(centre, told, number)
    if match.is_held or match.name != told["name"]:
        why = "这个证件号码已经登记，姓名不同或者仍在关押。请核对号码；确系同一人的，请原单位先登记出所。"
        raise Unacceptable(why, fields={"id_number": why})
    return keep_known_person(match, centre)


def keep_known_person(match: Match, centre: Organ) -> Person:
    """Somebody held elsewhere before: the same row, kept here from now on."""
    with acting_as(service_actor("detention.admit")):
        Person.objects.filter(pk=match.person_id).update(keeper=centre, version=F("version") + 1)
    return Person(pk=match.person_id, name=match.name, keeper=centre)


def _new_person(centre: Organ, told: Mapping[str, Any], number: str) -> Person:
    known = bool(number) and number != UNIDENTIFIED
    person: Person = Person.objects.create(
        keeper=centre,
        name=told["name"],
        sex=told["sex"],
        born_on=told.get("born_on"),
        id_kind=IdKind.CITIZEN if known else IdKind.UNIDENTIFIED,
        id_number=number if known else UNIDENTIFIED,
        identity=Identity.VERIFIED if known else Identity.SELF_REPORTED,
    )
    index_person(person)
    return person


def _stay(centre: Organ, person: Person, told: Mapping[str, Any]) -> Custody:
    try:
        with transaction.atomic():
            stay: Custody = Custody.objects.create(
                person=person, organ=centre, ward=centre, kind=Place.CENTRE, number=told["number"],
                since=told["entered_on"],
            )  # fmt: skip
            return stay
    except IntegrityError:
        why = f"编码{told['number']}已有人使用，或者此人已经在所。请核对后重新填写。"
        raise Unacceptable(why, fields={"number": why}) from None
