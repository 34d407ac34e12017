"""The environment the product runs in: what the caller set wins, the embedded servers fill the rest."""

import os
import shlex
from pathlib import Path

from scripts.embedded.places import var_dir
from scripts.embedded.services import Services

DEVELOPMENT = {"DEBUG": "1", "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver", "LC_ALL": "C.UTF-8"}


def given() -> bool:
    """Has the caller named its own PostgreSQL and Redis?"""
    return {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"} <= os.environ.keys()


def surroundings(name: str) -> dict[str, str]:
    """Variables for a set, its servers started when the caller has none of his own."""
    made = DEVELOPMENT if given() else DEVELOPMENT | Services(name).start()
    return made | {key: os.environ[key] for key in made if key in os.environ and key != "PATH"}


def write_exports(values: dict[str, str]) -> Path:
    """Write `var/dev.env` for `.` in a shell."""
    path = var_dir() / "dev.env"
    path.touch(0o600)
    path.write_text("".join(f"export {name}={shlex.quote(value)}\n" for name, value in values.items()))
    return path
