"""What many rules ask of the same facts, worked out once per filing: each function is a column by its own name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from commutation.law.instruments import BOOK as P
from commutation.law.words import Ground, Punishment
from procuratorate.lib.law.columns import Column, Columns, Derive, Ops
from procuratorate.lib.law.params import Dated

SHARED: dict[str, Derive] = {}
SINCE_2012, SINCE_2017 = date(2012, 7, 1).toordinal(), date(2017, 1, 1).toordinal()
SINCE_2019 = date(2019, 6, 1).toordinal()
AMENDED_9 = date(2015, 11, 1).toordinal()
THREE_FROM, THREE_TO = date(2014, 1, 1).toordinal(), date(2016, 12, 31).toordinal()
SEALED = "前科记录依法封存，未经查询程序不得作为从严依据"


def shared(derive: Derive) -> Derive:
    """Enter a function under its own name."""
    SHARED[derive.__name__] = derive
    return derive


# Which day


@shared
def filing_day(c: Columns, o: Ops) -> Column:
    """报请之日, or the day asked about while nothing is filed."""
    return o.first(c.filed_on, c.on)


@shared
def rule_day(c: Columns, o: Ops) -> Column:
    """The day whose interpretation holds: of the ruling, else of the filing (法释〔2016〕23号第42条; 推断)."""
    return o.first(c.ruled_on, c.filing_day)


@shared
def modern(c: Columns, o: Ops) -> Column:
    return c.rule_day >= SINCE_2017


@shared
def filed(c: Columns, o: Ops) -> Column:
    return o.happened(c.filed_on)


@shared
def ruled(c: Columns, o: Ops) -> Column:
    return o.happened(c.ruled_on)


@shared
def committee_met(c: Columns, o: Ops) -> Column:
    return o.happened(c.committee_on)


# What is asked for


@shared
def extent(c: Columns, o: Ops) -> Column:
    return o.first(c.granted_months, c.proposed_months)


@shared
def new_term(c: Columns, o: Ops) -> Column:
    return o.first(c.granted_term, c.proposed_term)


@shared
def new_rights(c: Columns, o: Ops) -> Column:
    return o.first(c.granted_rights, c.proposed_rights)


@shared
def rights_left(c: Columns, o: Ops) -> Column:
    """What remains of the deprivation of rights: as it is, unless somebody changes it."""
    return o.first(c.new_rights, c.rights_months)


# The sentence


@shared
def fixed(c: Columns, o: Ops) -> Column:
    return c.kind == Punishment.FIXED


@shared
def life(c: Columns, o: Ops) -> Column:
    return c.kind == Punishment.LIFE


@shared
def suspended(c: Columns, o: Ops) -> Column:
    return c.kind == Punishment.SUSPENDED_DEATH


@shared
def now_fixed(c: Columns, o: Ops) -> Column:
    return c.kind_now == Punishment.FIXED


@shared
def now_life(c: Columns, o: Ops) -> Column:
    return c.kind_now == Punishment.LIFE


@shared
def converted(c: Columns, o: Ops) -> Column:
    """无期徒刑、死缓 already reduced to a fixed term."""
    return (c.life | c.suspended) & c.now_fixed


@shared
def life_now(c: Columns, o: Ops) -> Column:
    return c.life & c.now_life


@shared
def suspended_now(c: Columns, o: Ops) -> Column:
    """死缓 reduced to life, not yet to a fixed term."""
    return c.suspended & c.now_life


@shared
def timed(c: Columns, o: Ops) -> Column:
    """Sentenced to a time from the beginning: 管制、拘役、有期徒刑."""
    return c.kind <= Punishment.FIXED


@shared
def last_cut(c: Columns, o: Ops) -> Column:
    """What the last ruling took off; turning life or suspended death into a term takes off nothing (推断)."""
    return o.where(c.converted & (c.earlier_ruled_on == c.fixed_on), 0, c.earlier_months)


@shared
def first_cut(c: Columns, o: Ops) -> Column:
    return c.earlier_count == 0


@shared
def short_left(c: Columns, o: Ops) -> Column:
    """管制、拘役 and terms with little left when the judgment took effect (第16条): no number for start and interval.

    Delivery lies after the effect: whoever had more than the limit left at delivery certainly had it before.
    """
    limit = o.where(c.rule_day >= SINCE_2012, o.pick(P.short_rest, c.rule_day), 0)
    enough_later = c.ends_on + 1 >= o.after(c.delivered_on, limit)
    enough = c.ends_on + 1 >= o.after(c.effective_on, limit)
    return (c.kind == Punishment.CONTROL) | (c.kind == Punishment.DETENTION) | (~enough_later & ~enough)


# Who is dealt with more strictly, and who less


@shared
def recidivist(c: Columns, o: Ops) -> Column:
    """累犯 by the judgment; a sealed record is no ground for anything (FC:10)."""
    return o.where(c.repeat_offender & c.prior_sealed, o.undecided(SEALED), c.repeat_offender)


@shared
def three(c: Columns, o: Ops) -> Column:
    """职务、金融、涉黑."""
    return c.duty | c.finance | c.gang


@shared
def defiant(c: Columns, o: Ops) -> Column:
    """确有履行能力而不履行或者不全部履行."""
    return c.able & (c.owed > 0)


@shared
def listed(c: Columns, o: Ops) -> Column:
    """The categories of 第7条第1款."""
    return c.three | c.state_security | c.terror | c.drug | c.recidivist | c.defiant


@shared
def strict(c: Columns, o: Ops) -> Column:
    """Fixed terms of 第7条; violence and two long terms count from ten years on (第2款)."""
    heavy = (c.months >= 120) & (c.eight_ten | c.two_tens)
    return c.modern & (c.listed | heavy)


@shared
def strict_heavy(c: Columns, o: Ops) -> Column:
    """无期徒刑、死缓 of 第9、11条: violence and joined offences count whatever the years."""
    return c.modern & (c.listed | c.eight | c.joined)


@shared
def bribery(c: Columns, o: Ops) -> Column:
    """法释〔2019〕6号: judged since amendment 9, of chapter eight, once a state functionary; all three."""
    judged = c.judged_on >= AMENDED_9
    return (c.rule_day >= SINCE_2019) & judged & c.chapter_eight & c.functionary


@shared
def three_then(c: Columns, o: Ops) -> Column:
    """三类罪犯 while 中政委〔2014〕5号 stood beside the rules of 2012."""
    return c.three & (c.rule_day >= THREE_FROM) & (c.rule_day <= THREE_TO)


@shared
def minor(c: Columns, o: Ops) -> Column:
    """第19条: under eighteen while serving, and not of 刑法第81条第2款."""
    return (c.delivered_on < o.years_after(c.born_on, 18)) & ~(c.recidivist | c.eight_ten)


@shared
def lenient(c: Columns, o: Ops) -> Column:
    """第19、20条: up to a third, on the extent or on the time."""
    return c.modern & (c.minor | c.infirm)


# Numbers that hang on band and category


def banded(c: Columns, o: Ops, under_5: Dated, under_10: Dated, from_10: Dated) -> Column:
    """The number for the original term: under five, five to ten, ten and more (以上 includes its number, 刑法99)."""
    lower = o.where(c.months < 60, o.pick(under_5, c.rule_day), o.pick(under_10, c.rule_day))
    return o.where(c.months < 120, lower, o.pick(from_10, c.rule_day))


def by_merit(c: Columns, o: Ops, name: str) -> Column:
    """The number for 悔改或者立功, both, 重大立功, both with 重大立功 (法释〔2019〕6号 has no number for the last)."""
    one, both, major = (P.entries[f"{name}_{merit}"] for merit in ("one", "both", "major"))
    both_major = P.entries.get(f"{name}_both_major", major)
    great = o.where(c.repents, o.pick(both_major, c.rule_day), o.pick(major, c.rule_day))
    plain = o.where(c.repents & c.meritorious, o.pick(both, c.rule_day), o.pick(one, c.rule_day))
    return o.where(c.major, great, plain)


@shared
def start_general(c: Columns, o: Ops) -> Column:
    return banded(c, o, P.start_under_5, P.start_5_to_10, P.start_from_10)


@shared
def start_bribery(c: Columns, o: Ops) -> Column:
    short, long = o.pick(P.bribery_start_under_10, c.rule_day), o.pick(P.bribery_start_from_10, c.rule_day)
    return o.where(c.months < 120, short, long)


@shared
def start_strict(c: Columns, o: Ops) -> Column:
    return o.pick(P.start_strict, c.rule_day)


@shared
def start_three(c: Columns, o: Ops) -> Column:
    return o.pick(P.three_start, c.rule_day)


@shared
def start_months(c: Columns, o: Ops) -> Column:
    """起始时间 of a fixed term."""
    tight = o.where(c.three_then, c.start_three, o.where(c.strict, c.start_strict, c.start_general))
    return o.where(c.bribery, c.start_bribery, tight)


@shared
def cap_general(c: Columns, o: Ops) -> Column:
    return o.where(c.months < 120, by_merit(c, o, "cap"), by_merit(c, o, "long_cap"))


@shared
def cap_bribery(c: Columns, o: Ops) -> Column:
    return by_merit(c, o, "bribery_cap")


@shared
def cap_strict(c: Columns, o: Ops) -> Column:
    """从严: the general cap and at most a year."""
    return o.least(c.cap_general, o.pick(P.cap_strict, c.rule_day))


@shared
def cap_three(c: Columns, o: Ops) -> Column:
    return o.least(c.cap_general, o.pick(P.three_cap, c.rule_day))


@shared
def extent_cap(c: Columns, o: Ops) -> Column:
    """一次减刑上限 of a fixed term."""
    tight = o.where(c.three_then, c.cap_three, o.where(c.strict, c.cap_strict, c.cap_general))
    return o.where(c.bribery, c.cap_bribery, tight)


def by_category(
    c: Columns,
    o: Ops,
    margin: Callable[[Column], Column],
    *,
    general: Column,
    strict: Column,
    three: Column,
    bribery: Column,
) -> Column:
    """The margin for the number of one's category; decided where every category that may be one's says the same."""
    tight = o.whichever(c.strict, margin(strict), margin(general))
    tight = o.whichever(c.three_then, margin(three), tight)
    return o.whichever(c.bribery, margin(bribery), tight)


# Days worked out


@shared
def end_after(c: Columns, o: Ops) -> Column:
    """刑期止 after the commutation asked for: so many months back at the same number (2.1, 推断)."""
    return o.named("减后刑期止", o.same_number(c.ends_now, 0 - c.extent))


def part_served(c: Columns, o: Ops, label: str, parts: int) -> Column:
    """The first day after a part of the original term; half a month is 15 days, days credited otherwise come off."""
    rest = c.months % parts * (30 // parts)
    return o.named(label, o.after(c.starts_on, c.months // parts, rest) - c.credit_days)


@shared
def half_served(c: Columns, o: Ops) -> Column:
    return part_served(c, o, "执行原判刑期二分之一（含先行羁押）满", 2)


@shared
def third_served(c: Columns, o: Ops) -> Column:
    return part_served(c, o, "执行原判刑期三分之一满", 3)


def by_offence(c: Columns, o: Ops, dated: Dated, turn: str) -> Column:
    """A number of 刑法 by the days of the offence; undecided where they lie on both sides of a change of law."""
    first, last = o.pick(dated, c.offence_from), o.pick(dated, c.offence_to)
    return o.where(first == last, last, o.undecided(f"犯罪行为跨{turn}前后，适用何时的法律须由承办人判断"))


@shared
def life_until(c: Columns, o: Ops) -> Column:
    """The day on which a life sentence has been served as long as it must: from the effect, custody not credited."""
    return o.after(c.effective_on, by_offence(c, o, P.life_actual, " 2011-05-01 "))


@shared
def suspended_until(c: Columns, o: Ops) -> Column:
    """The same for 死缓, from the end of the two years."""
    return o.after(c.suspension_ends_on, o.pick(P.suspended_actual, c.rule_day))


@shared
def medical(c: Columns, o: Ops) -> Column:
    return c.ground == Ground.ILLNESS


@shared
def dependence(c: Columns, o: Ops) -> Column:
    return c.ground == Ground.DEPENDENCE


@shared
def pregnancy(c: Columns, o: Ops) -> Column:
    return c.ground == Ground.PREGNANCY


@shared
def nursing(c: Columns, o: Ops) -> Column:
    return c.ground == Ground.NURSING
