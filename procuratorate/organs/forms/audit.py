"""The auditor's filter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from procuratorate.audit.selectors import OUTCOMES, Search
from procuratorate.organs.actors import Actor
from procuratorate.organs.forms.common import Day
from procuratorate.organs.models import Organ

WEEK = timedelta(days=6)


def _named(words: str) -> forms.TextInput:
    return forms.TextInput(attrs={"placeholder": words})


class AuditForm(forms.Form):
    since = Day(label="自", required=False, widget=forms.DateInput(attrs={"placeholder": "自 2026-11-05"}))
    until = Day(label="至", required=False, widget=forms.DateInput(attrs={"placeholder": "至 2026-11-05"}))
    officer = forms.CharField(label="姓名", max_length=60, required=False, widget=_named("姓名"))
    organ = forms.ModelChoiceField(label="单位", queryset=Organ.objects.none(), required=False, empty_label="全部单位")
    act = forms.CharField(label="行为", max_length=80, required=False, widget=_named("行为，如 重置密码"))
    target = forms.CharField(label="对象、参考号", max_length=140, required=False, widget=_named("人员 17，或参考号"))
    outcome = forms.ChoiceField(label="结果", choices=[("", "全部结果"), *OUTCOMES], required=False)

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["organ"].queryset = Organ.objects.filter(pk__in=actor.home).order_by("path")  # type: ignore[attr-defined]
        for name in ("organ", "outcome"):
            self.fields[name].widget.attrs["class"] = "form-select"

    def search(self) -> Search:
        """What was asked; the last seven days where no date is given, and where a date cannot be read."""
        data = self.cleaned_data if self.is_valid() else {}
        until = data.get("until") or self.on
        organ = data.get("organ")
        return Search(
            since=data.get("since") or until - WEEK,
            until=until,
            officer=data.get("officer", "").strip(),
            organ=organ.pk if organ else None,
            act=data.get("act", "").strip(),
            target=data.get("target", "").strip(),
            outcome=data.get("outcome", ""),
        )
