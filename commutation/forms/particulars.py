"""Shape of input about what papers say: the blanks of one topic, the paper they are read from, why it changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from commutation.models import Particulars
from commutation.particulars import SUBJECTS, Blank
from commutation.states.particulars import Topic
from procuratorate.lib.asking import DayField, TellingForm

OPEN = ("", "未查明")
MOST = 100_000


def _flag(blank: Blank) -> forms.Field:
    choices = [OPEN, ("yes", "是"), ("no", "否")]
    return forms.TypedChoiceField(
        label=blank.label, choices=choices, required=False, coerce=lambda said: said == "yes", empty_value=None
    )


def _code(blank: Blank) -> forms.Field:
    choices = [OPEN, *((str(word.value), word.label) for word in blank.words)]
    return forms.TypedChoiceField(
        label=blank.label,
        choices=choices,
        required=False,
        coerce=lambda said: blank.read(int(said)),
        empty_value=None,
    )


def _count(blank: Blank) -> forms.Field:
    return forms.IntegerField(label=blank.label, required=False, min_value=0, max_value=MOST)


def _day(blank: Blank) -> forms.Field:
    return DayField(label=blank.label, required=False)


SHAPES: dict[str, Callable[[Blank], forms.Field]] = {"flag": _flag, "code": _code, "count": _count, "day": _day}


class ParticularsForm(TellingForm):
    source = forms.CharField(
        label="依据材料", max_length=120, help_text="名称和卷册页，如：罪犯立功审批表 卷1册1第30页"
    )
    why = forms.CharField(label="更改的原因", max_length=200, required=False)

    def __init__(self, *args: Any, topic: Topic, standing: Particulars | None, **kwargs: Any) -> None:
        self.topic = topic
        if standing is not None:
            kwargs["initial"] = {**_typed(standing), "source": standing.source}
        super().__init__(*args, **kwargs)
        blanks = SUBJECTS[topic].blanks
        self.fields.update({blank.name: SHAPES[blank.shape](blank) for blank in blanks})
        if standing is None:
            del self.fields["why"]
        self.order_fields([*(blank.name for blank in blanks), "source", "why"])

    def told(self) -> dict[str, Any]:
        """Name of a fact → value, None where nobody knows."""
        return {blank.name: self.cleaned_data.get(blank.name) for blank in SUBJECTS[self.topic].blanks}


def _typed(row: Particulars) -> dict[str, Any]:
    """What was told, as the form shows it."""
    shown: dict[type, Callable[[Any], Any]] = {bool: lambda value: "yes" if value else "no"}
    return {name: shown.get(type(value), lambda kept: kept)(value) for name, value in row.facts.items()}
