"""An archive of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as


@pytest.fixture(autouse=True)
def own_archive(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ARCHIVE_ROOT = ""


@pytest.fixture(autouse=True)
def reads_as_the_builder(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test looks at between requests it sees whole; each request enters the door of its own officer."""
    marked = request.node.get_closest_marker("django_db")
    if marked is None or marked.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("db")
    with acting_as(BUILDER):
        yield
