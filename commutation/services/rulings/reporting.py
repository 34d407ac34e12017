"""备案审查: a ruling on a former official goes up to the 院 his rank points to, and comes back reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from commutation.clocks.courts import FOLLOWED, RECORD_REVIEW, RECORD_REVIEW_ARTICLE
from commutation.models import Filing, RecordFiling
from commutation.permissions.courts import may_answer_record, may_file_record
from commutation.selectors.rulings import side_by_side
from commutation.states.courts import RECORD_MOVES, RecordState
from procuratorate.audit.services import record as note
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.terms import Term
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ

SENT_KIND = "commutation.record"
ANSWERS = {"clear": "无意见", "ask_more": "要求补报", "advise": "提出处理意见"}


@dataclass(frozen=True)
class Hand:
    """Who acts on which record, when: what is sent and whose days it begins are told by these three."""

    record: RecordFiling
    actor: Actor
    at: datetime

    @property
    def filing(self) -> Filing:
        """Raises Conflict when the ruling was taken from its filing: whose it is must be known first."""
        filing: Filing | None = self.record.ruling.filing
        if filing is None:
            raise Conflict(
                "这份裁定的对应已撤销，请先在裁定页重新对应，再办理备案审查。", title=str(self.record.ruling)
            )
        return filing

    @property
    def about(self) -> dict[str, Any]:
        ruling = self.record.ruling
        return {"ruling": ruling.pk, "case_no": ruling.case_no, "rank": self.record.rank}

    def title(self, what: str) -> str:
        return f"{self.filing.prison.short_name}{self.filing.number}{what}"

    def post(self, to: Organ, mode: Mode, content: dict[str, Any], *, basis: str, **told: Any) -> Dispatch:
        """Send within the procuratorate, by the article of this act; each sending about a ruling has its own key."""
        title, address = self.title("备案审查"), self.record.ruling.get_absolute_url()
        count = Dispatch.objects.filter(kind=SENT_KIND, address=address).count()
        return send(
            actor=self.actor,
            recipient=to,
            legal_mode=mode,
            kind=SENT_KIND,
            title=title,
            masked_title=title,
            content=self.about | content,
            basis=basis,
            key=f"record:{self.record.pk}:{count + 1}",
            address=address,
            sender_address=address,
            at=self.at,
            **told,
        )

    def begin(self, what: str, days: tuple[Term, str], *, holder: Organ, other: Organ) -> Deadline:
        """A clock of `holder` from today's arrival; `other` sees it run."""
        title = self.title(what)
        return open_deadline(
            kind="commutation.record_review",
            title=title,
            masked_title=title,
            organ=holder,
            counterpart=other,
            starts_on=day_of(self.at),
            start_reason="收到备案材料或者处理意见",
            term=days[0],
            article=days[1],
            address=self.record.ruling.get_absolute_url(),
            actor=self.actor,
            at=self.at,
        )

    def meet(self, clock: Deadline | None, reason: str) -> None:
        if clock is not None and clock.state in RUNNING:
            meet_deadline(deadline=clock, actor=self.actor, at=self.at, reason=reason)

    def note(self, act: str, words: str, **detail: str) -> None:
        target = self.record.ruling
        note(actor=self.actor, act=f"commutation.{act}", target=target, reason=words.strip(), detail=detail)


@transaction.atomic
def send_record(*, record: RecordFiling, words: str, actor: Actor, at: datetime) -> None:
    """报备, or what was missing after it. The ten days of the 院 above run from the arrival.

    An 院 outside this system is written to on paper: `words` then say by which number.
    """
    demand(may_file_record(actor, record), act="commutation.send_record", target=record.ruling)
    if record.to is None and not words.strip():
        raise Unacceptable("备案单位不在本系统，请写明纸质报送的文号。", fields={"words": "请填写"})
    hand = Hand(record, actor, at)
    again = record.state == RecordState.LACKING
    waited, basis = (record.follow_clock, FOLLOWED["ask_more"][1]) if again else (record.clock, record.article)
    move(record, "send", RECORD_MOVES, sent_on=day_of(at), by_id=signer(actor), follow_clock=None)
    hand.meet(waited, "已报备")
    if record.to is not None:
        sent = hand.post(record.to, Mode.RECORD, _package(hand, words), basis=basis)
        clock = hand.begin("备案审查", RECORD_REVIEW, holder=record.to, other=sent.sender)
        RecordFiling.objects.filter(pk=record.pk).update(dispatch=sent, review_clock=clock)
    hand.note("send_record", words)


def _package(hand: Hand, words: str) -> dict[str, Any]:
    """The person, the ruling, and every voice before it, as the reader above needs them."""
    filing, ruling = hand.filing, hand.record.ruling
    voices = [[one.who, str(one.on or ""), one.what, one.why] for one in side_by_side(ruling, hand.actor)]
    person = {"name": filing.name, "number": filing.number, "prison": filing.prison.name, "facts": filing.facts}
    ruled = {"decider": ruling.decider, "ruled_on": str(ruling.ruled_on), "received_on": str(ruling.peer_received_on)}
    return {**person, **ruled, "voices": voices, "words": words.strip()}


@transaction.atomic
def answer_record(*, record: RecordFiling, act: str, words: str, actor: Actor, at: datetime) -> None:
    """The 院 above reviewed it: nothing to say, something is missing, or this is to be done. `act` as in ANSWERS."""
    demand(may_answer_record(actor, record), act="commutation.answer_record", target=record.ruling)
    if act not in ANSWERS:
        raise Unacceptable("请选择备案审查的结果。", fields={"act": "请选择"})
    if act in FOLLOWED and not words.strip():
        raise Unacceptable("请写明要补报的材料或者处理意见。", fields={"words": "请填写"})
    hand = Hand(record, actor, at)
    told = {"answer": words.strip(), "answered_by_id": signer(actor), "answered_at": at}
    move(record, act, RECORD_MOVES, **told)
    hand.meet(record.review_clock, ANSWERS[act])
    if record.to is not None and record.dispatch is not None:
        _tell_below(hand, act, record.to, record.dispatch)
    hand.note("answer_record", words, answer=act)


def _tell_below(hand: Hand, act: str, above: Organ, sent: Dispatch) -> None:
    """The answer goes back to whoever sent it; what it asks for has its days."""
    content = {"answer": ANSWERS[act], "words": hand.record.answer}
    back = hand.post(sent.sender, Mode.TRANSFER, content, basis=RECORD_REVIEW_ARTICLE, in_reply_to=sent, sender=above)
    days = FOLLOWED.get(act)
    clock = hand.begin(f"备案审查{ANSWERS[act]}", days, holder=sent.sender, other=above) if days else None
    RecordFiling.objects.filter(pk=hand.record.pk).update(answer_dispatch=back, follow_clock=clock)


@transaction.atomic
def report_record(*, record: RecordFiling, words: str, actor: Actor, at: datetime) -> None:
    """What the 院 above decided was carried out: reported within thirty days."""
    demand(may_file_record(actor, record), act="commutation.report_record", target=record.ruling)
    if not words.strip():
        raise Unacceptable("请写明处理意见的执行情况。", fields={"words": "请填写"})
    hand = Hand(record, actor, at)
    move(record, "report", RECORD_MOVES, report=words.strip())
    hand.meet(record.follow_clock, "已报告执行情况")
    if record.to is not None:
        hand.post(record.to, Mode.REPORT, {"words": words.strip()}, basis=FOLLOWED["advise"][1])
    hand.note("report_record", words)
