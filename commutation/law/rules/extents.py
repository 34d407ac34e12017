"""幅度: how much one commutation may take off."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.r2012 import THREE
from commutation.law.instruments.r2016 import R2016
from commutation.law.rulebook import CUT, rule
from commutation.law.shared import by_category, by_merit
from procuratorate.lib.law.columns import Answer, Column, Columns, Ops
from procuratorate.lib.law.rules import Addressee, Kind
from procuratorate.lib.law.standings import Standing

INFERRED = Standing.INFERRED
SINCE = R2016.since


def wider(c: Columns, o: Ops, cap: Column) -> Column:
    """第19、20条: at most a third more."""
    return o.where(c.lenient, o.named("放宽三分之一后的上限", cap + cap // 3), cap)


@rule("extent-fixed", "有期徒刑一次减刑幅度", R2016.cite("6②"), asks=CUT, when="fixed", mend="按上限调整幅度")
def extent_fixed(c: Columns, o: Ops) -> Answer:
    """No more than the cap of merit and category; re-filing after retrial has its own limit."""
    margin = by_category(
        c,
        o,
        lambda cap: wider(c, o, cap) - c.extent,
        general=c.cap_general,
        strict=c.cap_strict,
        three=c.cap_three,
        bribery=c.cap_bribery,
    )
    return ~c.refiling, margin


@rule(
    "extent-at-cap",
    "从严掌握的罪犯按上限报请",
    R2016.cite("7"),
    asks=CUT,
    when="fixed",
    kind=Kind.PATTERN,
    standing=INFERRED,
    says="系从严掌握的罪犯，拟减 {extent}已达上限，未体现从严",
)
def extent_at_cap(c: Columns, o: Ops) -> Answer:
    """比照第6条从严掌握: the very cap shows no strictness. The numbers of 法释〔2019〕6号 are strict themselves."""
    applies = c.strict & ~c.bribery & ~c.refiling & ~c.lenient
    return applies, o.need(c.extent != c.extent_cap)


@rule(
    "extent-converted",
    "减为有期徒刑后一次减刑幅度",
    R2016.cite("8①"),
    asks=CUT,
    when="converted",
    since=THREE.since,
)
def extent_converted(c: Columns, o: Ops) -> Answer:
    """As for fixed terms; a year for strict categories, half a year (a year with major merit) for the restricted.

    From 2014 to 2016 a year for three categories alone.
    """
    general = by_merit(c, o, "long_cap")
    tight = o.where(c.strict_heavy, o.least(general, o.pick(P.cap_strict, c.rule_day)), general)
    bribes = o.where(c.bribery, by_merit(c, o, "bribery_cap"), tight)
    kept = o.where(c.major, o.pick(P.cap_restricted_major, c.rule_day), o.pick(P.cap_restricted, c.rule_day))
    cap = o.where(c.three_then, o.least(general, o.pick(P.three_cap, c.rule_day)), o.where(c.restricted, kept, bribes))
    return (c.modern | c.three_then) & ~c.refiling, wider(c, o, cap) - c.extent


@rule(
    "lenient-one-of-two",
    "从宽只择其一",
    R2016.cite("19②、20②"),
    asks=CUT,
    when="fixed",
    standing=INFERRED,
    since=SINCE,
)
def lenient_one_of_two(c: Columns, o: Ops) -> Answer:
    """放宽幅度“或者”缩短时间: who was let in earlier keeps to the ordinary cap (推断)."""
    early = c.filing_day < o.after(c.delivered_on, c.start_months)
    return c.first_cut & c.lenient & early & ~c.major & ~c.refiling, c.extent_cap - c.extent


@rule("extent-refiled", "再审改判后重新报请的幅度", R2016.cite("32②"), asks=CUT, when="refiling", since=SINCE)
def extent_refiled(c: Columns, o: Ops) -> Answer:
    """No more than the revoked rulings took off together."""
    return True, c.reduced_months - c.extent


@rule("life-not-below", "无期徒刑减后刑期不低于下限", R2016.cite("8①"), asks=CUT, when="life_now")
def life_not_below(c: Columns, o: Ops) -> Answer:
    """The new fixed term is not shorter than the band allows; twenty years at the least for strict categories."""
    general = by_merit(c, o, "life_low")
    tight = o.where(c.strict_heavy, o.most(general, o.pick(P.life_low_strict, c.rule_day)), general)
    tight = o.where(c.three_then, o.most(general, o.pick(P.three_life_low, c.rule_day)), tight)
    low = o.where(c.bribery, by_merit(c, o, "bribery_life_low"), tight)
    return ~c.refiling, c.new_term - low


@rule("life-not-above", "无期徒刑减后刑期不高于上限", R2016.cite("8①"), asks=CUT, when="life_now", for_inmate=True)
def life_not_above(c: Columns, o: Ops) -> Answer:
    """For the general band the new term is not longer than it allows: stricter than the law is wrong as well."""
    applies = ~c.refiling & ~c.strict_heavy & ~c.three_then & ~c.bribery
    return applies, by_merit(c, o, "life_high") - c.new_term


@rule("suspended-death-not-below", "死缓减后刑期不低于下限", R2016.cite("10①"), asks=CUT, when="suspended_now")
def suspended_death_not_below(c: Columns, o: Ops) -> Answer:
    """Twenty-five years less what merit allows; strict categories 25, with merit 23 (第11条)."""
    general = by_merit(c, o, "suspended_low")
    merit, none = o.pick(P.suspended_low_strict_merit, c.rule_day), o.pick(P.suspended_low_strict, c.rule_day)
    tight = o.where(c.strict_heavy | c.restricted, o.where(c.meritorious | c.major, merit, none), general)
    tight = o.where(c.three_then, o.most(general, o.pick(P.three_suspended_low, c.rule_day)), tight)
    low = o.where(c.bribery, by_merit(c, o, "bribery_suspended_low"), tight)
    return ~c.refiling & ~c.for_life, c.new_term - low


@rule(
    "suspended-death-not-above",
    "死缓减后刑期不高于上限",
    R2016.cite("10①"),
    asks=CUT,
    when="suspended_now",
    for_inmate=True,
)
def suspended_death_not_above(c: Columns, o: Ops) -> Answer:
    """For the general band the new term is not longer than it allows."""
    applies = ~c.refiling & ~c.strict_heavy & ~c.three_then & ~c.restricted & ~c.bribery & ~c.for_life
    return applies, by_merit(c, o, "suspended_high") - c.new_term


@rule("rights-fixed", "附加剥夺政治权利酌减后不少于一年", R2016.cite("17①"), asks=CUT, when="fixed")
def rights_fixed(c: Columns, o: Ops) -> Answer:
    """A fixed term's supplementary deprivation of rights keeps a year."""
    return (c.rights_months > 0), c.rights_left - o.pick(P.rights_fixed, c.rule_day)


@rule("rights-low", "减为有期徒刑时剥夺政治权利的下限", R2016.cite("17②"), asks=CUT)
def rights_low(c: Columns, o: Ops) -> Answer:
    """Seven years at the least when life or suspended death becomes a fixed term."""
    return (c.life | c.suspended) & c.now_life, c.new_rights - o.pick(P.rights_low, c.rule_day)


@rule("rights-high", "减为有期徒刑时剥夺政治权利的上限", R2016.cite("17②"), asks=CUT, for_inmate=True)
def rights_high(c: Columns, o: Ops) -> Answer:
    """Ten years at the most, then."""
    return (c.life | c.suspended) & c.now_life, o.pick(P.rights_high, c.rule_day) - c.new_rights


@rule("rights-final", "最终剥夺政治权利的期限", R2016.cite("17②"), asks=CUT, when="converted")
def rights_final(c: Columns, o: Ops) -> Answer:
    """Three years at the least after all later commutations."""
    return True, c.rights_left - o.pick(P.rights_final, c.rule_day)


@rule(
    "strict-once",
    "同一前科从严只计一次",
    R2016.cite("7"),
    asks=CUT,
    standing=INFERRED,
    for_inmate=True,
    says="累犯与毒品再犯系同一前科，从严情节重复计算",
    addressee=Addressee.PRISON,
)
def strict_once(c: Columns, o: Ops) -> Answer:
    """One prior conviction that makes both 累犯 and 毒品再犯 is one ground of strictness (2025 典型案例七)."""
    return c.recidivist & c.drug & c.same_prior, o.need(~c.strict_twice)
