"""A list comes in as a file: every row is answered, the good part goes on, the rest goes back with its mending."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from commutation.models import Batch, Upload
from commutation.services.lists import check_upload
from prisons.models import Inmate
from procuratorate.custody.models import Person
from procuratorate.custody.states import SentenceKind, Sex
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.files import fetch, path_of
from procuratorate.organs.actors import BUILDER, service_actor
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from tests.cast import Cast, sign_in
from tests.commutation.factories import batch_of, commuted, filings, inmates, row

pytestmark = pytest.mark.django_db
Send = Callable[..., Upload]


def _bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (150 * 2**20))
    return out.getvalue()


HOSTILE = {
    "bomb": _bomb(),
    "not a workbook": b"PK\x03\x04 nonsense",
    "picture": b"\x89PNG\r\n\x1a\n",
    "script": b"<html><script>alert(1)</script></html>",
    "binary": bytes(range(256)) * 40,
    "wrong columns": "甲,乙\n1,2\n".encode(),
    "headings alone": "罪犯编号,姓名,提请种类\n".encode(),
}


def problems(upload: Upload, number: int) -> list[tuple[str, str]]:
    """(field, level) of every problem of a row."""
    with acting_as(BUILDER):
        found = upload.rows.get(number=number)
        return [(one["field"], one["level"]) for one in found.problems]


def test_a_good_row_is_accepted_and_filled_from_the_dossier(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    found = upload(batch, [row(qi)])
    assert (found.state, found.accepted, found.refused) == ("checked", 1, 0), problems(found, 2)
    answer = sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert answer.status_code == 302
    [filing] = filings(batch)
    assert (filing.months, filing.facts["delivered_on"], filing.ward_id) == (7, "2021-04-01", cast.ward1.pk)


# Refusals: what stands in the row, why not, how to mend it.


def refused(upload: Upload, number: int) -> dict[str, tuple[str, str, str]]:
    """field → (given, reason, mending) of the refusals of a row."""
    with acting_as(BUILDER):
        found = upload.rows.get(number=number)
        told = [one for one in found.problems if one["level"] == "refused"]
        return {one["field"]: (one["given"], one["reason"], one["mending"]) for one in told}


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"delivered_on": "2021.2.30"}, "送监日期", "二月没有30日"),
    ({"term": "8年6"}, "原判刑期", "读不成刑期"),
    ({"name": "程有余"}, "姓名", "在档案中是"),
    ({"number": "9999999999"}, "罪犯编号", "没有这个编号的在押罪犯"),
    ({"kind": "缓刑"}, "提请种类", "不在代码表内"),
    ({"kind": ""}, "提请种类", "必填"),
    ({"kind": "假释"}, "拟减刑期", "却填了减刑幅度"),
    ({"probation_until": "2028-03-05"}, "假释考验期止", "却填了假释考验期"),
    ({"judged_on": "2021-03-06", "effective_on": "2021-03-05"}, "生效日期", "早于判决日期"),
    ({"effective_on": "2021-04-02"}, "送监日期", "早于生效日期"),
    ({"delivered_on": "2027-01-01"}, "送监日期", "晚于今天"),
    ({"starts_on": "2029-02-01"}, "刑期止", "早于刑期起"),
    ({"earlier_on": "2024-02-20"}, "前次裁定送达日", "间隔自送达日起算"),
    ({"earlier_on": "2024-02-20", "earlier_served_on": "2024-02-19"}, "前次裁定送达日", "早于前次减刑裁定日"),
    ({"earlier_on": "2024-02-20", "earlier_served_on": "缺"}, "前次裁定送达日", "没有说明"),
    ({"earlier_served_on": "2024-03-01"}, "前次减刑裁定日", "没有填前次减刑裁定日"),
    ({"conduct_since": "2026-10", "conduct_until": "2026-09"}, "考核期止", "早于考核期起"),
    ({"property": "罚金2万元", "performance": "无财产性判项"}, "财产判项履行", "却填“无”"),
]


@pytest.mark.parametrize(("changed", "field", "reason"), WRONG)
def test_a_refused_row_names_the_field_the_reason_and_the_mending(
    cast: Cast, batch: Batch, upload: Send, changed: dict[str, Any], field: str, reason: str
) -> None:
    [qi] = inmates(cast.ward1)
    told = refused(upload(batch, [row(qi, **changed)]), 2)
    assert reason in told[field][1]
    assert told[field][2]


def test_nobody_of_another_prison_gets_on_the_list_and_nothing_is_said_of_them(
    cast: Cast, batch: Batch, upload: Send
) -> None:
    [stranger] = inmates(cast.lanpu_ward, names=["岳望舒"])
    found = upload(batch, [row(stranger)])
    assert refused(found, 2)["罪犯编号"][1] == "本监狱没有这个编号的在押罪犯"
    page = sign_in(cast.tang).get(f"/batches/uploads/{found.pk}/").content.decode()
    assert "岚浦" not in page


def test_a_ward_officer_reports_the_own_ward_alone(cast: Cast, batch: Batch, upload: Send) -> None:
    [own], [other] = inmates(cast.ward1), inmates(cast.ward2, first=50)
    found = upload(batch, [row(own), row(other)], by="ward")
    assert (found.accepted, found.refused) == (1, 1)
    assert refused(found, 3)["罪犯编号"][1] == "本监区没有这个编号的在押罪犯"


def test_the_same_number_under_two_names_is_refused_in_both_rows(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    found = upload(batch, [row(qi), row(qi, name="程有余")])
    assert refused(found, 2)["罪犯编号"][1] == "与第3行相同，姓名不同"
    assert refused(found, 3)["罪犯编号"][1] == "与第2行相同，姓名不同"


def test_the_same_person_twice_is_refused_the_second_time(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    found = upload(batch, [row(qi), row(qi)])
    assert (found.accepted, found.refused) == (1, 1)
    assert refused(found, 3)["罪犯编号"][1] == "与第2行重复"


def test_a_person_already_put_forward_in_another_batch_is_refused(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    first = upload(batch, [row(qi)])
    sign_in(cast.tang).post(f"/batches/uploads/{first.pk}/commit/")
    later = batch_of(cast, ordinal=5)
    assert refused(upload(later, [row(qi)]), 2)["罪犯编号"][1] == "已在2026年第四批提请减刑，尚未办结"


@pytest.mark.parametrize(
    ("changed", "kind", "reason"),
    [
        ({"kind": SentenceKind.DETENTION, "months": 6}, "假释", "刑法第81条"),
        ({"kind": SentenceKind.SUSPENDED_DEATH, "months": None}, "假释", "刑法第81条"),
        ({"kind": SentenceKind.LIFE, "months": None, "for_life": True}, "减刑", "终身监禁"),
        ({"kind": SentenceKind.LIFE, "months": None}, "暂予监外执行", "怀孕或者哺乳的妇女"),
        ({"kind": SentenceKind.SUSPENDED_DEATH, "months": None}, "暂予监外执行", "第265条"),
    ],
)
def test_what_the_sentence_does_not_allow_at_all_is_refused(
    cast: Cast, batch: Batch, upload: Send, changed: dict[str, Any], kind: str, reason: str
) -> None:
    [one] = inmates(cast.ward1, **changed)
    months = "7个月" if kind == "减刑" else ""
    assert reason in refused(upload(batch, [row(one, kind=kind, months=months)]), 2)["提请种类"][1]


def test_a_pregnant_woman_serving_life_may_serve_outside(cast: Cast, batch: Batch, upload: Send) -> None:
    [one] = inmates(cast.ward1, kind=SentenceKind.LIFE, months=None, sex=Sex.FEMALE)
    found = upload(batch, [row(one, kind="暂予监外执行", months="")])
    assert found.refused == 0


# Warnings: taken, with a remark.


def test_facts_that_differ_from_the_dossier_are_shown_with_both_values(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    found = upload(batch, [row(qi, delivered_on="2021-04-02")])
    assert found.warned == 1
    page = sign_in(cast.tang).get(f"/batches/uploads/{found.pk}/").content.decode()
    assert "2021-04-02" in page
    assert "档案为“2021-04-01”" in page


def test_performance_without_a_page_is_taken_with_a_warning(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    found = upload(batch, [row(qi, property="罚金2万元", performance="部分履行")])
    assert found.warned == 1
    with acting_as(BUILDER):
        assert "没有票据页码" in [one["reason"] for one in found.rows.get().problems]


def test_an_earlier_commutation_of_the_dossier_brings_its_day_of_service(
    cast: Cast, batch: Batch, upload: Send
) -> None:
    [qi] = inmates(cast.ward1)
    commuted(qi)
    found = upload(batch, [row(qi)])
    assert found.accepted == 1
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert filings(batch)[0].facts["earlier_served_on"] == "2024-03-01"


def test_a_lost_slip_of_service_is_taken_when_the_remark_says_so(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    commuted(qi, served=None)
    assert "必填" in refused(upload(batch, [row(qi)]), 2)["前次裁定送达日"][1]
    found = upload(batch, [row(qi, earlier_served_on="缺", note="回证遗失，已函请法院补寄")])
    assert (found.warned, found.refused) == (1, 0)


def test_rare_characters_stay_as_they_are_and_are_noted(cast: Cast, batch: Batch, upload: Send) -> None:
    [gong] = inmates(cast.ward1, names=["龚䶮𠅤"])
    found = upload(batch, [row(gong)])
    assert (found.refused, problems(found, 2)) == (0, [("姓名", "warned")])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert filings(batch)[0].name == "龚䶮𠅤"


def test_eighteen_zeros_are_an_identity_nobody_knows(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    with acting_as(BUILDER):
        Person.objects.filter(pk=qi.person_id).update(id_number="0" * 18, id_kind="unidentified")
    found = upload(batch, [row(qi, id_number="0" * 18)])
    assert found.refused == 0


# Back and forth.


def test_the_clerks_own_file_comes_back_with_the_mending(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    found = upload(batch, [row(qi, delivered_on="2021.2.30")])
    answer = sign_in(cast.tang).get(f"/batches/uploads/{found.pk}/result.xlsx")
    table = load_workbook(BytesIO(answer.content)).worksheets[0]
    heads = [cell.value for cell in table[1]]
    assert heads[-3:] == ["结果", "原因", "如何改"]
    assert table.cell(2, len(heads) - 2).value == "退回"
    assert "二月没有30日" in table.cell(2, len(heads) - 1).value


def test_mended_rows_come_in_again_and_what_stood_is_not_doubled(cast: Cast, batch: Batch, upload: Send) -> None:
    good, bad = inmates(cast.ward1, 2)
    client = sign_in(cast.tang)
    first = upload(batch, [row(good), row(bad, term="8年6")])
    client.post(f"/batches/uploads/{first.pk}/commit/")
    second = upload(batch, [row(good), row(bad)])
    assert (second.known, second.accepted) == (1, 1)
    client.post(f"/batches/uploads/{second.pk}/commit/")
    assert len(filings(batch)) == 2
    assert "待补正的行" in client.get(f"/batches/{batch.pk}/").content.decode()


def test_only_the_rows_to_mend_come_back_and_can_be_sent_in_again(cast: Cast, batch: Batch, upload: Send) -> None:
    good, bad = inmates(cast.ward1, 2)
    found = upload(batch, [row(good), row(bad, months="七十年")])
    data = sign_in(cast.tang).get(f"/batches/uploads/{found.pk}/result.xlsx?only=refused").content
    table = load_workbook(BytesIO(data)).worksheets[0]
    assert table.max_row == 2
    assert upload(batch, data).total == 1


def test_another_extent_for_someone_on_the_list_replaces_it_after_a_warning(
    cast: Cast, batch: Batch, upload: Send
) -> None:
    [qi] = inmates(cast.ward1)
    client = sign_in(cast.tang)
    client.post(f"/batches/uploads/{upload(batch, [row(qi)]).pk}/commit/")
    again = upload(batch, [row(qi, months="8个月")])
    with acting_as(BUILDER):
        assert "拟减刑期 7个月 → 8个月" in again.rows.get().problems[0]["reason"]
    client.post(f"/batches/uploads/{again.pk}/commit/")
    [filing] = filings(batch)
    assert (filing.months, filing.version) == (8, 2)


def test_commit_asked_for_twice_does_it_once(cast: Cast, batch: Batch, upload: Send) -> None:
    found = upload(batch, [row(one) for one in inmates(cast.ward1, 3)])
    client = sign_in(cast.tang)
    assert [client.post(f"/batches/uploads/{found.pk}/commit/").status_code for _ in range(2)] == [302, 302]
    assert len(filings(batch)) == 3


def test_rows_overtaken_by_a_colleague_are_refused_and_the_others_stand(cast: Cast, batch: Batch, upload: Send) -> None:
    first, second = inmates(cast.ward1, 2)
    mine, theirs = upload(batch, [row(first), row(second)]), upload(batch, [row(first)], by="ward")
    assert sign_in(cast.ward).post(f"/batches/uploads/{theirs.pk}/commit/").status_code == 302
    answer = sign_in(cast.tang).post(f"/batches/uploads/{mine.pk}/commit/")
    assert answer.url == f"/batches/uploads/{mine.pk}/"
    assert "已由他人列入" in refused(mine, 2)["罪犯编号"][1]
    assert [filing.inmate_id for filing in filings(batch)] == [first.pk, second.pk]


def test_a_discarded_upload_reaches_no_list(cast: Cast, batch: Batch, upload: Send) -> None:
    found = upload(batch, [row(one) for one in inmates(cast.ward1)])
    client = sign_in(cast.tang)
    assert client.post(f"/batches/uploads/{found.pk}/discard/").status_code == 302
    assert client.post(f"/batches/uploads/{found.pk}/commit/").status_code == 409
    assert filings(batch) == []


def test_the_template_holds_the_wards_people_and_comes_back_readable(cast: Cast, batch: Batch, upload: Send) -> None:
    inmates(cast.ward1, 2)
    data = sign_in(cast.ward).get(f"/batches/{batch.pk}/template.xlsx").content
    assert upload(batch, data, by="ward").total == 2  # every row lacks what is asked for, and says so


def test_a_check_run_twice_writes_its_rows_once(cast: Cast, batch: Batch, upload: Send) -> None:
    found = upload(batch, [row(one) for one in inmates(cast.ward1, 2)])
    with acting_as(service_actor("jobs")):
        job = Job.objects.get(pk=found.job_id)
    check_upload(job, Progress(job))
    with acting_as(BUILDER):
        assert found.rows.count() == 2


# Hostile files: an answer on the page, never an error.


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_gets_a_sentence_and_the_list_stays_as_it_was(
    cast: Cast, batch: Batch, upload: Send, name: str
) -> None:
    found = upload(batch, HOSTILE[name], name=f"{name}.xlsx")
    assert found.state == "unreadable"
    assert found.fault.endswith("。")
    page = sign_in(cast.tang).get(f"/batches/uploads/{found.pk}/")
    assert page.status_code == 200
    assert "读不出" in page.content.decode()
    assert filings(batch) == []


def test_a_formula_in_a_name_is_text_and_refused_as_no_name(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    found = upload(batch, [row(qi, name='=HYPERLINK("http://例")', note="=1+1")])
    data = sign_in(cast.tang).get(f"/batches/uploads/{found.pk}/result.xlsx").content
    cells = [cell for line in load_workbook(BytesIO(data)).worksheets[0] for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "姓名" in refused(found, 2)


def test_full_width_digits_serial_dates_and_gbk_are_read(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    written = row(qi)
    text = f"罪犯编号,姓名,提请种类,拟减刑期,送监日期\n{written['number']},{written['name']},减刑,７个月,44287\n"
    found = upload(batch, text.encode("gb18030"), name="名单.csv")
    assert (found.warned, found.refused) == (1, 0), problems(found, 2)  # the serial date is said


def test_a_file_over_the_limit_is_413(cast: Cast, batch: Batch, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000
    file = SimpleUploadedFile("名单.xlsx", b"x" * 1001)
    assert sign_in(cast.tang).post(f"/batches/{batch.pk}/import/", {"file": file}).status_code == 413


def test_the_rows_to_mend_come_first_then_those_with_a_warning(cast: Cast, batch: Batch, upload: Send) -> None:
    good, warned, wrong = inmates(cast.ward1, 3)
    found = upload(batch, [row(good), row(warned, performance="终结执行", proof=""), row(wrong, term="8年6")])
    assert (found.accepted, found.warned, found.refused) == (1, 1, 1)
    page = sign_in(cast.tang).get(f"/batches/uploads/{found.pk}/").content.decode()
    assert page.index(wrong.person.name) < page.index(warned.person.name) < page.index(good.person.name)


def test_an_empty_file_is_told_at_once(cast: Cast, batch: Batch) -> None:
    answer = sign_in(cast.tang).post(f"/batches/{batch.pk}/import/", {"file": SimpleUploadedFile("名单.xlsx", b"")})
    assert answer.status_code == 422
    assert "文件是空的" in answer.content.decode()


def test_a_stored_file_whose_bytes_changed_is_not_read(cast: Cast, batch: Batch, upload: Send) -> None:
    found = upload(batch, [row(one) for one in inmates(cast.ward1)])
    path_of(found.stored).write_bytes(b"something else")
    with pytest.raises(ValueError, match="does not match"):
        fetch(found.stored)


def test_what_is_listed_is_hashed_as_the_facts_it_shows(cast: Cast, batch: Batch, upload: Send) -> None:
    one, other = inmates(cast.ward1, 2)
    found = upload(batch, [row(one, note="引“号”\\反斜杠，\t制表"), row(other, months=7, points=12.5)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    listed = filings(batch)
    assert len(listed) == 2, [problems(found, number) for number in (2, 3)]
    assert [one.facts_hash for one in listed] == [sm3_of(one.facts) for one in listed]
    assert [one.months for one in listed] == [7, 7]


def test_an_inmate_put_forward_by_another_prison_meanwhile_is_refused_not_an_error(
    cast: Cast, batch: Batch, upload: Send
) -> None:
    one, other = inmates(cast.ward1, 2)
    found = upload(batch, [row(one), row(other)])
    with acting_as(BUILDER):
        Inmate.objects.filter(pk=one.pk).update(prison=cast.lanpu, ward=cast.lanpu_ward)
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert [filing.inmate_id for filing in filings(batch)] == [other.pk]
    with acting_as(BUILDER):
        found.refresh_from_db()
        assert found.rows.get(number=2).problems[-1]["reason"] == "检查以后已离监或调出"
        assert (found.accepted + found.warned, found.refused) == (1, 1)
