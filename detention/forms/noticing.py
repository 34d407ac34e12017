"""Which kind of paper verified findings go into."""

from __future__ import annotations

from django import forms

from procuratorate.lib.asking import TellingForm
from procuratorate.notices.states import Kind

KINDS = [(kind.value, kind.label) for kind in (Kind.CORRECTION, Kind.VIOLATION, Kind.SUGGESTION)]


class NoticeFromForm(TellingForm):
    kind = forms.ChoiceField(
        label="文书", choices=KINDS, widget=forms.Select(attrs={"class": "form-select", "aria-label": "文书"})
    )
