"""Registers of the resident office: filled and written lines, freezing, 续报; strangers know of nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from openpyxl import load_workbook

from procuratorate.documents.models import Entry, FormerEntry, Paper
from procuratorate.documents.registers import REGISTERS
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.prisons.factories import admit_one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
WORDS = "金丝雀戊在禁闭室的用械记录不全"
MONTH = {"since": "2026-11-01", "until": "2026-11-16"}
MONDAY, TUESDAY = (datetime(2026, 11, day, 2, 0, tzinfo=UTC) for day in (16, 17))
VIOLATIONS = "prison_violations"


def at(cast: Cast, slug: str = VIOLATIONS, rest: str = "") -> str:
    return f"/registers/{cast.qingcen.pk}/{slug}/{rest}"


def write(cast: Cast, who: str = "chen", slug: str = VIOLATIONS, key: str = "new", **changed: Any) -> Any:
    """Fill the second column: what was wrong."""
    told = {"on": "2026-11-09", "version": 0, "c1": WORDS} | changed
    return sign_in(cast.officers[who]).post(at(cast, slug, f"lines/{key}/"), told)


def page(cast: Cast, who: str = "chen", slug: str = VIOLATIONS, query: str = "") -> str:
    answer = sign_in(cast.officers[who]).get(at(cast, slug, query))
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def freeze(cast: Cast, who: str = "chen", slug: str = VIOLATIONS, **changed: Any) -> Any:
    return sign_in(cast.officers[who]).post(at(cast, slug, "freeze/"), MONTH | changed)


def entry() -> Entry:
    with acting_as(BUILDER):
        found: Entry = Entry.objects.latest("pk")
        return found


def frozen() -> list[Paper]:
    with acting_as(BUILDER):
        return list(Paper.objects.filter(kind__startswith="registers.").order_by("pk"))


@pytest.mark.parametrize("who", ["tang", "hao", "ward", "chang", "admin", "lu"])
def test_the_other_side_has_no_part_in_registers(cast: Cast, who: str) -> None:
    write(cast)
    client = sign_in(cast.officers[who])
    assert [client.get(page).status_code for page in ("/registers/", at(cast))] == [403, 403]
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor), pytest.raises((ObjectDoesNotExist, DatabaseError)), transaction.atomic():
        Entry.objects.get()


def test_another_office_does_not_find_the_site(cast: Cast) -> None:
    write(cast)
    client = sign_in(cast.yin)
    assert {client.get(at(cast, rest=rest)).status_code for rest in ("", "sheet/", "list.xlsx", "lines/new/")} == {404}
    assert [write(cast, "yin").status_code, freeze(cast, "yin").status_code] == [404, 404]


def test_a_superior_reads_and_neither_writes_nor_freezes(cast: Cast) -> None:
    write(cast)
    assert WORDS in page(cast, "qin", query="?since=2026-11-01")
    assert [write(cast, "qin").status_code, freeze(cast, "qin").status_code] == [403, 403]


def test_a_register_of_the_other_kind_of_site_is_not_there(cast: Cast) -> None:
    assert sign_in(cast.chen).get(at(cast, "detainees")).status_code == 404


@pytest.mark.parametrize(
    ("told", "said"),
    [({"c1": " "}, "一栏都没有填写"), ({"on": "2026-11-17"}, "今天以后"), ({"on": "昨天"}, "日期读不懂")],
)
def test_what_cannot_be_registered_says_how_to_mend_it(cast: Cast, told: dict[str, str], said: str) -> None:
    answer = write(cast, **told)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_line_bears_its_author_and_stands_in_its_days_alone(cast: Cast) -> None:
    assert write(cast).status_code == 302
    assert WORDS in page(cast)
    assert "陈砚平 2026-11-16" in page(cast)
    assert WORDS not in page(cast, query="?since=2026-10-01&until=2026-10-31")


def test_of_two_who_mend_a_line_the_later_is_told(cast: Cast) -> None:
    write(cast)
    key = f"entry-{entry().pk}"
    assert write(cast, key=key, version=1, c1="改过的").status_code == 302
    assert write(cast, key=key, version=1, c1="又改的").status_code == 409
    assert entry().cells == {"违法情况": "改过的"}


def test_what_a_mended_line_said_before_stays_readable_with_who_wrote_it(cast: Cast) -> None:
    write(cast)
    assert write(cast, "pei", key=f"entry-{entry().pk}", version=1, c1="改过的", on="2026-11-10").status_code == 302
    for reader in ("chen", "qin"):
        mended = page(cast, reader, query="?since=2026-11-01").partition('id="mended"')[2]
        for words in (WORDS, "改过的", "<del>09</del>", "陈砚平", "裴明山"):
            assert words in mended, words
    assert "已改" in page(cast)
    again = write(cast, key=f"entry-{entry().pk}", version=2, c1="改过的", on="2026-11-10")
    assert (again.status_code, "没有改动" in again.content.decode()) == (422, True)


def test_a_former_text_is_the_offices_and_nobody_changes_it(cast: Cast) -> None:
    write(cast)
    write(cast, key=f"entry-{entry().pk}", version=1, c1="改过的")
    with acting_as(BUILDER):
        chen, others = cast.actor("chen"), [cast.actor(who) for who in ("tang", "chang", "yin")]
    for other in others:
        with acting_as(other), pytest.raises((ObjectDoesNotExist, DatabaseError)), transaction.atomic():
            FormerEntry.objects.get()
    for change in (lambda rows: rows.update(cells={}), lambda rows: rows.delete()):
        with acting_as(chen), pytest.raises(DatabaseError), transaction.atomic():
            change(FormerEntry.objects.all())
    with acting_as(chen):
        assert FormerEntry.objects.get().cells == {"违法情况": WORDS}


def test_a_struck_line_leaves_the_register_and_stays_on_record(cast: Cast) -> None:
    write(cast)
    client, address = sign_in(cast.chen), at(cast, rest=f"lines/entry-{entry().pk}/strike/")
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "登记到了别的场所"}).status_code == 302
    body = page(cast)
    assert "登记到了别的场所" in body
    assert WORDS not in client.get(at(cast, rest="sheet/")).content.decode()


def test_the_diary_counts_who_came_left_and_is_held(cast: Cast, set_clock: Callable[[datetime | None], None]) -> None:
    admit_one(cast)
    with acting_as(BUILDER):
        from procuratorate.custody.models import Custody

        Custody.objects.update(since=date(2026, 11, 10))
    client = sign_in(cast.chen)
    sheet = load_workbook(BytesIO(client.get(at(cast, "prison_diary", "list.xlsx")).content)).worksheets[0]
    rows = {str(line[0]): [line[2], line[3], line[4]] for line in sheet.iter_rows(min_row=2, values_only=True)}
    assert [rows["2026-11-09"], rows["2026-11-10"], rows["2026-11-16"]] == [
        ["0", "0", "0"], ["1", "0", "1"], ["0", "0", "1"],
    ]  # fmt: skip


def test_what_the_product_counts_is_not_typed_over_and_the_rest_is_added(cast: Cast) -> None:
    told = {"on": "2026-11-09", "version": 0, "c1": "陈砚平", "c2": "999"}
    answer = sign_in(cast.chen).post(at(cast, "prison_diary", "lines/day-2026-11-09/?on=2026-11-09"), told)
    assert answer.status_code == 302
    assert (entry().source, entry().cells) == ("day-2026-11-09", {"驻监检察人员": "陈砚平"})


def sign(cast: Cast, who: str = "chen", **told: str) -> Any:
    return sign_in(cast.officers[who]).post("/diary/", told)


def diary(cast: Cast) -> dict[str, list[str]]:
    """The diary of this month as exported: by day, cell by cell."""
    client = sign_in(cast.chen)
    sheet = load_workbook(BytesIO(client.get(at(cast, "prison_diary", "list.xlsx")).content)).worksheets[0]
    return {str(line[0]): [str(cell or "") for cell in line] for line in sheet.iter_rows(min_row=2, values_only=True)}


def test_a_day_is_signed_with_a_sentence_of_ones_own_beside_what_is_filled(cast: Cast) -> None:
    assert [sign(cast, who).status_code for who in ("tang", "qin")] == [403, 403]
    assert sign(cast, words="巡查三监区禁闭室").status_code == 302
    assert sign(cast, "pei").status_code == 302  # a colleague signs the same day, and nothing is lost
    assert sign(cast).status_code == 422  # signed already, and nothing said
    assert sign(cast, words="约见两人").status_code == 302
    today = diary(cast)["2026-11-16"]
    assert today[1] == "陈砚平、裴明山"
    assert today[8] == "巡查三监区禁闭室（陈砚平）；约见两人（陈砚平）"
    assert "补记" not in "".join(today)
    html = sign_in(cast.chen).get("/diary/").content.decode()
    assert "约见两人" in html
    assert "改过，看改前的文字" in html


def test_what_is_written_after_its_day_says_so_on_page_and_paper(
    cast: Cast, set_clock: Callable[[datetime | None], None]
) -> None:
    assert sign(cast, words="巡查三监区禁闭室").status_code == 302
    set_clock(TUESDAY)
    day = {"on": "2026-11-16", "c1": "陈砚平", "c8": "巡查三监区禁闭室和医院"}
    line = at(cast, "prison_diary", "lines/day-2026-11-16/?on=2026-11-16")
    assert sign_in(cast.chen).post(line, day | {"version": 1}).status_code == 302
    assert sign_in(cast.pei).post(line.replace("11-16", "11-13"), {"c9": "补一条", "version": 0}).status_code == 302
    told = diary(cast)
    assert told["2026-11-16"][9] == "陈砚平 2026-11-17 补记"
    assert told["2026-11-13"][9] == "补一条；裴明山 2026-11-17 补记"
    assert "补记" in sign_in(cast.chen).get("/diary/").content.decode()
    sheet = sign_in(cast.chen).get(at(cast, "prison_diary", "sheet/")).content.decode()
    assert "陈砚平 2026-11-17 补记" in sheet


def test_only_a_diary_marks_what_was_written_later(cast: Cast) -> None:
    write(cast)
    assert "补记" not in page(cast)


def test_text_that_looks_like_a_formula_stays_text(cast: Cast) -> None:
    write(cast, c1='=HYPERLINK("http://x","点")')
    book = load_workbook(BytesIO(sign_in(cast.chen).get(at(cast, rest="list.xlsx")).content))
    cell = book.worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","点")')


def test_a_period_is_frozen_after_its_last_day_and_never_changes(
    cast: Cast, set_clock: Callable[[datetime | None], None]
) -> None:
    write(cast)
    assert freeze(cast, until="2026-11-17").status_code == 422
    assert freeze(cast).status_code == 302
    (paper,) = frozen()
    assert (paper.state, paper.organ, paper.office) == ("issued", cast.suburb, cast.office)
    assert paper.facts["rows"][0][1] == WORDS
    write(cast, key=f"entry-{entry().pk}", version=1, c1="改过的")
    assert frozen()[0].facts_hash == paper.facts_hash
    assert freeze(cast).status_code == 422  # once more only as a correction that says why
    assert freeze(cast, reason="漏了一栏").status_code == 302
    assert [one.state for one in frozen()] == ["superseded", "issued"]


def test_later_facts_are_continued_and_nothing_else(cast: Cast, set_clock: Callable[[datetime | None], None]) -> None:
    write(cast)
    freeze(cast)
    client = sign_in(cast.chen)
    assert client.post(at(cast, rest="continue/"), MONTH).status_code == 409  # nothing came since
    set_clock(TUESDAY)
    write(cast, on="2026-11-13", c1="续报的一件")
    assert "续报这 1 行" in page(cast, query="?since=2026-11-01&until=2026-11-16")
    assert client.post(at(cast, rest="continue/"), MONTH).status_code == 302
    first, second = frozen()
    assert (first.state, [row[1] for row in second.facts["rows"]]) == ("issued", ["续报的一件"])
    assert first.facts_hash[:16] in second.facts["lead"]
    assert "冻结以后没有新的情况" in page(cast, query="?since=2026-11-01&until=2026-11-16")


def test_an_assistant_writes_and_does_not_freeze(cast: Cast) -> None:
    from tests.cast import officer

    with acting_as(BUILDER):
        from procuratorate.organs.states import Role

        cast.officers["helper"] = officer("J0077", "卓文", cast.office, Role.ASSISTANT)
    assert [write(cast, "helper").status_code, freeze(cast, "helper").status_code] == [302, 403]


@pytest.mark.parametrize("query", ["?since=2026-13-01", "?since=2026-11-10&until=2026-11-01", "?since=2020-01-01"])
def test_days_that_cannot_be_read_say_so(cast: Cast, query: str) -> None:
    assert sign_in(cast.chen).get(at(cast, rest=query)).status_code == 422


@pytest.mark.parametrize("key", ["entry-0", "entry-99999999999999999", "day-2026-11-09", "x"])
def test_a_line_that_is_not_there_is_not_found(cast: Cast, key: str) -> None:
    assert sign_in(cast.chen).get(at(cast, rest=f"lines/{key}/")).status_code == 404


def test_every_register_of_the_prison_opens_empty_and_prints_its_sheet(cast: Cast) -> None:
    client = sign_in(cast.chen)
    home = client.get("/registers/").content.decode()
    for one in (one for one in REGISTERS if one.site.value == "监狱"):
        assert one.name in home
        assert client.get(at(cast, one.slug)).status_code == 200
        assert one.name in client.get(at(cast, one.slug, "sheet/")).content.decode()
