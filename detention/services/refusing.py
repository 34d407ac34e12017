"""不予收监: the prison says why in writing; whoever has duty over the prison weighs it, and may oblige it to admit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from detention.models import Committal
from detention.papers import MUST_ADMIT, REFUSAL
from detention.permissions import may_oblige, may_refer, may_refuse_intake, may_view_refusal
from detention.rendering.committals import facts_of_opinion, facts_of_refusal
from detention.services.committing import basis_on, tell
from detention.services.judging import judge_later
from detention.services.recording import not_after, not_before
from detention.states import COMMITTAL_MOVES, Refused, View
from procuratorate.audit.services import record
from procuratorate.dispatch.states import Mode
from procuratorate.documents import services as documents
from procuratorate.documents.models import Paper
from procuratorate.lib.characters import visible
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor
from procuratorate.organs.competence import Act, Competent, competent
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ, Pairing

LONGEST_WORD = 20


@transaction.atomic
def refuse_intake(*, committal: Committal, told: Mapping[str, Any], actor: Actor, at: datetime) -> Paper:
    """Not take somebody in, with a statement in writing to the centre and a copy to the prison's office.

    `told`: on, ground (Refused), words, word or number (of the statement). Raises Unacceptable without reasons.
    """
    demand(may_refuse_intake(actor, committal), act="detention.refuse_intake", target=committal)
    day, words = told["on"], _wanted(told, "words", "请写明不予收监的理由：缺哪份文书，或者哪一处记载有误。")
    not_after(day, day_of(at), "on", "不予收监日")
    not_before(day, committal.sent_on, "on", f"不予收监日早于送交日（{committal.sent_on}），请核对。")
    ground = Refused(told["ground"])
    move(
        committal, "refuse", COMMITTAL_MOVES, refused_on=day, ground=ground, refused_words=words, statement_on=day,
        refused_by_id=signer(actor),
    )  # fmt: skip
    facts = facts_of_refusal(committal)
    paper = _issued(
        committal, REFUSAL, committal.prison, office=committal.prison, facts=facts, told=told, day=day, actor=actor,
        at=at,
    )  # fmt: skip
    Committal.objects.filter(pk=committal.pk).update(statement=paper)
    basis = basis_on(day, "（文书不齐全或者记载有误，可能导致错误收监的）", "第三十二条第三款")
    said = {"paper": paper.pk, "number": paper.number, "ground": ground.label}
    tell(
        committal=committal,
        to=committal.centre,
        mode=Mode.SERVICE,
        what="不予收监说明",
        said=said,
        basis=basis,
        actor=actor,
        at=at,
    )
    documents.hand_over(paper=paper, organ=committal.centre, actor=actor)
    if office := office_of(committal.prison, day):
        tell(
            committal=committal,
            to=office,
            mode=Mode.COPY,
            what="不予收监说明抄送",
            said=said,
            basis=basis,
            actor=actor,
            at=at,
        )
        documents.hand_over(paper=paper, organ=office, actor=actor)
    record(actor=actor, act="detention.refuse_intake", target=committal, reason=words, detail={"ground": ground.value})
    judge_later(committal.detainee_id, 0, at)
    return paper


@transaction.atomic
def refer_refusal(*, committal: Committal, told: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """The centre's office tells the 院 of the prison's place (看守所检察办法第十二条). `told`: words."""
    demand(may_refer(actor, committal), act="detention.refer_refusal", target=committal)
    found = competent_for(committal, day_of(at))
    if found is None:
        raise Unacceptable("没有登记该监狱由哪个检察院承担检察职责，不能通报。请检察院管理员登记派驻关系。")
    said = {"number": committal.number, "ground": committal.get_ground_display(), "words": committal.refused_words}
    said["remarks"] = str(told.get("words") or "").strip()
    sender = Organ.objects.get(pk=actor.organ_id or 0)
    sent = tell(
        committal=committal,
        to=found.organ,
        mode=Mode.TRANSFER,
        what="不予收监情况通报",
        said=said,
        basis=found.basis,
        actor=actor,
        at=at,
        sender=sender,
    )
    Committal.objects.filter(pk=committal.pk).update(referral=sent)
    record(actor=actor, act="detention.refer_refusal", target=committal, detail={"to": found.organ.pk})


@transaction.atomic
def view_refusal(*, committal: Committal, told: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """What a procurator makes of the reasons. `told`: view (View), words. It binds nobody until it is signed."""
    demand(may_view_refusal(actor, committal), act="detention.view_refusal", target=committal)
    words = _wanted(told, "words", "请写明审查的情况和理由。")
    view = View(told["view"])
    Committal.objects.filter(pk=committal.pk, state=committal.state).update(
        view=view, view_words=words, viewed_by=signer(actor), viewed_at=at
    )
    committal.refresh_from_db()
    record(actor=actor, act="detention.view_refusal", target=committal, reason=words, detail={"view": view.value})


@transaction.atomic
def oblige(*, committal: Committal, told: Mapping[str, Any], actor: Actor, at: datetime) -> Paper:
    """Sign the written opinion that the prison has to take him in (监狱法第32条第3款). `told`: on, word or number.

    Raises Unacceptable before that law was in force, and where another 院 has to give it.
    """
    demand(may_oblige(actor, committal), act="detention.oblige", target=committal)
    day, found = told["on"], competent_for(committal, told["on"])
    not_after(day, day_of(at), "on", "签发日")
    not_before(day, committal.refused_on, "on", f"签发日早于不予收监日（{committal.refused_on}），请核对。")
    if found is None or not actor.owns(found.organ.pk):
        whose = found.organ.name if found else "承担该监狱检察职责的院"
        raise Unacceptable(f"依照规定由{whose}提出，请通报该院。")
    office = office_of(committal.prison, day)
    mine = office if office is not None and office.house_id == found.organ.pk else found.organ
    paper = _issued(
        committal, MUST_ADMIT, found.organ, office=mine, facts=facts_of_opinion(committal), told=told, day=day,
        actor=actor, at=at,
    )  # fmt: skip
    move(committal, "oblige", COMMITTAL_MOVES, opinion=paper, opinion_on=day)
    said = {"paper": paper.pk, "number": paper.number}
    basis = basis_on(day, "（参照）", "第三十二条第三款")
    for organ, mode in ((committal.prison, Mode.SERVICE), (committal.centre, Mode.COPY)):
        tell(
            committal=committal,
            to=organ,
            mode=mode,
            what="应当收监检察意见",
            said=said,
            basis=basis,
            actor=actor,
            at=at,
            sender=found.organ,
        )
        documents.hand_over(paper=paper, organ=organ, actor=actor)
    record(actor=actor, act="detention.oblige", target=committal, detail={"paper": paper.pk})
    return paper


def competent_for(committal: Committal, on: date) -> Competent | None:
    """The 院 that corrects a refused intake: that of the prison's place."""
    return competent(Act.REFUSED_INTAKE, committal.prison, None, on)


def office_of(prison: Organ, on: date) -> Organ | None:
    """The office paired with a prison on a day: it gets the copy."""
    pairing = Pairing.objects.on(on).filter(counterpart=prison).select_related("procuratorate").first()
    return pairing.procuratorate if pairing else None


def _issued(
    committal: Committal, kind: str, organ: Organ, *, office: Organ, facts: Mapping[str, Any], told: Mapping[str, Any],
    day: date, actor: Actor, at: datetime,
) -> Paper:  # fmt: skip
    number, word = str(told.get("number") or ""), "".join(visible(str(told.get("word") or "")).split())
    if not number and not 0 < len(word) <= LONGEST_WORD:
        why = "请填写文号，或者代字（不超过20字，自动取下一号）"
        raise Unacceptable(f"{why}。", fields={"word": why})
    title = f"{mask(committal.name)}{'不予收监' if kind == REFUSAL else '应当收监'}"
    draft = documents.draft(
        kind=kind, organ=organ, office=office, key=f"{kind}:{committal.pk}", title=title, facts=facts,
        persons=[committal.person_id], address=committal.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip
    return documents.issue(paper=draft, number=number, word=word, dated_on=day, actor=actor, at=at)


def _wanted(told: Mapping[str, Any], name: str, why: str) -> str:
    said = str(told.get(name) or "").strip()
    if not said:
        raise Unacceptable(why, fields={name: "必填"})
    return said
