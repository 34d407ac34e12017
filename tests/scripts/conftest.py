"""Throw-away stacks under a temporary directory; nothing here touches the set the other tests run on."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.embedded.places import PYTHON, ROOT

Stack = Callable[..., "subprocess.CompletedProcess[str]"]
OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DEBUG", "DEMO", "ALLOWED_HOSTS")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which nobody has named a server, with its own place to write."""
    var = tmp_path_factory.mktemp("stack")
    return {name: value for name, value in os.environ.items() if name not in OURS} | {"VAR_DIR": str(var)}


def command(*words: str) -> list[str]:
    """`scripts/stack.py` with words."""
    return [str(PYTHON), str(ROOT / "scripts" / "stack.py"), *words]


@pytest.fixture(scope="module")
def stack(bare: dict[str, str]) -> Stack:
    """Run `scripts/stack.py` to its end."""

    def run(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(command(*words), env=bare | more, capture_output=True, text=True, check=False, cwd=ROOT)

    return run


def belonging_to(place: Path) -> list[str]:
    """Command lines of the processes that name a directory, or write their log there."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            outputs = str((entry / "fd" / "1").readlink())
        except OSError:
            continue
        if str(place) in words or str(place) in outputs:
            found.append(words)
    return found
