"""One small form for each act: when it was done first, words and the reason of a late entry last."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.incidents.forms.common import MOST, When, area, attached, late_field, line
from procuratorate.incidents.forms.reports import CHOOSE, DETAILS
from procuratorate.incidents.law import Kind, Place
from procuratorate.incidents.models import Incident
from procuratorate.incidents.states import Act, View
from procuratorate.lib.asking import TellingForm

WAYS = [("scene", "查看现场"), ("witness", "询问在场人员、知情人"), ("papers", "调取、查阅材料"), ("video", "调看录像")]
LAST = ("words", "file", "late_why", "version")


class ActForm(TellingForm):
    """The moment of an act, words, and which version of the event it was opened on."""

    happened_at = When(label="办理时间")
    words = area("说明", 4000, required=False)
    late_why = late_field()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)
    moment, said, must = "办理时间", "说明", False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_at"].label = self.moment
        self.fields["words"].label, self.fields["words"].required = self.said, self.must
        self.order_fields(["happened_at", *(name for name in self.fields if name not in ("happened_at", *LAST)), *LAST])

    def told(self) -> dict[str, Any]:
        """What was written down; a file as its name and bytes."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if file := told.get("file"):
            told["file"] = (file.name, file.read())
        return told


class Lifted(ActForm):
    moment = "解除时间"
    approver = line("批准人", 60, required=False)
    early = forms.BooleanField(label="提前解除", required=False)


class CauseGone(ActForm):
    moment, said, must = "情形消失时间", "情况", True


class Extended(ActForm):
    moment, said = "批准时间", "特殊情况"
    approver = line("批准人", 60, hint="主管公安处、局长")
    paper = line("批准文书", 80, required=False)


class KinTold(ActForm):
    moment = "通知时间"
    who = line("被通知人", 60, hint="与本人的关系；联系方式不填")
    way = forms.ChoiceField(
        label="方式", choices=[*CHOOSE, ("phone", "电话"), ("letter", "书面"), ("face", "当面"), ("none", "联系不上")]
    )


class Told(ActForm):
    moment = "通知时间"
    organ = line("被通知单位", 120)
    paper = line("文书", 80, required=False)


class Scene(ActForm):
    moment, said, must = "勘验时间", "保护、勘验情况", True
    file = attached("勘验笔录、照片")
    people = line("勘验人员", 200, required=False)


class Certificate(ActForm):
    moment = "出具时间"
    organ = line("出具单位", 120)
    paper = line("证明编号", 80, required=False)
    file = attached("死亡证明")


class Conclusion(ActForm):
    moment, said, must = "作出时间", "调查结论", True
    paper = line("文书", 80, required=False)
    file = attached("调查结论、报告")


class Supplement(ActForm):
    moment, said, must = "时间", "续报内容", True


class Attended(ActForm):
    moment, said = "到场时间", "现场情况"
    people = line("到场人员", 200)
    file = attached("现场照片")


class Checked(ActForm):
    moment, said, must = "核查时间", "核查情况", True
    way = forms.ChoiceField(label="方式", choices=[("", "不分"), *WAYS], required=False)
    asked = line("被询问人", 60, required=False, hint="询问的填；监所看不到本项")
    people = line("核查人员", 200, required=False)
    view = forms.ChoiceField(
        label="核查意见", choices=[("", "尚在核查"), *View.choices], required=False,
        help_text="有异议的调查核实，结论书面通知监所和近亲属（规则 663）",
    )  # fmt: skip
    file = attached("笔录、照片")


class ChiefTold(ActForm):
    moment = "报告时间"
    chief = line("报告对象", 60, hint="检察长或者分管副检察长")


class ReportedUp(ActForm):
    moment, said, must = "报告时间", "事故情况、检察情况", True


class Examined(ActForm):
    moment, said = "检验时间", "检验情况"
    who = line("检验、鉴定人", 120, hint="法医，或者委托的鉴定机构")
    entrusted = forms.BooleanField(label="委托鉴定", required=False)
    kin_present = forms.BooleanField(label="近亲属到场", required=False)
    filmed = forms.BooleanField(label="全程录像", required=False)
    file = attached("检验报告、委托书、鉴定意见")


class Patrol(ActForm):
    moment, said, must = "组织时间", "巡回检察安排", True
    organ = line("组织单位", 120)


class KinApplied(ActForm):
    moment, said, must = "收到时间", "申请事项和理由", True
    who = line("申请人", 60, hint="与本人的关系；监所看不到本项")


class KinAnswered(ActForm):
    moment, said, must = "答复时间", "答复内容", True
    paper = line("文书", 80, required=False)


class Paper(ActForm):
    moment, said = "成文日", "写入通知书的内容"
    number = line("文号", 80, hint="照统一业务系统填写")


class Concluded(Paper):
    said, must = "调查结论", True


class KinInformed(ActForm):
    moment = "近亲属收到时间"
    who = line("收到人", 60)
    paper = line("回证", 80, required=False)


class KinObjected(ActForm):
    moment, said, must = "收到时间", "复议请求和理由", True


class KinReviewed(ActForm):
    moment, said, must = "决定时间", "复议决定", True
    result = forms.ChoiceField(label="结果", choices=[*CHOOSE, ("kept", "维持"), ("changed", "变更")])


class Opinion(ActForm):
    moment, said, must = "提出时间", "检察意见", True
    result = forms.ChoiceField(
        label="认定",
        choices=[
            *CHOOSE, ("lawful", "未发现违法"), ("flawed", "瑕疵"), ("minor", "轻微违法，口头纠正"),
            ("serious", "需书面纠正或者提出检察建议"), ("unclear", "无法判断"),
        ],
    )  # fmt: skip


class Closed(ActForm):
    moment, said, must = "办结时间", "办结情况", True


FORMS: dict[Act, type[ActForm]] = {
    Act.LIFTED: Lifted, Act.CAUSE_GONE: CauseGone, Act.EXTENDED: Extended, Act.KIN_TOLD: KinTold,
    Act.SUPERIOR_TOLD: Told, Act.COURT_TOLD: Told, Act.SCENE: Scene, Act.CERTIFICATE: Certificate,
    Act.CONCLUSION: Conclusion, Act.SUPPLEMENT: Supplement, Act.CORRECTED: Supplement, Act.ATTENDED: Attended,
    Act.CHECKED: Checked, Act.CHIEF_TOLD: ChiefTold, Act.REPORTED_UP: ReportedUp, Act.EXAMINED: Examined,
    Act.PATROL: Patrol, Act.KIN_APPLIED: KinApplied, Act.KIN_ANSWERED: KinAnswered, Act.NO_DOUBT: Paper,
    Act.CONCLUDED: Concluded, Act.KIN_INFORMED: KinInformed, Act.KIN_OBJECTED: KinObjected,
    Act.KIN_REVIEWED: KinReviewed, Act.OPINION: Opinion, Act.CLOSED: Closed, Act.REOPENED: Closed,
}  # fmt: skip


def form_of(act: Act, incident: Incident, *args: Any, **kwargs: Any) -> ActForm:
    """The form of an act; to put an event right, with the part of its kind as it now stands."""
    if act is not Act.CORRECTED:
        return FORMS[act](*args, **kwargs)
    form: ActForm = _correction(Kind(incident.kind))(*args, place=incident.law_place, **kwargs)
    return form


def _correction(kind: Kind) -> type[Any]:
    class Correction(ActForm, DETAILS[kind]):  # type: ignore[misc,valid-type]  # the base is chosen at run time
        occurred_at = When(label="发生时间")
        moment, said, must = "更正时间", "更正原因", True

        def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
            super().__init__(*args, place=place, **kwargs)
            self.order_fields(["occurred_at"])

    return Correction
