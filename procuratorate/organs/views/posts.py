"""Administrators: posts, substitutions, handing over, tokens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from procuratorate.organs import services
from procuratorate.organs.forms import HandoverForm, PostForm, ReasonForm, SubstituteForm, TokenForm
from procuratorate.organs.forms.officers import EndForm
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Assignment, Token
from procuratorate.organs.services.posts import posts_from
from procuratorate.organs.states import ADMINISTRATORS
from procuratorate.organs.views.pages import (
    FormPage,
    actor_of,
    attempt,
    form_page,
    officer_or_404,
    organ_or_404,
    show_form,
    slip,
)


@for_roles(ADMINISTRATORS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more post for an officer."""
    officer, actor = officer_or_404(request, pk), actor_of(request)
    form = PostForm(request.POST or None, actor=actor, initial={"since": request.on})  # type: ignore[attr-defined]
    page = FormPage(f"增加岗位：{officer}", f"/officers/{officer.pk}/", "", "增加", "岗位已增加。")
    return form_page(request, page, form, lambda: services.add_post(officer=officer, actor=actor, **form.post()))


@for_roles(ADMINISTRATORS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    post, form = _post(request, pk), EndForm(request.POST or None, initial={"until": request.on})  # type: ignore[attr-defined]
    lead = "到期或立即截止后，该岗位的权限随即失去；代行也同时截止。未办完的事项请用“移交”。"
    page = FormPage(f"截止岗位：{post}", f"/officers/{post.officer_id}/", lead, "截止", "岗位已截止。")
    return form_page(
        request, page, form,
        lambda: services.end_post(
            post=post, until=form.last_day(), reason=form.cleaned_data["reason"], actor=actor_of(request),
            at=request.at,  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def substitute(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another officer act in this post for a time."""
    post = _post(request, pk)
    form = SubstituteForm(request.POST or None, initial={"since": request.on})  # type: ignore[attr-defined]
    page = FormPage(f"设置代行：{post}", f"/officers/{post.officer_id}/", "", "设置", "代行已设置。")
    return form_page(
        request, page, form,
        lambda: services.substitute(
            post=post, officer=form.cleaned_data["number"], since=form.cleaned_data["since"],
            until=form.cleaned_data["until"], basis=form.cleaned_data["basis"], actor=actor_of(request),
        ),
    )  # fmt: skip


@for_roles(ADMINISTRATORS)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts and open work of one officer to another, from a day on."""
    officer, on = officer_or_404(request, pk), request.on  # type: ignore[attr-defined]
    open_posts = [post.pk for post in posts_from(officer, on) if actor_of(request).owns(post.organ_id)]
    posts = Assignment.objects.filter(pk__in=open_posts, acting_for=None).select_related("officer", "organ")
    form = HandoverForm(request.POST or None, posts=posts, initial={"on": on, "posts": open_posts})
    page = FormPage(f"移交：{officer}", f"/officers/{officer.pk}/", "岗位连同未办完的事项、常用视图一并移交。", "移交")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        moved = attempt(
            form,
            lambda: services.hand_over(
                posts=data["posts"], taker=data["number"], on=data["on"], reason=data["reason"],
                actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
            ),
        )  # fmt: skip
        if isinstance(moved, list):
            messages.success(request, "已移交：" + "，".join(f"{what} {count}" for what, count in moved) + "。")
            return redirect(page.back)
    return show_form(request, page, form)


@for_roles(ADMINISTRATORS)
def issue_token(request: HttpRequest, pk: int) -> HttpResponse:
    """A token for a system of this organ; its secret is shown once."""
    organ, on = organ_or_404(request, pk), request.on  # type: ignore[attr-defined]
    posts = Assignment.objects.on(on).filter(organ=organ).select_related("officer", "organ")
    form = TokenForm(request.POST or None, posts=posts)
    lead = "令牌以一个在任岗位的权限办事，所办之事记在该岗位名下。岗位截止，令牌同时失效。"
    page = FormPage(f"发放接口令牌：{organ}", f"/organs/{organ.pk}/", lead, "发放")
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.issue_token(actor=actor_of(request), on=on, **form.cleaned_data))
        if isinstance(made, tuple):
            rows = [("用途", made[0].name), ("岗位", str(made[0].assignment)), ("有效期至", str(made[0].until))]
            return slip(request, title="接口令牌", rows=rows, secret=made[1], back=page.back)
    return show_form(request, page, form)


@for_roles(ADMINISTRATORS)
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Token.objects.filter(assignment__organ_id__in=actor_of(request).home)
    token: Token = get_object_or_404(rows.select_related("assignment__organ"), pk=pk)
    form = ReasonForm(request.POST or None)
    page = FormPage(f"收回接口令牌：{token}", f"/organs/{token.assignment.organ_id}/", "", "收回", "令牌已收回。")
    return form_page(
        request, page, form,
        lambda: services.revoke_token(
            token=token, actor=actor_of(request), at=request.at, **form.cleaned_data  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


def _post(request: HttpRequest, pk: int) -> Assignment:
    """A post of the administrator's house; others do not exist."""
    rows = Assignment.objects.filter(organ_id__in=actor_of(request).home)
    post: Assignment = get_object_or_404(rows.select_related("officer", "organ__house"), pk=pk)
    return post
