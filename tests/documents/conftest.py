"""Files of papers kept apart, one Monday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.dispatch.conftest import committed  # noqa: F401

MOMENT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = settings.VAR_DIR = tmp_path


@pytest.fixture
def monday(set_clock: Callable[[datetime | None], None]) -> None:
    set_clock(MOMENT)
