"""Planning a sitting, its roster and who came; what was said of each filing is `deliberating`, signing it `closing`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from commutation.models import Attendance, Batch, Sitting
from commutation.permissions.levels import may_record, may_write
from commutation.routes import OF_BUREAU, OF_WARDS
from commutation.states import PLANNED
from commutation.states.levels import SITTING_MOVES, Form, Level, SittingState
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.states import Kind

SIGNED = frozenset({Level.SECTION, Level.CITY_POLICE})
MOST_MEMBERS = 200


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of a roster as it was typed."""

    name: str
    post: str = ""
    duty: str = "member"
    is_medical: bool = False
    present: bool = False
    absence: str = ""
    signed: bool = False


@transaction.atomic
def plan_sitting(
    *, batch: Batch, level: Level, organ: Organ, held_on: date, actor: Actor, at: datetime, form: Form | None = None
) -> Sitting:
    """Arrange a meeting or a signed review of one level. The roster of the last one of that level comes along."""
    demand(may_record(actor, level, organ.pk), act="commutation.plan_sitting", target=batch)
    if batch.state not in PLANNED and level not in OF_BUREAU:
        raise Conflict(f"本批次{batch.get_state_display()}，不能再安排层级会议。", title=batch.title)
    _demand_organ(batch, level, organ)
    Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    last = Sitting.objects.filter(batch=batch, organ=organ, level=level).aggregate(n=Max("ordinal"))["n"] or 0
    sitting: Sitting = Sitting.objects.create(
        batch=batch,
        prison_id=batch.prison_id,
        organ=organ,
        level=level,
        form=form or (Form.SIGNED if level in SIGNED else Form.MEETING),
        ordinal=last + 1,
        held_on=held_on,
        by_id=signer(actor),
        at=at,
    )
    _seat_as_before(sitting)
    record(actor=actor, act="commutation.plan_sitting", target=sitting)
    return sitting


def _demand_organ(batch: Batch, level: Level, organ: Organ) -> None:
    """Wards meet as wards of this prison, the prison as itself, the bureau as the one above it."""
    if level in OF_WARDS:
        right = organ.kind in (Kind.WARD, Kind.SUBWARD) and organ.house_id == batch.prison_id
    else:
        right = organ.kind == Kind.BUREAU if level in OF_BUREAU else organ.pk == batch.prison_id
    if not right:
        raise Unacceptable("召开单位与层级不符，请重新选择。", fields={"organ": "请重新选择召开单位"})


def _seat_as_before(sitting: Sitting) -> None:
    """Members change seldom: the last roster of the same organ and level, nobody marked present yet."""
    before = (
        Sitting.objects.filter(prison=sitting.prison_id, organ=sitting.organ_id, level=sitting.level)
        .exclude(pk=sitting.pk)
        .order_by("-held_on", "-pk")
        .first()
    )
    if before is not None:
        seats = before.attendances.all()
        Attendance.objects.bulk_create(
            Attendance(
                sitting=sitting,
                officer_id=one.officer_id,
                name=one.name,
                post=one.post,
                duty=one.duty,
                is_medical=one.is_medical,
                position=one.position,
            )
            for one in seats
        )


@transaction.atomic
def edit_sitting(
    *,
    sitting: Sitting,
    actor: Actor,
    version: int,
    at: datetime,
    held_on: date,
    began_at: time | None = None,
    ended_at: time | None = None,
    place: str = "",
    papers_on: date | None = None,
    words: str = "",
) -> None:
    """Write when and where it was held, and the record's own words. A page opened before another's saving is told."""
    demand(may_write(actor, sitting), act="commutation.edit_sitting", target=sitting)
    if began_at and ended_at and ended_at < began_at:
        raise Unacceptable("没有保存：结束时间早于开始时间。", fields={"ended_at": "不能早于开始时间"})
    if papers_on and papers_on > held_on:
        raise Unacceptable("没有保存：材料送交日晚于开会日期。", fields={"papers_on": "不能晚于开会日期"})
    told: dict[str, Any] = {
        "held_on": held_on, "began_at": began_at, "ended_at": ended_at, "place": place, "papers_on": papers_on,
        "words": words,
    }  # fmt: skip
    _write(sitting, version, **told)
    record(actor=actor, act="commutation.edit_sitting", target=sitting)


def _write(sitting: Sitting, version: int, **told: Any) -> None:
    """By compare-and-swap on the version: what another saved meanwhile is never written over."""
    open_ones = Sitting.objects.filter(pk=sitting.pk, state__in=[SittingState.PLANNED, SittingState.HELD])
    if not open_ones.filter(version=version).update(version=F("version") + 1, **told):
        raise Conflict("这次会议的记录刚由他人改动，没有保存。请刷新后再改，您填的内容留在草稿里。", title=str(sitting))
    sitting.refresh_from_db()


@transaction.atomic
def seat_members(*, sitting: Sitting, actor: Actor, version: int, seats: Iterable[Seat], at: datetime) -> None:
    """Save the roster: who should come, who came, why not. Whoever already spoke on a filing keeps their line."""
    demand(may_write(actor, sitting), act="commutation.seat_members", target=sitting)
    given = list(seats)
    _demand_roster(given)
    _write(sitting, version)
    known = {(one.name, one.post): one for one in sitting.attendances.all()}
    officers = _officers(sitting, given)
    gone = {one.pk for key, one in known.items() if key not in {(seat.name, seat.post) for seat in given}}
    if spoke := sitting.attendances.filter(pk__in=gone, voices__isnull=False).first():
        raise Unacceptable(f"{spoke.name}已有评议意见，不能从名单删去。请先改评议意见。")
    sitting.attendances.filter(pk__in=gone).delete()
    for position, seat in enumerate(given):
        _seat(sitting, seat, position, known.get((seat.name, seat.post)), officers.get(seat.name))
    record(actor=actor, act="commutation.seat_members", target=sitting, detail={"members": len(given)})


def _demand_roster(given: list[Seat]) -> None:
    if len(given) > MOST_MEMBERS:
        raise Unacceptable(f"人员最多{MOST_MEMBERS}人。")
    if len({(seat.name, seat.post) for seat in given}) < len(given):
        raise Unacceptable("没有保存：有两行姓名、职务都相同。同名的请在职务里区分。")
    if lost := [seat.name for seat in given if seat.present and seat.absence]:
        raise Unacceptable(f"没有保存：{lost[0]}既勾了到会，又填了缺席原因。")
    if sum(seat.duty == "chair" for seat in given) > 1:
        raise Unacceptable("没有保存：主持人只能有一人。")


def _officers(sitting: Sitting, given: list[Seat]) -> dict[str, int]:
    """Names borne by exactly one officer of the prison: such a seat is that officer's."""
    rows = Officer.objects.filter(
        name__in=[seat.name for seat in given], assignments__organ__house=sitting.prison_id
    ).distinct()
    found: dict[str, list[int]] = {}
    for pk, name in rows.values_list("pk", "name"):
        found.setdefault(name, []).append(pk)
    return {name: pks[0] for name, pks in found.items() if len(pks) == 1}


def _seat(sitting: Sitting, seat: Seat, position: int, known: Attendance | None, officer: int | None) -> None:
    told = {**asdict(seat), "position": position, "officer_id": officer}
    if known is None:
        Attendance.objects.create(sitting=sitting, **told)
    else:
        Attendance.objects.filter(pk=known.pk).update(**told)


def hold_sitting(*, sitting: Sitting, actor: Actor, at: datetime) -> None:
    """It is being held: from now on what is said of each filing is written."""
    demand(may_write(actor, sitting), act="commutation.hold_sitting", target=sitting)
    if sitting.held_on > day_of(at):
        raise Unacceptable(f"开会日期是 {sitting.held_on}，还没有到。提前召开的，请先改日期。")
    move(sitting, "hold", SITTING_MOVES, version=F("version") + 1)
    record(actor=actor, act="commutation.hold_sitting", target=sitting)


def cancel_sitting(*, sitting: Sitting, actor: Actor, reason: str, at: datetime) -> None:
    """It was not held, and why."""
    demand(may_write(actor, sitting), act="commutation.cancel_sitting", target=sitting)
    if not reason.strip():
        raise Unacceptable("请写明未召开的原因。", fields={"reason": "必填"})
    move(sitting, "cancel", SITTING_MOVES, cancel_reason=reason.strip()[:200])
    record(actor=actor, act="commutation.cancel_sitting", target=sitting, reason=reason)
