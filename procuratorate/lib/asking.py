"""What forms of every field ask alike: days as people write them, and errors a service tells beside their fields."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from procuratorate.lib import cells
from procuratorate.lib.errors import Unacceptable


class TellingForm(forms.Form):
    """A form beside whose fields a service's objections can stand."""

    def tell(self, error: Unacceptable) -> None:
        for name, why in (error.fields or {"": error.message}).items():
            self.add_error(name if name in self.fields else None, why)


class DayField(forms.CharField):
    """A day typed in any usual form: 2026-11-05, 2026.11.5, 2026年11月5日, full-width digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "placeholder": "如 2026-11-05"}

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        parsed = cells.day(said)
        if parsed.problem or not isinstance(parsed.value, date):
            raise forms.ValidationError(f"{parsed.problem or '读不成日期'}。{parsed.mending or '写作 2026-11-05'}")
        return parsed.value
