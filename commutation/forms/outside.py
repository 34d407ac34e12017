"""Shape of input about outside service: one small form for each act, its day first, words and reasons last."""

from __future__ import annotations

from typing import Any

from django import forms

from commutation.states.outside import (
    CONDITIONS,
    Act,
    Conclusion,
    Decider,
    Ending,
    Ground,
    HearingOutcome,
    HearingReason,
)
from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.lib.characters import squeezed

LAST = ("words", "version", "replaces")
ROWS3 = {"rows": 3}
MOST = 2**31 - 1


def _area(label: str, most: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs=ROWS3), **kwargs)


def _letter() -> forms.CharField:
    return forms.CharField(
        label="书面送达的回证或文号",
        max_length=60,
        required=False,
        help_text="经本系统发出的不填；此前书面送达的填写，日期照回证",
    )


class StartForm(TellingForm):
    on = DayField(label="启动日")
    ground = forms.ChoiceField(label="情形", choices=Ground.choices, help_text="刑事诉讼法第265条")
    illness = forms.CharField(label="病种", max_length=120, required=False, help_text="监区不可见")
    urgent = forms.BooleanField(
        label="立即保外就医", required=False, help_text="病情严重必须立即保外就医的：公示在后，保外后补开评审委员会确认"
    )
    decider = forms.ChoiceField(label="决定、批准机关", choices=Decider.choices)
    residence = forms.CharField(label="拟居住地", max_length=200, required=False)
    words = forms.CharField(label="说明", max_length=300, required=False, help_text="监狱启动，或者本人、亲属申请")


class ActForm(TellingForm):
    """The day of an act, words, and which state of the case and which former row it was opened on."""

    on = DayField(label="日期")
    words = _area("说明", 300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=MOST)
    day = "日期"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = self.day
        self.order_fields(["on", *(name for name in self.fields if name not in ("on", *LAST)), *LAST])

    def told(self) -> dict[str, Any]:
        """The facts of the act."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("on", "version", "replaces")}


class NoticeForm(ActForm):
    day = "通报日"
    planned_on = DayField(
        label="诊断日", help_text="病情诊断、妊娠检查至少提前一个工作日通报（司发通〔2023〕24号第17条）"
    )
    time = forms.CharField(label="时间", max_length=30, required=False, help_text="如 上午 9:30")
    hospital = forms.CharField(label="医院", max_length=120, help_text="鉴别生活不能自理的，填鉴别小组")
    place = forms.CharField(label="地点", max_length=120, required=False)
    commissioned_on = DayField(label="委托书送达医院日", required=False, help_text="医院出具诊断书的期限从次日起算")
    letter = _letter()


class DiagnosisForm(ActForm):
    day = "诊断日"
    hospital = forms.CharField(
        label="医院", max_length=120, help_text="鉴别生活不能自理的，填鉴别小组；哺乳的，填出生证明的出具单位"
    )
    designated = forms.NullBooleanField(
        label="省级人民政府指定医院", required=False,
        widget=forms.Select(choices=[("", "未核实"), ("true", "是"), ("false", "不是")]),
    )  # fmt: skip
    issued_on = DayField(
        label="诊断书出具日", required=False, help_text="病情诊断书三个月内有效（司发通〔2023〕24号第8条）"
    )
    received_on = DayField(label="收到诊断书日", required=False, help_text="三个工作日内抄送检察院，从次日起算")
    doctors = _area("诊断医师", 600, required=False, help_text="一行一人：姓名 职称 专业，如：方某 主任医师 心血管内科")
    finding = _area("诊断意见", 4000, help_text="照诊断书；监区不可见")
    conclusion = forms.ChoiceField(label="是否符合", choices=Conclusion.choices)
    minority = _area("不同意见", 2000, required=False)
    lacking = forms.CharField(
        label="暂缺的病历资料", max_length=200, required=False,
        help_text="特殊情况暂时不能提供的，附书面说明；本省规定批准后限期补齐的，批准后自动计时",
    )  # fmt: skip
    care_group = forms.IntegerField(label="鉴别小组人数", min_value=1, max_value=99, required=False)
    care_doctors = forms.IntegerField(label="其中医疗专业人员", min_value=0, max_value=99, required=False)

    def clean_doctors(self) -> list[dict[str, str]]:
        return [_doctor(line) for line in self.cleaned_data["doctors"].splitlines() if line.strip()]


def _doctor(line: str) -> dict[str, str]:
    """方某 主任医师 心血管内科 → name, title, speciality."""
    parts = squeezed(line).split(" ", 2)
    if len(parts) < 2:
        raise forms.ValidationError(f"“{line.strip()[:30]}”读不出职称。写作：姓名 职称 专业，中间空一格。")
    return {"name": parts[0], "title": parts[1], "speciality": parts[2] if len(parts) > 2 else ""}


class CopyForm(ActForm):
    day = "抄送日"
    papers = forms.CharField(
        label="所附诊断检查依据", max_length=300, required=False, help_text="如：病历12页、检验报告3份"
    )
    letter = _letter()


class GuarantorForm(ActForm):
    day = "审查日"
    name = forms.CharField(label="保证人姓名", max_length=60)
    relation = forms.CharField(label="与罪犯的关系", max_length=30)
    phone = forms.CharField(label="电话", max_length=30, required=False, help_text="监区不可见")
    address = forms.CharField(label="住址", max_length=200, required=False, help_text="监区不可见")
    accepted = forms.ChoiceField(label="审查结论", choices=[("yes", "符合"), ("no", "不符合")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in CONDITIONS.items():
            self.fields[name] = forms.BooleanField(label=label, required=False)
        self.order_fields(["on", "name", "relation", "phone", "address", *CONDITIONS, "accepted", *LAST])


class AssessmentForm(ActForm):
    day = "委托日"
    body = forms.CharField(label="调查评估机构", max_length=80, help_text="居住地县级社区矫正机构")
    residence = forms.CharField(label="核实的居住地", max_length=200, required=False)
    residence_changed = forms.BooleanField(label="居住地已变更", required=False)
    received_on = DayField(label="收到评估意见日", required=False, help_text="还没有收到的不填，收到后再登记一次")
    conclusion = forms.ChoiceField(
        label="评估意见", required=False,
        choices=[("", "未收到"), *((one.value, one.label) for one in Conclusion if one != Conclusion.DIVIDED)],
    )  # fmt: skip
    report = _area("评估内容", 4000, required=False, help_text="监区不可见")


class HearingForm(ActForm):
    day = "通知检察院日"
    held_on = DayField(label="听证日", help_text="应当通知同级检察院派员参加（司发通〔2023〕24号第13条）")
    place = forms.CharField(label="地点", max_length=120)
    why = forms.ChoiceField(label="听证原因", choices=HearingReason.choices)
    letter = _letter()


class HearingResultForm(ActForm):
    day = "听证日"
    outcome = forms.ChoiceField(label="听证意见", choices=HearingOutcome.choices)
    people = forms.CharField(label="参加人员", max_length=200, help_text="主持、听证员、发表意见的人员；监区不可见")
    procurator = forms.CharField(
        label="检察院派员", max_length=120, help_text="到场检察人员姓名；没有派员的，写“未派员”和原因"
    )
    opinion = _area("意见和理由", 2000, help_text="意见不一致的，分别写明；供评审、审批参考")


class MedicalPapersForm(ActForm):
    day = "补齐日"
    papers = forms.CharField(label="补齐的资料", max_length=300, help_text="如：完整病历42页、影像报告3份")


class ArchiveForm(ActForm):
    day = "档案送达日"
    bureau = forms.CharField(
        label="居住地监狱管理局", max_length=80, help_text="自批准起三个工作日内送达（司发通〔2016〕78号第28条）"
    )
    named_on = DayField(label="指定接收监狱日", required=False, help_text="收到后十个工作日内；还没有指定的不填")
    keeper = forms.CharField(label="指定接收档案的监狱", max_length=80, required=False)


class BureauForm(ActForm):
    day = "省局收到材料日"


class WebNoticeForm(ActForm):
    day = "公示起始日"
    until_on = DayField(label="公示止日", required=False, help_text="期限三日（司发通〔2023〕24号第20条）")
    place = forms.CharField(label="公示网站", max_length=120, required=False)
    objections = forms.CharField(label="异议及处理", max_length=200, required=False)
    not_public = forms.CharField(
        label="不公开的情形", max_length=120, required=False, help_text="依法不予公开的填写，止日和网站不填"
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for name in ("until_on", "place"):
            if not told.get("not_public") and not told.get(name) and name not in self.errors:
                self.add_error(name, f"没有填写{self.fields[name].label}。依法不予公开的，请填写不公开的情形。")
        return told


class DecisionForm(ActForm):
    day = "决定日"
    case_no = forms.CharField(label="决定书文号", max_length=60)
    received_on = DayField(label="监狱收到决定书日", required=False, help_text="移送社区矫正机构的十日从次日起算")


class AnnouncementForm(ActForm):
    day = "公告日"
    until_on = DayField(label="公告止日", required=False, help_text="为期五日（司发通〔2023〕24号第21条）")
    place = forms.CharField(label="地点", max_length=120)


class ConfirmationForm(ActForm):
    day = "确认日"
    members = forms.IntegerField(label="到会委员", min_value=1, max_value=99)


class OnlineForm(ActForm):
    day = "上网公开日"
    not_public = forms.CharField(
        label="不公开的情形", max_length=120, required=False, help_text="依法不公开的填写（司发通〔2023〕24号第23条）"
    )


class HandoverForm(ActForm):
    day = "移送日"
    body = forms.CharField(label="社区矫正机构", max_length=80)
    residence = forms.CharField(label="居住地", max_length=200)
    handed_to = forms.CharField(label="接收人", max_length=60, required=False)
    cross_province = forms.BooleanField(label="跨省", required=False, help_text="档案转居住地监狱管理局指定的监狱")


class RecheckForm(ActForm):
    day = "复查日"
    hospital = forms.CharField(label="医院", max_length=120)
    conclusion = forms.CharField(label="复查情况", max_length=200, help_text="情形已消失的，登记后再登记“情形消失”")
    next_on = DayField(label="延长后的下次复查日", required=False, help_text="不延长的不填：下次为三个月")


class GroundGoneForm(ActForm):
    day = "发现日"
    ground = forms.CharField(label="收监情形", max_length=200, help_text="如：病情好转，刑期未满")


class RecallForm(ActForm):
    day = "收监决定日"
    case_no = forms.CharField(label="收监执行决定书文号", max_length=60)
    ground = forms.CharField(label="收监情形", max_length=200, required=False, help_text="已登记情形消失的可不填")
    received_on = DayField(label="收到决定书日", required=False, help_text="三日内收监，从次日起算")
    returned_on = DayField(label="收监日", required=False, help_text="还没有收监的不填，收监后再登记一次")
    not_counted_from = DayField(label="不计入刑期起", required=False, help_text="由法院裁定；这里登记监狱提出的建议")
    not_counted_until = DayField(label="不计入刑期止", required=False)
    not_counted_why = forms.CharField(label="不计入的事由", max_length=200, required=False)


class EndForm(ActForm):
    day = "终结日"
    reason = forms.ChoiceField(label="原因", choices=Ending.choices)
    paper = forms.CharField(
        label="证明文书", max_length=120, required=False, help_text="刑满释放证明书、死亡证明的文号"
    )


class WatchForm(TellingForm):
    """派员监督诊断."""

    on = DayField(label="监督日")
    came = forms.ChoiceField(label="情况", choices=[("yes", "已派员到场"), ("no", "未派员")])
    present = forms.CharField(label="到场人员", max_length=120, required=False)
    words = _area("记录", 300, required=False, help_text="监狱看不到这条记录；需要告知的，另发意见或者提问")


FORMS: dict[Act, type[ActForm]] = {
    Act.DIAGNOSIS_NOTICE: NoticeForm, Act.DIAGNOSIS: DiagnosisForm, Act.DIAGNOSIS_COPY: CopyForm,
    Act.GUARANTOR: GuarantorForm, Act.ASSESSMENT: AssessmentForm,
    Act.HEARING: HearingForm, Act.HEARING_RESULT: HearingResultForm, Act.BUREAU: BureauForm,
    Act.WEB_NOTICE: WebNoticeForm, Act.DECISION: DecisionForm, Act.PUBLIC_NOTICE: AnnouncementForm,
    Act.COMMITTEE: ConfirmationForm, Act.ONLINE: OnlineForm, Act.ARCHIVE: ArchiveForm,
    Act.MEDICAL_PAPERS: MedicalPapersForm, Act.HANDOVER: HandoverForm, Act.RECHECK: RecheckForm,
    Act.GROUND_GONE: GroundGoneForm, Act.RECALL: RecallForm, Act.END: EndForm,
}  # fmt: skip
