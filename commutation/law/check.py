"""`python -m commutation.law.check FILE.csv`: stated ends of terms, held against what follows. No Django.

Reads UTF-8 or GB18030, dates of judgments or rulings (`sentences.sheets`), and writes the same rows to standard output
with `computed_end`, `verdict` (ok, explained, deviates, undecided) and `why` added.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TextIO

from commutation.law.sentences.sheets import LAYOUTS, layout_of
from commutation.law.sentences.stated import check

ADDED = ("computed_end", "verdict", "why")


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
    rows = csv.DictReader(StringIO(text, newline=""))
    reader = layout_of(set(rows.fieldnames or ()))
    if reader is None:
        wanted = " or ".join(", ".join(sorted(headers)) for headers in LAYOUTS)
        return _refuse(f"{arguments[0]}: columns {wanted} are expected in the first line")
    out = csv.DictWriter(_utf8(sys.stdout), [*(rows.fieldnames or ()), *ADDED], lineterminator="\n")
    out.writeheader()
    for row in rows:
        row.pop(None, None)  # cells beyond the last column
        checked = check(reader({name: value or "" for name, value in row.items()}))
        told = (checked.computed.isoformat() if checked.computed else "", checked.outcome.value, checked.why)
        out.writerow(row | dict(zip(ADDED, told, strict=True)))
    return 0


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


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
