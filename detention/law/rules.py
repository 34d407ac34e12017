"""What must hold of a stay, and to whom a breach is put: the organ that holds the clock, or the centre."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from detention.law.instruments import BOOK as P
from detention.law.instruments import (
    CENTRES_2008,
    POLICE,
    PRISONS_2012,
    PRISONS_2026,
    PROCEDURE,
    SHARING,
    SPP_RULES,
)
from procuratorate.lib.law.columns import Answer, Column, Columns, Derive, Judge, Ops
from procuratorate.lib.law.rules import Addressee, Kind, Rulebook
from procuratorate.lib.law.standings import Standing

RULEBOOK = Rulebook()
rule = RULEBOOK.rule
of_centre = partial(rule, kind=Kind.PROCEDURE, addressee=Addressee.CENTRE)
SHARED: dict[str, Derive] = {}
NEXT_DAY = "拘留次日入所，是否超过二十四小时要看拘留证、收押登记的时刻"
SHORT = "期限不满七日，条文没有说明即将届满通知何时发出（规则第六百一十五条）"


def shared(derive: Derive) -> Derive:
    """Enter a function under its own name."""
    SHARED[derive.__name__] = derive
    return derive


@shared
def until(c: Columns, o: Ops) -> Column:
    """The day on which this clock stopped to matter, or the day asked about."""
    return o.first(c.ended_on, c.on)


@shared
def here_until(c: Columns, o: Ops) -> Column:
    return o.first(c.left_on, c.on)


@shared
def has_supplements(c: Columns, o: Ops) -> Column:
    return c.supplements > 0


@rule(
    "over-detention",
    "在押至期满之日为止，不得超期羁押",
    PROCEDURE.cite("105④"),
    SPP_RULES.cite("618"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.HANDLER,
    when="limited",
    for_inmate=True,
)
def over_detention(c: Columns, o: Ops) -> Answer:
    """By the end of its last day the clock has ended, been lengthened, or handed on."""
    return True, c.due - c.until


@of_centre(
    "expiry-notice",
    "届满前七日以内通知办案机关",
    SPP_RULES.cite("615"),
    CENTRES_2008.cite("14"),
    when="limited",
    for_inmate=True,
)
def expiry_notice(c: Columns, o: Ops) -> Answer:
    """The centre tells the organ that holds the clock before it ends. Of very short periods the text is silent."""
    margin = c.due - o.first(c.noticed_on, c.until)
    short = c.due - c.start <= o.pick(P.expiry_notice, c.due)
    return True, o.where((margin < 0) & short, o.undecided(SHORT), margin)


@of_centre(
    "over-detention-report",
    "超期羁押立即书面报告检察院",
    SPP_RULES.cite("615"),
    CENTRES_2008.cite("14"),
    standing=Standing.INFERRED,
    when="limited",
    for_inmate=True,
)
def over_detention_report(c: Columns, o: Ops) -> Answer:
    """「立即」 has no number: the first day over is taken for it, so that a breach may warn and not accuse."""
    return c.until > c.due, o.named("超期第一日", c.due + 1) - o.first(c.reported_on, c.until)


@rule(
    "extension-asked",
    "提请延长侦查羁押期限在届满七日前",
    SPP_RULES.cite("309"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.HANDLER,
    when="asked",
)
def extension_asked(c: Columns, o: Ops) -> Answer:
    """Seven days before the end that stood when it was asked for."""
    return True, c.former_due - o.pick(P.ask_before, c.asked_on) - c.asked_on


@rule(
    "handover",
    "办案机关变更，及时换押",
    SPP_RULES.cite("615"),
    kind=Kind.PATTERN,
    standing=Standing.INFERRED,
    addressee=Addressee.CENTRE,
    when="transferred",
)
def handover(c: Columns, o: Ops) -> Answer:
    """The handover paper came with the case. No text gives a number of days: a gap is a reason to ask, no more."""
    return True, c.transferred_on - o.first(c.handed_over_on, c.until)


@rule(
    "court-papers",
    "判决生效后十日以内送达执行文书",
    PROCEDURE.cite("264①"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.COURT,
    when="sentenced",
    since=PROCEDURE.since,
    by="effective_on",
)
def court_papers(c: Columns, o: Ops) -> Answer:
    """The papers have come by the day reckoned for it."""
    return True, c.papers_due - o.first(c.papers_on, c.here_until)


@of_centre(
    "delivery",
    "收到执行文书后一个月（三十日）以内交付执行",
    PRISONS_2012.cite("15"),
    PRISONS_2026.cite("31②"),
    POLICE.cite("300"),
    SPP_RULES.cite("625"),
    by="papers_on",
    when="sentenced",
    for_inmate=True,
)
def delivery(c: Columns, o: Ops) -> Answer:
    """Who does not serve in the centre is handed to the prison.

    监狱法 and the police rules say a month, 规则第六百二十五条 thirty days: the day reckoned is the later of the two.
    """
    return o.happened(c.papers_on) & ~c.serving_here, c.delivery_due - o.first(c.delivered_on, c.here_until)


@rule(
    "rest-in-centre",
    "留所服刑的，交付执行前剩余刑期在三个月以下",
    PROCEDURE.cite("264②"),
    kind=Kind.SUBSTANCE,
    addressee=Addressee.CENTRE,
    when="serving_here",
)
def rest_in_centre(c: Columns, o: Ops) -> Answer:
    """Three months to the day still serve in the centre (「以下」 includes its number)."""
    from_ = o.first(c.papers_on, c.effective_on)
    return True, o.after(from_, o.pick(P.rest_in_centre, from_)) - c.sentence_ends_on


@of_centre(
    "rest-to-prison",
    "交付执行前剩余刑期在三个月以下的，由看守所代为执行",
    PROCEDURE.cite("264②"),
    standing=Standing.INFERRED,
    when="sentenced",
)
def rest_to_prison(c: Columns, o: Ops) -> Answer:
    """Less than three months were left on the day of delivery: a reason to ask, since the text does not say from
    which day they are counted; three months to the day may go either way."""
    rest = o.after(c.delivered_on, o.pick(P.rest_in_centre, c.delivered_on))
    return o.happened(c.delivered_on), c.sentence_ends_on - rest


@of_centre(
    "release-day",
    "刑期届满按期释放",
    PROCEDURE.cite("264"),
    standing=Standing.REMEMBERED,
    when="sentenced",
    for_inmate=True,
)
def release_day(c: Columns, o: Ops) -> Answer:
    """Nobody is held after the last day of the term, whether he serves here or waits to be delivered."""
    return ~o.happened(c.delivered_on), c.sentence_ends_on - c.here_until


@of_centre(
    "release-early",
    "刑期未满不得释放",
    PROCEDURE.cite("264"),
    standing=Standing.REMEMBERED,
    when="term_over",
)
def release_early(c: Columns, o: Ops) -> Answer:
    """Who leaves as having served his term leaves on its last day, not before."""
    return True, c.left_on - c.sentence_ends_on


of_prison = partial(rule, kind=Kind.PROCEDURE, addressee=Addressee.PRISON, since=PRISONS_2026.since)


@of_prison(
    "refusal-statement",
    "不予收监的，书面说明理由",
    PRISONS_2026.cite("32③"),
    standing=Standing.INFERRED,
    when="refused",
    by="refused_on",
    for_inmate=True,
)
def refusal_statement(c: Columns, o: Ops) -> Answer:
    """In writing, with a copy to the procuratorate. No number of days is given: the day itself is taken for it, so
    that a breach may warn and not accuse."""
    return True, c.refused_on - o.first(c.statement_on, c.on)


@of_prison(
    "must-admit",
    "检察院认为不收监理由不成立的，应当收监",
    PRISONS_2026.cite("32③"),
    standing=Standing.INFERRED,
    when="must_admit",
    by="opinion_on",
    for_inmate=True,
)
def must_admit(c: Columns, o: Ops) -> Answer:
    """The prison takes him in. No number of days is given: the day the opinion came is taken for it."""
    return True, c.opinion_on - o.first(c.admitted_on, c.on)


def apart(code: str, who: str, **more: Any) -> Callable[[Judge], Judge]:
    """A rule that such people do not share a cell."""
    return of_centre(code, f"{who}分别关押", SHARING.cite(), says=f"{who}同室", **more)


@apart("separate-minors", "未成年人与成年人", standing=Standing.INFERRED, for_inmate=True)
def separate_minors(c: Columns, o: Ops) -> Answer:
    """By age on the day asked about."""
    return True, o.need(~c.minor_with_adults)


@apart("separate-convicted", "已决、未决人员", standing=Standing.INFERRED)
def separate_convicted(c: Columns, o: Ops) -> Answer:
    """Whose judgment has taken effect lies apart from those who wait for one."""
    return True, o.need(~c.convicted_with_others)


@apart("separate-co-defendants", "同案人员", standing=Standing.INFERRED)
def separate_co_defendants(c: Columns, o: Ops) -> Answer:
    """Those of one case lie apart."""
    return True, o.need(~c.with_co_defendant)


@apart("separate-sexes", "男女", standing=Standing.REMEMBERED, for_inmate=True)
def separate_sexes(c: Columns, o: Ops) -> Answer:
    """Women lie apart from men."""
    return True, o.need(~c.women_with_men)


@rule(
    "summons-hours",
    "传唤、拘传不超过十二小时（特别重大、复杂需要拘留、逮捕的不超过二十四小时）",
    PROCEDURE.cite("119②"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.HANDLER,
    when="summoned",
    since=PROCEDURE.since,
    by="on",
    for_inmate=True,
)
def summons_hours(c: Columns, o: Ops) -> Answer:
    """D30. The hours on the paper; whether it was grave is for the paper to say too."""
    return True, o.where(c.summons_grave, o.pick(P.summons_long, c.on), o.pick(P.summons, c.on)) - c.summons_hours


@rule(
    "sent-to-centre",
    "拘留后立即送看守所，至迟不超过二十四小时",
    PROCEDURE.cite("85②"),
    kind=Kind.PROCEDURE,
    standing=Standing.INFERRED,
    addressee=Addressee.HANDLER,
    when="detained",
    since=PROCEDURE.since,
    by="detained_on",
    for_inmate=True,
)
def sent_to_centre(c: Columns, o: Ops) -> Answer:
    """D31. Days are known, hours are not: the next day may be in time. Who came by another centre came in time there,
    so that a breach may warn and not accuse."""
    late = o.named("入所晚于拘留之日", c.entered_on - c.detained_on)
    return True, o.where(late == 1, o.undecided(NEXT_DAY), 1 - late)


@rule(
    "first-questioning",
    "拘留、逮捕后二十四小时以内讯问",
    PROCEDURE.cite("86、94"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.HANDLER,
    when="taken",
    since=PROCEDURE.since,
    by="on",
    for_inmate=True,
)
def first_questioning(c: Columns, o: Ops) -> Answer:
    """D31. By the record of the first questioning, which no centre keeps: unknown until somebody reads it."""
    return True, o.pick(P.questioned, c.on) - c.questioned_hours


@rule(
    "family-of-arrest",
    "拘留、逮捕后二十四小时以内通知家属",
    PROCEDURE.cite("85②、93②"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.HANDLER,
    when="taken",
    since=PROCEDURE.since,
    by="on",
    for_inmate=True,
)
def family_of_arrest(c: Columns, o: Ops) -> Answer:
    """D31. Where it cannot be told, or would hinder the investigation, the text excepts it: for a person to see."""
    return True, o.pick(P.family_told, c.on) - c.family_hours


@rule(
    "supplement-times",
    "退回补充侦查以二次为限",
    PROCEDURE.cite("175③"),
    SPP_RULES.cite("346"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.PROSECUTION,
    when="has_supplements",
    since=PROCEDURE.since,
    by="on",
    for_inmate=True,
)
def supplement_times(c: Columns, o: Ops) -> Answer:
    """D15. Every return to the investigators counts, also across a change of jurisdiction."""
    return True, o.pick(P.supplement_times, c.on) - c.supplements


@rule(
    "inside-notice",
    "检察院变更羁押期限，十日以内通知负有监督职责的部门",
    SPP_RULES.cite("614"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.PROSECUTION,
    when="lengthened",
    since=SPP_RULES.since,
    by="on",
)
def inside_notice(c: Columns, o: Ops) -> Answer:
    """D35. The notice passes within the 院; no centre sees it: unknown until the office writes it down."""
    return True, c.inside_due - o.where(c.inside_told, c.inside_told_on, c.on)


RULES = tuple(RULEBOOK.rules.values())
