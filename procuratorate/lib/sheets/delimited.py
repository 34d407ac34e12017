"""Text files: which encoding, which separator, which rows."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from io import StringIO
from itertools import islice

from procuratorate.lib.sheets.layout import Unreadable

MAX_ROWS, MAX_COLUMNS = 20_000, 256
_SEPARATORS = ",\t;"
_SAMPLE_LINES = 10
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def rows_of(data: bytes) -> list[Sequence[str]]:
    """The records of a CSV or tab-separated file, in whatever encoding Chinese spreadsheets write."""
    text = decoded(data)
    try:
        rows = list(islice(csv.reader(StringIO(text, newline=""), delimiter=_separator(text)), MAX_ROWS + 1))
    except csv.Error as error:
        raise Unreadable("CSV 的引号或分隔符错乱", "用 WPS 或 Excel 打开，另存为 .xlsx 后再传") from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows):
        raise Unreadable(f"超过{MAX_ROWS}行或{MAX_COLUMNS}列", "分几次上传")
    return list(rows)


def decoded(data: bytes) -> str:
    """Text of the bytes: by mark, else UTF-16 without mark, else UTF-8, else GB 18030; else refused."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    head = data[:4096]
    if b"\0" in head:  # ASCII signs in UTF-16 have their zero byte first or second
        return _strict(data, "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030")


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unknown() from error
    if "\0" in text or "\ufffd" in text:
        raise _unknown()
    return text


def _unknown() -> Unreadable:
    return Unreadable("文字编码认不出，或不是文本表格", "用 WPS 或 Excel 打开，另存为 .xlsx 后再传")


def _separator(text: str) -> str:
    """The sign that stands in most of the first lines, and most often."""
    lines = text[: 2**14].splitlines()[:_SAMPLE_LINES]
    return max(
        _SEPARATORS, key=lambda sign: (sum(sign in line for line in lines), sum(line.count(sign) for line in lines))
    )
