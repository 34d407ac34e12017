"""更正收押登记: what was registered wrongly is put right with its reason; both versions and the former clock stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from detention.law import Given, Granted, Phase, Stop, extension, refusal
from detention.models import Correction, Detainee, Stage, StageAct
from detention.services.clocking import course_of, granted_of, start_clock
from detention.services.lengthening import ARTICLES
from detention.services.recording import Doing, begin, enter, finish, not_after, not_before
from detention.states import Did
from procuratorate.custody.models import Custody, Person
from procuratorate.custody.services import amend_person, match_persons
from procuratorate.custody.states import Identity, IdKind
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import (
    cancel_deadline,
    extend_deadline,
    meet_deadline,
    resume_deadline,
    stop_deadline,
)
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.identifiers import UNIDENTIFIED
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as

AGAIN = "更正后重新计入"
OF_PERSON = {"name": "姓名", "sex": "性别", "born_on": "出生日期", "id_number": "公民身份号码"}
OF_STAY = {"number": "在押人员编码", "entered_on": "入所日"}
OF_STAGE = {
    "phase": "办案环节",
    "handler": "办案机关",
    "start": "起算事由发生日",
    "traits": "情形",
    "paper": "法律文书",
}


@transaction.atomic
def correct(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> Correction:
    """Put right the person, the stay, and one stage with its clock. `told`: reason, paper_number, stage, and the fields
    of an admission as they should read.

    Raises Unacceptable where nothing differs, days are out of order, or a decision no longer fits the corrected clock.
    """
    doing = Doing(detainee, version, told, actor, at)
    begin(doing, "correct")
    for name, why in (("reason", "请写明更正的理由。"), ("paper_number", "请填写据以更正的文书。")):
        if not str(told.get(name) or "").strip():
            raise Unacceptable(why, fields={name: why})
    stage = Stage.objects.select_related("clock", "handler", "detainee__centre", "detainee__person").get(
        detainee=detainee, pk=told["stage"]
    )
    changes = _person(doing) + _stay(doing)
    former = stage.clock
    moved = _stage(doing, stage)
    changes += moved
    if not changes:
        raise Unacceptable("各栏与现在的登记相同，没有要更正的。", fields={"reason": "没有要更正的"})
    made: Correction = Correction.objects.create(
        detainee=detainee, stage=stage if moved else None, changes=changes, reason=str(told["reason"]).strip()[:300],
        paper_number=str(told["paper_number"]).strip()[:80], by_id=actor.officer_id, at=at,
        clock=former if moved and former != stage.clock else None,
    )  # fmt: skip
    finish(doing, stage, "correct", correction=made.pk)
    return made


def _differing(told: Mapping[str, Any], labels: Mapping[str, str], stored: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were told and read otherwise than what is stored."""
    return {name: told[name] for name in labels if name in told and (told[name] or None) != (stored[name] or None)}


def _told(labels: Mapping[str, str], stored: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"label": labels[name], "before": _read(stored[name]), "after": _read(value)} for name, value in wanted.items()
    ]


def _read(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(map(_read, value)) or "（无）"
    return str(getattr(value, "label", "") or getattr(value, "name", "") or value or "（无）")


def _person(doing: Doing) -> list[dict[str, str]]:
    person = Person.objects.get(pk=doing.detainee.person_id)
    number = "" if person.id_number == UNIDENTIFIED else person.id_number
    stored = {"name": person.name, "sex": person.sex, "born_on": person.born_on, "id_number": number}
    wanted = _differing(doing.told, OF_PERSON, stored)
    if not wanted:
        return []
    shown = stored | {"sex": person.get_sex_display()}
    words = wanted | (
        {"sex": dict(Person._meta.get_field("sex").flatchoices)[wanted["sex"]]} if "sex" in wanted else {}
    )
    if "id_number" in wanted:
        wanted |= _document(wanted["id_number"], person)
    with acting_as(service_actor("detention.correct")):  # who follows a dossier reads prisons' rows, a centre may not
        amend_person(person=person, values=wanted, actor=doing.actor, reason=str(doing.told["reason"])[:200])
    return _told(OF_PERSON, shown, words)


def _document(number: str, person: Person) -> dict[str, Any]:
    match = match_persons([number]).get(number) if number else None
    if match is not None and match.person_id != person.pk:
        why = "这个证件号码已经登记在另一人名下。请核对号码。"
        raise Unacceptable(why, fields={"id_number": why})
    return {
        "id_number": number or UNIDENTIFIED,
        "id_kind": IdKind.CITIZEN if number else IdKind.UNIDENTIFIED,
        "identity": Identity.VERIFIED if number else Identity.SELF_REPORTED,
    }


def _stay(doing: Doing) -> list[dict[str, str]]:
    one = doing.detainee
    stored = {"number": one.number, "entered_on": one.entered_on}
    wanted = _differing(doing.told, OF_STAY, stored)
    if not wanted:
        return []
    not_after(wanted.get("entered_on") or one.entered_on, one.left_on or doing.today, "entered_on", "入所日")
    try:
        with transaction.atomic():
            Detainee.objects.filter(pk=one.pk).update(**wanted)
            since = {"since": wanted["entered_on"]} if "entered_on" in wanted else {}
            number = {"number": wanted["number"]} if "number" in wanted else {}
            Custody.objects.filter(pk=one.custody_id).update(**number, **since)
    except IntegrityError:
        why = f"编码{wanted.get('number')}已有人使用。请核对。"
        raise Unacceptable(why, fields={"number": why}) from None
    return _told(OF_STAY, stored, wanted)


def _stage(doing: Doing, stage: Stage) -> list[dict[str, str]]:
    stored: dict[str, Any] = {
        "phase": stage.phase, "handler": stage.handler, "start": stage.counted_from, "traits": list(stage.traits),
        "paper": stage.paper,
    }  # fmt: skip
    told = dict(doing.told) | ({"traits": list(doing.told["traits"])} if "traits" in doing.told else {})
    wanted = _differing(told, OF_STAGE, stored)
    if not wanted:
        return []
    _demand_order(doing, stage, wanted)
    acts = list(StageAct.objects.filter(stage=stage, clock=stage.clock_id, did__in=[Did.GRANT, Did.STOP, Did.RESUME]))
    clocked = set(wanted) - {"paper"}
    former = stage.clock
    for name, value in wanted.items():
        setattr(stage, {"start": "counted_from"}.get(name, name), value)
    if "start" in wanted and not stage.why:
        stage.since = wanted["start"]
    stage.save(update_fields=["phase", "handler", "counted_from", "since", "traits", "paper"])
    if clocked:
        _reckon_again(doing, stage, former, acts)
    words = {"phase": Phase(stored["phase"]).label}
    after = wanted | ({"phase": Phase(wanted["phase"]).label} if "phase" in wanted else {})
    return _told(OF_STAGE, stored | words, after)


def _demand_order(doing: Doing, stage: Stage, wanted: Mapping[str, Any]) -> None:
    start = wanted.get("start") or stage.counted_from
    not_after(start, stage.until or doing.today, "start", "起算事由发生日")
    before = Stage.objects.filter(detainee=stage.detainee_id, pk__lt=stage.pk).order_by("-pk").first()
    if before is not None:
        not_before(start, before.since, "start", f"不能早于上一环节开始之日（{before.since}），请核对。")
        Stage.objects.filter(pk=before.pk, until=stage.since).update(until=start)


def _reckon_again(doing: Doing, stage: Stage, former: Deadline | None, acts: list[StageAct]) -> None:
    """Another clock from the corrected event; decisions and stops are entered on it anew, in their order."""
    if former is not None and former.state in RUNNING:
        cancel_deadline(
            deadline=former, reason=f"更正登记：{doing.told['reason']}"[:200], actor=doing.actor, at=doing.at
        )
    stage.clock = None
    stage.save(update_fields=["clock"])
    clock = start_clock(stage=stage, actor=doing.actor, at=doing.at)
    for act in acts:
        _again(doing, stage, clock, act)
    if clock is not None and stage.until:
        on = max(stage.until, clock.starts_on)
        meet_deadline(deadline=clock, actor=doing.actor, at=doing.at, on=on, reason="办案环节已经结束，更正登记")


def _again(doing: Doing, stage: Stage, clock: Deadline | None, act: StageAct) -> None:
    if clock is None:
        raise Unacceptable("更正后的环节没有法定期限，原来登记的延长、停止计算不能带入。请先核对文书。")
    before = clock.due_on
    when: dict[str, Any] = {"actor": doing.actor, "at": doing.at}
    if act.did == Did.GRANT:
        course, granted = course_of(stage), Granted(Given(act.code), act.on, act.amount)
        if why := refusal(course, granted, granted_of(stage), clock.due_on):
            raise Unacceptable(f"更正以后，{act.on}登记的“{granted.given.label}”不再符合：{why}。请核对文书。")
        more = extension(course, granted)
        extend_deadline(
            deadline=clock, term=more.term, reason=more.why, article=more.article, decided_on=act.on, **when
        )
    elif act.did == Did.STOP:
        code = Stop(act.code)
        stop_deadline(deadline=clock, reason=code.label, article=ARTICLES[code], on=act.on, **when)
    else:
        resume_deadline(deadline=clock, on=act.on, **when)
    enter(
        Doing(doing.detainee, doing.version, {"words": AGAIN, "paper_number": act.paper_number}, doing.actor, doing.at),
        stage, Did(act.did), on=act.on, code=act.code, amount=act.amount, asked_on=act.asked_on, clock=clock,
        before=before, after=clock.due_on,
    )  # fmt: skip
