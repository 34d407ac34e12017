"""What each clock of custody is: from which event, how long, what may lengthen, renew or stop it (law.md §4)."""

from __future__ import annotations

from dataclasses import dataclass

from detention.law.instruments import BOOK as B
from detention.law.words import Anew, Given, Holder, Phase, Stop, Trait
from procuratorate.lib.law.params import Dated
from procuratorate.lib.law.terms import Unit


@dataclass(frozen=True)
class Part:
    """One stretch of a period: a number of the book, in a unit."""

    number: Dated
    unit: Unit


@dataclass(frozen=True)
class Option:
    """A length for cases with `trait`, or for all others; its parts run one after the other.

    `rivals`: what other texts say of the same period. Whichever ends last counts, all are cited.
    """

    parts: tuple[Part, ...]
    trait: Trait | None = None
    rivals: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Grant:
    """What a decision may give. `upto`: any amount up to the number; `total`: the number is that of the whole period.

    `after` names a decision that must have come first, `without` one that excludes this; `by` says who decides. `ask`:
    to be asked for seven days before the end (规则第309条). A grant without a number is as long as its paper says.
    """

    given: Given
    by: str
    part: Part | None = None
    upto: bool = False
    total: bool = False
    after: Given | None = None
    without: Given | None = None
    times: int | None = 1
    ask: bool = False
    article: str = ""

    @property
    def number(self) -> Dated | None:
        return self.part.number if self.part else None


@dataclass(frozen=True)
class Clock:
    """One phase: who holds it, the event whose day does not count, its lengths.

    `free`: the person is not in custody, so the end moves off rest days. `silent`: why the law gives no length.
    """

    phase: Phase
    code: str
    holder: Holder
    event: str
    options: tuple[Option, ...] = ()
    grants: tuple[Grant, ...] = ()
    anew: tuple[Anew, ...] = ()
    stops: tuple[Stop, ...] = ()
    free: bool = False
    silent: str = ""


def days(number: Dated) -> Part:
    return Part(number, Unit.DAY)


def months(number: Dated) -> Part:
    return Part(number, Unit.MONTH)


def plain(*parts: Part) -> tuple[Option, ...]:
    return (Option(parts),)


COUNTY_POLICE, SUPERIOR = "县级以上公安机关负责人", "上一级检察院"
PROVINCE, SUPREME = "省、自治区、直辖市检察院", "最高人民法院"
CONGRESS = "最高检报请全国人大常委会"
INVESTIGATING = (
    Grant(Given.SECOND_MONTHS, SUPERIOR, months(B.investigation_second), ask=True),
    Grant(Given.FOUR_KINDS, PROVINCE, months(B.investigation_four), after=Given.SECOND_MONTHS, ask=True),
    Grant(Given.TEN_YEARS, PROVINCE, months(B.investigation_ten), after=Given.FOUR_KINDS, ask=True),
    Grant(Given.CONGRESS, CONGRESS, times=None, article="刑事诉讼法第一百五十七条"),
)
TRYING = (Stop.EXPERTISE, Stop.SUSPENDED)
FAST = (Option((days(B.fast_over_year),), Trait.OVER_ONE_YEAR), *plain(days(B.fast)))
FAST_TRIAL = (Option((days(B.fast_trial_over_year),), Trait.OVER_ONE_YEAR), *plain(days(B.fast_trial)))
DELIVERY = (Option((months(B.delivery),), rivals=(months(B.delivery_police), days(B.delivery_days))),)

_CLOCKS = (
    Clock(
        Phase.POLICE_HOLD, "D01", Holder.POLICE, "执行拘留", plain(days(B.hold)),
        (
            Grant(Given.HOLD_DAYS, COUNTY_POLICE, days(B.hold_more), upto=True, without=Given.HOLD_THIRTY),
            Grant(Given.HOLD_THIRTY, COUNTY_POLICE, days(B.hold_most), True, True, without=Given.HOLD_DAYS),
        ),
        stops=(Stop.EXPERTISE,),
    ),
    Clock(Phase.ARREST_REVIEW, "D03", Holder.PROCURATORATE, "接到提请批准逮捕书", plain(days(B.review))),
    Clock(
        Phase.FREE_REVIEW, "D03b", Holder.PROCURATORATE, "接到提请批准逮捕书", plain(days(B.free_review)),
        (Grant(Given.COMPLEX_REVIEW, "本院", days(B.free_review_more), True, True),), free=True,
    ),
    Clock(
        Phase.OWN_HOLD, "D04", Holder.PROCURATORATE, "执行拘留", plain(days(B.own_hold)),
        (Grant(Given.OWN_HOLD_DAYS, "检察院", days(B.own_hold_more), upto=True),),
    ),
    Clock(
        Phase.TRANSFER_HOLD, "D05", Holder.PROCURATORATE, "执行先行拘留", plain(days(B.transfer_hold)),
        (Grant(Given.TRANSFER_HOLD_DAYS, "检察院", days(B.transfer_hold_more), upto=True),),
    ),
    Clock(
        Phase.INVESTIGATION, "D06", Holder.POLICE, "执行逮捕", plain(months(B.investigation)), INVESTIGATING,
        (Anew.OTHER_OFFENCE, Anew.IDENTITY), (Stop.EXPERTISE,),
    ),
    Clock(
        Phase.OWN_INVESTIGATION, "D06", Holder.PROCURATORATE, "执行逮捕", plain(months(B.investigation)), INVESTIGATING,
        (Anew.OTHER_OFFENCE, Anew.IDENTITY), (Stop.EXPERTISE,),
    ),
    Clock(
        Phase.PROSECUTION, "D13", Holder.PROCURATORATE, "收到移送起诉案卷", plain(months(B.prosecution)),
        (Grant(Given.FIFTEEN_DAYS, "本院", days(B.prosecution_more)),),
        (Anew.JURISDICTION, Anew.SUPPLEMENTED), (Stop.EXPERTISE,),
    ),
    Clock(
        Phase.FAST_PROSECUTION, "D14", Holder.PROCURATORATE, "收到移送起诉案卷", FAST,
        anew=(Anew.JURISDICTION, Anew.SUPPLEMENTED), stops=(Stop.EXPERTISE,),
    ),
    Clock(Phase.SUPPLEMENT, "D15", Holder.POLICE, "退回补充侦查", plain(months(B.supplement))),
    Clock(
        Phase.FIRST_TRIAL, "D17", Holder.COURT, "受理", plain(months(B.trial)),
        (
            Grant(Given.TRIAL_THREE_MONTHS, "上一级法院", months(B.trial_more)),
            Grant(Given.SUPREME, SUPREME, months(B.supreme_each), True, after=Given.TRIAL_THREE_MONTHS, times=None),
        ),
        (Anew.JURISDICTION, Anew.SUPPLEMENTED, Anew.SENT_BACK), TRYING,
    ),
    Clock(Phase.FAST_TRIAL, "D19", Holder.COURT, "受理", FAST_TRIAL, anew=(Anew.JURISDICTION,), stops=TRYING),
    Clock(
        Phase.SUMMARY_TRIAL, "D20", Holder.COURT, "受理",
        (
            Option((months(B.summary_months), days(B.summary_days)), Trait.OVER_THREE_YEARS),
            *plain(days(B.summary)),
        ),
        anew=(Anew.JURISDICTION,), stops=TRYING,
    ),
    Clock(Phase.TRIAL_SUPPLEMENT, "D18", Holder.PROCURATORATE, "建议补充侦查", plain(months(B.trial_supplement))),
    Clock(
        Phase.APPEAL, "D21", Holder.COURT, "接到判决书、裁定书",
        (Option((days(B.appeal_ruling),), Trait.AGAINST_RULING), *plain(days(B.appeal))), free=True,
    ),
    Clock(
        Phase.SECOND_TRIAL, "D22", Holder.COURT, "受理", plain(months(B.second)),
        (
            Grant(Given.APPEAL_TWO_MONTHS, "高级人民法院", months(B.second_more)),
            Grant(Given.SUPREME, SUPREME, months(B.supreme_each), True, after=Given.APPEAL_TWO_MONTHS, times=None),
        ),
        (Anew.JURISDICTION,), (*TRYING, Stop.READING),
    ),
    Clock(
        Phase.RETRIAL, "D25", Holder.COURT, "作出提审、再审决定", plain(months(B.retrial)),
        (Grant(Given.RETRIAL_LONGER, "本院", months(B.retrial_most), True, True),), stops=TRYING,
    ),
    Clock(Phase.DEATH_REVIEW, "D26", Holder.COURT, "报请核准", silent="死刑复核没有法定期限"),
    Clock(Phase.DELIVERY, "M02", Holder.CENTRE, "收到执行文书", DELIVERY),
    Clock(Phase.SERVING, "M03", Holder.CENTRE, "开始留所执行", silent="留所服刑到刑期届满之日为止，按刑期释放"),
    Clock(Phase.BAIL, "D29", Holder.POLICE, "决定取保候审", plain(months(B.bail)), free=True),
    Clock(Phase.RESIDENTIAL, "D29", Holder.POLICE, "决定监视居住", plain(months(B.residential)), free=True),
    Clock(
        Phase.LIUZHI, "D32", Holder.SUPERVISION, "采取留置", plain(months(B.liuzhi)),
        (
            Grant(Given.LIUZHI_THREE, "上一级监察机关", months(B.liuzhi_more), upto=True),
            Grant(Given.LIUZHI_TWO, "国家监察委员会", months(B.liuzhi_last), True, after=Given.LIUZHI_THREE),
        ),
        (Anew.OTHER_OFFENCE,),
    ),
    Clock(
        Phase.GUANHU, "D33", Holder.SUPERVISION, "采取管护", plain(days(B.guanhu)),
        (Grant(Given.GUANHU_DAYS, "监察机关", days(B.guanhu_more), upto=True),),
    ),
)  # fmt: skip
CLOCKS = {clock.phase: clock for clock in _CLOCKS}
