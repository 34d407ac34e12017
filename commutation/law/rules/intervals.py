"""间隔时间: from service of the last ruling to the filing (法释〔2016〕23号第40条第2款)."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.r2016 import R2016
from commutation.law.rulebook import CUT, rule
from commutation.law.shared import banded, by_category
from procuratorate.lib.law.columns import Answer, Column, Columns, Ops
from procuratorate.lib.law.params import Dated

EXACTLY_TEN = "恰为十年有期徒刑的从严罪犯，第七条第一款“十年以下”与第二款“十年以上”均含本数，适用哪一间隔须由承办人判断"

SUITABLY = "限制减刑罪犯有重大立功表现的间隔时间“可以适当缩短”，没有数值（法释〔2016〕23号第十四条）"


def with_last_cut(c: Columns, o: Ops, months: Column) -> Column:
    """Never shorter than what the last ruling took off (第6条第3款, since 2017), a third less for the lenient."""
    months = o.where(c.lenient, months - months // 3, months)
    return o.where(c.modern, o.most(months, c.last_cut), months)


def gap_margin(c: Columns, o: Ops, months: Column) -> Column:
    return c.filing_day - o.after(c.earlier_served_on, with_last_cut(c, o, months))


def ten(c: Columns, o: Ops, under: Dated, over: Dated) -> Column:
    """The number for terms under ten years, or for ten years and more."""
    return o.where(c.months < 120, o.pick(under, c.rule_day), o.pick(over, c.rule_day))


@rule(
    "interval-fixed",
    "有期徒刑减刑间隔时间",
    R2016.cite("6③、40②"),
    asks=CUT,
    when="fixed",
    waits=True,
    mend="待满间隔时间后再报请",
)
def interval_fixed(c: Columns, o: Ops) -> Answer:
    """From service of the last ruling, the months of band and category, and never less than it took off.

    For exactly ten years and a strict category both paragraphs of 第7条 hold: between the two nothing is decided.
    """
    applies = (c.earlier_count > 0) & ~c.major & ~c.refiling & ~c.parole_revoked
    margin = by_category(
        c,
        o,
        lambda months: gap_margin(c, o, months),
        general=banded(c, o, P.gap_under_5, P.gap_5_to_10, P.gap_from_10),
        strict=ten(c, o, P.gap_strict_to_10, P.gap_strict_from_10),
        three=ten(c, o, P.three_gap_under_10, P.three_gap_from_10),
        bribery=ten(c, o, P.bribery_gap_under_10, P.bribery_gap_from_10),
    )
    shorter = gap_margin(c, o, o.pick(P.gap_strict_to_10, c.rule_day))
    open_ = c.strict & (c.months == 120) & ~c.bribery & (margin < 0) & (shorter >= 0)
    return applies, o.where(open_, o.undecided(EXACTLY_TEN), margin)


@rule(
    "interval-converted",
    "无期徒刑、死缓减为有期徒刑后的减刑间隔时间",
    R2016.cite("40②"),
    asks=CUT,
    when="converted",
    waits=True,
)
def interval_converted(c: Columns, o: Ops) -> Answer:
    """Two years; major merit is exempt for life sentences and general 死缓 (第8条第2款、第9条第2款、第10条第2款).

    For the restricted the law says only that it may be shortened suitably. From 2014 to 2016 of three categories alone.
    """
    heavy = c.suspended & c.strict_heavy
    general = o.where(c.strict_heavy, o.pick(P.later_gap_strict, c.rule_day), o.pick(P.later_gap, c.rule_day))
    general = o.where(c.three_then, o.pick(P.three_later_gap, c.rule_day), general)
    general = o.where(c.bribery, o.pick(P.bribery_later_gap, c.rule_day), general)
    months = o.where(c.restricted, o.pick(P.later_gap_restricted, c.rule_day), general)
    exempt = c.major & ~c.restricted & (~heavy | c.bribery)
    applies = (c.modern | c.three_then) & ~exempt & ~c.refiling & ~c.parole_revoked
    margin = gap_margin(c, o, months)
    return applies, o.where(c.restricted & c.major & (margin < 0), o.undecided(SUITABLY), margin)
