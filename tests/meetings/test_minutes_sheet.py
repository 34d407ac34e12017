"""The minutes as this field fills their sheet, measured as printed (the sheet itself: tests/documents/test_sheets)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import pikepdf

from meetings.models import Attendance, Countersign, Meeting, Minutes
from meetings.papers import MINUTES
from meetings.rendering import attended, facts_of, ordinal
from procuratorate.documents.engine.leaf import Leaf
from procuratorate.documents.engine.printing import order_for, print_paper
from procuratorate.documents.registry import KINDS
from procuratorate.organs.models import Organ
from tests.documents.measuring import Page, fonts, pages
from tests.documents.test_sheets import MADE, OURS, RARE, SENTENCE

AT = datetime(2026, 12, 3, 2, 0, tzinfo=UTC)


def _meeting() -> Meeting:
    house = Organ(pk=1, name="临澄城郊地区人民检察院", short_name="城郊院")
    office = Organ(pk=2, name="驻青岑监狱检察室", short_name="检察室", house=house)
    site = Organ(pk=3, name="澜江省青岑监狱", short_name="青岑监狱")
    return Meeting(office=office, site=site, host=office, title="2026年下半年联席会议", held_on=date(2026, 12, 2))


@cache
def _pdf() -> bytes:
    """Three hundred rare characters as names of those present, pure Han text between them."""
    meeting = _meeting()
    names = [RARE[place : place + 3] for place in range(0, len(RARE), 3)]
    people = [Attendance(name=name, came_at=AT, organ=meeting.site) for name in names]
    signed = [
        Countersign(name=name, organ=side, at=AT)
        for name, side in (("裴明山", meeting.office), ("郝景川", meeting.site))
    ]
    text = Minutes(sections=[[0, SENTENCE * 40]], content_hash="0" * 64)
    leaf = Leaf(
        organ="临澄城郊地区人民检察院", name="联席会议纪要", title=meeting.title, number="临城郊联纪〔2026〕2号",
        day="2026年12月3日", code="2B7K-9QXM-4DTR-H8WZ",
    )  # fmt: skip
    return print_paper(order_for(KINDS[MINUTES], leaf, facts_of(meeting, text, people, signed), MADE)).pdf


def _pages() -> list[Page]:
    return pages(_pdf())


def test_a_page_of_the_minutes_holds_22_lines_of_28_characters_within_its_margins() -> None:
    page = _pages()[1]
    body = page.lines[:-1]
    assert (len(body), {len(line.text) for line in body}) == (22, {28})
    assert {round(line.left) for line in body} == {26}  # an even page: the binding is at the right
    assert all(abs(line.right - 182) < 0.6 for line in body)
    assert page.lines[-1].text == "—2—"


def test_every_rare_name_is_printed_in_our_faces_and_read_out_again() -> None:
    read = "".join(line.text for page in _pages() for line in page.lines)
    assert len(RARE) >= 300
    assert [character for character in RARE if character not in read] == []
    found = fonts(_pdf())
    assert all(found.values())
    assert set(found) <= OURS


def test_both_signatures_and_the_colophon_stand_on_the_paper_and_the_structure_is_pdf_a_3u() -> None:
    read = "".join(line.text for page in _pages()[-2:] for line in page.lines)
    assert "会签：裴明山（检察室，2026-12-03）" in read
    assert "抄送：澜江省青岑监狱。" in read
    with pikepdf.open(BytesIO(_pdf())) as opened, opened.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "U")


def test_who_came_for_somebody_and_who_is_excused_is_named_as_such() -> None:
    people = [
        Attendance(name="郝景川", presence="present", came_at=AT),
        Attendance(name="沈维岳", presence="substituted", came_at=AT, note="唐晓溪"),
        Attendance(name="覃海波", presence="excused", note="出差"),
        Attendance(name="沈若谷", presence="present", came_at=AT, sits_in=True),
        Attendance(name="秦立新"),
    ]
    told = [["出席", ["郝景川", "唐晓溪（代沈维岳）"]], ["请假", ["覃海波（出差）"]], ["列席", ["沈若谷"]]]
    assert attended(people) == told


def test_items_are_numbered_as_papers_number_them() -> None:
    assert [ordinal(number) for number in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]
