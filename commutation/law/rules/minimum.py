"""实际执行: what must be served whatever is taken off, and those to whom nothing may be given."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.courts import REAL_REVIEW
from commutation.law.instruments.criminal_law import AMENDMENT_8, AMENDMENT_9, LAW
from commutation.law.instruments.r2016 import R2016
from commutation.law.rulebook import BOTH, CUT, rule
from commutation.law.shared import by_offence
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.rules import Kind


@rule("half-served", "减刑后实际执行不少于原判二分之一", LAW.cite("78②(一)"), asks=CUT, when="timed")
def half_served(c: Columns, o: Ops) -> Answer:
    """The end after this commutation leaves half of the original term served, custody before it included."""
    applies = ~c.refiling
    return applies, o.named("减后刑满次日", c.end_after + 1) - c.half_served


@rule("life-actual", "无期徒刑实际执行下限", LAW.cite("78②(二)"), asks=CUT, when="life")
def life_actual(c: Columns, o: Ops) -> Answer:
    """Thirteen years (ten for offences until 2011-04-30) from the effect of the judgment, custody not credited."""
    return c.now_fixed, o.named("减后刑满次日", c.end_after + 1) - c.life_until


@rule("suspended-death-actual", "死缓实际执行下限", R2016.cite("12①"), asks=CUT, when="suspended")
def suspended_death_actual(c: Columns, o: Ops) -> Answer:
    """Fifteen years from the end of the two years, which do not count."""
    applies = c.now_fixed & ~c.restricted
    return applies, o.named("减后刑满次日", c.end_after + 1) - c.suspended_until


@rule("restricted-actual", "限制减刑的死缓实际执行下限", AMENDMENT_8.cite("78②(三)"), asks=CUT, when="suspended")
def restricted_actual(c: Columns, o: Ops) -> Answer:
    """Twenty-five years where the two years ended in life, twenty where they ended in a term."""
    left = o.named("减后刑满次日", c.end_after + 1)
    to_life, to_term = (
        left - o.after(c.suspension_ends_on, by_offence(c, o, dated, " 2011-05-01 "))
        for dated in (P.restricted_actual, P.restricted_actual_fixed)
    )
    return c.now_fixed & c.restricted, o.whichever(c.directly_fixed, to_term, to_life)


@rule(
    "life-imprisonment",
    "终身监禁不得减刑、假释",
    AMENDMENT_9.cite("383④"),
    R2016.cite("15"),
    asks=BOTH,
    says="判决决定终身监禁，不得再减刑或者假释",
)
def life_imprisonment(c: Columns, o: Ops) -> Answer:
    """Only what the judgment's main text says counts; nothing is inferred from the offence."""
    return (c.kind == 5) & c.for_life, o.never()


@rule(
    "name-withheld",
    "不讲真实姓名住址的罪犯",
    REAL_REVIEW.cite("9"),
    asks=BOTH,
    since=REAL_REVIEW.since,
    says="不真心悔罪，仍不讲真实姓名、住址，且无法调查核实清楚，一律不予减刑、假释",
)
def name_withheld(c: Columns, o: Ops) -> Answer:
    """All three together: no remorse, no name, no way to find out; major merit aside. Found out is enough."""
    return ~c.identity_known & ~c.tells_name & ~c.major, o.need(c.admits_guilt)


@rule(
    "refile-after-retrial",
    "再审改判后应当重新报请",
    R2016.cite("32②"),
    asks=BOTH,
    when="retrial_changed",
    since=R2016.since,
    kind=Kind.PROCEDURE,
    says="再审改变原判，原减刑、假释裁定自动失效，未重新报请",
)
def refile_after_retrial(c: Columns, o: Ops) -> Answer:
    """The old rulings lapsed with the old judgment; after an acquittal there is nothing to file."""
    return ~c.acquitted & (c.earlier_count > 0), o.need(c.refiled)
