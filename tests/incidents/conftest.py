"""青岑监狱 and the first centre on 20 November 2026, ten in the morning in Beijing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.cast import Cast
from tests.detention.factories import site

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def place(cast: Cast, set_clock: Callable[[datetime | None], None]) -> Cast:
    set_clock(NOW)
    site(cast)
    return cast
