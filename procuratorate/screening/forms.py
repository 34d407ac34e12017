"""Shape of input: files, terms of a model, samples, what a person makes of a clue."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms

from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.notices.states import Kind
from procuratorate.organs.models import Organ
from procuratorate.screening.fields import Field
from procuratorate.screening.services.modelling import FIRST_YEAR, Terms
from procuratorate.screening.states import WHOLE, Outcome

SAMPLES = [(10, "1%"), (50, "5%"), (100, "10%"), (WHOLE, "全部")]
YEAR: dict[str, Any] = {"min_value": FIRST_YEAR, "max_value": 2100}


class ImportForm(TellingForm):
    file = forms.FileField(label="历史案件文件", allow_empty_file=True, max_length=200)
    ordinary = forms.BooleanField(
        label="没有列出的特殊情形按没有看待", required=False,
        help_text="原始登记完整、只记有的情形（如重大立功、限制减刑）时勾选；不勾选的，规则会答“无法判断”",
    )  # fmt: skip


class SearchForm(forms.Form):
    number = forms.CharField(label="编号", required=False, max_length=60)
    name = forms.CharField(label="姓名", required=False, max_length=60)
    since = forms.IntegerField(label="起（年）", required=False, **YEAR)
    until = forms.IntegerField(label="止（年）", required=False, **YEAR)
    kind = forms.TypedChoiceField(label="种类", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, field: Field, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "全部"), *((one.code, one.label) for one in field.kinds)]  # type: ignore[attr-defined]


class TermsForm(TellingForm):
    """What a version asks. A model's title and aim are asked once, with its first version."""

    kinds = forms.TypedMultipleChoiceField(label="案件种类", coerce=int, widget=forms.CheckboxSelectMultiple)
    rules = forms.MultipleChoiceField(label="规则", widget=forms.CheckboxSelectMultiple)
    since = forms.IntegerField(label="起（年）", initial=FIRST_YEAR, **YEAR)
    until = forms.IntegerField(label="止（年）", required=False, help_text="不填的到最近", **YEAR)
    sites = forms.TypedMultipleChoiceField(
        label="单位", coerce=int, required=False, widget=forms.CheckboxSelectMultiple, help_text="不选的为管辖内全部"
    )
    slack = forms.IntegerField(
        label="差多少以内不列", initial=0, min_value=0, max_value=10_000,
        help_text="按各规则的算法计（日、月、人次）；0 为只要不符合就列",
    )  # fmt: skip
    note = forms.CharField(label="说明", required=False, max_length=300)

    def __init__(self, *args: Any, field: Field, organs: Iterable[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [one for one in field.kinds if one.is_screened]
        self.fields["kinds"].choices = [(one.code, one.label) for one in kinds]  # type: ignore[attr-defined]
        self.fields["sites"].choices = [(one.pk, one.short_name) for one in organs]  # type: ignore[attr-defined]
        self.fields["rules"].choices = [  # type: ignore[attr-defined]
            (matter, [(rule.code, rule.title) for rule in some])
            for matter, some in groupby(
                sorted(field.rules, key=lambda rule: rule.kind.name), lambda rule: rule.kind.value
            )
        ]

    def terms(self) -> Terms:
        told = self.cleaned_data
        return Terms(
            told["rules"], told["kinds"], told["since"], told["until"], told["sites"], told["slack"], told["note"]
        )


class ModelForm(TermsForm):
    title = forms.CharField(label="名称", max_length=80)
    aim = forms.CharField(label="要发现的问题", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = ("title", "aim", "kinds", "rules", "since", "until", "sites", "slack", "note")


class RunForm(TellingForm):
    permille = forms.TypedChoiceField(label="范围", choices=SAMPLES, coerce=int)


class SendForm(TellingForm):
    days = forms.IntegerField(
        label="核查期限（工作日）", min_value=1, max_value=250, initial=20, help_text="由下发单位确定；法律没有规定日数"
    )


class SettleForm(TellingForm):
    act = forms.ChoiceField(
        label="认定", widget=forms.RadioSelect,
        choices=[("verify", "查证属实"), ("exclude", "排除"), ("give_up", "无法判断"), ("reopen", "重新核查")],
    )  # fmt: skip
    reason = forms.CharField(label="理由", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class OutcomeForm(TellingForm):
    outcome = forms.ChoiceField(label="处理", choices=[pair for pair in Outcome.choices if pair[0] != Outcome.NOTICE])
    number = forms.CharField(
        label="文号", required=False, max_length=60, help_text="文书在各自的页面起草，这里登记文号"
    )
    words = forms.CharField(label="说明", required=False, max_length=300)


class NoticeForm(TellingForm):
    kind = forms.ChoiceField(label="文书", choices=Kind.choices, initial=Kind.CORRECTION)
    title = forms.CharField(label="事由摘要", max_length=120, help_text="不写在押人员姓名")


class SnoozeForm(TellingForm):
    rule = forms.ChoiceField(label="规则")
    until = DayField(label="暂不提示至")
    reason = forms.CharField(label="理由", required=False, max_length=300)

    def __init__(self, *args: Any, rules: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = list(rules)  # type: ignore[attr-defined]


class ReasonForm(TellingForm):
    reason = forms.CharField(label="理由", required=False, max_length=300)
