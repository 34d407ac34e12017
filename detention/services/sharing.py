"""The list both sides sign, and the seven items a centre tells each day: told online counts as told (视为通报)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from detention.catalogue import BASIS, BY_CODE, ITEMS
from detention.models import DailyFeed, SharedList
from detention.permissions import may_propose, may_tell, side_of
from detention.selectors.feeds import demand_told, drawn_up, in_force, office_of, told_on
from detention.states import LIST_MOVES, ListState, Source
from procuratorate.audit.services import record
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.work.services import enqueue

TOPIC = "detention.judge_feed"
KIND = "detention.seven"


@transaction.atomic
def propose_list(*, centre: Organ, hour: int, actor: Actor, at: datetime) -> SharedList:
    """Propose the next version, signed by one's own side. Raises Conflict while another waits for the other side."""
    demand(may_propose(actor, centre), act="detention.propose_list")
    rows = SharedList.objects.filter(centre=centre)
    if rows.filter(state=ListState.PROPOSED).exists():
        raise Conflict("已有一版等待对方签署，请先办结。", title=str(centre))
    last = rows.order_by("-version").first()
    made = SharedList(
        centre=centre, office=office_of(centre, day_of(at)), version=(last.version if last else 0) + 1, hour=hour,
        items=[item.as_json() for item in ITEMS], at=at,
    )  # fmt: skip
    for name, value in _signed(actor, centre, at).items():
        setattr(made, name, value)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict("对方刚提出一版，请刷新后核对。", title=str(centre)) from None
    record(actor=actor, act="detention.propose_list", target=made, detail={"version": made.version})
    return made


@transaction.atomic
def sign_list(*, shared: SharedList, actor: Actor, at: datetime) -> SharedList:
    """The other side signs: the version is in force from now, the one before it replaced."""
    demand(may_propose(actor, shared.centre), act="detention.sign_list", target=shared)
    fields = _signed(actor, shared.centre, at)
    if any(getattr(shared, name) for name in fields):
        raise Conflict("本方已经签署，等待对方签署。", title=str(shared))
    if not (shared.centre_signed_at or shared.office_signed_at):
        raise Conflict("提出的一方还没有签署这一版清单。请刷新后核对。", title=str(shared))
    former = in_force(shared.centre)
    if former is not None:
        move(former, "replace", LIST_MOVES)
    move(shared, "sign", LIST_MOVES, **fields)
    record(actor=actor, act="detention.sign_list", target=shared, detail={"version": shared.version})
    return shared


def _signed(actor: Actor, centre: Organ, at: datetime) -> dict[str, Any]:
    side = side_of(actor, centre) or "centre"
    return {f"{side}_signer_id": signer(actor), f"{side}_signed_at": at}


@dataclass(frozen=True)
class Came:
    """By which way a day was told; with a roster: its rows, their hash, and whom it did not list."""

    source: Source = Source.SCREEN
    rows: int = 0
    digest: str = ""
    absent: Sequence[str] = ()


ON_SCREEN = Came()


@transaction.atomic
def send_feed(
    *, centre: Organ, on: date, typed: Mapping[str, Sequence[tuple[str, int]]], words: Mapping[str, str], why: str,
    actor: Actor, at: datetime, came: Came = ON_SCREEN,
) -> DailyFeed:  # fmt: skip
    """Tell the seven items of a day; told already, this is a correction and needs `why`.

    `typed`: item code → (label, count) of what no record holds (a label left out is told as missing, never as nought);
    `words`: item code → remark. Raises Unacceptable without a signed list, for a day to come, for a correction without
    a reason.
    """
    demand(may_tell(actor, centre), act="detention.send_feed")
    opened = len(told_on(centre, on))
    agreed = in_force(centre, SharedList.objects.select_for_update())  # one telling at a time
    before = told_on(centre, on)
    if len(before) != opened:
        raise Conflict("这一天的信息刚刚已经发送。请刷新后核对；要更正的，写明理由再发。", title=str(centre))
    if agreed is None:
        raise Unacceptable("共享项目还没有双方签署，不能发送。请所长或者驻所检察官先签署项目清单。")
    if on > day_of(at):
        raise Unacceptable("不能发送还没有到的日期。")
    demand_told(centre, on, why)
    items = [_item(drawn, typed, words) for drawn in drawn_up(centre, on, actor)]
    nth = len(before) + 1
    title = f"{centre.short_name}{on:%Y-%m-%d}七项信息{'（更正）' if before else ''}"
    page = f"/detainees/feed/{centre.pk}/{on}/"
    sent = send(
        actor=actor, sender=centre, recipient=office_of(centre, day_of(at)), legal_mode=Mode.NOTIFIED, kind=KIND,
        title=title, masked_title=title, summary=why.strip(), basis=BASIS, key=f"seven:{centre.pk}:{on}:{nth}",
        content={
            "on": on, "version": agreed.version, "items": items, "why": why.strip(), "source": came.source.value,
            "rows": came.rows, "digest": came.digest, "absent": list(came.absent),
        }, address=page,
        sender_address=page, at=at,
    )  # fmt: skip
    feed: DailyFeed = DailyFeed.objects.create(
        centre=centre, shared_list=agreed, on=on, items=items, corrects=before[-1] if before else None,
        why=why.strip(), source=came.source, rows=came.rows, digest=came.digest, absent=list(came.absent),
        dispatch=sent, by_id=actor.officer_id, at=at,
    )  # fmt: skip
    record(actor=actor, act="detention.correct_feed" if before else "detention.send_feed", target=feed)
    enqueue(topic=TOPIC, key=f"feed:{feed.pk}", payload={"centre": centre.pk})
    return feed


def _item(
    drawn: dict[str, Any], typed: Mapping[str, Sequence[tuple[str, int]]], words: Mapping[str, str]
) -> dict[str, Any]:
    code = drawn["code"]
    asked = BY_CODE[code].typed
    filled = [[label, count] for label, count in typed.get(code, ()) if label in asked]
    told = {label for label, _ in filled}
    return {
        "code": code, "title": drawn["title"], "figures": [*drawn["figures"], *filled], "lines": drawn["lines"],
        "words": str(words.get(code) or "").strip()[:500],
        "missing": [label for label in asked if label not in told],
    }  # fmt: skip
