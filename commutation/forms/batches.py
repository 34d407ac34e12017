"""Shape of input about batches and nominations: days as people write them, numbers, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from commutation.clocks.reviews import DEFAULT_AGREED_DAYS, MOST_AGREED_DAYS
from commutation.columns import COLUMNS, NEEDED, PROPOSAL
from commutation.services.amending import AMENDABLE
from commutation.services.batches import plan_labels
from commutation.states import BY_SENDING, MATRIX, STEPS, Kind, Step
from procuratorate.lib.asking import DayField, TellingForm


class BatchForm(TellingForm):
    """A new batch: its year and number, and the day from which the plan is laid out."""

    year = forms.IntegerField(label="年度", min_value=2020, max_value=2099)
    ordinal = forms.IntegerField(label="批次", min_value=1, max_value=99, help_text="填数字，如 4 即第四批")
    cutoff_on = DayField(label="考核截止日", help_text="后面的节点按工作日推出，建立后可以改")
    plan_no = forms.CharField(label="方案文号", max_length=60, required=False)
    plan_issued_on = DayField(label="方案印发日", required=False)


class PlanForm(TellingForm):
    """The whole plan, every field as text; what was shown travels along as `was_…`, so that clashes can be told."""

    plan_no = forms.CharField(label="方案文号", max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in plan_labels().items():
            if name != "plan_no":
                self.fields[name] = DayField(label=label, required=False)

    def lines(self) -> list[tuple[str, forms.BoundField, forms.BoundField | None]]:
        """Each node with its two fields; what a sending writes has one."""
        done = {step: self[f"{step.value}_done"] for step in STEPS if step not in BY_SENDING}
        return [(step.label, self[f"{step.value}_planned"], done.get(step)) for step in STEPS]

    def texts(self) -> dict[str, str]:
        """The cleaned plan as ISO texts."""
        return {name: _text(self.cleaned_data.get(name)) for name in plan_labels()}

    def opened(self) -> dict[str, str]:
        return opened(self.data, plan_labels())


def opened(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """What the page showed when it was opened."""
    return {name: str(data.get(f"was_{name}", "")) for name in names}


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


# What an empty field of a nomination means, where it is not simply left out.
TOLD = {
    **dict.fromkeys((name for name in AMENDABLE if name not in ("note", *PROPOSAL)), "不填的取自档案"),
    "earlier_served_on": "有前次减刑的必填",
}
ASKED_OF = {"months": (Kind.COMMUTATION, "发送前须填"), "probation_until": (Kind.PAROLE, "由监区填写")}


class AmendForm(TellingForm):
    """One nomination, column by column, as text: read like a row of a sheet."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in AMENDABLE.items():
            self.fields[name] = _amend_field(name, label, kind)

    def texts(self) -> dict[str, str]:
        return {name: str(self.cleaned_data.get(name) or "") for name in AMENDABLE}


def _amend_field(name: str, label: str, kind: str) -> forms.Field:
    column = COLUMNS[name]
    needed, words = name in NEEDED, {"required": f"请照原件填写{label}。"}
    told: dict[str, Any] = {"label": label, "required": needed, "error_messages": words}
    field: forms.Field = forms.CharField(max_length=300, help_text=column.help or column.mending, **told)
    if column.choices:
        choices = [("", "（不填）"), *((word, word) for word in column.choices.values())]
        field = forms.ChoiceField(choices=choices, **told)
    if name in ASKED_OF:
        asked_of, words_of = ASKED_OF[name]
        field.told = words_of if kind == asked_of else "本种类不填"  # type: ignore[attr-defined]
    elif name in TOLD:
        field.told = TOLD[name]  # type: ignore[attr-defined]
    return field


class DropForm(forms.Form):
    step = forms.ChoiceField(
        label="在哪一步退出", choices=[(step.value, step.label) for step in (Step.CUTOFF, *MATRIX[:-1])]
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class PickForm(forms.Form):
    kind = forms.ChoiceField(label="提请种类", choices=Kind.choices)
    months = forms.CharField(
        label="拟减刑期", max_length=20, required=False, help_text="所选各人相同时填，如 7个月；不同的可以以后逐人填"
    )


class ConsultForm(forms.Form):
    agreed_days = forms.IntegerField(
        label="约定答复期限（工作日）",
        min_value=1,
        max_value=MOST_AGREED_DAYS,
        initial=DEFAULT_AGREED_DAYS,
        help_text="双方约定；法律没有规定日数",
    )


class FileForm(forms.Form):
    platform_no = forms.CharField(
        label="办案平台编号", max_length=60, help_text="减刑假释信息化办案平台给出的编号。先在平台报送，再在这里登记"
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class UploadForm(forms.Form):
    file = forms.FileField(label="名单", allow_empty_file=True, max_length=200)
