"""The way in: what is refused, what it costs, and what a session may do first."""

from __future__ import annotations

import time

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import totp

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, Officer, Session
from procuratorate.organs.reach import acting_as
from tests.cast import PASSWORD, Cast, sign_in

pytestmark = pytest.mark.django_db
WRONG = "工号、密码或动态口令不符。"


def code() -> str:
    """What the cast's devices show now."""
    return f"{totp(b'1' * 20):06d}"


def enter(client: Client, number: str, password: str = PASSWORD, otp: str = "", **more: str) -> HttpResponse:
    return client.post("/login/", {"username": number, "password": password, "otp_token": otp, **more})


def inside(client: Client) -> bool:
    return SESSION_KEY in client.session


@pytest.mark.parametrize(
    ("number", "password", "otp"),
    [("J1001", "不是这个", ""), ("X9999", PASSWORD, ""), ("J1002", PASSWORD, ""), ("J1002", PASSWORD, "000000")],
    ids=["wrong password", "unknown number", "approver without code", "wrong code"],
)
def test_every_failure_gets_the_same_answer(cast: Cast, client: Client, number: str, password: str, otp: str) -> None:
    answer = enter(client, number, password, otp)
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()
    assert not inside(client)


def test_a_disabled_officer_is_answered_like_a_stranger(cast: Cast, client: Client) -> None:
    with acting_as(BUILDER):
        Officer.objects.filter(pk=cast.chen.pk).update(is_active=False)
    assert WRONG in enter(client, "J1001").content.decode()


def test_an_unknown_number_takes_as_long_as_a_wrong_password(cast: Cast, client: Client) -> None:
    def lasting(number: str) -> float:
        began = time.perf_counter()
        enter(Client(REMOTE_ADDR=f"10.0.0.{len(number)}"), number, "不是这个")
        return time.perf_counter() - began

    lasting("J1001")  # the first request also loads templates
    known, unknown = lasting("J1001"), lasting("X99999")
    assert 0.4 < known / unknown < 2.5


def test_five_failures_lock_the_number_at_this_address_only(cast: Cast, client: Client) -> None:
    answers = [enter(client, "J1001", "不是这个") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "锁定 30 分钟" in answers[-1].content.decode()
    assert enter(client, "j1001").status_code == 429, "the right password, and the number in small letters"
    elsewhere = Client(REMOTE_ADDR="10.1.1.1")
    assert enter(elsewhere, "J1001").status_code == 302, "a lock is no weapon against a named officer"
    assert enter(client, "Y1001").status_code == 302, "nor against the others at the same address"


def test_the_lock_ends_after_thirty_minutes(cast: Cast, client: Client) -> None:
    for _ in range(5):
        enter(client, "J1001", "不是这个")
    with time_machine.travel(time.time() + 31 * 60):
        assert enter(client, "J1001").status_code == 302


def test_wrong_codes_count_towards_the_lock(cast: Cast, client: Client) -> None:
    assert [enter(client, "J1002", PASSWORD, "000000").status_code for _ in range(5)][-1] == 429


def test_a_code_is_good_once(cast: Cast, client: Client) -> None:
    shown = code()
    assert enter(client, "J1002", PASSWORD, shown).status_code == 302
    second = Client(REMOTE_ADDR="10.1.1.2")
    assert enter(second, "J1002", PASSWORD, shown).status_code == 422
    assert not inside(second)


def test_number_and_password_let_a_procurator_in(cast: Cast, client: Client) -> None:
    answer = enter(client, " ｊ１００１ ", next="/me/sessions/")
    assert (answer.status_code, answer["Location"]) == (302, "/me/sessions/")
    assert client.get("/me/sessions/").status_code == 200


ELSEWHERE = ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_the_login_never_leads_to_another_site(cast: Cast, client: Client, next_page: str) -> None:
    assert enter(client, "J1001", next=next_page)["Location"] == "/"


def test_signing_in_changes_the_session_key(cast: Cast, client: Client) -> None:
    client.get("/login/")
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    before = session.session_key
    enter(client, "J1001")
    assert client.session.session_key != before
    assert "planted" not in client.session


def test_an_initial_password_must_be_changed_first(cast: Cast, client: Client) -> None:
    with acting_as(BUILDER):
        Officer.objects.filter(pk=cast.chen.pk).update(must_change_password=True)
    enter(client, "J1001")
    assert client.get("/me/sessions/")["Location"] == "/me/password/"
    assert 'class="rail"' not in client.get("/me/password/").content.decode(), "entries that lead back here"
    refused = client.post("/me/password/", {"old": PASSWORD, "new": "12345678901", "again": "12345678901"})
    assert refused.status_code == 422
    done = client.post("/me/password/", {"old": PASSWORD, "new": "秋水-长天-2026", "again": "秋水-长天-2026"})
    assert done.status_code == 302
    sessions = client.get("/me/sessions/")
    assert sessions.status_code == 200, "this session goes on"
    assert 'class="rail"' in sessions.content.decode()


def test_an_approver_without_a_device_can_only_enrol_one(cast: Cast, client: Client) -> None:
    with acting_as(BUILDER):
        cast.pei.totpdevice_set.all().delete()
    enter(client, "J1002")
    assert client.get("/me/sessions/")["Location"] == "/me/totp/"
    page = client.get("/me/totp/")
    assert "data:image/svg+xml" in page.content.decode()
    assert client.post("/me/totp/", {"code": "000000"}).status_code == 422
    with acting_as(BUILDER):
        device = cast.pei.totpdevice_set.get()
    device.throttling_failure_count = 0
    with acting_as(BUILDER):
        device.save()
    assert client.post("/me/totp/", {"code": f"{totp(device.bin_key):06d}"}).status_code == 302
    assert client.get("/me/sessions/").status_code == 200


def test_an_approver_whose_session_showed_no_code_is_asked_for_it(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.pei, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/me/sessions/")["Location"] == "/me/totp/"
    assert "二维码" not in client.get("/me/totp/").content.decode(), "an enrolled key is never shown again"


def test_wrong_codes_on_the_enrolment_page_slow_down(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.pei, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/me/totp/", {"code": "000000"})
    assert client.post("/me/totp/", {"code": code()}).status_code == 422, "one wrong code, then the right one too soon"


def test_fifteen_idle_minutes_end_a_session(cast: Cast) -> None:
    client = sign_in(cast.chen)
    assert client.get("/me/sessions/").status_code == 200
    with time_machine.travel(time.time() + 16 * 60):
        assert "/login/?why=idle" in client.get("/me/sessions/")["Location"]
        assert not inside(client)


def test_a_hand_on_the_keyboard_keeps_a_session_for_twelve_hours_and_no_longer(cast: Cast) -> None:
    client, began = sign_in(cast.chen), time.time()
    for minutes in range(0, 12 * 60, 14):
        with time_machine.travel(began + minutes * 60):
            assert client.get("/me/alive/").status_code == 204
    with time_machine.travel(began + 12 * 3600 + 60):
        assert "/login/" in client.get("/me/alive/")["Location"]


def test_leaving_lets_the_browser_forget(cast: Cast) -> None:
    client = sign_in(cast.chen)
    assert client.get("/logout/").status_code == 405, "a link elsewhere cannot sign anybody out"
    answer = client.post("/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not inside(client)
    with acting_as(BUILDER):
        assert not Session.objects.filter(officer_id=cast.chen.pk).exists()


def test_locking_comes_back_to_the_page(cast: Cast) -> None:
    client = sign_in(cast.chen)
    answer = client.post("/lock/", {"next": "/me/sessions/"})
    assert answer["Location"] == "/login/?why=locked&next=/me/sessions/"
    assert not inside(client)


def test_a_changed_password_ends_the_other_sessions(cast: Cast) -> None:
    here, there = sign_in(cast.chen), sign_in(cast.chen)
    here.post("/me/password/", {"old": PASSWORD, "new": "秋水-长天-2026", "again": "秋水-长天-2026"})
    assert here.get("/me/sessions/").status_code == 200
    assert "/login/" in there.get("/me/sessions/")["Location"]


def test_an_officer_ends_other_sessions_from_the_list(cast: Cast) -> None:
    here, there = sign_in(cast.chen), sign_in(cast.chen)
    there.get("/me/sessions/")
    here.post("/me/sessions/")
    assert here.get("/me/sessions/").status_code == 200
    assert "/login/" in there.get("/me/sessions/")["Location"]


def test_a_post_that_ended_is_lost_with_the_next_request(cast: Cast) -> None:
    client = sign_in(cast.chen)
    assert client.get("/jobs/").status_code == 200
    with acting_as(BUILDER) as at:
        Assignment.objects.filter(officer=cast.chen).update(revoked_at=at)
    refused = client.get("/jobs/")
    assert refused.status_code == 403
    assert "没有在任岗位" in refused.content.decode()
    assert client.get("/me/sessions/").status_code == 200


def test_a_fragment_of_an_ended_session_asks_for_a_reload(cast: Cast, client: Client) -> None:
    assert client.get("/jobs/", HTTP_HX_REQUEST="true").status_code == 401


def test_an_officer_takes_another_post_and_no_strange_one(cast: Cast) -> None:
    with acting_as(BUILDER):
        second = Assignment.objects.create(officer=cast.chen, organ=cast.suburb, role="procurator", since="2020-01-01")
        strange = Assignment.objects.get(officer=cast.yin)
    client = sign_in(cast.chen)
    assert client.post(f"/me/post/{strange.pk}/").status_code == 404
    assert client.post(f"/me/post/{second.pk}/").status_code == 302
    assert client.session["assignment"] == second.pk


def test_mail_needs_an_address(cast: Cast) -> None:
    client = sign_in(cast.chen)
    asked = {"news": "now", "digest_hour": "8", "email": ""}
    assert client.post("/me/preferences/", asked).status_code == 422
    assert client.post("/me/preferences/", {**asked, "email": "chen@example.invalid"}).status_code == 302
