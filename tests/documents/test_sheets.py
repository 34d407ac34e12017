"""The rendered paper, measured: GB/T 9704-2012 (law.md §5.1), fonts, rare characters, PDF/A-3u with its facts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest
from django.conf import settings

from procuratorate.documents.engine.leaf import Leaf
from procuratorate.documents.engine.press import Order
from procuratorate.documents.engine.printing import order_for, print_paper, sheet_for_screen
from procuratorate.documents.registry import KINDS
from procuratorate.documents.samples import samples
from procuratorate.lib.errors import Unacceptable
from tests.documents.factories import sample
from tests.documents.measuring import Page, fonts, pages

MADE = datetime(2026, 11, 6, 2, 0, tzinfo=UTC)
OURS = {"Paper-Fang", "Paper-Kai", "Paper-Hei", "Paper-Song", "Paper-Title", "Paper-Rare"}
SENTENCE = "会议听取第三批审查情况并研究财产性判项结案方式的认定由刑罚执行科逐件复核后将结果抄送驻监检察室"
NAMES = (
    "喆堃镕彧䶮㛃𠅤垚赟頔翀珺玥昶旻晟昱煜燚淼焱犇骉羴麤鱻皛皕嘦劢赑奡婧婠姮娉"
    "娴嬿孖孟孮宓寔尒峣岿崟嵚巘巚帡幪庼廑弢弸彀彣徉恂"
)
# Every 82nd of the unified ideographs: what a census finds in names, whatever the source of the judgment.
RARE = "".join(dict.fromkeys([*NAMES, *(chr(code) for code in range(0x4E00, 0x9FA6, 82))]))


def printed(kind: str, leaf: Leaf, facts: dict[str, Any]) -> bytes:
    return print_paper(order_for(KINDS[kind], leaf, facts, MADE)).pdf


@cache
def sheets() -> dict[str, bytes]:
    """Every sample, printed in one process, as `make samples` does it."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "manage.py", "samples", "--into", folder]
        environment = os.environ | {"SECRET_KEY": settings.SECRET_KEY}
        subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=True)
        return {path.stem.partition(" ")[2]: path.read_bytes() for path in Path(folder).iterdir()}


def of(label: str) -> bytes:
    return sheets()[label]


@cache
def full() -> list[Page]:
    """Minutes of pure Han text over several pages: every line can be as long as the law lets it be."""
    one = sample("联席会议纪要")
    facts = one.facts | {"sections": [[0, SENTENCE * 40]], "title": "议定事项"}
    return pages(printed(one.kind, one.head, facts))


def test_a_line_holds_28_characters_and_a_page_22_lines() -> None:
    page = full()[1]
    body = page.lines[:-1]
    assert {len(line.text) for line in body} == {28}
    assert len(body) == 22
    steps = [after.middle - before.middle for before, after in pairwise(body)]
    assert max(steps) - min(steps) < 0.1


@pytest.mark.parametrize(("number", "left", "right"), [(1, 26, 182), (2, 28, 184)])
def test_the_type_area_is_156_by_225_with_28_at_the_binding(number: int, left: float, right: float) -> None:
    """Even pages have the binding at their right."""
    page = full()[number]
    assert (round(page.width), round(page.height)) == (210, 297)
    body = page.lines[:-1]
    assert {round(line.left) for line in body} == {left}
    assert all(abs(line.right - right) < 0.6 for line in body)
    assert 37 <= body[0].top <= 41
    assert 257 <= body[-1].bottom <= 262.1


def test_page_numbers_stand_outside_one_character_in() -> None:
    odd, even = full()[2].lines[-1], full()[1].lines[-1]
    assert (odd.text, even.text) == ("—3—", "—2—")
    assert abs(odd.right - (184 - 5.6)) < 1
    assert abs(even.left - (26 + 5.6)) < 1
    assert abs(odd.middle - (262 + 7)) < 1


def test_the_red_mark_is_35_mm_below_the_type_area() -> None:
    """The line box of the mark, 22 mm high, begins there; its characters stand in the middle of it."""
    (first, *_) = pages(of("联席会议纪要"))
    mark = first.lines[0]
    assert mark.text == "联席会议纪要"
    assert abs(mark.middle - (37 + 35 + 11)) < 1.5
    assert abs((mark.left + mark.right) / 2 - (28 + 78)) < 3


def test_the_colophon_ends_on_the_lower_edge_of_the_last_page() -> None:
    last = pages(of("联席会议纪要"))[-1]
    line = next(line for line in last.lines if "印发" in line.text)
    assert 253 < line.bottom < 262.5
    assert line.text.startswith("临澄城郊地区人民检察院办公室")


def test_the_date_ends_four_characters_from_the_right_under_the_name() -> None:
    (page,) = pages(of("纠正意见书"))
    date = next(line for line in page.lines if line.text.endswith("2026年11月6日"))
    assert abs(date.right - (184 - 4 * 5.64)) < 1.5


def test_stub_and_return_slip_are_leaves_without_a_number() -> None:
    whole = pages(of("纠正违法通知书"))
    assert [page.lines[-1].text.startswith("—") for page in whole] == [True, False, False]
    assert "存根" in "".join(line.text for line in whole[1].lines)
    assert "回执" in "".join(line.text for line in whole[2].lines)


def test_the_roster_lies_across_a3_and_fits_one_width() -> None:
    whole = pages(of("罪犯花名册"))
    assert {(round(page.width), round(page.height)) for page in whole} == {(420, 297)}
    assert all(line.left >= 14 and line.right <= 407 for page in whole for line in page.lines)
    assert all(any("罪犯编号" in line.text for line in page.lines) for page in whole), "heads on every page"


def test_a_draft_says_so_on_every_page_and_carries_no_code() -> None:
    told = ["".join(line.text for line in page.lines) for page in pages(of("纠正违法通知书（草稿）"))]
    assert all("未" in words and "印" in words and "草" in words for words in told)
    assert not any("核验码" in words for words in told)


@pytest.mark.parametrize("label", [one.label for one in samples()])
def test_every_kind_prints_in_our_own_faces_with_its_facts(label: str) -> None:
    one, pdf = sample(label), of(label)
    found = fonts(pdf)
    assert all(found.values()), "every font is embedded"
    assert set(found) <= OURS
    assert facts_in(pdf)["facts"] == json.loads(json.dumps(one.facts))
    assert facts_in(pdf)["number"] == one.number


def facts_in(pdf: bytes) -> dict[str, Any]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        told: dict[str, Any] = json.loads(opened.attachments["facts.json"].get_file().read_bytes())
    return told


def test_rare_characters_of_names_are_there_and_can_be_read_out() -> None:
    assert len(RARE) >= 300
    one = sample("公示")
    rows = [["一监区", RARE[place : place + 4], "盗窃罪", "五年", "减刑"] for place in range(0, len(RARE), 4)]
    pdf = printed(one.kind, one.head, one.facts | {"rows": rows})
    read = "".join(line.text for page in pages(pdf) for line in page.lines)
    assert [character for character in RARE if character not in read] == []
    assert set(fonts(pdf)) <= OURS


def test_a_character_no_face_has_is_told_by_its_number_and_never_a_box() -> None:
    """Names of the extensions B to G as far as the faces go: 𠅤 is there, U+2A6A5 (sixty-four strokes) is not."""
    one = sample("公示")
    rows = [["一监区", name, "盗窃罪", "五年", "减刑"] for name in ("莫𠅤", "龚㛃", "祁\U0002a6a5")]
    read = "".join(
        line.text for page in pages(printed(one.kind, one.head, one.facts | {"rows": rows})) for line in page.lines
    )
    assert all(name in read for name in ("莫𠅤", "龚㛃", "〔缺字U+2A6A5〕"))
    assert "〔缺字U+2A6A5〕" in sheet_for_screen(one.rule, one.head, one.facts | {"rows": rows})


def test_the_file_is_built_as_pdf_a_3u() -> None:
    """Structure as pikepdf reads it; no validator is at hand."""
    with pikepdf.open(BytesIO(of("检察意见书（同意名单）"))) as opened, opened.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "U")
        assert opened.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert opened.Root.AF[0].AFRelationship == pikepdf.Name.Data
        assert not opened.is_encrypted
        assert "/JavaScript" not in opened.Root.get("/Names", {})
        assert told["dc:title"] == "检察意见书"


def test_the_same_order_gives_the_same_bytes() -> None:
    one = sample("纠正意见书")
    order = order_for(one.rule, one.head, one.facts, MADE)
    assert print_paper(order).pdf == print_paper(order).pdf


def test_a_sheet_loads_nothing_from_elsewhere() -> None:
    order = Order('<img src="file:///etc/hostname">', [], "{}", MADE.timestamp())
    with pytest.raises(Unacceptable, match="排版没有成功"):
        print_paper(order)


def test_what_somebody_typed_stays_words() -> None:
    one = sample("纠正意见书")
    words = sheet_for_screen(one.rule, one.head, one.facts | {"paragraphs": ["<script>alert(1)</script>"]})
    assert "<script>" not in words
