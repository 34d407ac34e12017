"""What an administrator types of a province's own parameters."""

from __future__ import annotations

from typing import Any

from django import forms

from commutation.parameters import PARAMETERS
from procuratorate.lib.asking import DayField
from procuratorate.organs.models import Organ


class LocalRuleForm(forms.Form):
    province = forms.ModelChoiceField(label="适用于", queryset=Organ.objects.none(), empty_label=None)
    code = forms.ChoiceField(label="参数", choices=[(code, one.label) for code, one in PARAMETERS.items()])
    value = forms.DecimalField(
        label="取值", max_digits=8, decimal_places=4,
        help_text="；".join(f"{one.label}：{one.help}" for one in PARAMETERS.values()),
    )  # fmt: skip
    basis = forms.CharField(label="依据", max_length=200, help_text="本省文件的名称、文号")
    since = DayField(label="起始日")

    def __init__(self, *args: Any, bureaus: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = bureaus  # type: ignore[attr-defined]


class UntilForm(forms.Form):
    until = DayField(label="截止日")
