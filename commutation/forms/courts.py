"""Shape of input about courts and rulings: what a notice, a summons, a ruling, a receipt says."""

from __future__ import annotations

from typing import Any

from django import forms

from commutation.services.rulings.reporting import ANSWERS
from commutation.states import Kind
from commutation.states.courts import Missing, RulingOutcome, Trial, WitnessKind
from procuratorate.lib.asking import DayField
from procuratorate.lib.characters import squeezed
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

GROUNDS = (
    ("major_merit", "有重大立功表现"),
    ("out_of_rule", "起始、间隔、幅度不合一般规定"),
    ("duty_gang_finance", "职务、黑社会性质组织、金融犯罪"),
    ("public_concern", "社会影响重大或者公众关注"),
    ("objection", "公示期间有异议"),
    ("procuratorate", "人民检察院有异议"),
    ("other", "其他有必要开庭的"),
)


def courts() -> Any:
    return Organ.objects.filter(kind=OrganKind.COURT, until=None).order_by("path")


class CaseForm(forms.Form):
    """What the court told of one case. The grounds are those of 法释〔2014〕5号第6条."""

    court = forms.ModelChoiceField(label="法院", queryset=Organ.objects.none(), empty_label=None)
    case_no = forms.CharField(label="案号", max_length=60, required=False, help_text="如（2026）澜01刑更128号")
    received_on = DayField(label="法院收到日", required=False, help_text="审理期限一个月从次日起算")
    accepted_on = DayField(label="立案日", required=False)
    extended_on = DayField(label="延长审理期限决定日", required=False, help_text="法院决定延长一个月的，照其通知填写")
    notice_from = DayField(label="法院公示起", required=False)
    notice_until = DayField(label="法院公示止", required=False)
    trial = forms.ChoiceField(label="审理方式", choices=[("", "未定"), *Trial.choices], required=False)
    hearing_grounds = forms.MultipleChoiceField(
        label="应当开庭的事由", choices=GROUNDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    panel = forms.CharField(label="合议庭", max_length=120, required=False)
    contact = forms.CharField(label="承办法官、书记员", max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].queryset = courts()  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "court"}


class SupplementForm(forms.Form):
    kind = forms.ChoiceField(label="种类", choices=Missing.choices)
    words = forms.CharField(label="所需材料", max_length=300)
    asked_on = DayField(label="收到通知日")


class SentForm(forms.Form):
    sent_on = DayField(label="补送日")


class HearingForm(forms.Form):
    """A summons. The prison adds the list of witnesses, one to a line: 身份 姓名."""

    on = DayField(label="开庭日")
    begins_at = forms.TimeField(label="时间", required=False, help_text="如 09:30")
    place = forms.CharField(label="地点", max_length=120, help_text="如 青岑监狱科技法庭")
    is_remote = forms.BooleanField(label="远程视频", required=False)
    notified_on = DayField(label="通知或公告日", required=False, help_text="须在开庭3日前（法释〔2014〕5号第9条）")
    witnesses = forms.CharField(
        label="证人名单", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一人，如：管教民警 王某。监区看不到这份名单",
    )  # fmt: skip

    def clean_witnesses(self) -> list[tuple[str, str]]:
        return [_witness(line) for line in self.cleaned_data["witnesses"].splitlines() if line.strip()]

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "witnesses"}


def _witness(line: str) -> tuple[str, str]:
    """同监室罪犯 李某 → (cellmate, 李某)."""
    said, _, name = squeezed(line).partition(" ")
    kind = next((value for value, label in WitnessKind.choices if label == said), None)
    if kind is None or not name:
        known = "、".join(label for _, label in WitnessKind.choices)
        raise forms.ValidationError(f"“{line.strip()}”读不出身份和姓名。先写身份（{known}），空一格再写姓名。")
    if len(name) > 60:
        raise forms.ValidationError(f"“{name[:20]}…”太长，姓名不超过60字。")
    return kind, name


class HeldForm(forms.Form):
    """What came of a hearing."""

    held = forms.ChoiceField(label="结果", choices=[("yes", "已开庭"), ("no", "延期或休庭")])
    adjourned_why = forms.CharField(label="延期或休庭原因", max_length=200, required=False)
    words = forms.CharField(label="庭审情况", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    opinion = forms.CharField(
        label="出庭意见", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="由出庭检察官填写（规则第637条）",
    )  # fmt: skip

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "held": self.cleaned_data["held"] == "yes"}


class WithdrawForm(forms.Form):
    asked_on = DayField(label="申请日")
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class LeaveForm(forms.Form):
    """The court's answer to a request to withdraw."""

    granted = forms.ChoiceField(label="法院答复", choices=[("yes", "准许撤回"), ("no", "不准撤回")])
    decided_on = DayField(label="答复日")
    paper = forms.CharField(label="裁定书文号", max_length=60, required=False)


class RulingForm(forms.Form):
    """A ruling or decision typed from its paper."""

    kind = forms.ChoiceField(label="种类", choices=Kind.choices)
    court = forms.ModelChoiceField(label="作出单位", queryset=Organ.objects.none())
    case_no = forms.CharField(label="案号", max_length=60, help_text="如（2026）澜01刑更128号")
    ruled_on = DayField(label="裁定日")
    name = forms.CharField(label="姓名", max_length=60)
    number = forms.CharField(label="罪犯编号", max_length=30, required=False, help_text="填了才能自动对应")
    outcome = forms.ChoiceField(label="结果", choices=RulingOutcome.choices)
    months = forms.IntegerField(label="减去（月）", min_value=1, max_value=600, required=False)
    rights_months = forms.IntegerField(label="剥夺政治权利改为（月）", min_value=0, max_value=240, required=False)
    ends_on = DayField(label="刑期止或考验期止", required=False, help_text="照裁定书写明的止日")
    gives_reasons = forms.NullBooleanField(
        label="调整、不予已说理", required=False,
        widget=forms.Select(choices=[("", "不适用"), ("true", "已说理"), ("false", "未说理")]),
    )  # fmt: skip
    published_on = DayField(label="上网公布日", required=False)
    received_on = DayField(label="本单位收到日", required=False, help_text="照回证或收文章；期限从次日起算")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.filter(kind__in=[OrganKind.COURT, OrganKind.BUREAU], until=None).order_by("path")
        self.fields["court"].queryset = rows  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "decider": self.cleaned_data["court"].name, "id_tail": ""}


class ServiceForm(forms.Form):
    served_on = DayField(label="送达日")
    name = forms.CharField(label="受送达单位", max_length=80, required=False)
    proof = forms.CharField(label="凭证", max_length=120, required=False, help_text="回证编号、签收人")


class OnForm(forms.Form):
    """One day."""

    on = DayField(label="日期")


class WhyForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class RecordAnswerForm(forms.Form):
    """What the 院 above makes of a ruling sent up for 备案审查."""

    act = forms.ChoiceField(label="结果", choices=list(ANSWERS.items()))
    words = forms.CharField(
        label="意见", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="要求补报、提出处理意见的必填；补报三日，执行并报告三十日",
    )  # fmt: skip


class WordsForm(forms.Form):
    words = forms.CharField(label="审查情况", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
