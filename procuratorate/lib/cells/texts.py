"""Free text and names of persons."""

from __future__ import annotations

from procuratorate.lib import names
from procuratorate.lib.cells.parsed import Parse, Parsed, Raw, nothing_said, refuse, unquoted, written
from procuratorate.lib.characters import composed, squeezed


def text(*, max_length: int = 200) -> Parse:
    """A parser of free text → `str` without control characters and doubled spaces; characters stay what they are."""

    def parse(raw: Raw) -> Parsed:
        said = unquoted(raw) if isinstance(raw, str) else written(raw)
        if (empty := nothing_said(said)) is not None:
            return empty
        kept = composed(squeezed(said))
        if len(kept) > max_length:
            return refuse(f"有{len(kept)}个字，超过{max_length}个字", f"缩短到{max_length}个字以内")
        return Parsed(kept)

    return parse


def name(raw: Raw) -> Parsed:
    """A person's name → `str` fit for storage, every character kept (`lib.names.normalise`)."""
    said = written(raw)
    if (empty := nothing_said(said)) is not None:
        return empty
    kept = names.normalise(said)
    if problem := names.problem(kept):
        return refuse(*problem)
    note = names.warning(kept)
    return Parsed(kept, note=note, mending="无须改；打印用补字字库" if note else "")
