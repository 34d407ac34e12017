"""Forms about organs: the tree, pairings, competence, tokens."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.organs.actors import Actor
from procuratorate.organs.competence import Act
from procuratorate.organs.forms.common import Day, OnePost, Opened
from procuratorate.organs.models import Assignment, Organ
from procuratorate.organs.states import PROCURATORIAL, SITES, Kind, Level, Scope

DECIDERS = (Kind.COURT, Kind.BUREAU, Kind.POLICE, Kind.PRISON, Kind.CENTRE)


class OrganFields(forms.Form):
    name = forms.CharField(label="名称", max_length=80, help_text="文书上的全称。")
    short_name = forms.CharField(label="简称", max_length=30, help_text="列表、导航上的写法。")
    code = forms.CharField(label="代码", max_length=30, help_text="本系统内不重复的代码，导入、接口以此识别。")
    level = forms.ChoiceField(label="层级", choices=[("", "不适用"), *Level.choices], required=False)
    region = forms.RegexField(
        label="行政区划代码", regex=r"^\d{6}$", required=False, error_messages={"invalid": "须为 6 位数字。"}
    )
    issues_papers = forms.BooleanField(
        label="以本机关名义制发文书", required=False, help_text="院可以，检察室不可以：检察室的文书以院的名义、编号。"
    )
    acts_for = forms.ModelChoiceField(
        label="代行职权的院",
        queryset=Organ.objects.none(),
        required=False,
        empty_label="不适用",
        help_text="派出院受权代行市院职权的，选市院。",
    )
    acts_for_basis = forms.CharField(label="代行依据", max_length=120, required=False)
    email = forms.EmailField(label="收件邮箱", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acts_for"].queryset = Organ.objects.filter(kind=Kind.PROCURATORATE, until=None)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("acts_for") and not data.get("acts_for_basis"):
            self.add_error("acts_for_basis", "选了代行职权的院，须写明依据。")
        return data


class OrganForm(Opened, OrganFields):
    editable = (
        "name", "short_name", "code", "level", "region", "issues_papers", "acts_for", "acts_for_basis", "email",
    )  # fmt: skip


class NewOrganForm(OrganFields):
    kind = forms.ChoiceField(label="种类", choices=Kind.choices)
    since = Day(label="启用日")
    field_order = ["kind", "name", "short_name", "code", "since"]


class PairingForm(forms.Form):
    counterpart = forms.ModelChoiceField(label="被监督单位", queryset=Organ.objects.none(), empty_label="请选择")
    since = Day(label="起始日")
    until = Day(label="截止日", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counterpart"].queryset = Organ.objects.filter(kind__in=SITES, until=None)  # type: ignore[attr-defined]


class CompetenceForm(forms.Form):
    act = forms.ChoiceField(label="行为", choices=Act.choices)
    decider = forms.ModelChoiceField(
        label="决定机关", queryset=Organ.objects.none(), required=False, empty_label="任何决定机关"
    )
    procuratorate = forms.ModelChoiceField(label="由谁提出", queryset=Organ.objects.none(), empty_label="请选择")
    basis = forms.CharField(label="依据", max_length=200, help_text="省级院文件的名称、文号。")
    since = Day(label="起始日")
    until = Day(label="截止日", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = Organ.objects.filter(until=None)
        self.fields["decider"].queryset = houses.filter(kind__in=DECIDERS)  # type: ignore[attr-defined]
        ours = houses.filter(pk__in=actor.home, kind__in=PROCURATORIAL, issues_papers=True)
        self.fields["procuratorate"].queryset = ours  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    post = OnePost(label="以何岗位", queryset=Assignment.objects.none(), empty_label="请选择")
    name = forms.CharField(label="用途", max_length=60, help_text="哪个系统用，例如“狱政系统导出”。")
    scopes = forms.MultipleChoiceField(label="范围", choices=Scope.choices, widget=forms.CheckboxSelectMultiple)
    until = Day(label="有效期至")

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
