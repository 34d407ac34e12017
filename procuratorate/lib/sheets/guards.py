"""What a file is, and whether it may be parsed at all: judged by its bytes, before any parser sees them."""

from __future__ import annotations

import stat
import zipfile
from enum import StrEnum
from io import BytesIO

from procuratorate.lib.sheets.layout import Unreadable

MAX_BYTES = 20 * 2**20
MAX_ENTRIES, MAX_UNPACKED, MAX_RATIO = 2_000, 100 * 2**20, 100
_SMALL = 2**20  # an archive this small unpacked needs no ratio

_SAVE_AS = "用 WPS 或 Excel 打开，另存为 .xlsx 后再传"
_MACROS = ("文件带有宏", "另存为不带宏的 .xlsx 后再传")
_LOCKED = ("文件加了密码", "去掉打开密码，保存后再传")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NESTED = (".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".tar", ".jar", ".xlsx", ".xlsm", ".xlsb", ".docx", ".ods")
_SIGNATURES = (
    (b"%PDF", "这是 PDF 文件，不是表格"),
    (b"Rar!", "这是压缩包，不是表格"),
    (b"7z\xbc\xaf", "这是压缩包，不是表格"),
    (b"\x1f\x8b", "这是压缩包，不是表格"),
    (b"\x89PNG", "这是图片，不是表格"),
    (b"\xff\xd8\xff", "这是图片，不是表格"),
    (b"{\\rtf", "这是文档，不是表格"),
)


class Kind(StrEnum):
    """What a file is, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


def kind_of(data: bytes) -> Kind:
    """The kind of an upload; raises `Unreadable` for everything that must not be parsed."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"文件超过 {MAX_BYTES // 2**20} MB", "删去表中的图片和无关的工作表，或分几次上传")
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("文件是空的", "核对选的是不是要传的文件")
    for signature, words in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(words, "请传 Excel 表格（.xlsx）或 CSV")
    if data.startswith(_OLE):
        return _of_ole(data)
    return _of_archive(data) if data.startswith(b"PK") else _of_text(data)


def _of_ole(data: bytes) -> Kind:
    """Old Excel, or a new one wrapped because it is encrypted; the container names its streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(*_LOCKED)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise Unreadable(*_MACROS)
    if "WordDocument".encode("utf-16-le") in data:
        raise Unreadable("这是 Word 文档，不是表格", "请传 Excel 表格（.xlsx）或 CSV")
    return Kind.XLS


def _of_text(data: bytes) -> Kind:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")):
        raise Unreadable("这是网页格式的表格，只是改了扩展名", _SAVE_AS)
    if head.startswith((b"<?xml", b"<!doctype")):
        raise Unreadable("这是 XML 格式的文件", _SAVE_AS)
    return Kind.TEXT


def _of_archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            return _judge(entries, archive, len(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise Unreadable("文件已损坏", _SAVE_AS) from error


def _judge(entries: list[zipfile.ZipInfo], archive: zipfile.ZipFile, size: int) -> Kind:
    """Only the directory is read here: a bomb is refused in under a millisecond."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * packed):
        raise Unreadable("文件解开后过大，不像正常的表格", f"只留要传的工作表，{_SAVE_AS}")
    if packed > size or len({entry.filename for entry in entries}) < len(entries):
        raise Unreadable("文件结构异常：各部分互相重叠", _SAVE_AS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(*_LOCKED)
    if any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries):
        raise Unreadable("文件里有链接", _SAVE_AS)
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(*_MACROS)
    if any(name.endswith(_NESTED) for name in names):
        raise Unreadable("表格里嵌有别的文件", "删去嵌入的附件，保存后再传")
    return _of_names(set(names), archive)


def _of_names(names: set[str], archive: zipfile.ZipFile) -> Kind:
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "mimetype" in names and archive.read("mimetype").strip() == b"application/vnd.oasis.opendocument.spreadsheet":
        return Kind.ODS
    if "xl/workbook.bin" in names:
        raise Unreadable("这是二进制工作簿（.xlsb）", _SAVE_AS)
    if "word/document.xml" in names:
        raise Unreadable("这是 Word 文档，不是表格", "请传 Excel 表格（.xlsx）或 CSV")
    raise Unreadable("这是压缩包，不是表格", "解压后传里面的表格")
