"""悔改、立功、考核: what the papers must bear, and what in them calls for a second look."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.courts import POINTS, REAL_REVIEW
from commutation.law.instruments.r2016 import R2016
from commutation.law.rulebook import ANY, BOTH, CUT, rule
from commutation.law.words import Confirmation, MeritGround
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.rules import Kind
from procuratorate.lib.law.standings import Standing

PROOF, PATTERN, INFERRED = Kind.EVIDENCE, Kind.PATTERN, Standing.INFERRED


@rule(
    "repentance-complete",
    "确有悔改表现的四项条件",
    R2016.cite("3①"),
    asks=BOTH,
    since=R2016.since,
    kind=PROOF,
    says="认定确有悔改表现，但认罪悔罪、遵守监规、参加教育、参加劳动没有同时具备",
)
def repentance_complete(c: Columns, o: Ops) -> Answer:
    """All four at once."""
    return c.repents, o.need(c.admits_guilt & c.obeys & c.studies & c.works)


@rule(
    "merit-at-all",
    "减刑须有悔改或者立功表现",
    R2016.cite("2"),
    asks=CUT,
    since=R2016.since,
    says="没有认定悔改、立功或者重大立功表现，不符合减刑条件",
)
def merit_at_all(c: Columns, o: Ops) -> Answer:
    """刑法第78条第1款: one of the three, or there is nothing to commute for."""
    return True, o.need(c.repents | c.meritorious | c.major)


@rule(
    "self-written",
    "自书材料应由本人书写",
    REAL_REVIEW.cite("5②"),
    asks=BOTH,
    since=REAL_REVIEW.since,
    kind=PROOF,
    says="自书材料非本人书写且无特殊原因，却认定确有悔改表现",
)
def self_written(c: Columns, o: Ops) -> Answer:
    """Written by another without a reason noted is no repentance."""
    return c.repents, o.need(c.self_written | c.has_reason_not_to_write)


@rule(
    "merit-source",
    "立功线索来源",
    REAL_REVIEW.cite("6①"),
    asks=CUT,
    since=REAL_REVIEW.since,
    kind=PROOF,
    says="检举、揭发的线索来源没有查明或者不合法，却认定立功",
)
def merit_source(c: Columns, o: Ops) -> Answer:
    """Where the tip came from, and that it came lawfully."""
    applies = (c.meritorious | c.major) & (c.merit_ground == MeritGround.DISCLOSURE)
    return applies, o.need(c.merit_source_lawful)


@rule(
    "merit-testimony",
    "警示教育现身说法不认定立功",
    REAL_REVIEW.cite("6④"),
    asks=CUT,
    since=REAL_REVIEW.since,
    kind=PROOF,
    says="以警示教育活动中现身说法认定立功",
)
def merit_testimony(c: Columns, o: Ops) -> Answer:
    """Speaking at warnings is not merit."""
    return c.meritorious | c.major, o.need(c.merit_ground != MeritGround.TESTIMONY)


@rule(
    "merit-province",
    "技术革新、较大贡献须经省级主管部门确认",
    R2016.cite("4②"),
    asks=CUT,
    since=R2016.since,
    kind=PROOF,
    says="以{merit_ground}认定立功，确认机关为{merit_confirmed}，不是独立或者为主完成并经省级主管部门确认",
)
def merit_province(c: Columns, o: Ops) -> Answer:
    """Own work, confirmed by the province."""
    grounds = (c.merit_ground == MeritGround.INNOVATION) | (c.merit_ground == MeritGround.CONTRIBUTION)
    return c.meritorious & ~c.major & grounds, o.need(c.merit_own_work & (c.merit_confirmed >= Confirmation.PROVINCE))


@rule(
    "merit-nation",
    "发明专利、重大贡献须经国家主管部门确认",
    R2016.cite("5②"),
    asks=CUT,
    when="major",
    since=R2016.since,
    kind=PROOF,
    says="以{merit_ground}认定重大立功，确认机关为{merit_confirmed}，不是独立或者为主完成并经国家主管部门确认",
)
def merit_nation(c: Columns, o: Ops) -> Answer:
    """Own work, confirmed by the State."""
    made = (c.merit_ground == MeritGround.INVENTION) | (c.merit_ground == MeritGround.INNOVATION)
    grounds = made | (c.merit_ground == MeritGround.CONTRIBUTION)
    return grounds, o.need(c.merit_own_work & (c.merit_confirmed == Confirmation.NATION))


@rule(
    "merit-utility",
    "实用新型、外观设计专利不认定重大立功",
    R2016.cite("5②"),
    asks=CUT,
    when="major",
    since=R2016.since,
    kind=PROOF,
    says="以实用新型或者外观设计专利认定重大立功",
)
def merit_utility(c: Columns, o: Ops) -> Answer:
    """Only patents of invention count."""
    return True, o.need(c.merit_ground != MeritGround.UTILITY)


@rule(
    "points-while-confined",
    "禁闭期间没有基础分",
    POINTS.cite("15"),
    asks=BOTH,
    by="period_until",
    since=POINTS.since,
    kind=PROOF,
    says="禁闭期间仍计基础分 {points_while_confined}",
)
def points_while_confined(c: Columns, o: Ops) -> Answer:
    """None is given for those days."""
    return True, 0 - c.points_while_confined


@rule(
    "commended-below-base",
    "有月份低于基础分的考核期不给予表扬",
    POINTS.cite("22、38(三)"),
    asks=BOTH,
    when="month_below_base",
    by="period_until",
    since=POINTS.since,
    kind=PROOF,
    says="考核期内有月份得分低于基础分，只能给予物质奖励，却给予表扬",
)
def commended_below_base(c: Columns, o: Ops) -> Answer:
    """A month under its base bars 积极 (第22条); 合格 with such a month is rewarded in kind alone (第38条)."""
    return True, o.need(~c.commended)


@rule(
    "points-against-period",
    "考核得分与考核期不对应",
    POINTS.cite("4、10、11、14"),
    REAL_REVIEW.cite("5①"),
    asks=BOTH,
    by="period_until",
    since=POINTS.since,
    kind=PATTERN,
    standing=INFERRED,
)
def points_against_period(c: Columns, o: Ops) -> Answer:
    """More than the period can hold: every month at its most, and the special points of each year begun."""
    daily = c.points_months * o.pick(P.month_most, c.period_until)
    special = (c.points_months + 11) // 12 * o.pick(P.year_special, c.period_until)
    return ~c.points_explained, o.named("考核期内最多可得分", daily + special) - c.points


@rule(
    "levels-same-minute",
    "各层级记录同一分钟形成",
    REAL_REVIEW.cite("5①"),
    asks=ANY,
    kind=PATTERN,
    standing=INFERRED,
    says="各层级记录在同一分钟形成，请核查是否逐级研究",
)
def levels_same_minute(c: Columns, o: Ops) -> Answer:
    """Five meetings in one minute were none."""
    return True, o.need(~c.levels_same_minute)


@rule(
    "levels-same-words",
    "各层级意见文字相同",
    REAL_REVIEW.cite("5①"),
    asks=ANY,
    kind=PATTERN,
    standing=INFERRED,
    says="各层级意见文字完全相同，请核查是否逐级研究",
)
def levels_same_words(c: Columns, o: Ops) -> Answer:
    """The same words at every level."""
    return True, o.need(~c.levels_same_words)
