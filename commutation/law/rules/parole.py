"""假释: what must be served, who is excluded, the gap after a commutation, assessment, probation."""

from __future__ import annotations

from datetime import date

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.courts import JS21
from commutation.law.instruments.criminal_law import AMENDMENT_8, LAW, TIME_8
from commutation.law.instruments.outside import R2026
from commutation.law.instruments.r2016 import R2016
from commutation.law.instruments.r2019 import R2019
from commutation.law.rulebook import FREE, rule
from procuratorate.lib.law.articles import cite
from procuratorate.lib.law.columns import Answer, Column, Columns, Ops
from procuratorate.lib.law.rules import Kind
from procuratorate.lib.law.standings import Standing

INFERRED = Standing.INFERRED
OF_1979 = date(1997, 9, 30).toordinal()
ACROSS = "犯罪行为跨 1997-10-01 前后，适用何时的法律须由承办人判断"


def after_1979_law(c: Columns, o: Ops) -> Column:
    """Whether the offences fall under the law of 1997; undecided across its first day."""
    later, earlier = c.offence_from > OF_1979, c.offence_to <= OF_1979
    return o.where(later | earlier, later, o.undecided(ACROSS))


@rule(
    "parole-half", "假释须执行原判二分之一以上", LAW.cite("81①"), R2016.cite("23①"), asks=FREE, when="fixed", waits=True
)
def parole_half(c: Columns, o: Ops) -> Answer:
    """Half of the original fixed term, custody before it day for day."""
    return ~c.special_case, c.filing_day - c.half_served


@rule("parole-life", "无期徒刑假释的实际执行期", LAW.cite("81①"), R2016.cite("23②"), asks=FREE, waits=True)
def parole_life(c: Columns, o: Ops) -> Answer:
    """Thirteen years (ten for offences until 2011-04-30) from the effect of the judgment."""
    return c.life & ~c.special_case, c.filing_day - c.life_until


@rule("parole-suspended-death", "死缓减刑后假释的实际执行期", R2016.cite("23③"), asks=FREE, waits=True)
def parole_suspended_death(c: Columns, o: Ops) -> Answer:
    """Fifteen years from the end of the two years."""
    return c.suspended & ~c.special_case, c.filing_day - c.suspended_until


@rule(
    "parole-kind", "假释只适用于有期徒刑、无期徒刑", LAW.cite("81①"), asks=FREE, says="现刑种为{kind_now}，不适用假释"
)
def parole_kind(c: Columns, o: Ops) -> Answer:
    """Parole is for fixed terms and life."""
    return True, o.need(c.now_fixed | c.now_life)


@rule(
    "parole-recidivist",
    "累犯不得假释",
    LAW.cite("81②"),
    R2016.cite("25①"),
    cite("1997年刑法时间效力解释", "8"),
    asks=FREE,
    says="系累犯，不得假释",
)
def parole_recidivist(c: Columns, o: Ops) -> Answer:
    """For offences since 1997-10-01; before that the law of 1979 allows it."""
    return c.recidivist & after_1979_law(c, o), o.never()


@rule(
    "parole-eight",
    "八类犯罪被判十年以上的不得假释",
    AMENDMENT_8.cite("81②"),
    R2016.cite("25"),
    TIME_8.cite("8"),
    asks=FREE,
    says="因故意杀人、强奸、抢劫、绑架、放火、爆炸、投放危险物质或者有组织的暴力性犯罪被判处十年以上有期徒刑、无期徒刑或者死缓，不得假释",
)
def parole_eight(c: Columns, o: Ops) -> Answer:
    """The eight classes with ten years and more; other violence is not among them, whenever it was."""
    return c.eight_ten & after_1979_law(c, o), o.never()


@rule(
    "parole-able-unpaid",
    "有履行能力而不履行的不予假释",
    R2016.cite("27"),
    asks=FREE,
    since=R2016.since,
    says="确有履行能力，财产性判项尚有 {owed}未履行，不予假释",
)
def parole_able_unpaid(c: Columns, o: Ops) -> Answer:
    """Able and not paid in full."""
    return c.owed > 0, o.need(~c.able)


@rule(
    "parole-bribery-unrepentant",
    "贪贿罪犯拒不认罪悔罪的不予假释",
    R2019.cite("1"),
    asks=FREE,
    when="bribery",
    since=R2019.since,
    says="贪贿罪犯拒不认罪悔罪，不予假释",
)
def parole_bribery_unrepentant(c: Columns, o: Ops) -> Answer:
    """法释〔2019〕6号第1条."""
    return True, o.need(c.admits_guilt)


@rule(
    "parole-again",
    "撤销假释后一般不得再假释",
    R2016.cite("30①"),
    asks=FREE,
    when="parole_revoked",
    since=R2016.since,
    says="曾被撤销假释，一般不得再假释",
)
def parole_again(c: Columns, o: Ops) -> Answer:
    """But for an omitted offence that was confessed in time."""
    return True, o.need(c.parole_revoked_for_omitted)


@rule("parole-gap", "减刑后又假释的间隔时间", R2016.cite("28"), asks=FREE, standing=INFERRED, waits=True)
def parole_gap(c: Columns, o: Ops) -> Answer:
    """A year, longer after a large cut (since 2017 from twelve months, that number included).

    Measured from service of the ruling like any interval (推断). With less than two years left the law only says that
    it may be shortened suitably.
    """
    large = c.last_cut >= o.pick(P.parole_large_cut, c.rule_day)
    longer, shorter = (
        c.filing_day - o.after(c.earlier_served_on, o.pick(dated, c.rule_day))
        for dated in (P.parole_gap_large, P.parole_gap)
    )
    margin = o.whichever(large, longer, shorter)
    little_left = c.ends_now + 1 < o.after(c.filing_day, 24)
    suitably = o.undecided("减刑后余刑不足二年的，间隔时间可以适当缩短，没有数值（法释〔2016〕23号第二十八条第二款）")
    return c.earlier_count > 0, o.where((margin < 0) & little_left, suitably, margin)


@rule(
    "parole-assessed",
    "假释须附调查评估意见",
    JS21.cite("535(五)"),
    R2026.cite("1"),
    asks=FREE,
    when="filed",
    kind=Kind.EVIDENCE,
    since=JS21.since,
    says="未附罪犯假释后对所居住社区影响的调查评估意见",
)
def parole_assessed(c: Columns, o: Ops) -> Answer:
    """The assessment of the community goes with the filing."""
    return True, o.need(c.assessed)


@rule(
    "parole-assessment-old",
    "调查评估已过六个月且住址变更",
    R2026.cite("5"),
    asks=FREE,
    kind=Kind.EVIDENCE,
    standing=INFERRED,
    since=R2026.since,
)
def parole_assessment_old(c: Columns, o: Ops) -> Answer:
    """Within six months no second one is asked for; after them, and at another address, the old one says nothing."""
    valid = o.after(c.assessed_on, o.pick(P.assessment_valid, c.rule_day))
    return c.assessed & c.address_changed, valid - c.filing_day


@rule(
    "parole-no-danger",
    "假释须有没有再犯罪危险的材料",
    LAW.cite("81①"),
    R2016.cite("22"),
    asks=FREE,
    when="filed",
    kind=Kind.EVIDENCE,
    says="没有反映罪犯没有再犯罪危险的材料",
)
def parole_no_danger(c: Columns, o: Ops) -> Answer:
    """没有再犯罪的危险 is a condition, so papers must show it. The house never reckons it."""
    return True, o.need(c.no_danger_shown)


@rule("parole-probation-fixed", "有期徒刑的假释考验期", LAW.cite("83"), asks=FREE)
def parole_probation_fixed(c: Columns, o: Ops) -> Answer:
    """考验期 is what was not yet served: it ends with the term."""
    return c.now_fixed, o.same(c.probation_until, c.ends_now)


@rule("parole-probation-life", "无期徒刑的假释考验期", LAW.cite("83"), asks=FREE, when="ruled", standing=INFERRED)
def parole_probation_life(c: Columns, o: Ops) -> Answer:
    """Ten years from the day of parole."""
    last = o.named("考验期届满", o.after(c.rule_day, o.pick(P.probation_life, c.rule_day)) - 1)
    return c.now_life, o.same(c.probation_until, last)
