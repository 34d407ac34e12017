"""A Monday, files kept apart, and the dispatch of clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.commutation.factories import MOMENT


@pytest.fixture(autouse=True)
def monday(set_clock: Callable[[datetime | None], None], settings: Any, tmp_path: Path) -> None:
    set_clock(MOMENT)
    settings.MEDIA_ROOT = tmp_path
