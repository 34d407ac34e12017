"""起始时间: how long one must have served before the first commutation."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.courts import JS21
from commutation.law.instruments.r2016 import R2016
from commutation.law.rulebook import CUT, rule
from commutation.law.shared import by_category
from procuratorate.lib.law.columns import Answer, Column, Columns, Ops
from procuratorate.lib.law.standings import Standing

INFERRED = Standing.INFERRED
SUSPENDED_STARTS = (
    P.suspended_start,
    P.suspended_start_strict,
    P.suspended_start_restricted,
    P.three_suspended_start,
    P.bribery_suspended_start,
)


def shortened(c: Columns, o: Ops, months: Column) -> Column:
    """第19、20条: at most a third less."""
    return o.where(c.lenient, months - months // 3, months)


def waited(c: Columns, o: Ops, since: Column) -> Column:
    """How long after the qualifying time of a fixed term, measured from `since`, the filing lies."""
    return by_category(
        c,
        o,
        lambda months: c.filing_day - o.after(since, shortened(c, o, months)),
        general=c.start_general,
        strict=c.start_strict,
        three=c.start_three,
        bribery=c.start_bribery,
    )


@rule(
    "start-fixed",
    "有期徒刑减刑起始时间",
    R2016.cite("40①"),
    asks=CUT,
    when="fixed",
    waits=True,
    mend="待满起始时间后再报请",
)
def start_fixed(c: Columns, o: Ops) -> Answer:
    """From delivery to the prison to the filing, the months of band and category must have run.

    Major merit is exempt; 管制、拘役 and short remainders (第16条), re-filing after retrial (第32条) and those whose
    parole was revoked (第30条) are dealt with elsewhere. Minors and the infirm may have a third less.
    """
    applies = c.first_cut & ~c.major & ~c.short_left & ~c.refiling & ~c.parole_revoked
    return applies, waited(c, o, c.delivered_on)


@rule("start-after-revocation", "撤销假释收监后的减刑起始时间", R2016.cite("30②"), asks=CUT, waits=True)
def start_after_revocation(c: Columns, o: Ops) -> Answer:
    """After revoked parole the qualifying time runs from the return to prison."""
    applies = c.fixed & c.parole_revoked & ~c.major & ~c.refiling
    return applies, waited(c, o, c.returned_on)


@rule(
    "start-life", "无期徒刑减刑起始时间", R2016.cite("8①、9①"), asks=CUT, when="life_now", standing=INFERRED, waits=True
)
def start_life(c: Columns, o: Ops) -> Answer:
    """24, 36 or 48 months from the day the judgment took effect (起点为推断); major merit is exempt."""
    general, strict, three, bribery = (
        c.filing_day - o.after(c.effective_on, shortened(c, o, o.pick(dated, c.rule_day)))
        for dated in (P.life_start, P.life_start_strict, P.three_life_start, P.bribery_life_start)
    )
    tight = o.whichever(c.three_then, three, o.whichever(c.strict_heavy, strict, general))
    return ~c.major & ~c.refiling, o.whichever(c.bribery, bribery, tight)


@rule(
    "start-suspended-death",
    "死缓减为无期徒刑后的减刑起始时间",
    JS21.cite("498②"),
    asks=CUT,
    when="suspended_now",
    standing=INFERRED,
    waits=True,
)
def start_suspended_death(c: Columns, o: Ops) -> Answer:
    """From the end of the two years (起点为推断). Only 法释〔2019〕6号 exempts major merit; 第10、11、13条 do not."""
    general, strict, kept, three, bribery = (
        c.filing_day - o.after(c.suspension_ends_on, shortened(c, o, o.pick(dated, c.rule_day)))
        for dated in SUSPENDED_STARTS
    )
    tight = o.whichever(c.three_then, three, o.whichever(c.strict_heavy, strict, general))
    tight = o.whichever(c.restricted, kept, tight)
    exempt = c.major & (c.bribery | ~c.modern)
    applies = ~exempt & ~c.refiling & ~c.for_life
    return applies, o.whichever(c.bribery, bribery, tight)


@rule(
    "bar-new-offence",
    "服刑中又故意犯罪后不予减刑的期间",
    R2016.cite("21①"),
    asks=CUT,
    when="new_offence",
    since=R2016.since,
    waits=True,
)
def bar_new_offence(c: Columns, o: Ops) -> Answer:
    """Three years from the day the new judgment became final; four where the new sentence is life."""
    months = o.where(c.new_kind == 4, o.pick(P.bar_new_life, c.rule_day), o.pick(P.bar_new_fixed, c.rule_day))
    applies = (c.new_kind == 4) | (c.new_kind == 3)
    return applies, c.filing_day - o.after(c.new_effective_on, months)


@rule(
    "bar-offence-in-suspension",
    "死缓期间又故意犯罪、减为无期徒刑后不予减刑的期间",
    R2016.cite("21②"),
    asks=CUT,
    since=R2016.since,
    waits=True,
)
def bar_offence_in_suspension(c: Columns, o: Ops) -> Answer:
    """Five years from the reduction to life."""
    months = o.pick(P.bar_new_suspended, c.rule_day)
    return c.offended_in_suspension, c.filing_day - o.after(c.became_life_on, months)
