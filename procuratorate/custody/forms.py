"""Shape of a recusal, and of a query of a sealed record."""

from __future__ import annotations

from django import forms

from procuratorate.custody.states import Ground, Need


class RecusalForm(forms.Form):
    """Why an officer steps back."""

    ground = forms.ChoiceField(label="理由", choices=Ground.choices, error_messages={"required": "请选择回避理由。"})
    statement = forms.CharField(
        label="情况说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class SealedForm(forms.Form):
    """What an application in writing must say."""

    need = forms.ChoiceField(label="查询依据", choices=Need.choices, help_text="刑事诉讼法第286条")
    reason = forms.CharField(
        label="查询理由", min_length=4, max_length=200, help_text="写明办理何案、为何须查",
        error_messages={"required": "请写明查询理由。"},
    )  # fmt: skip
    scope = forms.CharField(
        label="使用范围", min_length=4, max_length=200, help_text="只供何案何事使用；不得转借、复制、外传",
        error_messages={"required": "请写明使用范围。"},
    )  # fmt: skip


class DecisionForm(forms.Form):
    """Granted or refused; a refusal says why."""

    granted = forms.ChoiceField(choices=[("1", "许可"), ("0", "不予许可")])
    decision = forms.CharField(max_length=200, required=False)
