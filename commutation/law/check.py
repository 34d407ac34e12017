"""`python -m commutation.law.check FILE.csv`: stated ends of terms, held against what follows. No Django.

Reads UTF-8 or GB18030, dates of judgments or rulings (`sentences.sheets`), and writes the same rows to standard output
with `computed_end`, `verdict` (ok, explained, deviates, undecided) and `why` added.
"""

from __future__ import annotations

import codecs
import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import TextIO, TypeAlias
from unicodedata import normalize

from commutation.law.sentences.checking import check
from commutation.law.sentences.sheets import LAYOUTS, layout_of
from commutation.law.sentences.stated import Stated

ADDED = ("computed_end", "verdict", "why")
Reader: TypeAlias = Callable[[Mapping[str, str]], Stated]
csv.field_size_limit(2**24)  # a whole ruling pasted into one cell


def main(arguments: Sequence[str]) -> int:
    """0 when every row was written; 2 and a word on standard error when the file is not one we can read."""
    if len(arguments) != 1:
        return _refuse("one file: python -m commutation.law.check FILE.csv")
    try:
        text = _decoded(Path(arguments[0]).read_bytes())
    except OSError as error:
        return _refuse(f"{arguments[0]}: {error.strerror}")
    except UnicodeDecodeError:
        return _refuse(f"{arguments[0]}: neither UTF-8 nor GB18030")
    lines = _lines(text)
    named = {_key(title): place for place, title in reversed([*enumerate(next(lines, []))])}
    reader = layout_of(set(named))
    if reader is None:
        wanted = " or ".join(", ".join(sorted(headers)) for headers in LAYOUTS)
        return _refuse(f"{arguments[0]}: columns {wanted} are expected in the first line")
    return _written(lines, named, reader, next(_lines(text)))


def _written(lines: Iterator[list[str]], named: Mapping[str, int], reader: Reader, titles: list[str]) -> int:
    """Every row as it stands, with what was found beside it; cells beyond the last column are left out."""
    out = csv.writer(_utf8(sys.stdout), lineterminator="\n")
    kept = [place for place, title in enumerate(titles) if _key(title) not in ADDED]
    out.writerow([*(titles[place] for place in kept), *ADDED])
    for line in lines:
        cells = [*line, *[""] * (len(titles) - len(line))]
        if any(cell.strip() for cell in cells):
            checked = check(reader({key: cells[place] for key, place in named.items()}))
            told = (checked.computed.isoformat() if checked.computed else "", checked.outcome.value, checked.why)
            out.writerow([*(cells[place] for place in kept), *told])
    return 0


def _lines(text: str) -> Iterator[list[str]]:
    """Comma, semicolon or tab, whichever the first line has most of."""
    first = text.lstrip().partition("\n")[0]
    return csv.reader(StringIO(text.lstrip("\r\n"), newline=""), delimiter=max(",\t;", key=first.count))


def _key(title: str) -> str:
    return normalize("NFKC", title).strip().lower()


def _decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8 if it is, else GB18030. Nought bytes are of no cell."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16").replace("\0", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return text.replace("\0", "")


def _utf8(stream: TextIO) -> TextIO:
    """Chinese comes out whole whatever the terminal's locale."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")
    return stream


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
