"""A stay ends, runs on after all, or goes on at another site."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from procuratorate.audit.services import record
from procuratorate.custody.events import stay_ended
from procuratorate.custody.models import Custody, Person, Sentence
from procuratorate.custody.permissions import may_record
from procuratorate.custody.states import Ended
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@transaction.atomic
def end_custody(*, custody: Custody, until: date, ended: Ended, actor: Actor) -> None:
    """Write the last day of a stay. Raises Conflict when it has ended already."""
    demand(may_record(actor, custody.person), act="custody.end", target=custody.person)
    if custody.since and until < custody.since:
        why = f"离开日早于收押日（{custody.since}），照凭证文书核对。"
        raise Unacceptable(why, fields={"left_on": why})
    if not Custody.objects.filter(pk=custody.pk, until=None).update(until=until, ended=ended):
        raise Conflict("已经登记过离监。请刷新后查看。", title=custody.number)
    custody.refresh_from_db()
    record(actor=actor, act="custody.end", target=custody.person, detail={"until": str(until), "ended": ended.value})
    stay_ended.send(Custody, custody_id=custody.pk)


@transaction.atomic
def resume_custody(*, custody: Custody, actor: Actor) -> None:
    """Let a stay run on: the person came back, or had never left. Raises Conflict when held elsewhere by now."""
    demand(may_record(actor, custody.person), act="custody.resume", target=custody.person)
    try:
        with transaction.atomic():
            Custody.objects.filter(pk=custody.pk).update(until=None, ended="")
    except IntegrityError as error:
        raise Conflict("此人已由其他单位收押，不能在本监狱恢复。请与该单位核对。", title=custody.number) from error
    custody.refresh_from_db()
    record(actor=actor, act="custody.resume", target=custody.person)


@transaction.atomic
def continue_custody(*, custody: Custody, organ: Organ, ward: Organ, number: str, since: date) -> Custody:
    """The person's stay at another site of the same kind, after this one has ended; the data are its to give from now.

    Called as a service: neither site may write at the other's. The caller has judged the actor and audits.
    """
    try:
        with transaction.atomic():
            stay = Custody.objects.create(
                person_id=custody.person_id, organ=organ, ward=ward, kind=custody.kind, number=number, since=since
            )
    except IntegrityError as error:
        why = f"编号{number}在本单位已有人使用，或此人已另有收押。请核对编号，改用本单位新编号。"
        raise Unacceptable(why, fields={"number": why}) from error
    Person.objects.filter(pk=custody.person_id).update(keeper=organ, version=F("version") + 1)
    Sentence.objects.filter(person=custody.person_id, is_current=True).update(transferred_in_on=since)
    return stay
