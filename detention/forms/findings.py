"""What a procurator makes of a finding."""

from __future__ import annotations

from django import forms

from procuratorate.lib.asking import TellingForm

ACTS = [("verify", "查证属实"), ("exclude", "排除"), ("give_up", "无法判断"), ("reopen", "重新核查")]


class SettleForm(TellingForm):
    act = forms.ChoiceField(label="认定", choices=ACTS)
    reason = forms.CharField(label="核查情况和理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
