"""What a private cluster remembers between starts: passwords, the signing key, ports. Readable by its owner only."""

import json
import os
import secrets
import socket
from pathlib import Path

WORDS = ("superuser", "owner", "app", "redis", "secret_key")


def load(path: Path) -> dict[str, str]:
    """Read the secrets, making what is missing."""
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    fresh = {word: secrets.token_urlsafe(32) for word in WORDS if word not in known}
    if fresh:
        save(path, known := known | fresh)
    return known


def save(path: Path, values: dict[str, str]) -> None:
    """Write atomically: a kill in the middle leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(values, file)
    beside.replace(path)


def free_port(wanted: int | None = None) -> int:
    """The wanted port if nobody listens there, else any free one of the loopback."""
    for port in (wanted, 0):
        if port is None:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on the loopback")


def answers(port: int) -> bool:
    """Does anything listen on this port of the loopback?"""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
