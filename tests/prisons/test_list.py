"""The list of inmates: who sees whom, what finds whom, and at what cost."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.cast import Cast, sign_in
from tests.prisons.factories import admit, admit_one
from tests.prisons.sheets import document, many, row

CANARY = "金丝雀"
PAGES = ("/inmates/?state=all", f"/inmates/?q={CANARY}", "/inmates/print/", "/inmates/export/")


def test_a_stranger_is_sent_to_log_in(cast: Cast) -> None:
    answer = Client().get("/inmates/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


@pytest.mark.parametrize("who", ["admin", "root", "lu"])
def test_officers_without_the_matter_are_refused(cast: Cast, who: str) -> None:
    admit_one(cast, name=CANARY)
    answer = sign_in(cast.officers[who]).get("/inmates/")
    assert answer.status_code == 403
    assert CANARY not in answer.content.decode()


@pytest.mark.parametrize("who", ["lan", "yin", "chang"])
@pytest.mark.parametrize("page", PAGES)
def test_the_neighbour_finds_nobody_of_ours(cast: Cast, who: str, page: str) -> None:
    planted = admit_one(cast, name=CANARY)
    client = sign_in(cast.officers[who])
    content = text_of(client.get(page))
    assert CANARY not in content.replace(f'value="{CANARY}"', "")
    assert planted.number not in content
    assert client.get(f"/inmates/{planted.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["tang", "hao", "chen", "pei", "qin", "ward"])
def test_our_own_people_see_the_inmate(cast: Cast, who: str) -> None:
    planted = admit_one(cast, name=CANARY)
    client = sign_in(cast.officers[who])
    assert CANARY in client.get("/inmates/").content.decode()
    assert client.get(f"/inmates/{planted.pk}/").status_code == 200


def test_a_ward_officer_sees_the_own_ward_alone(cast: Cast) -> None:
    other = admit_one(cast, name=CANARY, ward="二监区")
    client = sign_in(cast.ward)
    assert CANARY not in client.get("/inmates/").content.decode()
    assert client.get(f"/inmates/{other.pk}/").status_code == 404


def test_an_inmate_without_a_ward_is_the_section_s_alone(cast: Cast) -> None:
    admit_one(cast, name=CANARY, ward="")
    assert CANARY in sign_in(cast.tang).get("/inmates/").content.decode()
    assert CANARY not in sign_in(cast.ward).get("/inmates/").content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "祁云山", "云山", "祁雲山", "祁守信", "qiyunshan", "qiyun", "QYS", "qsx", "9901200001", "200001", "99012",
        document(1), document(1)[-4:], document(1)[-6:], "云山 9901", "ｑｙｓ",
    ],
)  # fmt: skip
def test_an_inmate_is_found_by(cast: Cast, words: str) -> None:
    admit(cast, row(former_names="祁守信"), row(number="9902200002", name="陈砚池", id_number=document(2, "19770101")))
    content = sign_in(cast.chen).get("/inmates/", {"q": words}).content.decode()
    assert "祁云山" in content
    assert "陈砚池" not in content


@pytest.mark.parametrize("words", ["yunshan", "1985", "012000", "%", "_", "祁%山", "' OR 1=1 --", "\\", "��", "·"])
def test_what_is_no_beginning_finds_nobody(cast: Cast, words: str) -> None:
    admit_one(cast)
    answer = sign_in(cast.chen).get("/inmates/", {"q": words})
    assert answer.status_code == 200
    assert "9901200001" not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("category=A7", True), ("category=A1", False), ("sentence=fixed", True), ("sentence=life", False),
        ("missing=1", False), ("vulnerable=aged", False), ("vulnerable=ill", True), ("within=30", False),
        ("state=out", False), ("state=all", True),
    ],
)  # fmt: skip
def test_filters_keep_who_they_say(cast: Cast, query: str, found: bool) -> None:
    admit_one(cast, vulnerable="病犯")
    content = sign_in(cast.chen).get(f"/inmates/?{query}").content.decode()
    assert ("9901200001" in content) is found


def test_release_within_thirty_days_counts_from_today(cast: Cast, set_clock) -> None:  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    admit_one(cast, ends_now="2026-12-20")
    set_clock(datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert "9901200001" in sign_in(cast.chen).get("/inmates/?within=30").content.decode()
    set_clock(datetime(2026, 11, 19, 1, tzinfo=UTC))
    assert "9901200001" not in sign_in(cast.chen).get("/inmates/?within=30").content.decode()


def test_the_aged_are_told_by_their_birthday(cast: Cast) -> None:
    admit_one(cast, born_on="1958-01-01", id_number=document(3, "19580101"))
    assert "9901200001" in sign_in(cast.chen).get("/inmates/?vulnerable=aged").content.decode()


@pytest.mark.parametrize("query", ["ward=abc", "ward=999999999", "category=ZZ", "within=1", "page=zzz", "sort=drop"])
def test_a_spoilt_address_is_no_error(cast: Cast, query: str) -> None:
    admit_one(cast)
    assert sign_in(cast.chen).get(f"/inmates/?{query}").status_code == 200


def test_pages_are_counted_and_cut_alike_wherever_the_address_points(cast: Cast) -> None:
    admit(cast, *many(53))
    client = sign_in(cast.chen)
    for asked, rows in (("1", 50), ("", 50), ("0", 50), ("zzz", 50), ("2", 3), ("99", 3), ("9" * 40, 50)):
        answer = client.get(f"/inmates/?page={asked}")
        content = answer.content.decode()
        assert answer.context["page"].number == (1 if rows == 50 else 2)
        assert (content.count('<td class="art">'), "共 53 人" in content) == (rows, True), asked
    assert "共 0 人" in client.get("/inmates/?q=无此人").content.decode()


def test_a_page_of_thirty_costs_what_a_page_of_one_costs(cast: Cast) -> None:
    admit(cast, *many(1))
    client = sign_in(cast.chen)
    client.get("/inmates/")
    with CaptureQueriesContext(connection) as one:
        client.get("/inmates/")
    admit(cast, *many(30))
    with CaptureQueriesContext(connection) as thirty:
        content = client.get("/inmates/").content.decode()
    assert content.count("<tr>") > 30
    assert len(thirty) == len(one)


def test_the_workbook_holds_exactly_what_is_seen(cast: Cast, audited) -> None:  # type: ignore[no-untyped-def]
    kept = admit_one(cast, name="龚䶮𠅤")
    admit(cast, row(number="9901200009", name="二监人", ward="二监区", id_number=document(9, "19700101")))
    answer = sign_in(cast.tang).get(f"/inmates/export/?ward={cast.ward1.pk}")
    lines = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert [line[:2] for line in lines] == [("罪犯编号", "姓名"), ("9901200001", "龚䶮𠅤")]
    assert audited("prisons.export_list")[0].detail == {"ids": [kept.pk]}


def test_the_list_alone_is_sent_to_a_filter(cast: Cast) -> None:
    admit_one(cast)
    content = sign_in(cast.chen).get("/inmates/", headers={"HX-Request": "true"}).content.decode()
    assert content.lstrip().startswith("<section")


def text_of(answer) -> str:  # type: ignore[no-untyped-def]
    """What an answer says, pages and workbooks alike."""
    if "spreadsheet" not in answer["Content-Type"]:
        return str(answer.content.decode())
    book = load_workbook(BytesIO(answer.content))
    return "\n".join(str(cell) for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line)


def test_the_auditor_reads_in_chinese_who_printed_and_who_exported(cast: Cast) -> None:
    procurator = sign_in(cast.chen)
    for path in ("/inmates/print/", "/inmates/export/"):
        assert procurator.get(path).status_code == 200
    shown = sign_in(cast.lu).get("/audit/").content.decode()
    assert "打印罪犯名单" in shown
    assert "导出罪犯名单" in shown
