"""Where the archive's files lie: under their own SM3, written once. Three functions; another store is another module.

`ARCHIVE_ROOT` is a path, shared by all machines that run workers; by default beside the uploaded files. Object storage
(S3) is not decided in this project: it would be these three functions over an installed client.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives import hashes
from django.conf import settings

_BLOCK = 2**20


def keep(source: Path) -> str:
    """Store a file under its hash and return it; the same bytes twice are one file."""
    name = _digest(source)
    place = locate(name)
    if place.exists():
        return name
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as draft, source.open("rb") as given:
        shutil.copyfileobj(given, draft, _BLOCK)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(place)  # whoever was quicker wrote the same bytes
    return name


def locate(name: str) -> Path:
    """The file of a hash, for reading."""
    root = Path(settings.ARCHIVE_ROOT or Path(settings.MEDIA_ROOT) / "archive")
    return root / name[:2] / name


def is_sound(name: str) -> bool:
    """Whether the file is there and is what its name says."""
    place = locate(name)
    return place.exists() and _digest(place) == name


def _digest(source: Path) -> str:
    digest = hashes.Hash(hashes.SM3())
    with source.open("rb") as given:
        while block := given.read(_BLOCK):
            digest.update(block)
    return digest.finalize().hex()
