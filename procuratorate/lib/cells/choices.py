"""Values out of a code table, and yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from procuratorate.lib.cells.parsed import Parse, Parsed, Raw, nothing, refuse, written
from procuratorate.lib.characters import bare

_YES = frozenset({"是", "有", "Y", "YES", "TRUE", "√", "✓", "✔", "1", "对"})
_NO = frozenset({"否", "无", "没有", "N", "NO", "FALSE", "×", "✗", "✕", "X", "0", "不是"})
_LISTED = 8


def choice(table: Mapping[str, str], also: Mapping[str, str] | None = None) -> Parse:
    """A parser of one choice → its code. `table` is code → label; a word of `also` (word → code) will do as well."""
    known = {_folded(label): code for code, label in table.items()} | {_folded(code): code for code in table}
    known |= {_folded(word): code for word, code in (also or {}).items()}
    labels = list(table.values())

    def parse(raw: Raw) -> Parsed:
        if isinstance(raw, str) and (code := known.get(raw)) is not None:  # the common case, without any folding
            return Parsed(code)
        said = _folded(written(raw))
        if (code := known.get(said)) is not None:
            return Parsed(code)
        if (empty := nothing(raw)) is not None:
            return empty
        return refuse("不在代码表内", _suggest(said, labels))

    return parse


def yes_no(raw: Raw) -> Parsed:
    """是 or 否, in the ways people tick → `bool`. 无 is an answer here, not emptiness."""
    said = _folded(written(raw))
    if said in _YES:
        return Parsed(True)
    if said in _NO:
        return Parsed(False)
    empty = nothing(raw)
    return empty if empty is not None else refuse("读不成是或否", "填“是”或“否”")


def _folded(said: str) -> str:
    return bare(said).upper()


def _suggest(said: str, labels: list[str]) -> str:
    near = get_close_matches(said, labels, n=3, cutoff=0.4)
    near += [label for label in labels if label not in near and len(said) > 1 and (said in label or label in said)]
    if near:
        return "是否" + "、".join(f"“{label}”" for label in near[:3])
    listed = "、".join(labels[:_LISTED])
    return f"可填：{listed}{'等，见“说明”表' if len(labels) > _LISTED else ''}"
