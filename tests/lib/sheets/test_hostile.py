"""What must be refused before, or while, it is parsed: always in words, never by falling over."""

import stat
import zipfile
from io import BytesIO

import pytest

from procuratorate.lib.sheets import Unreadable, open_sheet
from procuratorate.lib.sheets.guards import MAX_BYTES
from tests.lib.sheets.builders import LAYOUT, SHEET, csv_lines, part, repacked, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(data: bytes, filename: str = "名单.xlsx") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        open_sheet(data, filename, LAYOUT)
    assert caught.value.mending
    return caught.value


def test_a_zip_bomb_is_refused_by_its_directory_alone():
    bomb = repacked(workbook(), {SHEET: bytes(101 * 2**20)})
    assert len(bomb) < 2**20
    assert "过大" in refused(bomb).reason


def test_a_part_packed_a_hundredfold_is_refused():
    assert "过大" in refused(repacked(workbook(), {"xl/media/pad.xml": b" " * 20 * 2**20})).reason


def test_a_bomb_that_lies_about_its_size_dies_in_the_child():
    data = bytearray(repacked(workbook(), {SHEET: b" " * 10 * 2**20}))
    for entry in _central_entries(data):
        if data[entry + 46 :].startswith(SHEET.encode()):
            data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    assert "文件读不出" in refused(bytes(data)).reason


def test_parts_that_overlap_are_refused():
    data = bytearray(workbook())
    for entry in _central_entries(data):
        data[entry + 20 : entry + 24] = (len(data)).to_bytes(4, "little")
    assert "重叠" in refused(bytes(data)).reason


def test_too_many_parts_are_refused():
    assert "过大" in refused(repacked(workbook(), {f"xl/{n}.xml": b"" for n in range(2001)})).reason


def test_an_archive_within_the_archive_is_refused():
    assert "嵌有别的文件" in refused(repacked(workbook(), {"xl/embeddings/a.zip": b"PK"})).reason


def test_a_symbolic_link_is_refused():
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "链接" in refused(out.getvalue()).reason


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused(code):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0" encoding="{code}"?><!DOCTYPE x [<!ENTITY l0 "哈">{laughs}]>'
    xml = head + part(workbook(), SHEET).decode().replace("唐砚平", "&l9;")
    assert "XML 声明" in refused(repacked(workbook(), {SHEET: xml.encode(code)})).reason


def test_a_file_entity_reads_no_file():
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    assert "XML 声明" in refused(repacked(workbook(), {SHEET: head + part(workbook(), SHEET)})).reason


def test_a_workbook_with_macros_is_refused_under_any_name():
    with_macros = repacked(workbook(), {"xl/vbaProject.bin": b"macro"})
    assert refused(with_macros, "名单.xlsm").reason == refused(with_macros, "名单.xlsx").reason == "文件带有宏"
    assert "不带宏" in refused(OLE + "_VBA_PROJECT".encode("utf-16-le"), "名单.xls").mending


def test_an_encrypted_workbook_asks_for_the_password_to_be_taken_off():
    assert "去掉打开密码" in refused(OLE + "EncryptedPackage".encode("utf-16-le")).mending
    locked = bytearray(workbook())
    for entry in _central_entries(locked):
        locked[entry + 8] |= 1
    assert "密码" in refused(bytes(locked)).reason


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", bytes(100)])
def test_an_empty_file_is_called_empty(data):
    assert refused(data).reason == "文件是空的"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"<html><table><tr><td>\xe5\xa7\x93\xe5\x90\x8d", "网页"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>', "XML"),
        (b"PK\x03\x04 half a file", "已损坏"),
        (OLE + bytes(2000), "文件读不出"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word"),
        (b"\x00\x01\x02\xff\xfe\xfd" * 50, "没有找到表头"),
        (b"\x00\xdc\x41\x00" * 50, "编码认不出"),
        (b"\x81\x20\xff\x39" * 50, "编码认不出"),
        (b'"' + b"a" * 200_000, "引号或分隔符"),
        ("今天开会，带上材料。\n第二行".encode(), "没有找到表头"),
        (b"x" * (MAX_BYTES + 1), "超过 20 MB"),
    ],
)
def test_what_is_no_list_is_told_what_it_is(data, reason):
    assert reason in refused(data).reason


def test_a_zip_that_is_no_workbook_is_told_so():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("名单.csv", csv_lines())
    assert "解压" in refused(out.getvalue()).mending
    assert "Word" in refused(repacked(out.getvalue(), {"word/document.xml": b"<w/>"})).reason
    assert "xlsb" in refused(repacked(out.getvalue(), {"xl/workbook.bin": b""})).reason


def test_one_stray_cell_in_the_last_corner_kills_no_server():
    assert "读不出" in refused(workbook(change=lambda sheet, _: sheet.cell(1_048_576, 16_384, " "))).reason


def test_the_child_has_little_memory_and_a_stray_cell_cannot_take_ours():
    assert "读不出" in refused(workbook(change=lambda sheet, _: sheet.cell(200_000, 200, " "))).reason


def test_more_rows_than_anyone_holds_are_refused():
    assert "20000行" in refused(workbook(change=lambda sheet, _: sheet.cell(30_000, 1, "x"))).reason
    assert "20000行" in refused(csv_lines(*[["1", "a"]] * 20_001).encode()).reason


def test_broken_xml_is_refused_in_words():
    assert "文件读不出" in refused(repacked(workbook(), {SHEET: b"<worksheet><sheetData><row>"})).reason
    assert "文件读不出" in refused(repacked(workbook(), {"xl/workbook.xml": b"<oops"})).reason


def _central_entries(data: bytearray) -> list[int]:
    """Offsets of the directory's entries."""
    found, at = [], data.find(b"PK\x01\x02")
    while at >= 0:
        found.append(at)
        at = data.find(b"PK\x01\x02", at + 4)
    return found
