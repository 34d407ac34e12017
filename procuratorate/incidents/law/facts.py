# ruff: noqa: RUF009  # each of these calls makes a dataclasses.field
"""What the rules may ask of one event: a frozen row, unknown (None) until someone knows."""

from __future__ import annotations

from dataclasses import dataclass

from procuratorate.lib.law.declared import Day, Flag, Number, count, day, event, events_of, facts_of, flag
from procuratorate.lib.law.standings import Measure
from procuratorate.lib.law.tracing import Fact

CONFINING, RESTRAINING, DYING = "禁闭审批表", "使用戒具审批表", "死亡处理登记"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One event on one day. The first three say which rules are asked at all."""

    in_prison: Flag = flag("发生在监狱", "登记单位")
    in_centre: Flag = flag("发生在看守所", "登记单位")
    started_on: Day = day("发生（开始）之日", "登记")
    ended_on: Day = event("解除之日", "登记")

    confined: Flag = flag("禁闭", CONFINING)
    serving: Flag = flag("留所服刑罪犯", CONFINING)
    approved_days: Number = count("批准禁闭", CONFINING, Measure.DAYS)
    approved_by_head: Flag = flag("监所领导批准", "审批表")

    restrained: Flag = flag("使用戒具", RESTRAINING)
    irons: Flag = flag("手铐、脚镣", RESTRAINING)
    death_sentence: Flag = flag("判处死刑尚未执行", "裁判文书")
    extended: Flag = flag("主管公安处、局长批准延长", RESTRAINING)
    emergency: Flag = flag("紧急情况先行使用", RESTRAINING)
    doubled: Flag = flag("双铐、背铐、双镣", RESTRAINING)
    filmed: Flag = flag("使用过程录音录像", "录音录像登记")
    cause_gone_on: Day = event("情形消失之日", "登记")

    died: Flag = flag("死亡", DYING)
    kin_told_on: Day = event("通知近亲属", DYING)
    reported_on: Day = event("通知检察院", "往来件回执")
    video_from: Day = day("封存录像起始日", "录像封存清单")


FACTS = facts_of(Facts)
EVENTS = events_of(Facts)
ON = Fact("on", "至今日", Measure.DATE, "所问之日")
