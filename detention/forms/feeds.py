"""The day's form: what no record holds, remarks, and why something is corrected."""

from __future__ import annotations

from typing import Any

from django import forms

from detention.catalogue import ITEMS
from procuratorate.lib.asking import TellingForm


class FeedForm(TellingForm):
    """Fields are `figure-<item>-<n>` and `words-<item>`; a figure left empty is nought."""

    why = forms.CharField(label="更正理由", max_length=200, required=False, help_text="这一天已发送过的必填")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in ITEMS:
            for place, label in enumerate(item.typed):
                self.fields[f"figure-{item.code}-{place}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=9999
                )
            self.fields[f"words-{item.code}"] = forms.CharField(
                label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 1})
            )

    def typed(self) -> dict[str, list[tuple[str, int]]]:
        told = self.cleaned_data
        return {
            item.code: [(label, told.get(f"figure-{item.code}-{place}") or 0) for place, label in enumerate(item.typed)]
            for item in ITEMS
        }

    def words(self) -> dict[str, str]:
        return {item.code: self.cleaned_data.get(f"words-{item.code}") or "" for item in ITEMS}

    def of(self, code: str) -> list[Any]:
        """The bound fields of an item."""
        return [self[name] for name in self.fields if name.startswith((f"figure-{code}-", f"words-{code}"))]


class ListForm(TellingForm):
    hour = forms.IntegerField(label="次日几时以前发送", min_value=0, max_value=23, initial=10)
