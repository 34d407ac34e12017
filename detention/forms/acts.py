"""Acts about a clock: one small form each, as the page was opened (`version`)."""

from __future__ import annotations

from typing import Any

from django import forms

from detention.forms.common import MOST, handler_field, phase_field, traits_field, words_field
from detention.law import CLOCKS, Phase
from detention.models import Detainee, Stage
from detention.states import Left
from procuratorate.lib.asking import DayField, TellingForm


class ActForm(TellingForm):
    """`stage` is the one that runs: it decides which decisions are offered."""

    title = ""
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)

    def __init__(self, *args: Any, detainee: Detainee, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.detainee, self.running, self.clock = detainee, stage, CLOCKS[Phase(stage.phase)]
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices."""

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PassOnForm(ActForm):
    title = "办案环节变更"
    phase = phase_field()
    handler = handler_field()
    on = DayField(label="起算事由发生日", help_text="执行逮捕、收案、受理之日；次日为第一日")
    traits = traits_field()
    paper = forms.CharField(label="法律文书", max_length=80, required=False)
    handed_on = DayField(
        label="收到换押证", required=False, help_text="换了办案机关而换押证没有到的，不填；期限墙上显示为缺口"
    )
    handover_paper = forms.CharField(label="换押证号", max_length=60, required=False)


class GrantForm(ActForm):
    title = "延长羁押期限"
    code = forms.ChoiceField(label="延长")
    on = DayField(label="批准日")
    amount = forms.IntegerField(
        label="延长多少", required=False, min_value=1, max_value=366, help_text="条文定有固定长度的不填；日或者月照文书"
    )
    asked_on = DayField(label="办案机关提请日", required=False, help_text="延长侦查羁押的，应在届满七日前提请")
    paper_number = forms.CharField(label="批准文书号", max_length=80)
    words = words_field()

    def prepare(self) -> None:
        self.offer("code", [(one.given.value, f"{one.given.label}（{one.by}）") for one in self.clock.grants])


class AnewForm(ActForm):
    title = "重新计算"
    code = forms.ChoiceField(label="事由")
    on = DayField(label="事由发生日")
    paper_number = forms.CharField(label="文书号", max_length=80)
    words = words_field()

    def prepare(self) -> None:
        self.offer("code", [(one.value, one.label) for one in self.clock.anew])


class StopForm(ActForm):
    title = "停止计算"
    code = forms.ChoiceField(label="事由")
    on = DayField(label="不计入的第一日")
    paper_number = forms.CharField(label="文书号", max_length=80)
    words = words_field()

    def prepare(self) -> None:
        self.offer("code", [(one.value, one.label) for one in self.clock.stops])


class ResumeForm(ActForm):
    title = "恢复计算"
    on = DayField(label="恢复计算的第一日")
    words = words_field()


class HandedForm(ActForm):
    title = "补登换押证"
    handed_on = DayField(label="收到换押证")
    handover_paper = forms.CharField(label="换押证号", max_length=60)
    words = words_field()


class NoticeForm(ActForm):
    title = "签发届满通知"
    on = DayField(label="发出日")
    word = forms.CharField(
        label="代字", max_length=20, required=False, help_text="如“临一看届通字”，自动取下一号；已有文号的填下一栏"
    )
    number = forms.CharField(label="文号", max_length=60, required=False)
    words = words_field()


class ReportForm(ActForm):
    title = "登记超期报告"
    on = DayField(label="书面报告检察院之日")
    paper_number = forms.CharField(label="报告文号", max_length=80)
    words = words_field()


class EditForm(ActForm):
    title = "监室、案由、判决"
    cell = forms.CharField(label="监室", max_length=20, required=False)
    offence = forms.CharField(label="案由", max_length=60)
    case_number = forms.CharField(label="案件编号", max_length=40, required=False, help_text="同案人员填写同一编号")
    effective_on = DayField(label="判决生效日", required=False)
    papers_on = DayField(label="收到执行文书", required=False)
    sentence_ends_on = DayField(label="刑期届满", required=False)

    def prepare(self) -> None:
        for name, field in self.fields.items():
            if name != "version":
                field.initial = getattr(self.detainee, name)


class LeaveForm(ActForm):
    title = "出所"
    on = DayField(label="出所日")
    how = forms.ChoiceField(label="方式", choices=Left.choices)
    left_to = forms.CharField(label="去向、依据文书", max_length=120, required=False)


FORMS: dict[str, type[ActForm]] = {
    "notice": NoticeForm, "grant": GrantForm, "pass_on": PassOnForm, "handed": HandedForm, "stop": StopForm,
    "resume": ResumeForm, "anew": AnewForm, "report": ReportForm, "edit": EditForm, "leave": LeaveForm,
}  # fmt: skip
