"""Facts of one person written one by one. Every verb leaves both versions (更正) and an audit entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Model

from procuratorate.audit.services import record
from procuratorate.custody.events import dossier_changed
from procuratorate.custody.models import (
    Alias,
    Judgment,
    OfCategory,
    Offence,
    Person,
    PropertyItem,
    Sentence,
    SentenceChange,
    Vulnerability,
)
from procuratorate.custody.permissions import may_record
from procuratorate.custody.services.searching import keys_of, search_text
from procuratorate.custody.services.upserting import Change, bulk_corrections, upsert_one
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor

Values = Mapping[str, Any]


def begin_amendment(*, person: Person, version: int, actor: Actor) -> None:
    """Claim the dossier at `version` and move it on; all that follows in this transaction belongs to one act.

    Raises Refused, or Conflict when another officer has changed the dossier since `version` was read.
    """
    demand(may_record(actor, person), act="custody.amend", target=person)
    claimed = Person.objects.filter(pk=person.pk, version=version).update(version=F("version") + 1)
    if not claimed:
        raise Conflict("档案刚被他人更改，请核对后再保存。", title="罪犯档案")


def amend_person(*, person: Person, values: Values, actor: Actor, reason: str = "") -> Person:
    """Correct identity facts of a person."""
    amended: Person = _write(person, Person, values, actor, reason, row=person)
    index_person(amended)
    return amended


def record_judgment(
    *, person: Person, values: Values, actor: Actor, row: Judgment | None = None, reason: str = ""
) -> Judgment:
    """A judgment. A sealed earlier record of a minor may not be stored (刑诉法第286条；封存办法第10条)."""
    if values.get("is_prior") and values.get("is_sealed"):
        raise Unacceptable("未成年人犯罪记录已封存的前科不得录入。", fields={"is_sealed": "请不要录入封存的前科"})
    return _write(person, Judgment, values, actor, reason, row=row)  # type: ignore[no-any-return]


def record_offence(
    *, judgment: Judgment, values: Values, actor: Actor, row: Offence | None = None, reason: str = ""
) -> Offence:
    """An offence of a judgment."""
    return _write(judgment.person, Offence, {**values, "judgment_id": judgment.pk}, actor, reason, row=row)  # type: ignore[no-any-return]


def record_sentence(
    *, judgment: Judgment, values: Values, actor: Actor, row: Sentence | None = None, reason: str = ""
) -> Sentence:
    """The sentence a judgment pronounced, with the dates of its execution."""
    return _write(judgment.person, Sentence, {**values, "judgment_id": judgment.pk}, actor, reason, row=row)  # type: ignore[no-any-return]


def record_change(
    *, sentence: Sentence, values: Values, actor: Actor, row: SentenceChange | None = None, reason: str = ""
) -> SentenceChange:
    """A change of a sentence: commutation, parole, … The sentence's `ends_now` follows the latest ruling."""
    written: SentenceChange = _write(
        sentence.person, SentenceChange, {**values, "sentence_id": sentence.pk}, actor, reason, row=row
    )
    follow_changes([sentence.pk])
    dossier_changed.send(Person, person_id=sentence.person_id)
    return written


def record_property(
    *, judgment: Judgment, values: Values, actor: Actor, row: PropertyItem | None = None, reason: str = ""
) -> PropertyItem:
    """One item of a property judgment."""
    return _write(judgment.person, PropertyItem, {**values, "judgment_id": judgment.pk}, actor, reason, row=row)  # type: ignore[no-any-return]


def record_category(
    *, person: Person, values: Values, actor: Actor, row: OfCategory | None = None, reason: str = ""
) -> OfCategory:
    """A category of the law, with the words of the judgment it rests on."""
    return _write(person, OfCategory, values, actor, reason, row=row)  # type: ignore[no-any-return]


def record_alias(*, person: Person, values: Values, actor: Actor, row: Alias | None = None, reason: str = "") -> Alias:
    """Another name."""
    written: Alias = _write(person, Alias, values, actor, reason, row=row)
    index_person(person)
    return written


def record_vulnerability(
    *, person: Person, values: Values, actor: Actor, row: Vulnerability | None = None, reason: str = ""
) -> Vulnerability:
    """A time of protection."""
    return _write(person, Vulnerability, values, actor, reason, row=row)  # type: ignore[no-any-return]


def strike(*, row: Any, person: Person, actor: Actor, reason: str) -> None:
    """Take back a row entered by mistake, with the reason; what it said stays in the corrections."""
    demand(may_record(actor, person), act="custody.strike", target=person)
    if not reason.strip():
        raise Unacceptable("请写明删除理由。", fields={"reason": "写明为何删除"})
    section = str(row._meta.verbose_name)
    bulk_corrections(entries=[(person.pk, section, [Change("整条", str(row), "（删除）")])], actor=actor, reason=reason)
    record(
        actor=actor, act=f"custody.strike_{row._meta.model_name}", target=person, reason=reason, detail={"id": row.pk}
    )
    row.delete()
    dossier_changed.send(Person, person_id=person.pk)


def follow_changes(sentence_ids: list[int]) -> None:
    """Let `ends_now` be the end the latest ruling states. A sentence without such a ruling keeps what it has."""
    stated = SentenceChange.objects.filter(sentence_id__in=sentence_ids).exclude(new_ends_on=None)
    in_order = stated.order_by(F("ruled_on").asc(nulls_first=True), "pk").values_list("sentence_id", "new_ends_on")
    for sentence_id, ends in dict(in_order).items():
        Sentence.objects.filter(pk=sentence_id).update(ends_now=ends)


def index_person(person: Person) -> None:
    """Bring what a person can be found by in line with the names."""
    keys = keys_of(person.name)
    aliases = Alias.objects.filter(person=person).values_list("name", flat=True)
    Person.objects.filter(pk=person.pk).update(
        pinyin=keys.full[0] if keys.full else "",
        initials=keys.initials[0] if keys.initials else "",
        search=search_text([person.name, *aliases], document=person.id_number),
    )


def _write(person: Person, model: type[Model], values: Values, actor: Actor, reason: str, *, row: Any) -> Any:
    demand(may_record(actor, person), act=f"custody.record_{model._meta.model_name}", target=person)
    wanted = dict(values) if model is Person else {**values, "person_id": person.pk}
    kept, changes = upsert_one(model, row, wanted)
    bulk_corrections(entries=[(person.pk, str(model._meta.verbose_name), changes)], actor=actor, reason=reason)
    record(actor=actor, act=f"custody.record_{model._meta.model_name}", target=person, reason=reason)
    dossier_changed.send(Person, person_id=person.pk)
    return kept
