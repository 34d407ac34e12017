"""What every answer carries, and what no page contains."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast, sign_in

pytestmark = pytest.mark.django_db
MINE = ["/me/password/", "/me/totp/", "/me/preferences/", "/me/sessions/", "/jobs/", "/login/"]
ADMIN = ["/organs/", "/officers/", "/officers/add/", "/health/"]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.fixture
def answers(cast: Cast, client: Client) -> list[object]:
    chen, admin, lu = sign_in(cast.chen), sign_in(cast.admin), sign_in(cast.lu)
    more = [f"/officers/{cast.tang.pk}/", f"/officers/{cast.tang.pk}/handover/", f"/organs/{cast.qingcen.pk}/"]
    got = [chen.get(path) for path in MINE] + [admin.get(path) for path in [*ADMIN, *more]]
    return [*got, lu.get("/audit/"), chen.get("/officers/"), chen.get("/nowhere/"), client.get("/login/")]


def test_no_answer_is_kept_by_any_cache(answers: list[object]) -> None:
    for answer in answers:
        assert "no-store" in answer["Cache-Control"]  # type: ignore[index]
        assert "private" in answer["Cache-Control"]  # type: ignore[index]


def test_every_answer_forbids_what_it_does_not_need(answers: list[object]) -> None:
    for answer in answers:
        policy = answer["Content-Security-Policy"]  # type: ignore[index]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"  # type: ignore[index]
        assert answer["X-Frame-Options"] == "DENY"  # type: ignore[index]
        assert answer["Referrer-Policy"] == "same-origin"  # type: ignore[index]
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"  # type: ignore[index]


def test_no_page_has_script_or_style_of_its_own(answers: list[object]) -> None:
    for answer in answers:
        found = INLINE.search(answer.content.decode())  # type: ignore[attr-defined]
        assert found is None, found


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(cast: Cast, client: Client) -> None:
    client.post("/login/", {"username": "J1001", "password": PASSWORD})
    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    client.get("/me/password/")
    assert client.cookies["csrftoken"]["samesite"] == "Strict"


def test_a_form_without_the_pages_token_is_refused(cast: Cast) -> None:
    client = sign_in(cast.chen, enforce_csrf_checks=True)
    refused = client.post("/me/sessions/")
    assert refused.status_code == 403
    assert "页面已经过期" in refused.content.decode(), "it is not the officer's post that is wrong"
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/login/", {"username": "J1001", "password": PASSWORD}).status_code == 403


def test_nothing_typed_at_the_login_reaches_a_log(cast: Cast, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.post("/login/", {"username": "J1001", "password": "机密-口令-1", "otp_token": "765432"})
    assert "机密-口令-1" not in caplog.text
    assert "765432" not in caplog.text


@pytest.mark.parametrize("value", ["\x00", "x" * 5000, "😀", "'; DROP TABLE organs_officer; --"])
def test_a_strange_login_is_refused_and_breaks_nothing(cast: Cast, client: Client, value: str) -> None:
    assert client.post("/login/", {"username": value, "password": value}).status_code == 422
