"""What a dossier of somebody who serves in a centre begins with."""

from __future__ import annotations

from django import forms

from procuratorate.custody.states import SentenceKind
from procuratorate.lib.asking import DayField, TellingForm

KINDS = [(one.value, one.label) for one in (SentenceKind.FIXED, SentenceKind.DETENTION)]


class DossierForm(TellingForm):
    court = forms.CharField(label="原判法院", max_length=80)
    case_no = forms.CharField(label="案号", max_length=60, required=False)
    judged_on = DayField(label="判决日")
    effective_on = DayField(label="判决生效日")
    kind = forms.ChoiceField(label="刑种", choices=KINDS)
    months = forms.IntegerField(label="刑期（月）", min_value=1, max_value=300)
    starts_on = DayField(label="刑期起")
    ends_on = DayField(label="刑期止")
    delivered_on = DayField(label="交付执行日", help_text="收到执行文书、开始留所执行之日")
