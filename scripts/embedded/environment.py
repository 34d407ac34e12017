"""The environment the product runs in: what the caller set wins, the embedded servers fill the rest."""

import os
import shlex
from pathlib import Path

from scripts.embedded.places import VENV, var_dir
from scripts.embedded.services import Services
from scripts.setup import debian, parts


def given() -> bool:
    """Has the caller named its own PostgreSQL and Redis?"""
    return {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"} <= os.environ.keys()


def paths() -> dict[str, str]:
    """How programs find each other, libraries and fonts."""
    found = [VENV / "bin", os.environ.get("PATH", os.defpath), debian.SYSTEM / "usr" / "bin"]
    return parts.environment() | {"PATH": ":".join(map(str, found)), "LC_ALL": "C.UTF-8", "VAR_DIR": str(var_dir())}


def development(name: str) -> dict[str, str]:
    """Variables for commands and tests, the servers of a set started when the caller has none of his own."""
    made = {} if given() else Services(name).start()
    if (address := Services(name).home / "address").exists():
        made["ADDRESS"] = f"{address.read_text()}/"
    made |= {"DEMO": "1"} if name == "run" else {"DEBUG": "1", "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver"}
    return {key: os.environ.get(key, value) for key, value in made.items()} | paths()


def fixed(*, demo: bool) -> dict[str, str]:
    """Variables of the running product that do not depend on a server."""
    return {"DEMO": "1" if demo else "", "PYTHONUNBUFFERED": "1"} | paths()


def write_exports(values: dict[str, str]) -> Path:
    """Write `var/dev.env` for `.` in a shell."""
    path = var_dir() / "dev.env"
    path.touch(0o600)
    path.write_text("".join(f"export {name}={shlex.quote(value)}\n" for name, value in values.items()))
    return path
