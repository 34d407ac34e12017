"""What a list should hold, and the ways it may not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from procuratorate.lib.cells import Parse, choice, text
from procuratorate.lib.characters import bare

RESULT, REASON, MENDING = MARKS = ("结果", "原因", "如何改")  # the columns `write_back` adds

_ORNAMENT = re.compile(r"[*＊:]")
_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")


class Level(StrEnum):
    """How a row fares; the value is the word on screen and in the returned file."""

    ACCEPTED = "接受"
    WARNED = "提醒"
    REFUSED = "退回"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row: `given` is what stood in `column` (its title); `key` is empty for the whole row."""

    column: str
    given: str
    reason: str
    mending: str
    level: Level = Level.REFUSED
    key: str = ""


class Unreadable(Exception):  # says what the file is, as Refused and Conflict do
    """The file as a whole cannot be taken. `reason` and `mending` are for the clerk; `str()` is both."""

    def __init__(self, reason: str, mending: str) -> None:
        super().__init__(f"{reason}。{mending}。")
        self.reason, self.mending = reason, mending


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `parse` is taken from `choices` if there are any, else any text will do."""

    key: str
    title: str
    parse: Parse | None = None
    required: bool = False
    synonyms: Sequence[str] = ()
    help: str = ""
    example: str = ""
    choices: Mapping[str, str] | None = None  # code → label; the file shows labels, values are codes
    mending: str = ""  # where the right value is found, added to every mending of this column
    may_lack: bool = False  # 缺 is an answer here
    unique: bool = False  # no two rows of one file may agree
    fill_merged: bool = False  # a merged cell over several rows holds for each of them
    width: int = 12  # in characters of the sheet's font

    @property
    def parser(self) -> Parse:
        """The parser that reads this column's cells."""
        if self.parse is not None:
            return self.parse
        return choice(self.choices) if self.choices else text()


@dataclass(frozen=True)
class Layout:
    """The columns of a list. `naming` is the key of the column by which people call a row (its name)."""

    columns: Sequence[Column]
    naming: str = ""
    _by_title: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_title = {fold_title(title): one for one in self.columns for title in (one.title, *one.synonyms)}
        object.__setattr__(self, "_by_title", by_title)

    def recognise(self, heading: str) -> Column | None:
        """The column a heading means: by title or synonym, with or without remarks in brackets.

        A remark that names another unit (万元) is no remark: the heading is then unknown, not ten thousand times wrong.
        """
        folded = fold_title(heading)
        if folded in self._by_title:
            return self._by_title[folded]
        return None if "万" in folded else self._by_title.get(_BRACKETS.sub("", folded))

    def column(self, key: str) -> Column:
        """The column with this key; KeyError when there is none."""
        for one in self.columns:
            if one.key == key:
                return one
        raise KeyError(key)

    @property
    def required(self) -> list[Column]:
        """The columns no file may lack."""
        return [one for one in self.columns if one.required]


def fold_title(heading: str) -> str:
    """A heading in the form that is compared: no spaces, stars or colons, half-width."""
    return _ORNAMENT.sub("", bare(heading)).upper()


def letters(index: int) -> str:
    """Column letters for a zero-based index: 0 → A, 26 → AA."""
    name, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name
