"""暂予监外执行: who may, when, and on what diagnosis."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.courts import PROCEDURE
from commutation.law.instruments.outside import BEFORE_2023, PRISONS_2016, R2014, R2023
from commutation.law.rulebook import OUT, rule
from procuratorate.lib.law.columns import Answer, Column, Columns, Ops
from procuratorate.lib.law.rules import Addressee, Kind

DISAGREE = "两名医师诊断意见有分歧，应另行组织诊断（司发通〔2023〕24号第九条）"
SINCE_2014, SINCE_2018, SINCE_2023 = R2014.since, PROCEDURE.since, R2023.since


@rule(
    "outside-kind",
    "可以暂予监外执行的刑种",
    PROCEDURE.cite("265①"),
    asks=OUT,
    since=SINCE_2018,
    says="现刑种为{kind_now}，不得暂予监外执行",
)
def outside_kind(c: Columns, o: Ops) -> Answer:
    """拘役 and fixed terms; life only for women pregnant or nursing, which another rule looks at."""
    return True, o.need((c.kind_now == 2) | (c.kind_now == 3) | (c.kind_now == 4))


@rule(
    "outside-life",
    "无期徒刑只因怀孕或者哺乳",
    PROCEDURE.cite("265②"),
    R2014.cite("5②"),
    asks=OUT,
    when="now_life",
    since=SINCE_2018,
    says="现刑种为无期徒刑，事由为{ground}，只有怀孕或者正在哺乳自己婴儿的妇女可以暂予监外执行",
)
def outside_life(c: Columns, o: Ops) -> Answer:
    """A life sentence: pregnancy or nursing alone."""
    return True, o.need((c.pregnancy | c.nursing) & c.nursing_or_pregnant)


def bound(c: Columns, o: Ops) -> Column:
    """第7条第1款 and who is not held by it: 累犯 and the eight classes, ill or dependent, not in danger of life."""
    return (c.medical | c.dependence) & (c.recidivist | c.eight) & ~c.life_in_danger


def suitably_less(c: Columns, o: Ops, margin: Column) -> Column:
    """第7条第2款: minors, those of 65 and the disabled may be treated less strictly, by no number."""
    aged, young = o.years_after(c.born_on, 65), o.years_after(c.born_on, 18)
    milder = c.disabled | (c.filing_day >= aged) | (c.filing_day < young)
    open_ = o.undecided("未成年、六十五周岁以上或者残疾人罪犯可以适度从宽，没有数值（司发通〔2014〕112号第七条第二款）")
    return o.where((margin < 0) & milder, open_, margin)


@rule("outside-third", "累犯、八类罪犯须执行原判三分之一以上", R2014.cite("7"), asks=OUT, since=SINCE_2014, waits=True)
def outside_third(c: Columns, o: Ops) -> Answer:
    """Ten years and more: a third of the original term."""
    applies = bound(c, o) & c.fixed & (c.months >= 120)
    return applies, suitably_less(c, o, c.filing_day - c.third_served)


@rule(
    "outside-seven-years",
    "累犯、八类罪犯减为有期徒刑后须再执行七年",
    R2014.cite("7"),
    asks=OUT,
    since=SINCE_2014,
    waits=True,
)
def outside_seven_years(c: Columns, o: Ops) -> Answer:
    """Life and suspended death: seven years of the fixed term it was reduced to."""
    due = o.after(c.fixed_on, o.pick(P.outside_after_fixed, c.rule_day))
    return bound(c, o) & c.converted, suitably_less(c, o, c.filing_day - due)


@rule(
    "outside-danger",
    "有社会危险性、自伤自残或者不配合治疗的不得暂予监外执行",
    R2014.cite("6①"),
    asks=OUT,
    since=SINCE_2014,
    says="可能有社会危险性，或者自伤自残、不配合治疗，不得暂予监外执行",
)
def outside_danger(c: Columns, o: Ops) -> Answer:
    """For illness and dependence."""
    return c.medical | c.dependence, o.need(~(c.social_danger | c.self_harm))


@rule(
    "outside-listed-illness",
    "三类罪犯保外就医从严",
    R2014.cite("6②"),
    asks=OUT,
    when="medical",
    since=SINCE_2014,
    says="系职务、金融或者涉黑罪犯，诊断属从严审批所列情形且短期内没有生命危险，不得暂予监外执行",
)
def outside_listed_illness(c: Columns, o: Ops) -> Answer:
    """Only what the diagnosis says of itself is asked: listed by 第6条第2款, danger of life or not."""
    return c.three & c.chronic_listed, o.need(c.life_in_danger)


@rule(
    "diagnosis-valid",
    "诊断书在有效期内",
    R2023.cite("8③"),
    asks=OUT,
    when="medical",
    since=SINCE_2023,
    kind=Kind.EVIDENCE,
    mend="重新委托诊断",
)
def diagnosis_valid(c: Columns, o: Ops) -> Answer:
    """Three months from its date: the decision must fall within them, so must the filing."""
    return True, o.after(c.diagnosed_on, o.pick(P.diagnosis_valid, c.rule_day)) - c.rule_day


@rule(
    "diagnosis-doctors",
    "病情诊断由两名副高以上医师负责",
    R2014.cite("9①"),
    asks=OUT,
    when="medical",
    since=SINCE_2014,
    kind=Kind.EVIDENCE,
    addressee=Addressee.HOSPITAL,
)
def diagnosis_doctors(c: Columns, o: Ops) -> Answer:
    """Two doctors of deputy-chief rank or above."""
    return True, c.senior_doctors - o.pick(P.doctors, c.rule_day)


@rule(
    "pregnancy-doctors",
    "妊娠检查由两名中级以上医师负责",
    R2023.cite("6①"),
    asks=OUT,
    when="pregnancy",
    since=SINCE_2023,
    kind=Kind.EVIDENCE,
    addressee=Addressee.HOSPITAL,
)
def pregnancy_doctors(c: Columns, o: Ops) -> Answer:
    """Since 2023-07-01 two doctors of middle rank will do."""
    return True, c.middle_doctors - o.pick(P.pregnancy_doctors, c.rule_day)


@rule(
    "pregnancy-doctors-old",
    "妊娠检查由两名副高以上医师负责",
    R2014.cite("9①"),
    asks=OUT,
    when="pregnancy",
    since=SINCE_2014,
    until=BEFORE_2023,
    kind=Kind.EVIDENCE,
    addressee=Addressee.HOSPITAL,
)
def pregnancy_doctors_old(c: Columns, o: Ops) -> Answer:
    """Until 2023-06-30 deputy-chief rank was asked for this as well."""
    return True, c.senior_doctors - o.pick(P.pregnancy_doctors, c.rule_day)


@rule(
    "diagnosis-hospital",
    "诊断在省级人民政府指定的医院进行",
    PROCEDURE.cite("265④"),
    R2014.cite("9①"),
    R2023.cite("6①"),
    asks=OUT,
    since=SINCE_2018,
    kind=Kind.EVIDENCE,
    says="诊断医院不是省级人民政府指定的医院",
)
def diagnosis_hospital(c: Columns, o: Ops) -> Answer:
    """For illness and pregnancy."""
    return c.medical | c.pregnancy, o.need(c.designated_hospital)


@rule("diagnosis-agreed", "医师诊断意见一致", R2023.cite("9"), asks=OUT, since=SINCE_2023, kind=Kind.EVIDENCE)
def diagnosis_agreed(c: Columns, o: Ops) -> Answer:
    """Where the doctors differ nothing can be decided: other doctors are to be asked."""
    return c.medical | c.pregnancy, o.where(c.doctors_agree, o.need(c.doctors_agree), o.undecided(DISAGREE))


@rule(
    "diagnosis-told",
    "诊断前通报检察院",
    R2023.cite("17①"),
    asks=OUT,
    by="diagnosed_on",
    since=SINCE_2023,
    kind=Kind.PROCEDURE,
)
def diagnosis_told(c: Columns, o: Ops) -> Answer:
    """A working day ahead; at once where life is in danger. No diagnosis of before 2023-07-01 is held to it."""
    applies = (c.medical | c.pregnancy) & ~c.life_in_danger
    return applies, c.procurator_told_before - o.pick(P.told_before, c.rule_day)


@rule(
    "diagnosis-copied",
    "诊断书抄送检察院",
    R2023.cite("17②"),
    asks=OUT,
    by="diagnosed_on",
    since=SINCE_2023,
    kind=Kind.PROCEDURE,
)
def diagnosis_copied(c: Columns, o: Ops) -> Answer:
    """Within three working days of receiving it, of a diagnosis issued since 2023-07-01."""
    return c.medical | c.pregnancy, o.pick(P.copied_after, c.rule_day) - c.diagnosis_copied_after


@rule(
    "guarantor",
    "保外就医须有合格保证人",
    R2014.cite("10①、11"),
    asks=OUT,
    when="medical",
    since=SINCE_2014,
    kind=Kind.EVIDENCE,
    says="没有经审查合格的保证人",
)
def guarantor(c: Columns, o: Ops) -> Answer:
    """Medical bail is bail: somebody must stand for it."""
    return True, o.need(c.guarantor)


@rule(
    "care-group",
    "生活不能自理鉴别小组人数",
    PRISONS_2016.cite("3②"),
    asks=OUT,
    when="dependence",
    since=PRISONS_2016.since,
    kind=Kind.EVIDENCE,
)
def care_group(c: Columns, o: Ops) -> Answer:
    """Seven at the least."""
    return True, c.care_group - o.pick(P.care_group, c.rule_day)


@rule(
    "care-doctors",
    "鉴别小组医疗专业人员",
    PRISONS_2016.cite("3②"),
    asks=OUT,
    when="dependence",
    since=PRISONS_2016.since,
    kind=Kind.EVIDENCE,
)
def care_doctors(c: Columns, o: Ops) -> Answer:
    """Two of them medical."""
    return True, c.care_group_doctors - o.pick(P.care_doctors, c.rule_day)
