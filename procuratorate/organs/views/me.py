"""One's own account: password, one-time code, preferences, posts, sessions."""

from __future__ import annotations

from typing import cast

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import login as mark_verified

from procuratorate.audit.services import record
from procuratorate.organs import services
from procuratorate.organs.forms import CodeForm, PasswordForm, PreferencesForm
from procuratorate.organs.gate import for_signed_in
from procuratorate.organs.models import Officer, Session
from procuratorate.organs.reach import assignments_on
from procuratorate.organs.rendering import browser_words
from procuratorate.organs.services.codes import WRONG, device_of
from procuratorate.organs.sessions import end_sessions
from procuratorate.organs.views.pages import FormPage, actor_of, attempt, form_page, show_form


@for_signed_in
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; the first thing after an initial one."""
    officer, form = me(request), PasswordForm(request.POST or None)
    lead = (
        "这是初始密码，须先改为只有您知道的密码。" if officer.must_change_password else "改后其他设备上的登录随即失效。"
    )
    page = FormPage("修改密码", "/", lead, "修改", "密码已修改。")
    if request.method == "POST" and form.is_valid():
        data, key = form.cleaned_data, request.session.session_key or ""
        done = attempt(
            form,
            lambda: services.change_password(
                officer=officer, old=data["old"], new=data["new"], actor=actor_of(request), keep_session=key
            ),
        )
        if done:
            update_session_auth_hash(request, officer)
            messages.success(request, page.done)
            return redirect(page.back)
    return show_form(request, page, form)


@for_signed_in
@sensitive_post_parameters()
def one_time_code(request: HttpRequest) -> HttpResponse:
    """Enrol a device by its first code, or show the code of the enrolled one where this session has not."""
    officer, form = me(request), CodeForm(request.POST or None)
    if request.method == "POST" and not officer.is_verified() and form.is_valid():  # type: ignore[attr-defined]
        device = services.confirm_code(officer=officer, code=form.cleaned_data["code"], actor=actor_of(request))
        if device is not None:
            mark_verified(request, device)  # type: ignore[no-untyped-call]
            messages.success(request, "动态口令已启用。")
            return redirect("/")
        form.add_error("code", WRONG)
    return render(request, "organs/totp.html", _enrolment(officer) | {"form": form}, status=422 if form.errors else 200)


def _enrolment(officer: Officer) -> dict[str, object]:
    if device_of(officer):
        return {"enrolled": True, "verified": officer.is_verified()}  # type: ignore[attr-defined]
    device = services.pending_device(officer=officer)
    key = device.config_url.partition("secret=")[2].partition("&")[0]
    picture = segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=2)
    return {"enrolled": False, "picture": picture, "key": " ".join(key[n : n + 4] for n in range(0, len(key), 4))}


@for_signed_in
def preferences(request: HttpRequest) -> HttpResponse:
    """How to be told of what arrives."""
    officer = me(request)
    initial = {"news": officer.news, "digest_hour": officer.digest_hour, "email": officer.email}
    form = PreferencesForm(request.POST or None, initial=initial)
    page = FormPage("通知偏好", "/me/preferences/", "系统内的新到提醒始终都有；这里只设邮件。")
    return form_page(
        request, page, form,
        lambda: services.set_preferences(officer=officer, actor=actor_of(request), **form.cleaned_data),
    )  # fmt: skip


@for_signed_in
@require_POST
def take_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Act in another post one holds."""
    on = request.on  # type: ignore[attr-defined]
    post = next((row for row in assignments_on(me(request).pk, on) if row.pk == pk), None)
    if post is None:
        raise Http404
    record(actor=actor_of(request), act="organs.take_post", target=post)
    request.session["assignment"] = post.pk
    messages.success(request, f"现在的岗位：{post.organ.short_name} {post.get_role_display()}。")
    return redirect("/")


@for_signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; POST ends all other sessions."""
    officer, key = me(request), request.session.session_key or ""
    if request.method == "POST":
        ended = end_sessions(officer.pk, but=key)
        record(actor=actor_of(request), act="organs.end_sessions", target=officer, detail={"ended": ended})
        messages.success(request, f"已结束其他 {ended} 处登录。")
        return redirect("/me/sessions/")
    rows = Session.objects.filter(officer_id=officer.pk, expire_date__gt=timezone.now()).order_by("-seen_at")
    lines = [(row, browser_words(row.agent)) for row in rows]
    return render(request, "organs/sessions.html", {"lines": lines, "current": key})


@for_signed_in
def alive(request: HttpRequest) -> HttpResponse:
    """A hand is on the keyboard though nothing was sent: keeps a long text from being cut off (static/js/idle.js)."""
    return HttpResponse(status=204)


def me(request: HttpRequest) -> Officer:
    return cast(Officer, request.user)
