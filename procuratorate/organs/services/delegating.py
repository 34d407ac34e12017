"""授权代行: a chief lets a deputy sign for a time; both names stand on everything signed, and the end is set (J3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Refusal, Unacceptable, demand
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.edits import locked
from procuratorate.organs.models import Assignment, Officer
from procuratorate.organs.permissions import may_delegate
from procuratorate.organs.reach import acting_as
from procuratorate.organs.selectors import takers_of
from procuratorate.organs.services.posts import end_row, keep_post

LONGEST = timedelta(days=366)
KEEPER = service_actor("delegation")  # posts are an administrator's to write; this one row is the chief's to give


@transaction.atomic
def delegate(*, officer: Officer, since: date, until: date, basis: str, actor: Actor, at: datetime) -> Assignment:
    """Let a deputy of the own house act in the actor's own post from a day until a day.

    Raises Unacceptable for days gone by, more than a year, or somebody who is no deputy of the house.
    """
    demand(may_delegate(actor), act="organs.delegate")
    post = Assignment.objects.select_related("organ__house").get(pk=actor.assignment_id)
    wrong = _wrong_days(since, until, day_of(at))
    if not basis.strip():
        wrong["basis"] = "请写明授权书的文号，或者请假审批的日期"
    if officer.pk not in {one.officer_id for one in takers_of(post, day_of(at))}:
        wrong["officer"] = "只能授权本院在任的副检察长"
    if wrong:
        raise Unacceptable("没有保存：有几栏要改。", fields=wrong)
    row = Assignment(
        officer=officer, organ=post.organ, role=post.role, title=post.title, since=since, until=until,
        acting_for=post, basis=basis.strip()[:120],
    )  # fmt: skip
    with acting_as(KEEPER):
        keep_post(row)
    detail = {"officer": officer.pk, "since": str(since), "until": str(until)}
    record(actor=actor, act="organs.delegate", target=row, reason=row.basis, detail=detail)
    return row


def _wrong_days(since: date, until: date, today: date) -> dict[str, str]:
    if since < today:
        return {"since": "起始日不能早于今天：授权以前签发的，不能补作授权"}
    if until < since:
        return {"until": "截止日早于起始日"}
    return {"until": "一次最多一年"} if until - since > LONGEST else {}


@transaction.atomic
def end_delegation(*, row: Assignment, reason: str, actor: Actor, at: datetime) -> None:
    """Take it back at once: the deputy's next step finds it ended. What was signed stays signed, with both names."""
    demand(may_delegate(actor), act="organs.end_delegation", target=row)
    if row.acting_for_id != actor.assignment_id:
        demand(Refusal("not_yours", "授权由授权人本人终止。"), act="organs.end_delegation", target=row)
    if not reason.strip():
        raise Unacceptable("请写明终止的原因。", fields={"reason": "请填写"})
    with acting_as(KEEPER):
        stored = locked(row)
        if stored.revoked_at or (stored.until and stored.until < day_of(at)):
            raise Conflict("这项授权已经截止。请刷新后再看。", title=str(row))
        end_row(stored, day_of(at), at)
    record(actor=actor, act="organs.end_delegation", target=row, reason=reason.strip())
