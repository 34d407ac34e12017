"""Shape of input about papers."""

from __future__ import annotations

from typing import Any

from django import forms

from commutation.services.materials import MOST_PAGES, Paper
from commutation.states.levels import Item, Origin
from procuratorate.lib.asking import DayField, TellingForm


class MaterialForm(TellingForm):
    """One paper: where in the catalogue, which pages, from whom, and its file."""

    item = forms.ChoiceField(label="目录", choices=Item.choices)
    title = forms.CharField(label="名称", max_length=120, required=False, help_text="不填照目录")
    volume = forms.IntegerField(label="卷", min_value=1, max_value=99, initial=1)
    booklet = forms.IntegerField(label="册", min_value=1, max_value=99, initial=1)
    page_from = forms.IntegerField(label="起页", min_value=1, max_value=MOST_PAGES)
    page_to = forms.IntegerField(label="止页", min_value=1, max_value=MOST_PAGES)
    missing_pages = forms.CharField(label="缺页", max_length=60, required=False, help_text="如 第5页")
    origin = forms.ChoiceField(label="来源", choices=Origin.choices, initial=Origin.VERIFIED_COPY)
    provider = forms.CharField(label="提供单位", max_length=80)
    made_on = DayField(label="形成日", required=False)
    declared = forms.BooleanField(label="提供单位已声明与原件一致", required=False)
    restricted = forms.BooleanField(
        label="监区不可见", required=False, help_text="涉及检举、揭发人的请勾选；调查评估、病情、保证人材料自动如此"
    )
    file = forms.FileField(
        label="文件", required=False, allow_empty_file=True, max_length=200,
        help_text="PDF、JPG、PNG；不传只编目录，纸质卷内有",
    )  # fmt: skip

    def paper(self) -> Paper:
        told: dict[str, Any] = dict(self.cleaned_data)
        file = told.pop("file", None)
        told["item"], told["origin"] = Item(told["item"]), Origin(told["origin"])
        told["title"] = told["title"] or told["item"].label
        return Paper(**told, data=file.read() if file else b"", filename=file.name if file else "")


class ReplaceForm(MaterialForm):
    """Another paper in the place of one."""

    reason = forms.CharField(label="替换的原因", max_length=200)

    def paper(self) -> Paper:
        reason = self.cleaned_data.pop("reason")
        made = super().paper()
        self.cleaned_data["reason"] = reason
        return made
