"""交付执行: the centre sends somebody to a prison, the prison takes him in, or gets him back to where he was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from detention.law import Phase
from detention.law.instruments import BOOK, PRISONS_2026
from detention.models import Committal, Detainee, Stage
from detention.permissions import may_admit_committed, may_call_back, may_deliver, may_note_family
from detention.services.judging import judge_later
from detention.services.recording import Doing, follow_clock, not_after, not_before
from detention.services.staging import end_stage
from detention.states import COMMITTAL_MOVES, EXECUTION_PAPERS, Left, Presence
from procuratorate.audit.services import record
from procuratorate.custody.services import end_custody
from procuratorate.custody.states import Ended
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.terms import Roll, Term, Unit
from procuratorate.lib.moves import move
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as

OLD, NEW = "《中华人民共和国监狱法（2012年修正）》", "《中华人民共和国监狱法（2026年修订）》"


def basis_on(day: date, old: str, new: str) -> str:
    """The article of the Prison Law in force on a day."""
    return f"{NEW}{new}" if day >= PRISONS_2026.since else f"{OLD}{old}"


@transaction.atomic
def deliver(*, detainee: Detainee, told: Mapping[str, Any], actor: Actor, at: datetime) -> Committal:
    """Send somebody to a prison with his papers (移送). `told`: prison, on, sentence, sentence_ends_on, papers.

    Raises Unacceptable while no execution papers have come, for days out of order, and while an attempt is open.
    """
    demand(may_deliver(actor, detainee), act="detention.send_to_prison", target=detainee)
    papers_on, day = papers_day(detainee), told["on"]
    if papers_on is None:
        raise Unacceptable("没有登记收到执行文书之日，不能送交。请先在“监室、案由、判决”里登记。")
    not_after(day, day_of(at), "on", "送交日")
    not_before(day, papers_on, "on", f"送交日早于收到执行文书之日（{papers_on}），请核对。")
    try:
        with transaction.atomic():
            made = _made(detainee, told, papers_on, actor)
    except IntegrityError:
        raise Conflict("此人已有一次送交没有结果。请先办结或者撤回那一次。", title=str(detainee)) from None
    said = {"number": made.number, "sent_on": day, "papers": [EXECUTION_PAPERS[code] for code in made.papers]}
    basis = basis_on(day, "第十五条", "第三十一条第二款")
    made.dispatch = tell(
        committal=made, to=made.prison, mode=Mode.TRANSFER, what="送交执行", said=said, basis=basis, actor=actor, at=at
    )
    made.save(update_fields=["dispatch"])
    Detainee.objects.filter(pk=detainee.pk).update(sentence_ends_on=told.get("sentence_ends_on"))
    record(actor=actor, act="detention.send_to_prison", target=made, detail={"prison": made.prison_id})
    judge_later(detainee.pk, detainee.version, at)
    return made


def papers_day(detainee: Detainee) -> date | None:
    """The day the execution papers came: as registered, or the first day of the phase they begin."""
    known: date | None = detainee.papers_on
    if known is None:
        stage = Stage.objects.filter(detainee=detainee, phase=Phase.DELIVERY).first()
        known = stage.since if stage else None
    return known


def _made(detainee: Detainee, told: Mapping[str, Any], papers_on: date, actor: Actor) -> Committal:
    made: Committal = Committal.objects.create(
        detainee=detainee, person_id=detainee.person_id, centre_id=detainee.centre_id, prison=told["prison"],
        name=detainee.person.name, number=detainee.number, offence=detainee.offence, papers_on=papers_on,
        sentence=told["sentence"], sentence_ends_on=told.get("sentence_ends_on"), sent_on=told["on"],
        papers=list(told.get("papers") or []), by_id=actor.officer_id,
    )  # fmt: skip
    return made


@transaction.atomic
def admit_committed(*, committal: Committal, told: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """The prison took him in: the stay in the centre ends that day. `told`: on, prison_number.

    The prison writes nothing in the stay; that part is done as a service, in the same transaction.
    """
    demand(may_admit_committed(actor, committal), act="detention.admit_committed", target=committal)
    day = told["on"]
    not_after(day, day_of(at), "on", "收监日")
    not_before(day, committal.sent_on, "on", f"收监日早于送交日（{committal.sent_on}），请核对。")
    clock = _family_clock(committal, day, actor, at)
    number = str(told.get("prison_number") or "").strip()
    move(committal, "admit", COMMITTAL_MOVES, admitted_on=day, prison_number=number, family_clock=clock)
    _leave(committal, day, at)
    said = {"number": committal.number, "admitted_on": day}
    basis = basis_on(day, "第十五条", "第三十一条")
    tell(
        committal=committal,
        to=committal.centre,
        mode=Mode.NOTIFIED,
        what="收监回执",
        said=said,
        basis=basis,
        actor=actor,
        at=at,
    )
    record(actor=actor, act="detention.admit_committed", target=committal, detail={"on": str(day)})


def _leave(committal: Committal, day: date, at: datetime) -> None:
    with acting_as(service_actor("detention.admit_committed")) as when:
        machine = service_actor("detention.admit_committed")
        one = Detainee.objects.select_related("custody__person").select_for_update(of=("self",))
        detainee = one.get(pk=committal.detainee_id)
        if detainee.state != Presence.IN:
            raise Conflict("看守所已登记此人出所。请与看守所核对。", title=committal.number)
        stage = Stage.objects.select_related("clock").get(detainee=detainee, until=None)
        not_before(day, stage.since, "on", f"收监日早于现环节开始之日（{stage.since}），请与看守所核对。")
        end_stage(stage, Doing(detainee, detainee.version, {"on": day}, machine, at))
        Detainee.objects.filter(pk=detainee.pk).update(
            state=Presence.LEFT, left_on=day, left_how=Left.DELIVERED, left_to=committal.prison.short_name,
            version=detainee.version + 1,
        )  # fmt: skip
        end_custody(custody=detainee.custody, until=day, ended=Ended.DELIVERED, actor=machine)
        follow_clock(detainee)
        judge_later(detainee.pk, detainee.version, when)


def _family_clock(committal: Committal, day: date, actor: Actor, at: datetime) -> Deadline:
    """Five working days to tell the family since 1 November 2026, five days before."""
    new = day >= PRISONS_2026.since
    number = (BOOK.family_working if new else BOOK.family).on(day.toordinal())
    what = "收监后通知家属"
    return open_deadline(
        kind="detention.family", title=f"{committal.name}{what}", masked_title=f"{mask(committal.name)}{what}",
        organ=committal.prison, starts_on=day, start_reason="收监",
        term=Term(number.value if number and number.value else 5, Unit.WORKING_DAY if new else Unit.DAY),
        article=basis_on(day, "第二十条", "第三十七条").replace("中华人民共和国", ""), roll=Roll.NEXT_WORKING_DAY,
        address=committal.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def note_family(*, committal: Committal, told: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """The family, or the village or neighbourhood committee, was told. `told`: on."""
    demand(may_note_family(actor, committal), act="detention.note_family", target=committal)
    day = told["on"]
    not_after(day, day_of(at), "on", "通知家属日")
    not_before(day, committal.admitted_on, "on", f"通知日早于收监日（{committal.admitted_on}），请核对。")
    if not Committal.objects.filter(pk=committal.pk, family_told_on=None).update(family_told_on=day):
        raise Conflict("已经登记过通知家属。请刷新后查看。", title=str(committal))
    clock = committal.family_clock
    if clock is not None and clock.state in RUNNING:
        meet_deadline(deadline=clock, actor=actor, at=at, on=day, reason="已通知家属")
    record(actor=actor, act="detention.note_family", target=committal, detail={"on": str(day)})


@transaction.atomic
def call_back(*, committal: Committal, told: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """The centre takes him back: papers to be completed, or not to be delivered after all. `told`: words."""
    demand(may_call_back(actor, committal), act="detention.call_back", target=committal)
    words = str(told.get("words") or "").strip()
    if not words:
        raise Unacceptable("请写明撤回的原因。", fields={"words": "必填"})
    move(committal, "call_back", COMMITTAL_MOVES, ended_words=words)
    said = {"number": committal.number, "why": words}
    basis = basis_on(day_of(at), "第十五条", "第三十一条")
    tell(
        committal=committal,
        to=committal.prison,
        mode=Mode.NOTIFIED,
        what="撤回送交",
        said=said,
        basis=basis,
        actor=actor,
        at=at,
    )
    record(actor=actor, act="detention.call_back", target=committal, reason=words)
    judge_later(committal.detainee_id, 0, at)


def tell(
    *, committal: Committal, to: Organ, mode: Mode, what: str, said: Mapping[str, Any], basis: str, actor: Actor,
    at: datetime, sender: Organ | None = None,
) -> Dispatch:  # fmt: skip
    """One dispatch about a committal; both ends open its page."""
    address = committal.get_absolute_url()
    content = {"committal": committal.pk, **said}
    return send(
        actor=actor, sender=sender or _house(committal, actor), recipient=to, legal_mode=mode,
        kind="detention.committal", title=f"{committal.name}{what}", masked_title=f"{mask(committal.name)}{what}",
        summary=f"{committal.centre.short_name}至{committal.prison.short_name}",
        content=content, basis=basis, key=f"committal:{committal.pk}:{what}:{to.pk}", address=address,
        sender_address=address, at=at,
    )  # fmt: skip


def _house(committal: Committal, actor: Actor) -> Organ | None:
    return next((one for one in (committal.centre, committal.prison) if actor.owns(one.pk)), None)
