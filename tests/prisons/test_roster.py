"""A roster from the clerk's workbook to the list, and her own file back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from prisons.models import Inmate, Roster
from prisons.services.roster import LAYOUT
from procuratorate.custody.models import Correction, Custody, Offence, Person
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import JobState
from procuratorate.work.services import run_job
from tests.cast import Cast, sign_in
from tests.prisons.factories import admit, admit_one
from tests.prisons.sheets import document, many, row, workbook
from tests.prisons.test_edit import opened


def uploaded(client: Client, data: bytes, name: str = "花名册.xlsx") -> Roster:
    """Upload a file, let the worker check it, read the roster."""
    answer = client.post("/inmates/import/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return worked(int(answer["Location"].split("/")[-2]))


def worked(pk: int) -> Roster:
    with acting_as(BUILDER):
        job_id = Roster.objects.get(pk=pk).job_id
    assert job_id is not None
    assert run_job(job_id=job_id) == JobState.DONE
    with acting_as(BUILDER):
        return Roster.objects.get(pk=pk)


def committed(client: Client, roster: Roster) -> Roster:
    assert client.post(f"/inmates/import/{roster.pk}/commit/").status_code == 302
    return worked(roster.pk)


def problems(roster: Roster) -> list[tuple[str, str]]:
    return [(one["column"], one["reason"]) for found in roster.findings for one in found["problems"]]


@pytest.mark.parametrize("who", ["ward", "hao", "chen", "admin"])
def test_only_the_execution_section_uploads(cast: Cast, who: str) -> None:
    file = SimpleUploadedFile("花名册.xlsx", workbook([row()]))
    assert sign_in(cast.officers[who]).post("/inmates/import/", {"file": file}).status_code == 403


def test_a_file_over_the_limit_is_413_and_an_empty_one_says_so(cast: Cast, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000
    client = sign_in(cast.tang)
    for data, status, told in ((b"x" * 1001, 413, "20 MB"), (b"", 422, "文件是空的")):
        answer = client.post("/inmates/import/", {"file": SimpleUploadedFile("花名册.xlsx", data)})
        assert answer.status_code == status
        assert told in answer.content.decode()


def test_a_neighbour_s_roster_is_not_there(cast: Cast) -> None:
    roster = uploaded(sign_in(cast.tang), workbook([row()]))
    client = sign_in(cast.lan)
    assert client.get(f"/inmates/import/{roster.pk}/").status_code == 404
    assert client.get(f"/inmates/import/{roster.pk}/file/").status_code == 404
    assert client.post(f"/inmates/import/{roster.pk}/commit/").status_code == 404


@pytest.mark.parametrize(
    ("written", "offences"),
    [
        ("走私、贩卖、运输、制造毒品罪", ["走私、贩卖、运输、制造毒品罪"]),
        ("组织、领导、参加黑社会性质组织罪、抢劫罪", ["组织、领导、参加黑社会性质组织罪", "抢劫罪"]),
        ("抢劫罪，走私,贩卖毒品罪；盗窃罪", ["抢劫罪", "走私、贩卖毒品罪", "盗窃罪"]),
        ("抢劫罪、抢劫罪", ["抢劫罪"]),
        ("抢劫、盗窃", ["抢劫", "盗窃"]),
    ],
)
def test_an_offence_keeps_the_commas_of_its_own_name(cast: Cast, written: str, offences: list[str]) -> None:
    client = sign_in(cast.tang)
    committed(client, uploaded(client, workbook([row(offences=written)])))
    with acting_as(BUILDER):
        assert sorted(Offence.objects.values_list("name", flat=True)) == sorted(offences)
        assert Offence.objects.get(is_main=True).name == offences[0]


@pytest.mark.parametrize(
    ("changes", "column", "reason", "mending"),
    [
        ({"ward": "十八监区"}, "监区", "本监狱没有这个监区", "监区"),
        ({"delivered_on": "2021.2.30"}, "送监日", "二月没有30日", "照执行通知书回执上的日期填写"),
        ({"term": "8年6"}, "原判刑期", "读不成刑期", "写作“8年6个月”"),
        ({"change_served_on": ""}, "前次裁定送达日", "有前次减刑者必填，间隔自送达日起算", "缺"),
        ({"change_ruled_on": ""}, "前次裁定日", "填了前次变更，没有填裁定日", "缺"),
        ({"number": "990120000"}, "罪犯编号", "罪犯编号应为10位", "10位"),
        ({"id_number": "990101198503050019"}, "公民身份号码", "校验位不符", "逐位核对"),
        ({"effective_on": "2019-01-01"}, "生效日", "生效日早于判决日", "核对"),
        ({"offences": ""}, "罪名", "必填，没有填", "裁判文书"),
        ({"name": "祁?山"}, "姓名", "丢失的字", "补上"),
        ({"fine": "", "fine_paid": "300"}, "罚金", "没有填判决金额", "判决书"),
        ({"vulnerable": "狂妄"}, "特殊群体", "不在代码表内", "可填"),
    ],
)
def test_a_refused_row_names_the_mending(
    cast: Cast, changes: dict[str, Any], column: str, reason: str, mending: str
) -> None:
    client = sign_in(cast.tang)
    roster = uploaded(client, workbook([row(**changes)]))
    assert (roster.refused, roster.accepted) == (1, 0)
    page = client.get(f"/inmates/import/{roster.pk}/").content.decode()
    told = [one for found in roster.findings for one in found["problems"] if one["column"] == column]
    assert reason in told[0]["reason"]
    assert mending in told[0]["mending"]
    assert told[0]["reason"] in page
    assert client.post(f"/inmates/import/{roster.pk}/commit/").status_code == 422


def test_the_good_part_is_written_and_the_file_comes_back_marked(cast: Cast) -> None:
    client = sign_in(cast.tang)
    bad = row(number="9901200002", name="马退回", id_number=document(2, "19700101"), delivered_on="2021.2.30")
    roster = uploaded(client, workbook([row(name="龚䶮𠅤"), bad]))
    assert (roster.accepted + roster.warned, roster.refused) == (1, 1)
    with acting_as(BUILDER):
        assert Inmate.objects.count() == 0, "a check writes nothing"
    back = load_workbook(BytesIO(client.get(f"/inmates/import/{roster.pk}/file/").content))
    lines = list(back.worksheets[0].iter_rows(values_only=True))
    marks = {title: place for place, title in enumerate(lines[0])}
    assert lines[2][marks["结果"]] == "退回"
    assert "二月没有30日" in lines[2][marks["原因"]]
    assert "照执行通知书回执" in lines[2][marks["如何改"]]
    done = committed(client, roster)
    assert done.outcome == {"new": 1}
    with acting_as(cast.actor("tang")):
        assert Inmate.objects.get().person.name == "龚䶮𠅤"


def test_the_same_roster_twice_changes_nothing(cast: Cast) -> None:
    client = sign_in(cast.tang)
    data = workbook([row(former_names="祁守信", vulnerable="残疾", rights="终身", taking="全部"), *many(4)])
    assert committed(client, uploaded(client, data)).outcome == {"new": 5}
    again = uploaded(client, data)
    assert {one["kind"] for one in again.findings} == {"same"}
    assert committed(client, again).outcome == {"same": 5}
    with acting_as(BUILDER):
        assert (Inmate.objects.count(), Person.objects.count(), Correction.objects.count()) == (5, 5, 0)


def test_a_second_roster_shows_what_it_would_change(cast: Cast) -> None:
    client = sign_in(cast.tang)
    committed(client, uploaded(client, workbook([row()])))
    roster = uploaded(client, workbook([row(delivered_on="2019-04-06", offences="抢劫罪、盗窃罪", education="")]))
    changes = {one["label"]: (one["before"], one["after"]) for one in roster.findings[0]["changes"]}
    assert changes["送监日"] == ("2019-04-20", "2019-04-06")
    assert changes["罪行"] == ("（无）", "盗窃罪")
    assert "文化程度" not in changes, "an empty cell leaves what is stored"
    assert "<del>2019-04-20</del>" in client.get(f"/inmates/import/{roster.pk}/").content.decode()
    assert committed(client, roster).outcome == {"changed": 1}
    with acting_as(cast.actor("tang")):
        assert Offence.objects.count() == 2
        assert Correction.objects.filter(changes__0__before="2019-04-20").exists()
        assert Inmate.objects.get().person.version == 2


def test_a_number_that_bears_another_name_is_refused(cast: Cast) -> None:
    admit_one(cast)
    roster = uploaded(sign_in(cast.tang), workbook([row(name="祁雨山", id_number="")]))
    assert ("罪犯编号", "该编号登记的是“祁云山”") in problems(roster)


def test_a_person_held_elsewhere_is_refused_without_a_word_of_where(cast: Cast) -> None:
    admit_one(cast, name="金丝雀")
    client = sign_in(cast.lan)
    roster = uploaded(client, workbook([row(number="9902200001", name="金丝雀", ward="一监区")]))
    assert [column for column, _ in problems(roster)] == ["公民身份号码"]
    page = client.get(f"/inmates/import/{roster.pk}/").content.decode()
    assert "青岑" not in page
    assert "9901200001" not in page


def test_a_person_transferred_keeps_one_record(cast: Cast) -> None:
    left = admit_one(cast)
    with acting_as(BUILDER):
        Custody.objects.filter(pk=left.custody_id).update(until="2026-10-01", ended="transferred")
        Inmate.objects.filter(pk=left.pk).update(state="out")
    client = sign_in(cast.lan)
    roster = uploaded(client, workbook([row(number="9902200001", ward="一监区", transferred_in_on="2026-10-02")]))
    assert committed(client, roster).outcome == {"new": 1}
    with acting_as(cast.actor("lan")):
        arrived = Inmate.objects.get(number="9902200001")
        assert arrived.person_id == left.person_id
        assert arrived.person.keeper_id == cast.lanpu.pk
        assert arrived.person.sentences.count() == 1
    assert sign_in(cast.yin).get(f"/inmates/{arrived.pk}/").status_code == 200
    assert sign_in(cast.chen).get(f"/inmates/{arrived.pk}/").status_code == 404


def test_two_rows_of_one_number_are_both_refused(cast: Cast) -> None:
    roster = uploaded(sign_in(cast.tang), workbook([row(), row(name="祁雨山", id_number="")]))
    assert roster.refused == 2
    assert "与第3行相同，姓名不同" in str(roster.findings)


def test_a_file_that_cannot_be_read_says_why(cast: Cast) -> None:
    client = sign_in(cast.tang)
    roster = uploaded(client, b"PK\x03\x04 broken", "花名册.xlsx")
    assert roster.problem
    assert roster.problem in client.get(f"/inmates/import/{roster.pk}/").content.decode()


def test_a_missing_file_is_asked_for(cast: Cast) -> None:
    answer = sign_in(cast.tang).post("/inmates/import/", {})
    assert answer.status_code == 422
    assert "请选择表格文件" in answer.content.decode()


def test_a_formula_stays_words(cast: Cast) -> None:
    client = sign_in(cast.tang)
    committed(client, uploaded(client, workbook([row(occupation="=1+1", domicile="@SUM(A1)")])))
    with acting_as(cast.actor("tang")):
        assert Person.objects.get().occupation == "=1+1"
    book = load_workbook(BytesIO(client.get("/inmates/export/").content))
    assert all(cell.data_type != "f" for line in book.worksheets[0] for cell in line)


def test_the_template_can_be_uploaded_again(cast: Cast) -> None:
    client = sign_in(cast.tang)
    book = load_workbook(BytesIO(client.get("/inmates/import/template/").content))
    sheet = book["花名册"]
    assert [cell.value.rstrip("*") for cell in sheet[1]] == [column.title for column in LAYOUT.columns]
    sheet.append([row().get(column.key) for column in LAYOUT.columns])
    kept = BytesIO()
    book.save(kept)
    assert uploaded(client, kept.getvalue()).refused == 0


def test_a_worker_that_runs_a_job_twice_does_it_once(cast: Cast) -> None:
    client = sign_in(cast.tang)
    roster = uploaded(client, workbook(many(3)))
    client.post(f"/inmates/import/{roster.pk}/commit/")
    assert client.post(f"/inmates/import/{roster.pk}/commit/").status_code in {403, 409}
    with acting_as(BUILDER):
        job = Roster.objects.get(pk=roster.pk).job
    assert job is not None
    run_job(job_id=job.pk)
    with acting_as(BUILDER):
        type(job).objects.filter(pk=job.pk).update(state=JobState.WAITING)
    run_job(job_id=job.pk)
    with acting_as(BUILDER):
        assert Inmate.objects.count() == 3
        assert Roster.objects.get(pk=roster.pk).outcome == {"new": 3}


def test_a_roster_given_up_leaves_no_person_behind(cast: Cast, audited) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(cast.tang)
    roster = uploaded(client, workbook([row(name="金丝雀")]))
    assert client.post(f"/inmates/import/{roster.pk}/discard/").status_code == 302
    with acting_as(BUILDER):
        kept = Roster.objects.get(pk=roster.pk)
        assert (bytes(kept.content), kept.findings, Inmate.objects.count()) == (b"", [], 0)
    assert audited("prisons.discard_roster")


def test_three_hundred_rows_cost_the_statements_of_thirty(cast: Cast) -> None:
    admit(cast, *many(1))
    with CaptureQueriesContext(connection) as thirty:
        admit(cast, *many(30))
    with CaptureQueriesContext(connection) as more:
        admit(cast, *many(300))
    assert len(more) <= len(thirty) + 1


def test_a_minor_s_sealed_record_is_never_taken(cast: Cast) -> None:
    found = admit_one(cast)
    client, address = sign_in(cast.tang), f"/inmates/{found.pk}/edit/judgment/"
    body = opened(client, address, court="临澄市中级人民法院", instance="first", is_prior="on", is_sealed="on")
    answer = client.post(address, body)
    assert answer.status_code == 422
    assert "已封存的前科不得录入" in answer.content.decode()
