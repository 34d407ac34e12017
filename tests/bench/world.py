"""A database, a Redis and the product's own processes for one run of the bench, thrown away afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812  as the tests call it

from scripts.embedded import programs, secrets
from scripts.embedded.places import PYTHON, ROOT, var_dir
from scripts.embedded.redis import Redis

DATABASE = f"bench_{os.getpid()}"
HOME = var_dir() / "bench"
PATIENCE = 60.0
BEGUN = time.monotonic()


def owner(database: str) -> Connection:
    """A connection of the owner that commits by itself."""
    made = psycopg2.connect(_named("DATABASE_OWNER_URL", database))
    made.autocommit = True
    return made


def _named(variable: str, database: str) -> str:
    return urlunsplit(urlsplit(os.environ[variable])._replace(path=f"/{database}"))


@contextmanager
def prepared() -> Iterator[None]:
    """A migrated database and an empty Redis of our own; this process is set up to use them as the product does."""
    HOME.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        maintenance = stack.enter_context(_closing(owner(urlsplit(os.environ["DATABASE_OWNER_URL"]).path[1:])))
        with maintenance.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{DATABASE}"')
        stack.callback(_drop, maintenance)
        os.environ |= {name: _named(name, DATABASE) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
        os.environ |= {
            "REDIS_URL": stack.enter_context(_redis()),
            "VAR_DIR": str(HOME),
            "DEBUG": "",
            "LOG_LEVEL": "ERROR",
            "PAGE_RATE": str(10**6),  # counted, and never met
        }
        for words in (["migrate", "--noinput"], ["load_calendar"]):
            subprocess.run([PYTHON, "manage.py", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        said("database ready")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
        import django

        django.setup()
        import procuratorate.celery  # noqa: F401  hints are sent as the product sends them

        yield


@contextmanager
def _closing(connection: Connection) -> Iterator[Connection]:
    try:
        yield connection
    finally:
        connection.close()


def _drop(maintenance: Connection) -> None:
    from django.conf import settings
    from django.db import connections

    if settings.configured:
        connections.close_all()
    with maintenance.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{DATABASE}"')


@contextmanager
def _redis() -> Iterator[str]:
    """A Redis of its own: channels are heard across all databases of a server."""
    port = secrets.free_port()
    server = Redis(HOME / "redis", secrets.load(HOME / "secrets.json"), careless=True)
    with process(server.command(port), HOME / "redis.log"):
        _await(lambda: server.ready(port), "redis")
        yield f"redis://:{server.keys['redis']}@127.0.0.1:{port}/0"


@contextmanager
def serving(application: str = "procuratorate.asgi:application") -> Iterator[str]:
    """An ASGI application as `make run` serves it; yields its address."""
    port = secrets.free_port()
    command = programs.here(programs.web("127.0.0.1", port))
    command[1] = application
    with process(command, HOME / "web.log"):
        _await(lambda: secrets.answers(port), application)
        yield f"127.0.0.1:{port}"


@contextmanager
def hints_worker() -> Iterator[None]:
    """The worker that drains the outbox, as in the product."""
    with process(programs.here(programs.HINTS), HOME / "hints.log"):
        yield


@contextmanager
def process(command: list[str], log: Path) -> Iterator[None]:
    """One process for the time of the block, with everything it started."""
    with log.open("wb") as out:
        child = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _await(ready: object, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not ready():  # type: ignore[operator]
        if time.monotonic() > until:
            raise TimeoutError(what)
        time.sleep(0.05)


def said(text: str) -> None:
    """A line of progress, with the seconds since the start."""
    print(f"{time.monotonic() - BEGUN:6.1f} s  {text}", flush=True)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0))
