"""What a person can be found by, as one line of tokens for one index."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from procuratorate.lib import identifiers, names

keys_of = lru_cache(20_000)(names.search_keys)  # a roster asks for each name several times
SUFFIX = 6  # digits of a document number that may be searched by; the number itself stays out of the index


def search_text(name_list: Iterable[str], *, document: str = "", numbers: Iterable[str] = ()) -> str:
    """Folded names, pinyin, initials, numbers and the end of the document number, each between spaces."""
    tokens: dict[str, None] = {}
    for name in name_list:
        keys = keys_of(name)
        tokens |= dict.fromkeys([keys.folded, *keys.full, *keys.initials])
    tokens |= dict.fromkeys(number.lower() for number in numbers if number)
    if document and not identifiers.unidentified(document):
        tokens[document[-SUFFIX:].lower()] = None
    return f" {' '.join(tokens)} "
