"""调查评估 of a parole: commissioned, answered, residence changed since (司发通〔2026〕8号第1、4、5条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from commutation.clocks.assessing import RENEWABLE_SINCE, good_until
from commutation.models import Assessment, Filing
from commutation.permissions.assessing import may_assess
from commutation.states.outside import Conclusion
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@dataclass(frozen=True, slots=True)
class Reply:
    """What the body answered, and when it came."""

    received_on: date
    conclusion: Conclusion
    words: str = ""


@transaction.atomic
def commission_assessment(
    *, filing: Filing, on: date, body: str, residence: str, actor: Actor, at: datetime
) -> Assessment:
    """委托 an assessment of where the person would live. One open at a time, none again while the last is good."""
    _begin(filing, actor, "commission_assessment")
    last = Assessment.objects.filter(filing=filing).last()
    wrong = {"on": "委托日不能晚于今天"} if on > day_of(at) else {}
    if last is not None and last.received_on is None:
        wrong["on"] = f"{last.commissioned_on}委托的还没有收到意见，收到后先登记"
    elif last is not None and _is_good(last, on):
        wrong["on"] = f"{last.received_on}的评估意见六个月内有效，居住地没有变更的不重复委托（司发通〔2026〕8号第5条）"
    _refuse(wrong)
    made: Assessment = Assessment.objects.create(
        filing=filing,
        prison_id=filing.prison_id,
        commissioned_on=on,
        body=body.strip()[:80],
        residence=residence.strip()[:200],
        by_id=signer(actor),
        at=at,
    )
    record(actor=actor, act="commutation.commission_assessment", target=filing, detail={"assessment": made.pk})
    return made


@transaction.atomic
def answer_assessment(*, assessment: Assessment, reply: Reply, why: str, actor: Actor, at: datetime) -> None:
    """Write down what came back. Put right later with a reason; the audit keeps what it said before."""
    filing = assessment.filing
    _begin(filing, actor, "answer_assessment")
    stored = Assessment.objects.get(pk=assessment.pk)
    wrong = _wrong_day(stored, reply.received_on, at)
    if reply.conclusion == Conclusion.DIVIDED:
        wrong["conclusion"] = "评估意见只有符合、不符合"
    if stored.received_on is not None and not why.strip():
        wrong["why"] = "更正的，请写明原因"
    _refuse(wrong)
    before = {"received_on": str(stored.received_on or ""), "conclusion": stored.conclusion}
    told = {"received_on": reply.received_on, "conclusion": reply.conclusion, "words": reply.words.strip()}
    Assessment.objects.filter(pk=stored.pk).update(**told)
    detail = {"assessment": stored.pk, "before": before}
    record(actor=actor, act="commutation.answer_assessment", target=filing, reason=why, detail=detail)


@transaction.atomic
def note_moved(*, assessment: Assessment, residence: str, why: str, actor: Actor, at: datetime) -> None:
    """The residence changed after the assessment: how long it stays good is then a question of law."""
    filing = assessment.filing
    _begin(filing, actor, "note_moved")
    _refuse({} if why.strip() else {"why": "请写明何时、因何变更"})
    Assessment.objects.filter(pk=assessment.pk).update(residence_changed=True, residence=residence.strip()[:200])
    detail = {"assessment": assessment.pk, "before": assessment.residence}
    record(actor=actor, act="commutation.note_moved", target=filing, reason=why, detail=detail)


def _begin(filing: Filing, actor: Actor, verb: str) -> None:
    """Who may; one at a time."""
    demand(may_assess(actor, filing), act=f"commutation.{verb}", target=filing)
    Filing.objects.select_for_update(of=("self",)).get(pk=filing.pk)


def _is_good(last: Assessment, on: date) -> bool:
    if last.received_on is None or last.residence_changed or on < RENEWABLE_SINCE:
        return False
    return on <= good_until(last.received_on)


def _wrong_day(stored: Assessment, received: date, at: datetime) -> dict[str, str]:
    if received > day_of(at):
        return {"received_on": "收到日不能晚于今天"}
    return {"received_on": "收到日早于委托日，请核对"} if received < stored.commissioned_on else {}


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Unacceptable("没有保存：有几栏要改。", fields=wrong)
