"""SM3 (GB/T 32905-2016), the hash of all that crosses between organs, and the one form in which values are hashed."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Set
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes

from procuratorate.lib.characters import composed

_SM3 = hashes.SM3()
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_SCALARS = (str, date, time, Decimal, UUID)


def sm3(data: bytes) -> str:
    """SM3 of some bytes, 64 lower-case hexadecimal digits."""
    digest = hashes.Hash(_SM3)
    digest.update(data)
    return digest.finalize().hex()


def canonical(value: Any) -> bytes:
    """Stable JSON: sorted keys, no spaces, ISO dates, text in NFC (compatibility ideographs kept), UTF-8.

    Takes str, bool, int, Decimal, None, date, time, datetime (with a zone), UUID, Enum, dataclasses, mappings with text
    keys, sequences and sets. A float, or a datetime without zone, raises TypeError: it may mean several things.
    """
    return _ENCODE(_plain(value)).encode()


def sm3_of(value: Any) -> str:
    """SM3 of a value in its canonical form."""
    return sm3(canonical(value))


class Packing:
    """Many flat mappings in canonical form. Rows of one list repeat their cells, so each cell is encoded once.

    `said(key, value)` puts a value into words, the same for equal values; what has none is left out.
    """

    def __init__(self, keys: Iterable[str], said: Callable[[str, Any], str]) -> None:
        self._said = said
        self._columns: list[tuple[str, dict[Any, str]]] = [(key, {}) for key in sorted(keys)]

    def pack(self, values: Mapping[str, Any]) -> str:
        """What `canonical` makes of the words of these values, as text."""
        pieces = []
        for key, known in self._columns:
            value = values.get(key)
            if value is None:
                continue
            if value.__class__ is bool:  # True is a key equal to 1
                piece: str | None = self._piece(key, value)
            elif (piece := known.get(value)) is None:
                piece = known[value] = self._piece(key, value)
            if piece:
                pieces.append(piece)
        return f"{{{','.join(pieces)}}}"

    def _piece(self, key: str, value: Any) -> str:
        words = self._said(key, value)
        return f"{_ENCODE(composed(key))}:{_ENCODE(composed(words))}" if words else ""


def _plain(value: Any) -> Any:
    if type(value) is str:  # nearly all of them
        return composed(value)
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, bool | int):
        return value
    return _scalar(value) if isinstance(value, _SCALARS) else _compound(value)


def _compound(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _keyed(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Set):
        return sorted((_plain(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _keyed(value: Mapping[Any, Any]) -> dict[str, Any]:
    if not all(isinstance(key, str) for key in value):
        raise TypeError("keys must be text to be hashed")
    plain = {composed(key): _plain(one) for key, one in value.items()}
    if len(plain) != len(value):
        raise TypeError("two keys are the same text")
    return plain


def _scalar(value: str | date | time | Decimal | UUID) -> str:
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a datetime without zone cannot be hashed")
        return value.astimezone(UTC).isoformat()  # one instant, one text, whatever the zone
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _decimal(value)
    return str(value)


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError("only finite numbers can be hashed")
    text = format(value, "f")  # 1E+2 and 100 are one number, so are 1.50 and 1.5
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
