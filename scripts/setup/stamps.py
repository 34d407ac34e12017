"""Work already done is not done again: a stamp holds the hash of what a step was made from."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *words: str) -> str:
    """Hash of the files' contents (a missing file counts as empty) and of some words."""
    sums = [hashlib.sha256(path.read_bytes() if path.exists() else b"").hexdigest() for path in paths]
    return hashlib.sha256("\n".join([*sums, *words]).encode()).hexdigest()


def fresh(stamp: Path, value: str) -> bool:
    """Was the step done from exactly this?"""
    return stamp.exists() and stamp.read_text() == value


def set_stamp(stamp: Path, value: str) -> None:
    """Remember it."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
