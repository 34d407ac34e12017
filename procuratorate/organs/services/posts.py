"""Posts: holding, ending, substituting, handing over. Nobody sets their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.edits import keep, locked
from procuratorate.organs.events import handed_over
from procuratorate.organs.models import Assignment, Officer, Organ, SavedView
from procuratorate.organs.permissions import may_administer, may_change_posts, why_not_post
from procuratorate.organs.reach import acting_as

DAY = timedelta(days=1)


@transaction.atomic
def add_post(
    *,
    officer: Officer,
    organ: Organ,
    role: str,
    since: date,
    actor: Actor,
    until: date | None = None,
    title: str = "",
    basis: str = "",
) -> Assignment:
    """Give an officer a post from a day on."""
    _demand(actor, officer, organ, "add_post")
    if why := why_not_post(organ, role, posts_from(officer, since)):
        raise Unacceptable(why, fields={"role": why})
    post = Assignment(officer=officer, organ=organ, role=role, since=since, until=until, title=title, basis=basis)
    keep_post(post)
    record(actor=actor, act="organs.add_post", target=post, reason=basis, detail=_detail(post))
    return post


@transaction.atomic
def end_post(*, post: Assignment, until: date | None, reason: str, actor: Actor, at: datetime) -> None:
    """Set a post's last day; None ends it at once, with the officer's next request. What was held is not rewritten."""
    _demand(actor, post.officer, post.organ, "end_post")
    if until is not None and until < day_of(at):
        raise Unacceptable("截止日已过。", fields={"until": "截止日不能早于今天；需马上停用的，请选“立即生效”。"})
    _end(locked(post), until, at)
    record(actor=actor, act="organs.end_post", target=post, reason=reason, detail={"until": str(until or "at once")})


@transaction.atomic
def substitute(*, post: Assignment, officer: Officer, since: date, until: date, basis: str, actor: Actor) -> Assignment:
    """Let another officer act in a post for a time: both names stand on everything done."""
    _demand(actor, officer, post.organ, "substitute")
    demand(may_change_posts(actor, post.officer), act="organs.substitute", target=post)
    if officer.pk == post.officer_id:
        raise Unacceptable("代行人不能是本人。", fields={"number": "请填写另一名人员的工号。"})
    if post.acting_for_id:
        raise Unacceptable("代行的岗位不能再转由他人代行，请在原岗位上办理。")
    if why := why_not_post(post.organ, post.role, posts_from(officer, since)):
        raise Unacceptable(why, fields={"number": why})
    acting = Assignment(
        officer=officer, organ=post.organ, role=post.role, title=post.title, since=since, until=until,
        acting_for=post, basis=basis,
    )  # fmt: skip
    keep_post(acting)
    record(actor=actor, act="organs.substitute", target=acting, reason=basis, detail=_detail(acting))
    return acting


@transaction.atomic
def hand_over(
    *, posts: Iterable[Assignment], taker: Officer, on: date, reason: str, actor: Actor, at: datetime
) -> list[tuple[str, int]]:
    """End these posts of one officer before the day `on`, give them to `taker` from then, and move the open work.

    Returns what moved and how many, in Chinese, as the apps above tell (organs.events.handed_over).
    """
    if on < day_of(at):
        raise Unacceptable("交接日已过。", fields={"on": "交接日不能早于今天。"})
    moved: dict[str, int] = {}
    for post in posts:
        _demand(actor, post.officer, post.organ, "hand_over")
        if post.officer_id == taker.pk:
            raise Unacceptable("接手人不能是本人。", fields={"number": "请填写另一名人员的工号。"})
        last = None if on == day_of(at) else on - DAY
        end_post(post=post, until=last, reason=reason, actor=actor, at=at)
        new = add_post(
            officer=taker, organ=post.organ, role=post.role, since=on, title=post.title, basis=reason, actor=actor
        )
        for what, count in [("岗位", 1), *_move_work(post, new, on, actor)]:
            moved[what] = moved.get(what, 0) + count
    return list(moved.items())


def posts_from(officer: Officer, on: date) -> list[Assignment]:
    """Posts the officer holds on a day or will hold later."""
    if officer.pk is None:
        return []
    rows = Assignment.objects.filter(officer=officer, revoked_at=None).exclude(until__lt=on)
    return list(rows.select_related("organ__house"))


def _move_work(giver: Assignment, taker: Assignment, on: date, actor: Actor) -> list[tuple[str, int]]:
    """As a service: an administrator moves work without seeing any of it."""
    with acting_as(service_actor("handover")):
        views = 0
        for view in SavedView.objects.filter(officer_id=giver.officer_id):
            _, made = SavedView.objects.get_or_create(
                officer_id=taker.officer_id, page=view.page, name=view.name, defaults={"query": view.query}
            )
            views += made
        told: Any = handed_over.send(sender=Assignment, giver=giver, taker=taker, on=on, actor=actor)
        return [("常用视图", views), *(answer for _, answer in told if answer)]


def _end(post: Assignment, until: date | None, at: datetime) -> None:
    """The post and its substitutions. One that lies wholly after its end is ended as a whole."""
    last = until or day_of(at)
    for row in [post, *Assignment.objects.filter(acting_for=post, revoked_at=None)]:
        if row is not post and row.until and row.until <= last and until is not None:
            continue
        end_row(row, last, at if until is None or row.since > last else None)


def end_row(row: Assignment, last: date, revoked_at: datetime | None) -> None:
    """Set the last day; with a moment it ends there and then."""
    row.revoked_at = revoked_at or row.revoked_at
    row.until = max(last, row.since)
    row.save(update_fields=["until", "revoked_at"])


def keep_post(post: Assignment) -> None:
    """Write a post that is whole and overlaps none. Raises Unacceptable, field by field."""
    if post.until and post.until < post.since:
        raise Unacceptable("截止日早于起始日。", fields={"until": "截止日不能早于起始日。"})
    if post.since < post.organ.since or (post.organ.until and post.since > post.organ.until):
        raise Unacceptable("单位在这一日期不在用。", fields={"since": f"{post.organ} 在这一日期未启用或已撤销。"})
    keep(post)


def _demand(actor: Actor, officer: Officer, organ: Organ, act: str) -> None:
    demand(may_administer(actor, organ), act=f"organs.{act}", target=officer)
    demand(may_change_posts(actor, officer), act=f"organs.{act}", target=officer)


def _detail(post: Assignment) -> dict[str, str | int]:
    return {"officer": post.officer_id, "organ": post.organ_id, "role": post.role, "since": str(post.since)}
