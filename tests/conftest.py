"""The world of the tests: real PostgreSQL, the named cast, one clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from procuratorate.lib import clock
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests import migrated
from tests.cast import Cast, build_cast, sign_in
from tests.running.fixtures import product  # noqa: F401

# A busy machine is slow to draw examples; that is no failure of a property.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_createdb: bool) -> None:
    """A new test database is a copy of the migrated one; one that stands already is migrated where it stands."""
    told = connection.settings_dict["TEST"]
    if django_db_createdb or not migrated.exists(told["NAME"]):
        told["TEMPLATE"] = migrated.template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tables keep no statistics: every test rolls back, and a table analysed while it looks empty, full of dead rows,
    is read whole for every row of a join. Without statistics the planner takes the indexes.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(UNANALYSED)


UNANALYSED = """
DO $$ DECLARE one regclass; BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', one);
    END LOOP;
END $$
"""
