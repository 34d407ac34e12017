"""What leaders and second persons type, and the period of the register."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.notices.forms.drafting import area
from procuratorate.notices.states import Easing, ObjectionState

OUTCOMES = [(ObjectionState.UPHELD.value, "维持"), (ObjectionState.REVOKED.value, "异议成立，撤销")]


class SignForm(forms.Form):
    number = forms.CharField(label="文号", max_length=80, help_text="照统一业务系统填写，本系统不另编")
    comment = area("意见", 2, 500, required=False)


class CommentForm(forms.Form):
    comment = area("意见", 2, 500, required=False)


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(label="结论", choices=OUTCOMES)
    words = area("复查情况和理由", 4)
    number = forms.CharField(label="文号", max_length=80, required=False)


class EasingForm(TellingForm):
    """Who asked for what, and why."""

    wish = forms.ChoiceField(label="请求", choices=Easing.choices)
    points = forms.TypedMultipleChoiceField(
        label="所涉各项",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的，为整份文书",
    )
    asked_by = forms.CharField(label="请求人", max_length=120, help_text="单位、姓名、职务")
    asked_on = DayField(label="请求日期")
    reason = area("理由", 3, 2000)

    def __init__(self, *args: Any, positions: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].choices = [(one, f"第{one}项") for one in positions]  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    words = area("纠正结果", 2, 1000)


class RegisterForm(TellingForm):
    """The period, both days included."""

    since = DayField(label="起")
    until = DayField(label="止")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["since"] > told["until"]:
            self.add_error("until", "止日不能早于起日。")
        return told
