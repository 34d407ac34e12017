"""What the addressee and the checking procurator type, point by point."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.notices.forms.drafting import area
from procuratorate.notices.services import AnswerWords
from procuratorate.notices.services.files import Given
from procuratorate.notices.states import Finding, Stance


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, each read whole; what they are is the service's to judge."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=Files(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Given]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [(one.name, one.read()) for one in given]


class PointAnswerForm(TellingForm):
    """The answer to one point; one left without words is not answered now."""

    stance = forms.ChoiceField(label="态度", choices=Stance.choices, widget=forms.RadioSelect, required=False)
    words = area("纠正措施、说明", 3, required=False, help_text="不采纳、部分采纳的写明理由；可以只作说明")
    done_on = DayField(label="纠正日期", required=False)
    proof = FilesField(label="佐证", help_text="PDF、JPG、PNG，可选多个")

    def is_given(self) -> bool:
        told = self.cleaned_data
        return bool(told.get("words", "").strip() or told.get("stance") or told.get("proof"))

    def answer(self, position: int) -> AnswerWords:
        told = self.cleaned_data
        stance = Stance(told["stance"]) if told.get("stance") else Stance.ADOPTED
        return AnswerWords(position, stance, told["words"], told["done_on"], told["proof"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("words", "").strip() and not told.get("stance"):
            self.add_error("stance", "请选择采纳、部分采纳或者不采纳。")
        return told


class NumberForm(TellingForm):
    """The addressee's own number, where the answer is to be a paper too."""

    number = forms.CharField(
        label="本单位文号",
        max_length=60,
        required=False,
        help_text="填了的，同时制成回复函，如 青监函〔2026〕12号；不编文号的不填",
    )


class LetterForm(TellingForm):
    """How an answer came on paper."""

    by = forms.CharField(label="来文单位、署名人", max_length=60)
    on = DayField(label="收到日期")
    number = forms.CharField(label="来文号", max_length=60, required=False)


class CheckForm(forms.Form):
    finding = forms.ChoiceField(label="核实", choices=Finding.choices)
    words = area("核实情况", 2, 2000)
    on_spot = forms.BooleanField(label="现场核对", required=False)
    days = forms.IntegerField(label="补充期限（日）", required=False, min_value=1, max_value=60, initial=5)


class ObjectForm(TellingForm):
    """Which points, why."""

    points = forms.TypedMultipleChoiceField(label="所涉各项", coerce=int, widget=forms.CheckboxSelectMultiple)
    words = area("异议理由", 5)
    proof = FilesField(label="附件", help_text="PDF、JPG、PNG，可选多个")

    def __init__(self, *args: Any, positions: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].choices = [(one, f"第{one}项") for one in positions]  # type: ignore[attr-defined]


class ChargeForm(forms.Form):
    unit = forms.CharField(label="责任部门", max_length=60)
    name = forms.CharField(label="责任人", max_length=60)
