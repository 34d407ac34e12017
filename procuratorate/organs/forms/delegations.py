"""Form of a delegation: to which deputy, from when to when, on what basis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from procuratorate.organs.forms.common import Day
from procuratorate.organs.models import Assignment, Officer


class DelegationForm(forms.Form):
    officer = forms.TypedChoiceField(label="授权给", coerce=int)
    since = Day(label="起始日")
    until = Day(label="截止日", help_text="含当日；到期自动截止，也可以提前终止")
    basis = forms.CharField(label="依据", max_length=120, help_text="授权书文号，或者请假审批")

    def __init__(self, *args: Any, takers: Iterable[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(one.officer_id, f"{one.officer.name}（{one.title or one.get_role_display()}）") for one in takers]
        self.fields["officer"].choices = chosen  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """What the service takes."""
        return {**self.cleaned_data, "officer": Officer.objects.get(pk=self.cleaned_data["officer"])}
