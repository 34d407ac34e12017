"""层级: who reviewed, how many, in what order."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.outside import PRISONS_2016
from commutation.law.instruments.prison_law import ORDER_130
from commutation.law.rulebook import ANY, BOTH, OUT, step
from procuratorate.lib.law.articles import cite
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.standings import Standing

INFERRED = Standing.INFERRED


@step(
    "committee",
    "减刑假释评审委员会人数",
    ORDER_130.cite("5"),
    asks=BOTH,
    when="committee_met",
    by="committee_on",
)
def committee(c: Columns, o: Ops) -> Answer:
    """Nine members at the least since 2014-12-01, seven before."""
    return True, c.committee_members - o.pick(P.committee, c.committee_on)


@step(
    "outside-committee",
    "暂予监外执行评审委员会人数",
    PRISONS_2016.cite("3①"),
    asks=OUT,
    when="committee_met",
    by="committee_on",
    since=PRISONS_2016.since,
)
def outside_committee(c: Columns, o: Ops) -> Answer:
    """Nine members at the least."""
    return True, c.committee_members - o.pick(P.outside_committee, c.committee_on)


@step(
    "recusal",
    "应回避的人员参加评审",
    ORDER_130.cite(""),
    cite("刑事诉讼法", "29"),
    asks=ANY,
    when="committee_met",
    by="committee_on",
    standing=INFERRED,
    says="评审会有 {recused_present}应当回避而参加",
)
def recusal(c: Columns, o: Ops) -> Answer:
    """Nobody who must keep away took part."""
    return True, 0 - c.recused_present


@step(
    "minutes",
    "会议记录载明不同意见并签名",
    PRISONS_2016.cite("34"),
    asks=OUT,
    when="committee_met",
    by="committee_on",
    since=PRISONS_2016.since,
    says="评审会会议记录没有载明不同意见或者没有与会人员签名",
)
def minutes(c: Columns, o: Ops) -> Answer:
    """Dissent and signatures of all."""
    return True, o.need(c.dissent_recorded)


@step(
    "level-change",
    "层级间变更须写明理由和条款",
    ORDER_130.cite(""),
    asks=ANY,
    standing=INFERRED,
    says="层级间建议有变更，没有写明理由和条款",
)
def level_change(c: Columns, o: Ops) -> Answer:
    """A level that departs from the one below says why."""
    return c.changed_between_levels, o.need(c.change_reasoned)


@step(
    "levels-in-order",
    "先科室审查后评审",
    ORDER_130.cite("3"),
    asks=BOTH,
    by="committee_on",
    since=ORDER_130.since,
)
def levels_in_order(c: Columns, o: Ops) -> Answer:
    """刑罚执行部门 reviews before the committee meets."""
    return o.happened(c.section_on) & o.happened(c.committee_on), c.committee_on - c.section_on
