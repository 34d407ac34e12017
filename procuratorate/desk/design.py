"""The component page: every part in every state, with texts of real length. Debug only; invented people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procuratorate.desk import design_samples as samples
from procuratorate.organs.gate import public


class SampleForm(forms.Form):
    """A form with one of each kind of field, bound to bad input."""

    number = forms.CharField(label="罪犯编号", help_text="10 位数字，照入监登记表填写。")
    name = forms.CharField(label="姓名", help_text="罕用字照写，不要用拼音或近形字代替。")
    served = forms.DateField(
        label="前次裁定送达日",
        help_text="可写 2026-11-05、2026.11.5 或全角数字。",
        error_messages={"invalid": "读不成日期，请写作 2026-11-05"},
    )
    kind = forms.ChoiceField(label="种类", choices=[("", "请选"), ("c", "减刑"), ("p", "假释")], required=False)
    mode = forms.ChoiceField(label="通知", choices=[("now", "立即"), ("digest", "每日汇总")], widget=forms.RadioSelect)
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    sure = forms.BooleanField(label="已与送达回证核对", required=False)


@public
def components(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    bad = SampleForm({"number": "99012", "name": "龚䶮", "served": "2021.2.30"})
    pages = {
        name: Paginator(range(count), 50).get_page(2 if count > 50 else 1) for name, count in samples.COUNTS.items()
    }
    return render(
        request, "design/components.html", _shell() | samples.ALL | {"good": SampleForm(), "bad": bad, "pages": pages}
    )


@public
def error(request: HttpRequest, status: int) -> HttpResponse:
    """One error page as an officer would meet it; `?bare` without the shell."""
    told: dict[str, Any] = {"reference": "E-7C1E20A4B95D", "conflict": samples.CONFLICT, "fields": samples.FIELDS}
    around = {} if "bare" in request.GET else _shell()
    return render(request, f"errors/{status}.html", around | told, status=status)


@public
def login(request: HttpRequest) -> HttpResponse:
    """The login page with the month of the samples."""
    told = {"organ_name": samples.SHELL["organ"], "month": samples.MONTH, "today": samples.TODAY, "demo": True}
    return render(request, "organs/login.html", told)


@public
def results(request: HttpRequest) -> HttpResponse:
    """A fragment for the search box."""
    return render(request, "design/results.html", {"q": request.GET.get("q", "")})


def _shell() -> dict[str, Any]:
    return {"shell": samples.SHELL, "demo": True}
