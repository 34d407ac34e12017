"""更正收押登记: the fields of an admission as they should read, for one stage."""

from __future__ import annotations

from typing import Any

from django import forms

from detention.forms.acts import ActForm
from detention.forms.admission import SEXES, AdmitForm
from detention.forms.common import MOST, handler_field, phase_field, traits_field
from procuratorate.lib.asking import DayField


class CorrectForm(ActForm):
    """What stands there now is filled in; the document number is not shown, and stays as it is unless typed."""

    title = "更正收押登记"
    stage = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)
    reason = forms.CharField(label="更正理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    paper_number = forms.CharField(label="据以更正的文书", max_length=80, help_text="照此文书更正；改正前后都保留")
    name = forms.CharField(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=SEXES)
    born_on = DayField(label="出生日期", required=False)
    id_number = forms.CharField(label="公民身份号码", max_length=30, required=False, help_text="不更正的不填")
    number = forms.CharField(label="在押人员编码", max_length=30)
    entered_on = DayField(label="入所日")
    phase = phase_field()
    handler = handler_field()
    start = DayField(label="起算事由发生日", help_text="改动以后时限重新推算，已登记的延长、停止计算带入")
    traits = traits_field()
    paper = forms.CharField(label="法律文书", max_length=80, required=False)

    clean_name = AdmitForm.clean_name
    clean_id_number = AdmitForm.clean_id_number

    def prepare(self) -> None:
        person, stage = self.detainee.person, self.running
        now: dict[str, Any] = {
            "stage": stage.pk, "name": person.name, "sex": person.sex, "born_on": person.born_on,
            "number": self.detainee.number, "entered_on": self.detainee.entered_on, "phase": stage.phase,
            "handler": stage.handler_id, "start": stage.counted_from, "traits": stage.traits, "paper": stage.paper,
        }  # fmt: skip
        for name, value in now.items():
            self.fields[name].initial = value

    def clean_number(self) -> str:
        """The number that stands there was taken once; another is judged as at an admission."""
        said = str(self.cleaned_data["number"])
        return said if said == self.detainee.number else AdmitForm.clean_number(self)  # type: ignore[arg-type]

    def told(self) -> dict[str, Any]:
        """Without what was left empty where nothing is to be changed."""
        told = super().told()
        return {name: value for name, value in told.items() if value or name not in {"id_number", "born_on"}}
