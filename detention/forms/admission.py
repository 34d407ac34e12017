"""收押登记."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from detention.forms.common import handler_field, phase_field, traits_field
from procuratorate.custody.states import Sex
from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.lib.cells.parsed import Parsed
from procuratorate.lib.identifiers import centre_number, citizen_id
from procuratorate.lib.names import problem

SEXES = [(value, label) for value, label in Sex.choices if value in {Sex.MALE, Sex.FEMALE}]


class AdmitForm(TellingForm):
    name = forms.CharField(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=SEXES)
    id_number = forms.CharField(label="公民身份号码", max_length=30, required=False, help_text="身份不明的不填")
    born_on = DayField(label="出生日期", required=False, help_text="不知道的不填；是否未成年按此判断")
    number = forms.CharField(
        label="在押人员编码", max_length=30, help_text="21位：看守所编码9位、入所日期8位、顺序号4位"
    )
    entered_on = DayField(label="入所日")
    cell = forms.CharField(label="监室", max_length=20, required=False)
    offence = forms.CharField(label="案由", max_length=60)
    case_number = forms.CharField(label="案件编号", max_length=40, required=False, help_text="同案人员填写同一编号")
    phase = phase_field()
    handler = handler_field()
    start = DayField(label="起算事由发生日", help_text="执行拘留、逮捕之日，收案、受理之日；次日为第一日")
    traits = traits_field()
    paper = forms.CharField(label="法律文书", max_length=80, required=False, help_text="拘留证、逮捕证的文号")

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if wrong := problem(name):
            raise forms.ValidationError("。".join(wrong))
        return name

    def clean_id_number(self) -> str:
        said = str(self.cleaned_data["id_number"] or "").strip()
        return _parsed(citizen_id, said) if said else ""

    def clean_number(self) -> str:
        return _parsed(centre_number, str(self.cleaned_data["number"]))


def _parsed(read: Callable[[str], Parsed], said: str) -> str:
    found = read(said)
    if found.problem:
        raise forms.ValidationError(f"{found.problem}。{found.mending}")
    return str(found.value)
