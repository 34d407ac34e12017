"""After registering, the browser goes back to where it was: an address of this site, whatever was asked for."""

from __future__ import annotations

import pytest

from tests.cast import sign_in
from tests.matrix.world import build_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["abc", "desk", "//evil.example/", "https://evil.example/", "javascript:1", ""])
def test_an_odd_address_leads_to_the_inbox(asked: str) -> None:
    world = build_world()
    client = sign_in(world.cast.chen, raise_request_exception=False)
    answer = client.post(world.address("dispatch:acknowledge"), {"next": asked})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/inbox/")


def test_an_address_of_this_site_is_gone_back_to() -> None:
    world = build_world()
    answer = sign_in(world.cast.chen).post(world.address("dispatch:acknowledge"), {"next": "/inbox/?state=all"})
    assert answer.headers["Location"] == "/inbox/?state=all"
