# ruff: noqa: RUF009  # each of these calls makes a dataclasses.field
"""The facts rules may ask for: one frozen row of abstract columns, unknown (None) until someone knows.

A day that has not come and a day nobody wrote down are both None: where an act is owed, a flag beside the day says
which (`consulted` False: the record says it was not done; None: the record says nothing). Sums that need a table of
rows (instalments, working days, earlier changes) are made by whoever fills the row: here every column is one number.
Complaints and petitions are no facts of a filing, and neither are illness, ethnicity or poverty (house.md §6): of a
diagnosis only what the law asks of the paper stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commutation.law.words import Ask, Confirmation, Ground, MeritGround, Punishment, Rank, Route
from procuratorate.lib.law.declared import (
    Day,
    Flag,
    Number,
    code,
    count,
    day,
    event,
    events_of,
    facts_of,
    flag,
    granted,
    lasting,
    saying,
)
from procuratorate.lib.law.standings import Measure
from procuratorate.lib.law.tracing import Fact

JUDGMENT, MAIN_TEXT = "判决书", "判决书主文"
NOTICE, RECEIPT = "执行通知书", "送达回证"
LAST_RULING = "前次减刑裁定书"
REVIEW = "罪犯减刑（假释）审核表"
ACCOUNTS, COURT_PAPERS = "狱内账户明细", "执行法院结案材料"
MINUTES, DIAGNOSIS = "会议记录", "罪犯病情诊断书"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One filing, or one inmate for whom a filing is thought of. Only `ask` must be known."""

    # What is asked for
    ask: Ask
    filed_on: Day = event("报请", "提请建议书；未报请的不填，按所问之日判断")
    proposed_months: Number = lasting("拟减", "提请减刑建议书")
    proposed_term: Number = lasting("拟减为有期徒刑", "提请减刑建议书（无期、死缓）")
    proposed_rights: Number = granted("拟改剥夺政治权利", "提请减刑建议书；不改的不填")
    probation_until: Day = day("假释考验期止", "提请假释建议书")
    route: Route | None = code("报送途径", Route, "提请建议书主送机关")
    refiling: Flag = flag("再审改判后重新报请", "提请建议书")

    # The sentence
    kind: Punishment | None = code("原判刑种", Punishment, JUDGMENT)
    kind_now: Punishment | None = code("现刑种", Punishment, "最近一次裁定书")
    months: Number = lasting("原判刑期", JUDGMENT)
    judged_on: Day = day("判决", JUDGMENT)
    effective_on: Day = day("判决生效", "生效证明")
    offence_from: Day = day("犯罪行为起", JUDGMENT)
    offence_to: Day = day("犯罪行为止", JUDGMENT)
    delivered_on: Day = day("送监", "执行通知书回执")
    starts_on: Day = day("刑期起", NOTICE)
    ends_on: Day = day("原判刑期止", NOTICE)
    ends_now: Day = day("现刑期止", "最近一次裁定书")
    credit_days: Number = count("刑期起日以外另行折抵", NOTICE, Measure.DAYS)
    suspension_ends_on: Day = day("死缓期满", "死缓减刑裁定书")
    fixed_on: Day = day("裁定减为有期徒刑", "减刑裁定书（无期、死缓）")
    fixed_months: Number = lasting("减为有期徒刑的刑期", "减刑裁定书（无期、死缓）")
    rights_months: Number = lasting("现附加剥夺政治权利", "判决书或者最近一次裁定书")
    directly_fixed: Flag = flag("死缓期满直接减为有期徒刑", "死缓减刑裁定书")
    restricted: Flag = flag("判决限制减刑", MAIN_TEXT)
    for_life: Flag = flag("决定终身监禁", MAIN_TEXT)
    identity_known: Flag = flag("真实身份已查清", JUDGMENT)
    tells_name: Flag = flag("讲明真实姓名、住址", REVIEW)

    # Earlier changes of it
    earlier_count: Number = count("此前减刑次数", "历次减刑裁定书")
    earlier_ruled_on: Day = day("前次裁定", LAST_RULING)
    earlier_served_on: Day = day("前次裁定送达", RECEIPT)
    earlier_months: Number = lasting("前次减去", LAST_RULING)
    reduced_months: Number = lasting("历次减去合计", "历次减刑裁定书")
    parole_revoked: Flag = flag("曾被撤销假释", "撤销假释裁定书")
    parole_revoked_for_omitted: Flag = flag("撤销假释系因如实供述或者自首的漏罪", "撤销假释裁定书")
    returned_on: Day = day("收监", "收监登记")
    retrial_changed: Flag = flag("再审改变原判", "再审判决书")
    acquitted: Flag = flag("再审宣告无罪", "再审判决书")
    refiled: Flag = flag("再审改判后已重新报请", "提请建议书")
    new_offence: Flag = flag("服刑中又故意犯罪", "新罪判决书")
    new_kind: Punishment | None = code("新罪刑种", Punishment, "新罪判决书")
    new_effective_on: Day = day("新罪判决确定", "新罪判决书生效证明")
    offended_in_suspension: Flag = flag("死缓期间又故意犯罪未执行死刑", "新罪判决书")
    became_life_on: Day = day("减为无期徒刑", "死缓减刑裁定书")

    # Who it is
    born_on: Day = day("出生", "身份证明")
    infirm: Flag = flag("经认定适用第二十条从宽（老病残且基本丧失劳动能力、生活难以自理，非自伤）", "认定材料")
    disabled: Flag = flag("残疾人罪犯", "残疾人证")
    duty: Flag = flag("职务犯罪", JUDGMENT)
    finance: Flag = flag("破坏金融管理秩序、金融诈骗犯罪", JUDGMENT)
    gang: Flag = flag("黑社会性质组织犯罪", JUDGMENT)
    state_security: Flag = flag("危害国家安全犯罪", JUDGMENT)
    terror: Flag = flag("恐怖活动犯罪", JUDGMENT)
    drug: Flag = flag("毒品犯罪集团首要分子、毒品再犯", JUDGMENT)
    repeat_offender: Flag = flag("累犯", "判决书认定，自述不算")
    prior_sealed: Flag = flag("前科记录依法封存", "封存标记")
    eight: Flag = flag("八类犯罪", JUDGMENT)
    eight_ten: Flag = flag("八类犯罪单独被判十年以上、无期徒刑或者死缓", JUDGMENT)
    two_tens: Flag = flag("数罪并罚且两罪以上各判十年以上", JUDGMENT)
    joined: Flag = flag("数罪并罚", JUDGMENT)
    chapter_eight: Flag = flag("刑法分则第八章犯罪", JUDGMENT)
    functionary: Flag = flag("原具有国家工作人员身份", JUDGMENT)
    rank: Rank | None = code("原职级", Rank, "判决书、干部档案")
    same_prior: Flag = flag("累犯与毒品再犯系同一前科", JUDGMENT)
    strict_twice: Flag = flag("同一前科重复从严扣减", REVIEW)

    # Conduct and merit
    repents: Flag = flag("确有悔改表现", REVIEW)
    meritorious: Flag = flag("立功表现", REVIEW)
    major: Flag = flag("重大立功表现", REVIEW)
    admits_guilt: Flag = flag("认罪悔罪", "评审鉴定表")
    obeys: Flag = flag("遵守监规、接受教育改造", "评审鉴定表")
    studies: Flag = flag("参加思想、文化、职业技术教育", "评审鉴定表")
    works: Flag = flag("参加劳动、完成任务", "评审鉴定表")
    returns_gains: Flag = flag("积极退赃、协助追缴、赔偿损失", COURT_PAPERS)
    uses_influence: Flag = flag("利用影响力等不正当手段图谋减刑假释", "调查材料")
    self_written: Flag = flag("自书材料由本人书写", "认罪悔罪书")
    has_reason_not_to_write: Flag = flag("非本人书写有特殊原因并注明", "认罪悔罪书")
    merit_ground: MeritGround | None = code("立功事由", MeritGround, "立功材料")
    merit_source_lawful: Flag = flag("线索来源已查明且合法", "立功材料")
    merit_confirmed: Confirmation | None = code("立功确认机关", Confirmation, "确认文件")
    merit_own_work: Flag = flag("独立或者为主完成", "立功材料")
    points: Number = count("考核得分", "计分考核明细", Measure.POINTS)
    points_months: Number = lasting("考核期", "计分考核明细")
    points_special: Number = count("专项加分", "计分考核明细", Measure.POINTS)
    points_while_confined: Number = count("禁闭期间基础分", "计分考核明细", Measure.POINTS)
    month_below_base: Flag = flag("考核期内有月份得分低于基础分", "计分考核明细")
    commended: Flag = flag("据该考核期给予表扬", "奖励审批表")
    points_explained: Flag = flag("考核分与考核期不对应已作合理说明", "情况说明")
    period_until: Day = day("考核期止", "计分考核明细")

    # Property judgments
    owed: Number = count("应履行未履行", COURT_PAPERS, Measure.YUAN)
    able: Flag = flag("有履行能力", "执行情况说明、账户明细")
    evaded: Flag = flag("拒不交代、隐瞒转移、妨害执行或者拒报虚报财产", COURT_PAPERS)
    evasion_ended: Flag = flag("上述情形已经消失或者执行完毕", COURT_PAPERS)
    evasion_ended_on: Day = day("上述情形消失或者执行完毕", COURT_PAPERS)
    overspent: Flag = flag("狱内消费明显超额度", ACCOUNTS)
    overspending_explained: Flag = flag("超额消费有特殊原因", "情况说明")
    borrowed_account: Flag = flag("借用他人名义、虚报用途消费", ACCOUNTS)
    confiscation_terminated: Flag = flag("没收财产裁定终结执行", "终结执行裁定书")
    stricter_for_property: Flag = flag("因财产性判项未履行从严", REVIEW)
    only_confiscation_left: Flag = flag("未履行的只有没收财产", COURT_PAPERS)
    property_papers: Flag = flag("财产性判项材料齐全", "移送清单")

    # Parole
    assessed: Flag = flag("已附社区影响调查评估意见", "调查评估意见书")
    assessed_on: Day = day("调查评估", "调查评估意见书")
    address_changed: Flag = flag("评估后住址变更", "核实材料")
    special_case: Flag = flag("最高人民法院核准的特殊情况", "核准裁定")
    no_danger_shown: Flag = flag("没有再犯罪危险的材料", "提请假释建议书")

    # Outside service
    ground: Ground | None = code("暂予监外执行事由", Ground, "暂予监外执行审批表")
    nursing_or_pregnant: Flag = flag("怀孕或者正在哺乳自己婴儿的妇女", "妊娠检查书、出生证明")
    life_in_danger: Flag = flag("诊断注明短期内有生命危险", DIAGNOSIS)
    chronic_listed: Flag = flag("诊断系从严审批所列情形", DIAGNOSIS)
    social_danger: Flag = flag("可能有社会危险性", "评估材料")
    self_harm: Flag = flag("自伤自残或者不配合治疗", "医疗记录")
    diagnosed_on: Day = day("诊断书出具", DIAGNOSIS)
    senior_doctors: Number = count("副高以上职称医师", DIAGNOSIS, Measure.PEOPLE)
    middle_doctors: Number = count("中级以上职称医师", DIAGNOSIS, Measure.PEOPLE)
    designated_hospital: Flag = flag("省级人民政府指定医院", "指定医院名录")
    doctors_agree: Flag = flag("诊断意见一致", DIAGNOSIS)
    procurator_told_before: Number = count("诊断前提前通报检察院", "诊断通报", Measure.WORKING_DAYS)
    diagnosis_copied_after: Number = count("收到诊断书后抄送检察院", "抄送回执", Measure.WORKING_DAYS)
    guarantor: Flag = flag("保证人经审查合格", "保证人资格审查表")
    urgent: Flag = flag("立即保外就医", "审批表")
    care_group: Number = count("生活不能自理鉴别小组成员", "鉴别书", Measure.PEOPLE)
    care_group_doctors: Number = count("鉴别小组医疗专业人员", "鉴别书", Measure.PEOPLE)

    # Levels, public notice, consultation, filing
    ward_on: Day = event("监区集体研究", MINUTES)
    section_on: Day = event("刑罚执行科审查", REVIEW)
    committee_on: Day = event("评审会", MINUTES)
    committee_members: Number = count("评审委员会成员", "成员名册", Measure.PEOPLE)
    recused_present: Number = count("应回避而参加的人员", MINUTES, Measure.PEOPLE)
    dissent_recorded: Flag = flag("会议记录载明不同意见并由与会人员签名", MINUTES)
    notice_given: Flag = flag("已公示", "公示材料")
    notice_from: Day = event("公示起", "公示材料")
    notice_until: Day = event("公示止", "公示材料")
    notice_days: Number = count("公示", "公示材料", Measure.WORKING_DAYS)
    notice_complete: Flag = flag("公示载明姓名、罪名刑期、意见或者依据", "公示材料")
    notice_tells_how_to_object: Flag = flag("公示载明异议方式", "公示材料")
    objected: Flag = flag("公示期间有异议", "异议记录")
    objection_reviewed: Flag = flag("异议已复核并告知", "复核记录")
    changed_after_notice: Flag = flag("公示后建议变更", REVIEW)
    changed_between_levels: Flag = flag("层级间建议变更", REVIEW)
    change_reasoned: Flag = flag("层级间变更写明理由和条款", REVIEW)
    levels_same_minute: Flag = flag("各层级记录同一分钟形成", "系统记录")
    levels_same_words: Flag = flag("各层级意见文字相同", REVIEW)
    consulted: Flag = flag("已送检察院征求意见", "征求意见函")
    consulted_on: Day = event("征求检察院意见", "征求意见函")
    opinion_adopted: Flag = flag("检察意见已采纳", "采纳情况回复")
    refusal_reasoned: Flag = flag("未采纳已回复并说明理由", "采纳情况回复")
    opinion_forwarded: Flag = flag("检察意见已随案移送", "移送清单")
    wardens_on: Day = event("监狱长办公会", MINUTES)
    bureau_reviewed: Flag = flag("省监狱管理局已审核", "审核意见")
    copied: Flag = flag("建议书副本已抄送检察院", RECEIPT)
    copied_after: Number = count("副本晚于报送", RECEIPT, Measure.WORKING_DAYS)
    papers_missing: Number = count("移送材料缺", "移送清单")

    # The court's or the deciding organ's half
    ruled_on: Day = event("裁定", "裁定书")
    granted_months: Number = granted("裁定减去", "裁定书")
    granted_term: Number = granted("裁定减为有期徒刑", "裁定书")
    granted_rights: Number = granted("裁定剥夺政治权利", "裁定书")
    heard: Flag = flag("已开庭审理", "裁定书")
    procurator_objected: Flag = flag("检察院有异议", "检察意见书")
    wide_concern: Flag = flag("社会影响重大或者关注度高", "报请材料")
    ruling_served_on: Day = event("裁定书送达", RECEIPT)
    ruling_reasoned: Flag = flag("调整或者不予减刑假释已说明理由", "裁定书")
    ruling_departs: Flag = flag("裁定与报请不一致", "裁定书")


FACTS = facts_of(Facts)
FACTS["ask"] = Fact("ask", "提请种类", Measure.CODE, "提请建议书", saying(Ask))
EVENTS = events_of(Facts)
ON = Fact("on", "拟报请", Measure.DATE, "所问之日")
LAW_ON = Fact("law_on", "适用法律之日", Measure.DATE, "所问之日")

# What a complete dossier means by saying nothing: each of these would have left a paper behind.
ORDINARY: dict[str, Any] = dict.fromkeys(
    (
        "refiling", "parole_revoked", "retrial_changed", "acquitted", "new_offence", "offended_in_suspension", "infirm",
        "disabled", "prior_sealed", "special_case", "overspent", "borrowed_account", "evaded", "strict_twice",
        "stricter_for_property", "uses_influence", "social_danger", "self_harm", "urgent", "objected",
        "changed_after_notice", "changed_between_levels", "month_below_base", "levels_same_minute",
        "levels_same_words", "restricted", "directly_fixed", "for_life",
    ),
    False,
)  # fmt: skip
