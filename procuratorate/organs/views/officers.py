"""Administrators: accounts of the officers of their own house."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procuratorate.organs import selectors, services
from procuratorate.organs.forms import NewOfficerForm, OfficerForm, ReasonForm
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Officer
from procuratorate.organs.permissions import may_manage_account
from procuratorate.organs.services.codes import has_device
from procuratorate.organs.services.posts import posts_from
from procuratorate.organs.states import ADMINISTRATORS
from procuratorate.organs.views.conflicts import chosen
from procuratorate.organs.views.pages import (
    FormPage,
    actor_of,
    attempt,
    form_page,
    officer_or_404,
    show_form,
    slip,
)


@for_roles(ADMINISTRATORS)
def listing(request: HttpRequest) -> HttpResponse:
    """Officers of the house, found by name, initials or number."""
    query = request.GET.get("q", "").strip()
    rows = selectors.officers(actor_of(request), request.on, query=query)  # type: ignore[attr-defined]
    state = request.GET.get("state", "")
    if state in ("on", "off"):
        rows = rows.filter(is_active=state == "on")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    states = [("", "全部", None), ("on", "启用", None), ("off", "停用", None)]
    return render(request, "organs/officers.html", {"page": page, "query": query, "states": states})


@for_roles(ADMINISTRATORS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One officer: account and posts."""
    officer, on, actor = officer_or_404(request, pk), request.on, actor_of(request)  # type: ignore[attr-defined]
    shown = {
        "officer": officer,
        "posts": selectors.posts_of(officer),
        "device": has_device(officer),
        "home": actor.home,
        "on": on,
        "refusal": may_manage_account(actor, officer, posts_from(officer, on)),
    }
    return render(request, "organs/officer.html", shown)


@for_roles(ADMINISTRATORS)
def add(request: HttpRequest) -> HttpResponse:
    """A new account with its first post; the initial password is shown once, on a slip."""
    actor = actor_of(request)
    form = NewOfficerForm(request.POST or None, actor=actor, initial={"since": request.on})  # type: ignore[attr-defined]
    page = FormPage("新建人员", "/officers/", "初始密码只显示一次，当面交给本人；本人首次登录须修改。", "新建")
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.create_officer(details=form.details(), post=form.post(), actor=actor))
        if isinstance(made, tuple):
            return _password_slip(request, "新账号", *made)
    return show_form(request, page, form)


@for_roles(ADMINISTRATORS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    officer = officer_or_404(request, pk)
    form = OfficerForm(chosen(request.POST, OfficerForm.editable) or None, row=officer)
    page = FormPage(f"修改 {officer}", f"/officers/{officer.pk}/")
    return form_page(
        request, page, form,
        lambda: services.edit_officer(
            officer=officer, changes=form.changes(), then=form.cleaned_data["opened"], actor=actor_of(request),
            on=request.on,  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    lead = "停用后立即不能登录，已登录的下一步操作即退出。所办记录不变。未办完的事项请先移交。"
    return _with_reason(request, pk, "停用", lead, services.disable_officer)


@for_roles(ADMINISTRATORS)
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "重新启用", "恢复原密码和岗位；忘记密码的，另行重置。", services.enable_officer)


@for_roles(ADMINISTRATORS)
def reset_totp(request: HttpRequest, pk: int) -> HttpResponse:
    lead = "须当面核对身份。重置后原手机的口令作废，下次登录时重新绑定。"
    return _with_reason(request, pk, "重置动态口令", lead, services.reset_totp)


@for_roles(ADMINISTRATORS)
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new initial password on a slip."""
    officer, form = officer_or_404(request, pk), ReasonForm(request.POST or None)
    lead = "须当面核对身份。新的初始密码只显示一次；已登录的下一步操作即退出。"
    page = FormPage(f"重置密码：{officer}", f"/officers/{officer.pk}/", lead, "重置")
    if request.method == "POST" and form.is_valid():
        reason, actor, on = form.cleaned_data["reason"], actor_of(request), request.on  # type: ignore[attr-defined]
        made = attempt(form, lambda: services.reset_password(officer=officer, reason=reason, actor=actor, on=on))
        if isinstance(made, str):
            return _password_slip(request, "重置密码", officer, made)
    return show_form(request, page, form)


def _with_reason(request: HttpRequest, pk: int, word: str, lead: str, act: Callable[..., Any]) -> HttpResponse:
    officer, form = officer_or_404(request, pk), ReasonForm(request.POST or None)
    page = FormPage(f"{word}：{officer}", f"/officers/{officer.pk}/", lead, word, f"已{word}。")
    return form_page(
        request, page, form,
        lambda: act(
            officer=officer, reason=form.cleaned_data["reason"], actor=actor_of(request), on=request.on  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


def _password_slip(request: HttpRequest, title: str, officer: Officer, password: str) -> HttpResponse:
    rows = [("姓名", officer.name), ("工号", officer.number), ("网址", request.build_absolute_uri("/"))]
    return slip(request, title=title, rows=rows, secret=password, back=f"/officers/{officer.pk}/")
