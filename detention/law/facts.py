# ruff: noqa: RUF009  # each of these calls makes a dataclasses.field
"""What the rules may ask of one stay: a frozen row, unknown (None) until someone knows. Periods are reckoned before."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeAlias

from procuratorate.lib.law.standings import Measure
from procuratorate.lib.law.tracing import Fact

Day: TypeAlias = date | None
Flag: TypeAlias = bool | None
Number: TypeAlias = int | None


def _fact(label: str, where: str, measure: Measure, *, event: bool = False) -> Any:
    return field(default=None, metadata={"fact": (label, measure, where, None), "event": event})


def _day(label: str, where: str) -> Any:
    return _fact(label, where, Measure.DATE)


def _event(label: str, where: str) -> Any:
    """A day that may lie ahead: None means that it has not come, as far as the record says."""
    return _fact(label, where, Measure.DATE, event=True)


def _flag(label: str, where: str) -> Any:
    return _fact(label, where, Measure.FLAG)


NOTICES, REGISTER, EXECUTION = "羁押期限即将届满通知", "在押人员登记", "执行通知书"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One stay on one day: the clock that runs, what was told, who lies in the cell."""

    limited: Flag = _flag("本环节有法定期限", "羁押期限推算")
    start: Day = _day("起算事由发生", "拘留证、逮捕证、换押证")
    due: Day = _day("羁押期限届满", "羁押期限推算")
    ended_on: Day = _event("本环节结束", "换押证、变更强制措施文书、释放证明")
    noticed_on: Day = _event("发出即将届满通知", NOTICES)
    reported_on: Day = _event("向检察院书面报告超期", "书面报告")
    asked: Flag = _flag("提请延长侦查羁押期限", "提请批准延长侦查羁押期限意见书")
    asked_on: Day = _day("提请延长", "提请批准延长侦查羁押期限意见书")
    former_due: Day = _day("延长前届满", "羁押期限推算")
    transferred: Flag = _flag("办案机关变更", "换押证")
    transferred_on: Day = _day("案件移送", "移送文书")
    handed_over_on: Day = _event("收到换押证", "换押证")

    sentenced: Flag = _flag("判决已经生效", EXECUTION)
    effective_on: Day = _day("判决生效", EXECUTION)
    papers_on: Day = _event("收到执行文书", EXECUTION)
    papers_due: Day = _day("法院送达执行文书届满", "期限推算")
    delivery_due: Day = _day("交付执行届满", "期限推算")
    delivered_on: Day = _event("交付执行", "交付执行回执")
    serving_here: Flag = _flag("留所服刑", "留所服刑审批表")
    sentence_ends_on: Day = _day("刑期届满", EXECUTION)
    left_on: Day = _event("出所", "出所登记")

    minor_with_adults: Flag = _flag("未成年人与成年人同室", REGISTER)
    convicted_with_others: Flag = _flag("已决、未决人员同室", REGISTER)
    with_co_defendant: Flag = _flag("同案人员同室", REGISTER)
    women_with_men: Flag = _flag("男女同室", REGISTER)

    confined_serving: Flag = _flag("留所服刑罪犯被禁闭", "禁闭审批表")
    confined_days: Number = _fact("禁闭", "禁闭审批表", Measure.DAYS)
    confinement_open: Flag = _flag("禁闭尚未解除", "禁闭审批表")


FACTS = {item.name: Fact(item.name, *item.metadata["fact"]) for item in fields(Facts)}
EVENTS = frozenset(item.name for item in fields(Facts) if item.metadata["event"])
ON = Fact("on", "至今日", Measure.DATE, "所问之日")
