"""The way in and the way out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from procuratorate.organs.forms import LoginForm
from procuratorate.organs.gate import for_signed_in, public
from procuratorate.organs.logins import FAILED, sign_in, sign_out

WHY = {"idle": "已自动锁定，请重新登录", "locked": "已锁定，请重新登录", "out": "已退出"}


@public
@sensitive_post_parameters()
def login_page(request: HttpRequest) -> HttpResponse:
    """Number, password, one-time code. Shows the organ's name and nothing of anyone's."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(safe_next(request))
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        on = request.on  # type: ignore[attr-defined]
        if sign_in(request, number=data["username"], password=data["password"], code=data["otp_token"], on=on):
            return redirect(safe_next(request))
        form.add_error(None, FAILED)
    shown = {"form": form, "next": safe_next(request), "heading": WHY.get(request.GET.get("why", ""), "登录")}
    return render(request, "organs/login.html", shown, status=422 if form.errors else 200)


@for_signed_in
@require_POST
def logout_page(request: HttpRequest) -> HttpResponse:
    """End the session and let the browser forget what it kept."""
    sign_out(request, act="organs.sign_out")
    return forgetful(redirect(f"{settings.LOGIN_URL}?why=out"))


@for_signed_in
@require_POST
def lock_page(request: HttpRequest) -> HttpResponse:
    """Ctrl+L: end the session, come back to this page after signing in again."""
    wanted = safe_next(request)
    sign_out(request, act="organs.lock")
    return forgetful(redirect(f"{settings.LOGIN_URL}?why=locked&next={wanted}"))


def forgetful(response: HttpResponse) -> HttpResponse:
    """No page of the last officer stays for the next one at this desk."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def safe_next(request: HttpRequest) -> str:
    """Where to go after the login: an address of this site, else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    good = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure())
    return wanted if good else settings.LOGIN_REDIRECT_URL
