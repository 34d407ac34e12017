"""五日跟踪: after a notice of over-detention was served, whether it still goes on (规则第619条).

Five days without an answer are the reply's own clock (`notices`). Here: answered or not, the period still runs over on
the sixth day, and the report to the 院 above is drafted. A leader sends it; nothing goes up by itself.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from detention.law.instruments import BOOK
from detention.models import Detainee, FindingNotice, Stage
from detention.states import Presence
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING, State
from procuratorate.lib.clock import day_of
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.lib.names import mask
from procuratorate.notices.clocks import OVER_DETENTION
from procuratorate.notices.models import Notice
from procuratorate.notices.services.rungs import draft_report
from procuratorate.notices.states import OPEN, Matter
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.work.services import enqueue

TOPIC, KIND, RULE = "detention.watch", "detention.over_watch", "over-detention"


def served(*, act: str, target: Any) -> None:
    """Leave word when something happened to a notice of over-detention. No query: any side may have acted."""
    if act.startswith("notices.") and isinstance(target, Notice) and target.matter == Matter.OVER_DETENTION:
        enqueue(topic=TOPIC, key=f"{target.pk}:{uuid4().hex}", payload={"notice": target.pk})


def watch_all(*, at: datetime) -> int:
    """Every notice of over-detention that stands; returns how many things were done."""
    standing = FindingNotice.objects.filter(finding__rule=RULE, notice__state__in=OPEN).exclude(notice__served_on=None)
    return sum(watch_notice(notice_id=pk, at=at) for pk in standing.values_list("notice", flat=True).distinct())


def watch_notice(*, notice_id: int, at: datetime) -> int:
    """Start, end or follow up the watch of one notice. Safe to run twice."""
    rows = FindingNotice.objects.filter(notice=notice_id, finding__rule=RULE, finding__detainee__isnull=False)
    links = rows.select_related("notice__office", "watch", "finding__stage__clock", "finding__detainee__person")
    actor = service_actor("watch")
    return sum(_watch(link, actor, at) for link in links.order_by("pk"))


def _watch(link: Any, actor: Actor, at: datetime) -> int:
    notice, watch = link.notice, link.watch
    if notice.state not in OPEN or notice.served_on is None:
        return _drop(watch, actor, at)
    if watch is None:
        watch = _start(link, notice.served_on, actor, at)
        return 1 + _follow(link, watch, actor, at)
    return _follow(link, watch, actor, at) if watch.state in RUNNING else 0


def _start(link: Any, served_on: date, actor: Actor, at: datetime) -> Deadline:
    one: Detainee = link.finding.detainee
    number = BOOK.over_watch.on(served_on.toordinal())
    days = number.value if number and number.value else OVER_DETENTION.term.amount
    watch = open_deadline(
        kind=KIND, title=f"{one.person.name}超期羁押，核查是否纠正"[:120],
        masked_title=f"{mask(one.person.name)}超期羁押，核查是否纠正"[:120], organ=link.notice.office,
        starts_on=served_on, start_reason="收到纠正违法通知书", term=Term(days, Unit.DAY),
        article=OVER_DETENTION.article,
        address=one.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip
    FindingNotice.objects.filter(pk=link.pk).update(watch=watch)
    record(actor=actor, act="detention.watch", target=one, detail={"notice": link.notice_id, "due": str(watch.due_on)})
    return watch


def _follow(link: Any, watch: Deadline, actor: Actor, at: datetime) -> int:
    on, ended = day_of(at), _ended_on(link.finding.stage, link.finding.detainee, day_of(at))
    if ended is not None:
        meet_deadline(
            deadline=watch, actor=actor, at=at, on=max(ended, watch.starts_on), reason="羁押期限已经变更或者结束"
        )
        return 1
    if on <= watch.due_on:
        return 0
    due = link.finding.stage.clock.due_on
    why = f"纠正违法通知书送达满五日，{due}届满的羁押期限仍未见变更、释放、换押文书，已 {(on - due).days} 日"
    return int(draft_report(notice=link.notice, why=why, article=OVER_DETENTION.article, at=at) is not None)


def _ended_on(stage: Stage | None, one: Detainee, on: date) -> date | None:
    """The day on which the period stopped to run over; None while it does."""
    if stage is None or one.state == Presence.LEFT:
        return one.left_on or on
    stage.refresh_from_db(fields=["until", "clock"])
    if stage.until:
        return stage.until
    clock = stage.clock
    still = clock is not None and clock.state == State.OPEN and clock.due_on < on
    return None if still else on


def _drop(watch: Deadline | None, actor: Actor, at: datetime) -> int:
    if watch is None or watch.state not in RUNNING:
        return 0
    cancel_deadline(deadline=watch, reason="文书已销号、撤回或者撤销", actor=actor, at=at)
    return 1
