"""Signing in: number, password and, for whoever has a device, its one-time code. One answer to every failure."""

from __future__ import annotations

from datetime import date

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from procuratorate.audit.services import record, record_refusal
from procuratorate.organs.actors import ANONYMOUS, Actor, without_post
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as, actor_for, current_assignment
from procuratorate.organs.services import credentials
from procuratorate.organs.services.codes import check_code, device_of

FAILED = "工号、密码或动态口令不符。"


def sign_in(request: HttpRequest, *, number: str, password: str, code: str, on: date) -> bool:
    """Sign an officer in, in the first post held on a day. False for any failure, which is counted towards the lock.

    Hashes are read at the stranger's door alone, whoever this browser was; what follows happens as the officer.
    """
    with acting_as(ANONYMOUS):
        officer = authenticate(request, username=number, password=password)
    if not isinstance(officer, Officer):
        return False
    if not _enter(request, officer, code, password, on):
        user_login_failed.send(__name__, credentials={"username": number}, request=request)
        return False
    return True


def sign_out(request: HttpRequest, *, act: str) -> None:
    """End this session."""
    if request.user.is_authenticated:
        record(actor=request.actor, act=act)  # type: ignore[attr-defined]
    logout(request)


def _enter(request: HttpRequest, officer: Officer, code: str, password: str, on: date) -> bool:
    actor = _actor(officer, on)
    request.session.flush()  # still as whoever this browser was before
    with acting_as(actor):
        if device_of(officer):
            officer.otp_device = check_code(officer=officer, code=code)  # type: ignore[attr-defined]
            if officer.otp_device is None:  # type: ignore[attr-defined]
                record_refusal(actor=actor, act="organs.sign_in", target=officer, reason="code")
                return False
        credentials.renew(officer=officer, password=password)
        login(request, officer)
        if actor.assignment_id:
            request.session["assignment"] = actor.assignment_id
        record(actor=actor, act="organs.sign_in", target=officer)
    return True


def _actor(officer: Officer, on: date) -> Actor:
    post = current_assignment(officer.pk, None, on)
    return actor_for(post, on) if post else without_post(officer.pk, officer.name)
