# ruff: noqa: RUF009  # each of these calls makes a dataclasses.field
"""What the rules may ask of one stay: a frozen row, unknown (None) until someone knows. Periods are reckoned before."""

from __future__ import annotations

from dataclasses import dataclass

from procuratorate.lib.law.declared import Day, Flag, Number, count, day, event, events_of, facts_of, flag
from procuratorate.lib.law.standings import Measure
from procuratorate.lib.law.tracing import Fact

NOTICES, REGISTER, EXECUTION = "羁押期限即将届满通知", "在押人员登记", "执行通知书"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One stay on one day: the clock that runs, what was told, who lies in the cell."""

    limited: Flag = flag("本环节有法定期限", "羁押期限推算")
    start: Day = day("起算事由发生", "拘留证、逮捕证、换押证")
    due: Day = day("羁押期限届满", "羁押期限推算")
    ended_on: Day = event("本环节结束", "换押证、变更强制措施文书、释放证明")
    noticed_on: Day = event("发出即将届满通知", NOTICES)
    reported_on: Day = event("向检察院书面报告超期", "书面报告")
    asked: Flag = flag("提请延长侦查羁押期限", "提请批准延长侦查羁押期限意见书")
    asked_on: Day = day("提请延长", "提请批准延长侦查羁押期限意见书")
    former_due: Day = day("延长前届满", "羁押期限推算")
    transferred: Flag = flag("办案机关变更", "换押证")
    transferred_on: Day = day("案件移送", "移送文书")
    handed_over_on: Day = event("收到换押证", "换押证")

    sentenced: Flag = flag("判决已经生效", EXECUTION)
    effective_on: Day = day("判决生效", EXECUTION)
    papers_on: Day = event("收到执行文书", EXECUTION)
    papers_due: Day = day("法院送达执行文书届满", "期限推算")
    delivery_due: Day = day("交付执行届满", "期限推算")
    delivered_on: Day = event("交付执行", "交付执行回执")
    serving_here: Flag = flag("留所服刑", "留所服刑审批表")
    sentence_ends_on: Day = day("刑期届满", EXECUTION)
    left_on: Day = event("出所", "出所登记")
    term_over: Flag = flag("以刑满释放出所", "出所登记")

    refused: Flag = flag("监狱不予收监", "不予收监说明")
    refused_on: Day = day("不予收监", "不予收监说明")
    statement_on: Day = event("收到书面说明", "不予收监说明")
    must_admit: Flag = flag("检察院认为不收监理由不成立", "检察意见书")
    opinion_on: Day = day("监狱收到检察院书面意见", "检察意见书")
    admitted_on: Day = event("收监", "收监回执")

    minor_with_adults: Flag = flag("未成年人与成年人同室", REGISTER)
    convicted_with_others: Flag = flag("已决、未决人员同室", REGISTER)
    with_co_defendant: Flag = flag("同案人员同室", REGISTER)
    women_with_men: Flag = flag("男女同室", REGISTER)

    summoned: Flag = flag("传唤、拘传", "传唤证、拘传证")
    summons_hours: Number = count("传唤、拘传持续", "传唤证、拘传证", Measure.HOURS)
    summons_grave: Flag = flag("案情特别重大、复杂，需要采取拘留、逮捕措施", "传唤、拘传审批表")
    detained: Flag = flag("拘留", "拘留证")
    detained_on: Day = day("执行拘留", "拘留证")
    entered_on: Day = day("入所", "收押登记")
    taken: Flag = flag("拘留、逮捕", "拘留证、逮捕证")
    questioned_hours: Number = count("拘留、逮捕到第一次讯问", "讯问笔录", Measure.HOURS)
    family_hours: Number = count("拘留、逮捕到通知家属", "拘留通知书、逮捕通知书", Measure.HOURS)

    supplements: Number = count("退回补充侦查", "退回补充侦查决定书")
    lengthened: Flag = flag("检察院办案部门变更羁押期限", "延长审查起诉期限决定书等")
    inside_due: Day = day("内部通知届满", "期限推算")
    inside_told: Flag = flag("已通知负有监督职责的部门", "变更羁押期限通知")
    inside_told_on: Day = day("通知负有监督职责的部门", "变更羁押期限通知")


FACTS = facts_of(Facts)
EVENTS = events_of(Facts)
ON = Fact("on", "至今日", Measure.DATE, "所问之日")
