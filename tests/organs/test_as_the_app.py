"""The product's own database login, which owns nothing: all works for it, and nothing is open outside the door."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.test import Client
from django_otp.oath import totp

from procuratorate.organs.models import Officer, Organ
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def app_login(cast: Cast) -> Iterator[Cast]:
    """The cast is stored; from now on the connection is the one web and workers have."""
    login = urlsplit(os.environ["DATABASE_URL"])
    owner = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(USER=login.username, PASSWORD=unquote(login.password or ""))
    yield cast
    connection.close()
    connection.settings_dict.update(owner)


def entered(number: str) -> Client:
    client, code = Client(), f"{totp(b'1' * 20):06d}"
    client.post("/login/", {"username": number, "password": PASSWORD, "otp_token": code})
    return client


def test_outside_the_door_the_app_finds_officers_and_organs_and_changes_nothing(app_login: Cast) -> None:
    assert Organ.objects.exists()
    for label in ("work.job", "audit.entry", "custody.person", "prisons.inmate", "commutation.batch"):
        with pytest.raises(DatabaseError, match="permission denied"):
            apps.get_model(label).objects.count()
    with pytest.raises(DatabaseError, match="permission denied"):
        Officer.objects.update(name="改名")


def test_officers_come_in_work_and_leave(app_login: Cast) -> None:
    client = Client()
    assert client.post("/login/", {"username": "J1001", "password": "不是这个"}).status_code == 422
    assert client.post("/login/", {"username": "J1001", "password": PASSWORD}).status_code == 302
    for path in ("/jobs/", "/me/sessions/", "/me/preferences/", "/me/totp/"):
        assert client.get(path).status_code == 200
    assert client.get("/officers/").status_code == 403
    changed = {"old": PASSWORD, "new": "秋水-长天-2026", "again": "秋水-长天-2026"}
    assert client.post("/me/password/", changed).status_code == 302
    assert client.post("/logout/").status_code == 302
    assert "/login/" in client.get("/jobs/")["Location"]


def test_administrators_and_auditors_work(app_login: Cast) -> None:
    cast, admin, auditor = app_login, entered("Y1009"), entered("J0002")
    for path in ("/organs/", "/officers/", "/health/", f"/officers/{cast.tang.pk}/"):
        assert admin.get(path).status_code == 200
    for act in ("disable", "enable", "password", "totp"):
        assert admin.post(f"/officers/{cast.hao.pk}/{act}/", {"reason": "核对"}).status_code in (200, 302)
    assert auditor.get("/audit/").status_code == 200
    assert auditor.get("/audit/export/").status_code == 200
