"""Shape of input about the assessment before parole."""

from __future__ import annotations

from typing import Any

from django import forms

from commutation.services.assessing import Reply
from commutation.states.outside import Conclusion
from procuratorate.lib.asking import DayField, TellingForm

ANSWERS = [(one.value, one.label) for one in Conclusion if one != Conclusion.DIVIDED]


class CommissionForm(TellingForm):
    on = DayField(label="委托日", help_text="委托函送达社区矫正机构的日期")
    body = forms.CharField(label="调查评估机构", max_length=80, help_text="居住地县级社区矫正机构")
    residence = forms.CharField(label="核实的居住地", max_length=200, help_text="先核实居住地，再委托")


class ReplyForm(TellingForm):
    received_on = DayField(label="收到评估意见日")
    conclusion = forms.ChoiceField(label="评估意见", choices=ANSWERS, help_text="是否符合社区矫正条件，照评估意见书")
    words = forms.CharField(
        label="内容摘要", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="不写提供情况的人；监区看不到，不得告知罪犯及其亲属",
    )  # fmt: skip
    why = forms.CharField(label="更正的原因", max_length=200, required=False)

    def __init__(self, *args: Any, mending: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mending:
            del self.fields["why"]

    def reply(self) -> Reply:
        told = self.cleaned_data
        return Reply(told["received_on"], Conclusion(told["conclusion"]), told["words"])


class MovedForm(TellingForm):
    residence = forms.CharField(label="变更后的居住地", max_length=200)
    why = forms.CharField(label="何时、因何变更", max_length=200)
