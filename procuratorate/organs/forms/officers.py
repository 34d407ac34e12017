"""Forms about officers and their posts. Choices of organs are those of the administrator's house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from procuratorate.lib.names import normalise, problem
from procuratorate.organs.actors import Actor
from procuratorate.organs.forms.common import Day, Number, OneOrgan, Opened, Posts, ReasonForm
from procuratorate.organs.models import Assignment, Officer, Organ
from procuratorate.organs.permissions import ROLES_OF_HOUSE
from procuratorate.organs.states import EVERYONE, Role

ROLES = [("", "请选择"), *((role.value, role.label) for role in Role if role in EVERYONE)]


class Named(forms.Form):
    name = forms.CharField(label="姓名", max_length=50)

    def clean_name(self) -> str:
        name = normalise(self.cleaned_data["name"])
        if told := problem(name):
            raise forms.ValidationError("，".join(told) + "。")
        return name


class OfficerForm(Opened, Named):
    badge = forms.CharField(label="警号、证号", max_length=30, required=False)
    email = forms.EmailField(label="邮箱", required=False)
    phone = forms.CharField(label="电话", max_length=30, required=False)
    editable = ("name", "badge", "email", "phone")
    field_order = ["name", "badge", "email", "phone"]


class PostForm(forms.Form):
    organ = OneOrgan(label="单位", queryset=Organ.objects.none(), empty_label="请选择")
    role = forms.ChoiceField(label="岗位", choices=ROLES)
    title = forms.CharField(label="职务", max_length=40, required=False, help_text="文书上的写法，如“二级检察官”。")
    since = Day(label="起始日")
    until = Day(label="截止日", required=False)
    basis = forms.CharField(label="依据", max_length=120, required=False, help_text="任职文件的名称、文号。")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.filter(pk__in=actor.home, until=None).select_related("house", "parent__parent")
        self.fields["organ"].queryset = rows.order_by("path")  # type: ignore[attr-defined]
        self.fields["role"].widget.choices = roles_of(rows)  # what else is sent, the service refuses

    def post(self) -> dict[str, Any]:
        """The fields of the post alone."""
        return {name: self.cleaned_data[name] for name in PostForm.base_fields}


def roles_of(organs: Iterable[Organ]) -> list[tuple[str, str]]:
    """The posts these organs have, as choices."""
    kinds = {(organ.house or organ).kind for organ in organs}
    had = frozenset[Role]().union(*(ROLES_OF_HOUSE.get(kind, frozenset()) for kind in kinds))
    return [choice for choice in ROLES if not choice[0] or choice[0] in had]


class NewOfficerForm(PostForm, Named):
    number = Number(label="工号", max_length=30, help_text="登录用，以后不能改。")
    badge = forms.CharField(label="警号、证号", max_length=30, required=False)
    phone = forms.CharField(label="电话", max_length=30, required=False)
    field_order = ["number", "name", "badge", "phone"]

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if Officer.objects.filter(number__iexact=number).exists():
            raise forms.ValidationError("工号已有人使用。调入的人员不必新建账号，请在其人员页面增加岗位。")
        return number

    def details(self) -> dict[str, Any]:
        """The fields of the account alone."""
        return {name: self.cleaned_data[name] for name in ("number", "name", "badge", "phone")}


class ByNumber(forms.Form):
    """A form that names another officer by number."""

    number = Number(label="代行人工号", max_length=30)

    def clean_number(self) -> Officer:
        officer: Officer | None = Officer.objects.filter(
            number__iexact=self.cleaned_data["number"], is_active=True
        ).first()
        if officer is None:
            raise forms.ValidationError("没有这个工号，或账号已停用。请核对后重新填写。")
        return officer


class SubstituteForm(ByNumber):
    since = Day(label="起始日")
    until = Day(label="截止日", help_text="代行必须有截止日；文书、记录上同时写明两人姓名。")
    basis = forms.CharField(label="依据", max_length=120, help_text="授权文件的名称、文号。")
    field_order = ["number"]


class HandoverForm(ByNumber, ReasonForm):
    posts = Posts(label="移交的岗位", queryset=Assignment.objects.none(), widget=forms.CheckboxSelectMultiple)
    on = Day(label="交接日", help_text="自该日起由接手人承担；原岗位到前一日为止。今日交接的，立即生效。")
    field_order = ["posts", "number", "on", "reason"]

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].queryset = posts  # type: ignore[attr-defined]
        self.fields["number"].label = "接手人工号"


class EndForm(ReasonForm):
    """A post's end: its last day, or at once."""

    until = Day(label="最后一日", required=False)
    at_once = forms.BooleanField(label="立即生效", required=False, help_text="下一步操作起即无此岗位的权限。")
    field_order = ["until", "at_once", "reason"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("at_once") and not data.get("until") and "until" not in self.errors:
            self.add_error("until", "请填写最后一日，或选“立即生效”。")
        return data

    def last_day(self) -> date | None:
        """None: at once."""
        return None if self.cleaned_data["at_once"] else self.cleaned_data["until"]
