"""Where the archive's files lie: under their own SM3, written once.

`ARCHIVE_ROOT` is a path that all machines with workers share, by default beside the uploaded files; or a bucket,
`s3://bucket/prefix`, with the usual AWS_* variables for keys and endpoint. From a bucket a file is fetched once and
read on this machine: engines map files into memory, and a file never changes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

import obstore
from cryptography.hazmat.primitives import hashes
from django.conf import settings
from obstore.exceptions import NotFoundError
from obstore.store import S3Store

_BLOCK = 2**20
_S3 = "s3://"


def keep(source: Path) -> str:
    """Store a file under its hash and return it; the same bytes twice are one file."""
    name = _digest(source)
    if not _place(name).exists():
        _write(name, _blocks(source))
    if _in_bucket():
        obstore.put(_bucket(settings.ARCHIVE_ROOT), _key(name), source)
    return name


def locate(name: str) -> Path:
    """The file of a hash, for reading; a path without a file where nothing of this name, or not it, is stored."""
    place = _place(name)
    if _in_bucket() and not place.exists():
        _fetch(name)
    return place


def is_sound(name: str) -> bool:
    """Whether the file is there and is what its name says."""
    place = locate(name)
    return place.exists() and _digest(place) == name


def _fetch(name: str) -> None:
    try:
        found = obstore.get(_bucket(settings.ARCHIVE_ROOT), _key(name))
    except (NotFoundError, FileNotFoundError):
        return
    _write(name, found.stream(min_chunk_size=_BLOCK))


def _write(name: str, blocks: Iterable[bytes]) -> None:
    """All of it or nothing: what is not as its name says is not stored."""
    place = _place(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashes.Hash(hashes.SM3())
    with NamedTemporaryFile(dir=place.parent, delete=False) as draft:
        for block in blocks:
            digest.update(bytes(block))
            draft.write(block)
        draft.flush()
        os.fsync(draft.fileno())
    if digest.finalize().hex() == name:
        Path(draft.name).replace(place)  # whoever was quicker wrote the same bytes
    else:
        Path(draft.name).unlink()


def _in_bucket() -> bool:
    return settings.ARCHIVE_ROOT.startswith(_S3)


@cache
def _bucket(address: str) -> S3Store:
    return S3Store.from_url(address)


def _place(name: str) -> Path:
    beside = Path(settings.MEDIA_ROOT) / "archive"
    root = beside if _in_bucket() or not settings.ARCHIVE_ROOT else Path(settings.ARCHIVE_ROOT)
    return root / _key(name)


def _key(name: str) -> str:
    return f"{name[:2]}/{name}"


def _digest(source: Path) -> str:
    digest = hashes.Hash(hashes.SM3())
    for block in _blocks(source):
        digest.update(block)
    return digest.finalize().hex()


def _blocks(source: Path) -> Iterator[bytes]:
    with source.open("rb") as given:
        while block := given.read(_BLOCK):
            yield block
