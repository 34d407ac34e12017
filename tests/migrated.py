"""A database with every table and nothing in it: migrated once for the migrations as they stand, then only copied.

Migrating takes a minute, copying a second, and a run of all tests needs half a dozen such databases.
"""

import os
import subprocess
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import extensions

from scripts.embedded.places import PYTHON, ROOT, sources
from scripts.setup import stamps

LOCK = 0x6D6967  # who asks second waits for the first
BEFORE = "test_migrated_"  # of other databases the clock cannot be moved


def address(variable: str, database: str) -> str:
    """The address in an environment variable, with another database."""
    return urlunsplit(urlsplit(os.environ[variable])._replace(path=f"/{database}"))


def urls(database: str) -> dict[str, str]:
    """Both logins of a database, as the product's settings read them."""
    return {name: address(name, database) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}


def owner(database: str = "") -> extensions.connection:
    """A connection of the owner that commits by itself; without a name, to where databases are made from."""
    made = psycopg2.connect(address("DATABASE_OWNER_URL", database) if database else os.environ["DATABASE_OWNER_URL"])
    made.autocommit = True
    return made


def exists(name: str) -> bool:
    """Is there such a database?"""
    with closing(owner()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def template() -> str:
    """The name of the migrated database, for `CREATE DATABASE … TEMPLATE`. It is made if there is none yet."""
    value = stamps.digest(
        [*sources("migrations/*.py"), *sources("grants.py"), *sources("grants/*.py"), *sources("policies.py")]
    )
    name = f"{BEFORE}{value[:16]}"
    with closing(owner()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [BEFORE])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            for old in found:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            _make(cursor, name)
    return name


def _make(cursor: extensions.cursor, name: str) -> None:
    """Under another name until it is whole."""
    draft = f"{BEFORE}draft"
    cursor.execute(f'CREATE DATABASE "{draft}"')
    done = subprocess.run(
        [PYTHON, "manage.py", "migrate", "--noinput"],
        cwd=ROOT,
        env=os.environ | urls(draft),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"migrate:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
