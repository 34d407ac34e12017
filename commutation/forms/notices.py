"""Shape of input about public notices and objections to them."""

from __future__ import annotations

from typing import Any

from django import forms

from commutation.models import Filing
from commutation.selectors.notices import SCOPES
from commutation.states.levels import Objector
from procuratorate.lib.asking import DayField, TellingForm


class NoticeForm(TellingForm):
    """A list as posted: which kinds, where, from when to when, how to object."""

    scope = forms.ChoiceField(label="公示事项", choices=[(code, label) for code, (label, _) in SCOPES.items()])
    place = forms.CharField(label="公示地点", max_length=200, help_text="如 各监区公示栏、会见室")
    posted_on = DayField(label="公示起", help_text="贴出当日；是工作日的计入")
    until_on = DayField(label="公示止", help_text="揭下当日；不足法定工作日的不能登记")
    contact = forms.CharField(
        label="异议方式", max_length=200, help_text="向谁、以什么方式提出；没有异议方式的公示不完整"
    )


class PhotoForm(TellingForm):
    photo = forms.FileField(label="照片", max_length=200)
    taken_on = DayField(label="拍摄日")


class ObjectionForm(TellingForm):
    """An objection as it was made, by whomever."""

    kind = forms.ChoiceField(label="异议人", choices=Objector.choices)
    name = forms.CharField(label="姓名", max_length=60, required=False, help_text="监区看不到；不愿具名的不填")
    filing = forms.ModelChoiceField(label="所涉罪犯", queryset=Filing.objects.none(), required=False)
    words = forms.CharField(label="异议内容", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    received_on = DayField(label="收到日")

    def __init__(self, *args: Any, filings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["filing"]
        field.queryset = filings
        field.label_from_instance = lambda one: f"{one.name} {one.number}"


class AnswerForm(forms.Form):
    answer = forms.CharField(label="复核与答复", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    upheld = forms.ChoiceField(
        label="异议",
        choices=[("", "请选择"), ("no", "不成立"), ("yes", "成立")],
        help_text="成立的，请另行办理变更或者退出",
    )
