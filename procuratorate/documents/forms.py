"""Shape of input: the days of a register, one line of it, reasons."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from procuratorate.documents.registers import Period, Register
from procuratorate.documents.selectors.registers import AUTHOR, Row
from procuratorate.documents.services import Written
from procuratorate.organs.forms import ReasonForm
from procuratorate.organs.forms.common import Day

LONGEST = 366  # days a sheet may cover
LONG = ("情况", "内容", "意见", "备注", "不当情形", "表现")


class DaysForm(forms.Form):
    """From when to when; open where nothing is said."""

    since = Day(label="自", required=False)
    until = Day(label="至", required=False)

    def days(self) -> tuple[date | None, date | None]:
        """What was asked; a day that cannot be read is none, and the form says so."""
        told = self.cleaned_data if self.is_valid() else {}
        return told.get("since"), told.get("until")


class PeriodForm(forms.Form):
    """The days of a register; this month where nothing is said."""

    since = Day(label="自", required=False)
    until = Day(label="至", required=False)

    def __init__(self, data: Any, *, on: date) -> None:
        super().__init__(data)
        self.on = on

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        until = told.get("until") or max(self.on, told.get("since") or self.on)
        since = told.get("since") or until.replace(day=1)
        if since > until:
            raise forms.ValidationError("起日在止日以后，请对调。")
        if (until - since).days > LONGEST:
            raise forms.ValidationError("一次最多一年，请缩短期间。")
        return {"since": since, "until": until}

    def period(self) -> Period:
        """What was asked; this month where it cannot be read."""
        if self.is_valid():
            return Period(self.cleaned_data["since"], self.cleaned_data["until"])
        return Period(self.on.replace(day=1), self.on)


class LineForm(forms.Form):
    """One line: a field for every column the product has not filled. `version`: of the entry it was opened with."""

    on = Day(label="日期")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any, *, register: Register, row: Row | None, on: date) -> None:
        entry = row.entry if row else None
        super().__init__(data, initial={"on": row.day if row else on, "version": entry.version if entry else 0})
        if row is not None and not row.is_own:
            self.fields["on"].disabled = True
        self.named = {f"c{place}": head for place, head in enumerate(register.heads) if not _settled(head, row)}
        for name, head in self.named.items():
            self.fields[name] = _column(head)
            self.initial[name] = entry.cells.get(head, "") if entry else ""

    def told(self) -> Written:
        cells = {head: self.cleaned_data[name] for name, head in self.named.items()}
        return Written(self.cleaned_data["on"], cells)

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.named]


def _settled(head: str, row: Row | None) -> bool:
    """What the product knows, and who signs: nobody types that."""
    return head in AUTHOR or bool(row and head in row.known and not row.takes(head))


def _column(head: str) -> forms.CharField:
    is_long = any(word in head for word in LONG)
    widget: Any = forms.Textarea(attrs={"rows": 2}) if is_long else forms.TextInput
    return forms.CharField(label=head, max_length=1000 if is_long else 120, required=False, widget=widget)


class DayForm(forms.Form):
    """补一句 of today's diary; signing needs none."""

    words = forms.CharField(
        label="补一句", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="系统没有列入的：巡查、谈话、接待、约见、检察信箱等。不写也可以签名",
    )  # fmt: skip


class StrikeForm(ReasonForm):
    """Why a line is left out."""

    reason = forms.CharField(label="划去的理由", max_length=200, help_text="行留存，注明划去人、时间和理由")
