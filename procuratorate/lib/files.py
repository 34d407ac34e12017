"""The store of files as they came: named by their own SM3, written once, never changed."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from procuratorate.lib.digest import sm3


def keep(data: bytes) -> str:
    """Store some bytes under their hash and return it. The same bytes twice are one file; both survive a power cut."""
    name = sm3(data)
    place = path_of(name)
    if place.exists():
        return name
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as draft:
        draft.write(data)
        draft.flush()
        os.fsync(draft.fileno())
    try:
        os.link(draft.name, place)  # fails if it exists, as O_EXCL would: nobody's file is ever written over
    except FileExistsError:
        pass
    finally:
        Path(draft.name).unlink()
    _settle(place.parent)
    return name


def fetch(name: str) -> bytes:
    """The bytes under a hash. Raises ValueError when the file is not what its name says."""
    data = path_of(name).read_bytes()
    if sm3(data) != name:
        raise ValueError("stored file does not match its name")
    return data


def path_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name[:2] / name


def _settle(folder: Path) -> None:
    """Flush the directory, so that the name survives as well as the bytes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
