"""列席: the prison invites the resident office to a committee; the office says who came and what he said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from commutation.models import Filing, SitIn, Sitting
from commutation.permissions.levels import may_invite, may_record_sit_in
from commutation.selectors.levels import waiting_for
from commutation.services.sending import resident_office
from commutation.states.levels import SIT_IN_MOVES
from procuratorate.audit.services import record
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ

# No text read obliges the prison to invite; that the procurator may sit in is known by memory alone (law.md §3.1).
BASIS = "派驻检察列席评审会（依双方会签办法；法律没有规定通知日数）"


@transaction.atomic
def invite_procurator(*, sitting: Sitting, actor: Actor, at: datetime) -> SitIn:
    """Invite the office paired that day, with the list to be spoken of. Once for each sitting."""
    demand(may_invite(actor, sitting), act="commutation.invite", target=sitting)
    Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if SitIn.objects.filter(sitting=sitting).exists():
        raise Conflict("这次会议已经邀请过。邀请和回执在本页可以看到。", title=str(sitting))
    people = waiting_for(sitting)
    if not people:
        raise Unacceptable("还没有可以提交这次会议评议的人，不能邀请。请先签署前一级的记录。")
    office = resident_office(sitting.prison_id, day_of(at))
    dispatch = _send(sitting, office, people, actor, at)
    invited: SitIn = SitIn.objects.create(
        sitting=sitting,
        prison_id=sitting.prison_id,
        office=office,
        title=_title(sitting),
        held_on=sitting.held_on,
        place=sitting.place,
        dispatch=dispatch,
    )
    record(actor=actor, act="commutation.invite", target=sitting, detail={"sit_in": invited.pk})
    return invited


def _title(sitting: Sitting) -> str:
    return f"{sitting.prison.short_name}{sitting.batch.title}{sitting.get_level_display()}"


def _send(sitting: Sitting, office: Organ, people: Iterable[Filing], actor: Actor, at: datetime) -> Dispatch:
    lines = [_line(position, one) for position, one in enumerate(people, 1)]
    title = f"邀请列席：{_title(sitting)}（{sitting.held_on}，{len(lines)}人）"
    return send(
        actor=actor,
        sender=sitting.prison,
        recipient=office,
        legal_mode=Mode.COPY,
        kind="commutation.sit_in",
        title=title,
        masked_title=title,
        summary=f"{sitting.held_on} {sitting.place}".strip(),
        content={"meeting": _title(sitting), "held_on": sitting.held_on, "place": sitting.place, "people": lines},
        basis=BASIS,
        key=f"sit_in:{sitting.pk}",
        address=f"/cases/sit-ins/?sitting={sitting.pk}",
        sender_address=sitting.get_absolute_url(),
        at=at,
    )


def _line(position: int, one: Filing) -> dict[str, Any]:
    return {
        "position": position,
        "person": one.person_id,
        "ward": one.ward.short_name,
        "number": one.number,
        "name": one.name,
        "kind": one.kind,
        "proposal": one.proposal,
    }


def attend_sitting(*, sit_in: SitIn, actor: Actor, remarks: str, at: datetime) -> None:
    """He sat in; what he said goes to the prison, beside the committee's own record. He does not vote."""
    told = {"officer_id": signer(actor), "remarks": remarks.strip()}
    _record_sit_in(sit_in, "attend", actor, at, told)


def miss_sitting(*, sit_in: SitIn, actor: Actor, why_not: str, at: datetime) -> None:
    """He did not sit in, and why."""
    if not why_not.strip():
        raise Unacceptable("请写明未列席的原因。", fields={"why_not": "必填"})
    _record_sit_in(sit_in, "miss", actor, at, {"why_not": why_not.strip()[:200]})


@transaction.atomic
def _record_sit_in(sit_in: SitIn, act: str, actor: Actor, at: datetime, told: dict[str, Any]) -> None:
    demand(may_record_sit_in(actor, sit_in), act="commutation.sit_in", target=sit_in)
    if sit_in.held_on > day_of(at) and act == "attend":
        raise Unacceptable(f"会议在 {sit_in.held_on} 召开，还没有到。会后再登记列席情况。")
    move(sit_in, act, SIT_IN_MOVES, recorded_at=at, **told)
    _reply(sit_in, actor, at)
    record(actor=actor, act="commutation.sit_in", target=sit_in, detail={"state": sit_in.state})


def _reply(sit_in: SitIn, actor: Actor, at: datetime) -> None:
    """What crosses is a dispatch: who came, what he said, or why nobody came."""
    title = f"{sit_in.get_state_display()}：{sit_in.title}"
    send(
        actor=actor,
        sender=sit_in.office,
        recipient=sit_in.prison,
        legal_mode=Mode.COPY,
        kind="commutation.sit_in_remarks",
        title=title,
        masked_title=title,
        content={
            "meeting": sit_in.title,
            "held_on": sit_in.held_on,
            "officer": actor.name if sit_in.officer_id else "",
            "remarks": sit_in.remarks,
            "why_not": sit_in.why_not,
        },
        basis=BASIS,
        key=f"sit_in_remarks:{sit_in.pk}",
        address=f"/batches/sittings/{sit_in.sitting_id}/",
        sender_address=sit_in.get_absolute_url(),
        in_reply_to=sit_in.dispatch,
        at=at,
    )
