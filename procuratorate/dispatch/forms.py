"""Shape of input: the facts of a 送达回证."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.dispatch.models import PaperService

MOMENT = {"type": "datetime-local", "step": "60"}
FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y.%m.%d %H:%M"]


class ServiceForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Facts as they stand on the slip. What must be filled with which outcome is the service's to judge."""

    received_at = forms.DateTimeField(
        label="收到时间",
        input_formats=FORMATS,
        widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "请按“2026-11-20 09:30”填写回证上的年月日时分。"},
    )

    class Meta:
        model = PaperService
        fields = [
            "outcome", "received_at", "received_by", "substitute_reason", "refusal_reason", "witness", "place",
            "served_by", "note", "correction_reason",
        ]  # fmt: skip

    def __init__(self, *args: Any, correcting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not correcting:
            del self.fields["correction_reason"]

    def _post_clean(self) -> None:
        """No validation by the model: the service says what is missing where, constraints would say it in SQL."""
