"""How long a session lasts, and what an officer must do before anything else (inside the door, before the view).

A session's age is real time, not the product's clock: setting the clock in a test must not sign everybody out, and a
stopped clock must not keep anybody in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Officer, Session
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import APPROVERS

IDLE = 15 * 60  # without a sign of a person the session ends
FORGOTTEN = 30 * 60  # the row itself expires, should this middleware not be asked
WHOLE = 12 * 3600  # a working day: then sign in again, however busy
NOTED = 60  # the row is written at most once a minute
ALWAYS_OPEN = ("/me/password/", "/me/totp/", "/logout/", "/lock/", "/login/")
PASSIVE = ("/stream/",)  # asked by the browser, not by a hand


class SessionRules:
    """End idle and over-long sessions; lead to the password change and to the one-time code first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None or request.path.startswith("/api/") or not request.user.is_authenticated:
            return self.get_response(request)
        if over(request.session, time.time()):
            logout(request)
            return to_login(request, "idle")
        if not _passive(request):
            note(request)
        address = first_duty(request, actor)
        if address and not request.path.startswith(ALWAYS_OPEN):
            return refresh() if is_fragment(request) else redirect(address)
        return self.get_response(request)


def over(session: Any, moment: float) -> bool:
    """Whether a session has been idle too long, or has lasted too long altogether. `moment`: seconds since 1970."""
    return bool(moment - session.get("seen", moment) > IDLE or moment - session.get("began", moment) > WHOLE)


def note(request: HttpRequest) -> None:
    """Remember that a person is there, at most once a minute."""
    session, moment = request.session, time.time()
    began = session.setdefault("began", moment)
    if moment - session.get("seen", 0) < NOTED:
        return
    session["seen"] = moment
    session["address"] = request.META.get("REMOTE_ADDR")
    session["agent"] = request.META.get("HTTP_USER_AGENT", "").replace("\0", "")[:200]
    session.set_expiry(int(min(FORGOTTEN, began + WHOLE - moment)) + 1)


def first_duty(request: HttpRequest, actor: Actor) -> str:
    """The page that must be done before any other: change of an initial password, one-time code of an approver."""
    officer = cast(Officer, request.user)
    if officer.must_change_password:
        return "/me/password/"
    if actor.role in APPROVERS and not officer.is_verified():  # type: ignore[attr-defined]  # django_otp adds it
        return "/me/totp/"
    return ""


def to_login(request: HttpRequest, why: str) -> HttpResponseBase:
    """The login page, back to this address afterwards; a fragment is told to reload its whole page."""
    if is_fragment(request):
        return refresh()
    wanted = request.get_full_path() if request.method == "GET" else "/"
    return redirect_to_login(wanted, f"{settings.LOGIN_URL}?why={why}" if why else settings.LOGIN_URL)


def refresh() -> HttpResponse:
    """401: the page's script reloads, and the server leads on."""
    return HttpResponse(status=401)


def is_fragment(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def end_sessions(officer_id: int, *, but: str = "") -> int:
    """End an officer's sessions at once, all but the one named; returns how many. Nobody reads another's keys."""
    with acting_as(service_actor("sessions")):
        return int(Session.objects.filter(officer_id=officer_id).exclude(session_key=but).delete()[0])


def _passive(request: HttpRequest) -> bool:
    return request.path.startswith(PASSIVE) or (is_fragment(request) and request.path.startswith("/jobs/"))


def _begin(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """A new login is a new age, whatever the browser's session was before."""
    request.session["began"] = time.time()
    request.session.pop("seen", None)
    note(request)


user_logged_in.connect(_begin, dispatch_uid="organs.sessions")
