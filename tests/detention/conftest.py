"""A centre on 20 November 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.cast import Cast
from tests.detention.factories import site


@pytest.fixture
def centre(cast: Cast, set_clock: Callable[[datetime | None], None]) -> Cast:
    set_clock(datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
    site(cast)
    return cast
