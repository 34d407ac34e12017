"""Whose address stands in the session and the audit, with a proxy in front and without."""

from __future__ import annotations

import time
from typing import Any

import pytest

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Session
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
GATE = "10.0.0.7"


def noted(cast: Cast, claimed: str) -> str | None:
    """The address of a session after one request through the gate."""
    client = sign_in(cast.tang, REMOTE_ADDR=GATE)
    session = client.session
    session["seen"] = time.time() - 61  # what is noted at most once a minute is noted with this request
    session.save()
    assert client.get("/jobs/", HTTP_X_FORWARDED_FOR=claimed).status_code == 200
    with acting_as(BUILDER):
        return Session.objects.get(session_key=client.session.session_key).address


def test_without_a_proxy_what_a_browser_claims_is_not_believed(cast: Cast) -> None:
    assert noted(cast, "203.0.113.9") == GATE


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("没有", GATE),
        ("", GATE),
        ("1.1.1.1, ", GATE),
    ],
)
def test_behind_a_proxy_the_last_address_counts_if_it_is_one(
    cast: Cast, settings: Any, claimed: str, kept: str
) -> None:
    settings.BEHIND_PROXY = True
    assert noted(cast, claimed.encode().decode("latin-1")) == kept
