"""Shape of a recusal."""

from __future__ import annotations

from django import forms

from procuratorate.custody.states import Ground


class RecusalForm(forms.Form):
    """Why an officer steps back."""

    ground = forms.ChoiceField(label="理由", choices=Ground.choices, error_messages={"required": "请选择回避理由。"})
    statement = forms.CharField(
        label="情况说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
