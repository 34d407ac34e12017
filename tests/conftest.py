"""The world of the tests: real PostgreSQL, the named cast, one clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client

from procuratorate.lib import clock
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, build_cast, sign_in
from tests.running.fixtures import product  # noqa: F401


@pytest.fixture
def cast(db: None) -> Cast:
    """The named officers and organs of two prisons that must never see each other."""
    with acting_as(BUILDER):
        return build_cast()


@pytest.fixture
def as_officer(client: Client) -> Callable[..., Client]:
    """`as_officer(cast.tang)` → a client signed in as that officer (a new one each time)."""
    return sign_in


@pytest.fixture
def set_clock(db: None) -> Iterator[Callable[[datetime | None], None]]:
    """Let the database's clock read another time, until the test ends."""
    yield clock.set_clock
    clock.set_clock(None)
