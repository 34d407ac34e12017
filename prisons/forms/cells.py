"""Fields of forms that read what people type as the sheets do: 2026.11.5, full-width digits, 8年6个月, 缺."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models

from procuratorate.lib import cells
from procuratorate.lib.cells import MISSING, Parse, years_and_months

EXTENTS = frozenset({"months", "new_months", "rights_months"})
POINTS = frozenset({"points", "carried"})


class CellField(forms.CharField):
    """A text field read by a parser of `lib.cells`; its problem and mending are the error."""

    def __init__(self, parse: Parse, *, may_lack: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=2000, **kwargs)
        self.parse, self.may_lack = parse, may_lack

    def clean(self, value: Any) -> Any:
        """A typed value, None when nothing was said, or MISSING where that is an answer."""
        parsed = self.parse(super().clean(value))
        if parsed.problem:
            raise forms.ValidationError(f"{parsed.problem}。{parsed.mending}。")
        if parsed.value is MISSING and not self.may_lack:
            raise forms.ValidationError("本栏不能填“缺”，照原件填写；不知道的可以空着。")
        return parsed.value


def field_for(column: models.Field[Any, Any]) -> forms.Field:
    """The form's field for a column of the tables."""
    label = str(column.verbose_name)
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=label, required=False)
    if column.choices:
        choices = [(code, word) for code, word in column.flatchoices if code]
        blank = [("", "（不填）")] if column.blank else []
        return forms.ChoiceField(label=label, choices=blank + choices, required=not column.blank)
    lacks = isinstance(column, models.DateField) and "absent" in {one.name for one in column.model._meta.fields}
    words = "材料确实没有的填“缺”" if lacks else ""
    widget = forms.Textarea(attrs={"rows": 4}) if isinstance(column, models.TextField) else forms.TextInput()
    required = not (column.blank or column.null or column.has_default())
    told = {"required": f"请照原件填写{label}。"}
    parse = parser_for(column)
    return CellField(
        parse, may_lack=lacks, label=label, required=required, help_text=words, widget=widget, error_messages=told
    )


def parser_for(column: models.Field[Any, Any]) -> Parse:
    """How what is typed into a column is read."""
    if isinstance(column, models.DateField):
        return cells.month if column.name == "month" else cells.day
    if isinstance(column, models.DecimalField):
        return cells.number(least=None) if column.name in POINTS else cells.money()
    if isinstance(column, models.IntegerField):
        return cells.extent if column.name in EXTENTS else cells.whole(unit="次")
    if column.name == "name" and column.model._meta.model_name in {"person", "alias"}:
        return cells.name
    return cells.text(max_length=column.max_length or 2000)


def written(row: Any, column: models.Field[Any, Any]) -> Any:
    """A stored value as it stands in the form."""
    value = getattr(row, column.attname)
    if column.name in getattr(row, "absent", ()):
        return "缺"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, date):
        return f"{value:%Y-%m}" if column.name == "month" else value.isoformat()
    if column.name in EXTENTS and isinstance(value, int):
        return years_and_months(value)
    return f"{value:f}" if isinstance(value, Decimal) else value


def stored(column: models.Field[Any, Any], value: Any) -> Any:
    """A cleaned value as the column takes it: what cannot be null is empty text, or the column's default."""
    if value is not None or column.null:
        return value
    return column.get_default() if column.has_default() else ""
