"""A database of its own for tests that need other processes: copied from the test database, thrown away afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, build_cast
from tests.dispatch.sites import Site


@pytest.fixture(scope="module")
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """The cast, committed in a copy of the test database, where other processes see it. The audit forbids TRUNCATE."""
    with django_db_blocker.unblock():
        if not str(connection.settings_dict["NAME"]).startswith("test_"):  # no other test of this run needed it
            setup_databases(verbosity=0, interactive=False, keepdb=True, aliases={"default"})
        origin = connection.settings_dict["NAME"]
        copy = f"{origin}_copy{os.getpid()}"
        connection.close()
        _command(f'CREATE DATABASE "{copy}" TEMPLATE "{origin}"')
        connection.settings_dict["NAME"] = copy
        try:
            with acting_as(BUILDER):
                cast = build_cast()
            yield cast
        finally:
            connection.close()
            connection.settings_dict["NAME"] = origin
            _command(f'DROP DATABASE "{copy}" WITH (FORCE)')


@pytest.fixture(scope="module")
def sites(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[tuple[Site, Site]]:
    """The prisons' network and the procuratorate's, each with its database; the prison's certificate is known there."""
    with django_db_blocker.unblock():
        if not str(connection.settings_dict["NAME"]).startswith("test_"):
            setup_databases(verbosity=0, interactive=False, keepdb=True, aliases={"default"})
        origin = connection.settings_dict["NAME"]
        connection.close()
        prisons = Site(f"{origin}_a{os.getpid()}", tmp_path_factory.mktemp("a"), {"P", "P0101", "P02"})
        offices = Site(f"{origin}_b{os.getpid()}", tmp_path_factory.mktemp("b"), {"B", "B01", "B02"})
        for site in (prisons, offices):
            _command(f'CREATE DATABASE "{site.database}" TEMPLATE "{origin}"')
        try:
            prisons.build()
            offices.build(shift=7)
            offices.trusts("B01", prisons.certify("B01"))
            prisons.trusts("P0101", offices.certify("P0101"))
            yield prisons, offices
        finally:
            connection.close()
            connection.settings_dict["NAME"] = origin
            for site in (prisons, offices):
                _command(f'DROP DATABASE "{site.database}" WITH (FORCE)')


@pytest.fixture(scope="module")
def served(committed: Cast) -> Iterator[str]:
    """The address of the product's own ASGI application in a process of its own, logged in as the app is."""
    with serving() as address:
        yield address


@contextmanager
def serving(**environment: str) -> Iterator[str]:
    """Run uvicorn on a free port of the loopback against the present database."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "DATABASE_URL": app_login(), "LOG_LEVEL": "WARNING", **environment}
    command = [sys.executable, "-m", "uvicorn", "procuratorate.asgi:application", "--port", str(port), "--log-level",
               "warning", "--timeout-graceful-shutdown", "1"]  # fmt: skip
    process = subprocess.Popen(command, env=env, cwd=settings.BASE_DIR)
    try:
        _await_port(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def app_login() -> str:
    """The address of the present database for the login the product runs as."""
    parts = urlsplit(settings.DATABASE_URL)
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "uvicorn ended"
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)


def _command(sql: str) -> None:
    """Run one statement in the maintenance database, outside any transaction."""
    parts = connection.get_connection_params() | {"dbname": "postgres"}
    for name in ("cursor_factory", "context", "prepare_threshold"):
        parts.pop(name, None)
    link = psycopg2.connect(**parts)
    try:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(sql)
    finally:
        link.close()
