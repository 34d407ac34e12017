"""A roster to be read, and for which day."""

from __future__ import annotations

from django import forms

from procuratorate.lib.asking import DayField, TellingForm


class DeliveryForm(TellingForm):
    on = DayField(label="报送哪一日", help_text="名册填这一日的情况")
    file = forms.FileField(
        label="名册", error_messages={"required": "请选择表格文件。", "empty": "文件是空的，请检查后重选。"}
    )
