"""A centre on 20 November 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.cast import Cast, sign_in
from tests.detention.factories import site, the_list


@pytest.fixture
def centre(cast: Cast, set_clock: Callable[[datetime | None], None]) -> Cast:
    set_clock(datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
    site(cast)
    return cast


@pytest.fixture
def agreed(centre: Cast) -> Cast:
    """A list of shared items both sides signed."""
    sign_in(centre.shi).post(f"/detainees/feed/{centre.centre.pk}/propose/", {"hour": "10"})
    sign_in(centre.geng).post(f"/detainees/feed/lists/{the_list().pk}/sign/")
    return centre
