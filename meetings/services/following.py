"""What was agreed: reported done by who owes it, closed by a person of the other side, or sent back with a word.

Who may see to a report is asked of the row as it is stored: a side that reported meanwhile does not close its own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from meetings.models import AgreedItem
from meetings.permissions import may_close, may_report, side_of
from meetings.services.crossing import tell_other
from meetings.states import FOLLOW_UP_MOVES
from procuratorate.audit.services import record
from procuratorate.deadlines.services import meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.edits import locked
from procuratorate.organs.gate import signer

TITLES = {"report": "议定事项办结报告", "send_back": "议定事项退回办理", "close": "议定事项销号"}


def _words(said: str, field: str, why: str) -> str:
    said = said.strip()[:400]
    if not said:
        raise Unacceptable(why, fields={field: why})
    return said


@transaction.atomic
def report_item(*, agreed: AgreedItem, report: str, actor: Actor, at: datetime) -> None:
    """Say what was done. The clock runs on until the other side has seen to it."""
    agreed = locked(agreed)
    demand(may_report(actor, agreed), act="meetings.report", target=agreed)
    said, meeting = _words(report, "words", "请写明办了什么、结果怎样。"), agreed.item.meeting
    told: dict[str, Any] = {"report": said, "reported_by_id": signer(actor), "reported_at": at}
    move(agreed, "report", FOLLOW_UP_MOVES, **told, reporter=side_of(actor, meeting), answer="")
    _tell(agreed, "report", said, actor=actor, at=at)
    record(actor=actor, act="meetings.report", target=agreed)


@transaction.atomic
def send_back_item(*, agreed: AgreedItem, words: str, actor: Actor, at: datetime) -> None:
    """Not done yet: back to the owner, with what is missing."""
    agreed = locked(agreed)
    demand(may_close(actor, agreed), act="meetings.send_back", target=agreed)
    said = _words(words, "words", "请写明还差什么。")
    move(agreed, "send_back", FOLLOW_UP_MOVES, answer=said)
    _tell(agreed, "send_back", said, actor=actor, at=at)
    record(actor=actor, act="meetings.send_back", target=agreed, reason=said)


@transaction.atomic
def close_item(*, agreed: AgreedItem, words: str, actor: Actor, at: datetime) -> None:
    """销号: done, as of the day it was reported. The clock is met on that day."""
    agreed = locked(agreed)
    demand(may_close(actor, agreed), act="meetings.close", target=agreed)
    said = words.strip()[:400]
    told = {"answer": said, "closed_by_id": signer(actor), "closed_at": at}
    move(agreed, "close", FOLLOW_UP_MOVES, **told)
    clock = agreed.clock
    if clock is not None and clock.state in RUNNING and agreed.reported_at is not None:
        day = day_of(agreed.reported_at)
        meet_deadline(deadline=clock, actor=actor, at=at, on=day, reason="议定事项已销号")
    _tell(agreed, "close", said, actor=actor, at=at)
    record(actor=actor, act="meetings.close", target=agreed)


def _tell(agreed: AgreedItem, what: str, said: str, *, actor: Actor, at: datetime) -> None:
    content = {"agreed": agreed.pk, "words": agreed.words, "said": said, "at": at}
    tell_other(
        meeting=agreed.item.meeting, what=what, part=f"{agreed.pk}:{at.timestamp():.6f}", title=TITLES[what],
        content=content, summary=agreed.words[:120], actor=actor, at=at,
    )  # fmt: skip
