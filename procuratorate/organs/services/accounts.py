"""Accounts: opening, changing, closing, resetting. No e-mail: a password is shown once and handed over in person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django_otp.plugins.otp_totp.models import TOTPDevice

from procuratorate.audit.services import record
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.names import normalise, search_keys
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.edits import apply_changes, keep, locked
from procuratorate.organs.models import Officer
from procuratorate.organs.permissions import may_manage_account
from procuratorate.organs.reach import acting_as
from procuratorate.organs.secrets import initial_password
from procuratorate.organs.services import credentials
from procuratorate.organs.services.posts import add_post, posts_from
from procuratorate.organs.sessions import end_sessions

PLAIN = ("number", "badge", "email", "phone")
NAMED = ("name", "initials")


@transaction.atomic
def create_officer(*, details: Mapping[str, Any], post: Mapping[str, Any], actor: Actor) -> tuple[Officer, str]:
    """Open an account with its first post; returns it with the initial password, which is stored nowhere."""
    password = initial_password()
    officer = Officer(**{name: details.get(name, "") for name in PLAIN})
    _rename(officer, details["name"])
    keep(officer)
    credentials.store(officer=officer, password=password, initial=True)
    record(actor=actor, act="organs.create_officer", target=officer)
    add_post(officer=officer, actor=actor, **post)
    return officer, password


@transaction.atomic
def edit_officer(
    *, officer: Officer, changes: Mapping[str, Any], then: Mapping[str, str], actor: Actor, on: date
) -> Officer:
    """Change name, badge, e-mail, telephone; `then` is what the form was opened with."""
    _demand(actor, officer, "edit_officer", on)
    stored = locked(officer)
    changed = apply_changes(stored, changes, then)
    _rename(stored, stored.name)
    keep(stored, (*PLAIN, *NAMED))
    record(actor=actor, act="organs.edit_officer", target=stored, detail={"fields": changed})
    return stored


@transaction.atomic
def disable_officer(*, officer: Officer, reason: str, actor: Actor, on: date) -> None:
    """Close an account: open sessions end with their next request."""
    _demand(actor, officer, "disable_officer", on)
    Officer.objects.filter(pk=officer.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
    end_sessions(officer.pk)
    record(actor=actor, act="organs.disable_officer", target=officer, reason=reason)


@transaction.atomic
def enable_officer(*, officer: Officer, reason: str, actor: Actor, on: date) -> None:
    """Open a closed account again, with its old password."""
    _demand(actor, officer, "enable_officer", on)
    Officer.objects.filter(pk=officer.pk).update(is_active=True)
    record(actor=actor, act="organs.enable_officer", target=officer, reason=reason)


@transaction.atomic
def reset_password(*, officer: Officer, reason: str, actor: Actor, on: date) -> str:
    """A new initial password, to be changed at the first login; sessions end."""
    _demand(actor, officer, "reset_password", on)
    password = initial_password()
    credentials.store(officer=locked(officer), password=password, initial=True)
    end_sessions(officer.pk)
    record(actor=actor, act="organs.reset_password", target=officer, reason=reason)
    return password


@transaction.atomic
def reset_totp(*, officer: Officer, reason: str, actor: Actor, on: date) -> None:
    """Forget the officer's one-time code device: it is enrolled anew at the next login; sessions end."""
    _demand(actor, officer, "reset_totp", on)
    with acting_as(service_actor("codes")):  # an administrator reads nobody's key
        TOTPDevice.objects.filter(user=officer).delete()
    Officer.objects.filter(pk=officer.pk).update(session_epoch=F("session_epoch") + 1)
    end_sessions(officer.pk)
    record(actor=actor, act="organs.reset_totp", target=officer, reason=reason)


@transaction.atomic
def change_password(*, officer: Officer, old: str, new: str, actor: Actor, keep_session: str = "") -> None:
    """An officer's own change. Other sessions end."""
    if not credentials.matches(officer=officer, password=old):
        raise Unacceptable("原密码不符。", fields={"old": "原密码不符，请重新输入。"})
    if old == new:
        raise Unacceptable("新密码不能与原密码相同。", fields={"new": "不能与原密码相同。"})
    try:
        password_validation.validate_password(new, officer)
    except ValidationError as error:
        raise Unacceptable("新密码不合要求。", fields={"new": "".join(error.messages)}) from error
    credentials.store(officer=officer, password=new, initial=False)
    end_sessions(officer.pk, but=keep_session)
    record(actor=actor, act="organs.change_password", target=officer)


def set_preferences(*, officer: Officer, actor: Actor, news: str, digest_hour: int, email: str) -> None:
    """How the officer likes to be told of what arrives."""
    if news != "none" and not email:
        raise Unacceptable(
            "请填写邮箱。", fields={"email": "选择邮件提醒的，须填写邮箱；不便填写的，请选“只在系统内”。"}
        )
    officer.news, officer.digest_hour, officer.email = news, digest_hour, email
    officer.save(update_fields=["news", "digest_hour", "email"])
    record(actor=actor, act="organs.set_preferences", target=officer, detail={"news": news})


def _demand(actor: Actor, officer: Officer, act: str, on: date) -> None:
    demand(may_manage_account(actor, officer, posts_from(officer, on)), act=f"organs.{act}", target=officer)


def _rename(officer: Officer, name: str) -> None:
    officer.name = normalise(name)
    officer.initials = " ".join(search_keys(officer.name).initials)[:30]
