"""One section of a dossier changed by hand: claim the dossier, write, bring the inmate's row in line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model

from prisons.models import Account, Commendation, ConductPeriod, Inmate, Punishment
from prisons.services.refreshing import refresh
from procuratorate.audit.services import record
from procuratorate.custody import services as custody
from procuratorate.custody.models import (
    Alias,
    Custody,
    Judgment,
    OfCategory,
    Offence,
    Person,
    PropertyItem,
    Sentence,
    SentenceChange,
    Vulnerability,
)
from procuratorate.custody.services import bulk_corrections, upsert_one
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor

Values = Mapping[str, Any]
LEAST = 2  # characters of a reason


@transaction.atomic
def amend(
    *, inmate: Inmate, model: type[Model], row: Any, values: Values, version: int, reason: str, actor: Actor
) -> None:
    """Write one row of `model` in an inmate's dossier (`row` None for a new one), every field as shown on the form.

    Raises Refused, Conflict (the dossier has moved on from `version`) or Unacceptable (no reason given for a change).
    """
    _demand_reason(row, reason)
    custody.begin_amendment(person=inmate.person, version=version, actor=actor)
    VERBS[model](inmate, row, values, actor, reason)
    refresh([inmate.pk])


@transaction.atomic
def strike(*, inmate: Inmate, row: Any, version: int, reason: str, actor: Actor) -> None:
    """Take back a row entered by mistake; what it said stays in the corrections."""
    custody.begin_amendment(person=inmate.person, version=version, actor=actor)
    custody.strike(row=row, person=inmate.person, actor=actor, reason=reason)


def _demand_reason(row: Any, reason: str) -> None:
    if row is not None and len(reason.strip()) < LEAST:
        raise Unacceptable("请写明更正理由。", fields={"reason": "写明为何更正，如“照判决书更正”"})


def _person(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
    custody.amend_person(person=inmate.person, values=values, actor=actor, reason=reason)


def _place(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
    ward = values["ward"]
    before = str(inmate.ward.short_name)
    custody.move_ward(custody=inmate.custody, ward=ward, actor=actor)
    Inmate.objects.filter(pk=inmate.pk).update(ward=ward)
    change = custody.Change("监区", before, ward.short_name)
    changes = [change] if before != ward.short_name else []
    bulk_corrections(entries=[(inmate.person_id, "监区", changes)], actor=actor, reason=reason)


def _judgment(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
    custody.record_judgment(person=inmate.person, values=values, actor=actor, row=row, reason=reason)


def _sentence(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
    judgment = row.judgment if row else _current_judgment(inmate)
    sentence = custody.record_sentence(judgment=judgment, values=values, actor=actor, row=row, reason=reason)
    Inmate.objects.filter(pk=inmate.pk).update(sentence=sentence)


def _offence(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
    judgment = row.judgment if row else _current_judgment(inmate)
    custody.record_offence(judgment=judgment, values=values, actor=actor, row=row, reason=reason)


def _property(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
    judgment = row.judgment if row else _current_judgment(inmate)
    custody.record_property(judgment=judgment, values=values, actor=actor, row=row, reason=reason)


def _change(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
    if inmate.sentence is None:
        raise Unacceptable("请先填写刑罚，再填写刑罚变更。")
    custody.record_change(sentence=inmate.sentence, values=values, actor=actor, row=row, reason=reason)


def _of_person(verb: Callable[..., Any]) -> Callable[[Inmate, Any, Values, Actor, str], None]:
    def write(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
        verb(person=inmate.person, values=values, actor=actor, row=row, reason=reason)

    return write


def _own(model: type[Model]) -> Callable[[Inmate, Any, Values, Actor, str], None]:
    """A row of the prison's own records. `begin_amendment` has judged the actor."""

    def write(inmate: Inmate, row: Any, values: Values, actor: Actor, reason: str) -> None:
        _, changes = upsert_one(model, row, {**values, "inmate_id": inmate.pk})
        section = str(model._meta.verbose_name)
        bulk_corrections(entries=[(inmate.person_id, section, changes)], actor=actor, reason=reason)
        record(actor=actor, act=f"prisons.record_{model._meta.model_name}", target=inmate.person, reason=reason)

    return write


def _current_judgment(inmate: Inmate) -> Judgment:
    judgment = inmate.sentence.judgment if inmate.sentence else None
    judgment = judgment or Judgment.objects.filter(person_id=inmate.person_id, is_prior=False).last()
    if judgment is None:
        raise Unacceptable("请先填写判决，再填写这一部分。")
    return judgment


VERBS: dict[type[Model], Callable[[Inmate, Any, Values, Actor, str], None]] = {
    Person: _person,
    Custody: _place,
    Judgment: _judgment,
    Sentence: _sentence,
    Offence: _offence,
    PropertyItem: _property,
    SentenceChange: _change,
    Alias: _of_person(custody.record_alias),
    OfCategory: _of_person(custody.record_category),
    Vulnerability: _of_person(custody.record_vulnerability),
    ConductPeriod: _own(ConductPeriod),
    Commendation: _own(Commendation),
    Punishment: _own(Punishment),
    Account: _own(Account),
}
