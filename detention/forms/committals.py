"""What each end tells about a committal: one small form an act."""

from __future__ import annotations

from typing import Any

from django import forms

from detention.forms.common import words_field
from detention.models import Committal
from detention.states import EXECUTION_PAPERS, Refused, View
from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind

WORD_HELP = "自动取下一号；已有文号的填下一栏"


class DeliverForm(TellingForm):
    prison = forms.ModelChoiceField(label="接收监狱", queryset=Organ.objects.none())
    on = DayField(label="送交日")
    sentence = forms.CharField(label="刑种、刑期", max_length=80, help_text="照执行通知书，如“有期徒刑五年”")
    sentence_ends_on = DayField(label="刑期届满", required=False, help_text="无期徒刑、死刑缓期执行的不填")
    papers = forms.MultipleChoiceField(
        label="随送文书", choices=list(EXECUTION_PAPERS.items()), widget=forms.CheckboxSelectMultiple,
        help_text="照实勾选；缺的在送交页上列明。2026年11月1日起另须送财产性判项执行情况材料（监狱法第31条第2款）",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        prisons = Organ.objects.filter(kind=Kind.PRISON, until=None).order_by("path")
        self.fields["prison"].queryset = prisons  # type: ignore[attr-defined]


class CommittalForm(TellingForm):
    """Of an act about a committal."""

    title, button = "", "登记"

    def __init__(self, *args: Any, committal: Committal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committal = committal


class TakeInForm(CommittalForm):
    title, button = "收监", "登记收监"
    on = DayField(label="收监日")
    prison_number = forms.CharField(label="罪犯编号", max_length=30, required=False, help_text="建档以后再编的不填")


class RefuseForm(CommittalForm):
    title, button = "不予收监", "签署并送达说明书"
    on = DayField(label="不予收监日")
    ground = forms.ChoiceField(label="事由", choices=Refused.choices)
    words = forms.CharField(
        label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="缺哪份文书，或者哪一处记载有误。说明书送达看守所，同时抄送检察院（监狱法第32条第3款）",
    )  # fmt: skip
    word = forms.CharField(label="代字", max_length=20, required=False, help_text=f"如“青监不收字”，{WORD_HELP}")
    number = forms.CharField(label="文号", max_length=60, required=False)


class FamilyForm(CommittalForm):
    title = "通知家属"
    on = DayField(label="通知日", help_text="没有家属的，为通知村民委员会、居民委员会之日")


class CallBackForm(CommittalForm):
    title, button = "撤回送交", "撤回"
    words = words_field(200)


class ViewForm(CommittalForm):
    title, button = "审查不予收监的理由", "记录审查意见"
    view = forms.ChoiceField(label="审查意见", choices=View.choices)
    words = forms.CharField(label="审查的情况和理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ObligeForm(CommittalForm):
    title, button = "签发书面意见：应当收监", "签发并送达"
    on = DayField(label="签发日")
    word = forms.CharField(label="代字", max_length=20, required=False, help_text=f"如“临城郊检收监意见”，{WORD_HELP}")
    number = forms.CharField(label="文号", max_length=60, required=False, help_text="统一业务系统的文号")


class ReferForm(CommittalForm):
    title, button = "通报监狱所在地的检察院", "通报"
    words = words_field()


FORMS: dict[str, type[CommittalForm]] = {
    "admit": TakeInForm, "refuse": RefuseForm, "view": ViewForm, "oblige": ObligeForm, "refer": ReferForm,
    "family": FamilyForm, "call-back": CallBackForm,
}  # fmt: skip
