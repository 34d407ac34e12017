"""A day's roster as a file and over the API: row results, the file back, the seven items told with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from detention.models import DailyFeed, Delivery, Detainee, StageAct
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import JobState
from procuratorate.work.services import run_job
from tests.cast import Cast, sign_in
from tests.detention.factories import fresh, held, stages
from tests.detention.rosters import number, row, workbook
from tests.machine import Machine

As = Callable[..., Client]
UPLOAD, DAY, API = "/detainees/feed/upload/", "2026-11-20", "detainees/feed/"
NOUGHT = {
    "people": {"提讯提解": 0}, "accidents": {"事故": 0}, "deaths": {"死亡": 0, "伤残": 0},
    "restraint": {"使用戒具": 0, "禁闭": 0}, "delivery": {"被拒收": 0},
    "changes": {"减刑": 0, "假释": 0, "暂予监外执行": 0},
}  # fmt: skip


def uploaded(client: Client, data: bytes, on: str = DAY, name: str = "名册.xlsx") -> Delivery:
    """Upload a file, let the worker check it."""
    answer = client.post(UPLOAD, {"on": on, "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return worked(int(answer["Location"].split("/")[-2]))


def worked(pk: int) -> Delivery:
    with acting_as(BUILDER):
        job_id = Delivery.objects.get(pk=pk).job_id
    assert job_id is not None
    assert run_job(job_id=job_id) == JobState.DONE
    with acting_as(BUILDER):
        return Delivery.objects.select_related("feed").get(pk=pk)


def committed(client: Client, delivery: Delivery, **told: str) -> Delivery:
    answer = client.post(f"/detainees/feed/deliveries/{delivery.pk}/commit/", told)
    assert answer.status_code == 302, answer.content.decode()
    return worked(delivery.pk)


def told_of(delivery: Delivery) -> list[tuple[str, str]]:
    return [(one["column"], one["reason"]) for found in delivery.findings for one in found["problems"]]


def body(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"on": DAY, "rows": list(rows), "figures": NOUGHT, **more}


@pytest.mark.parametrize(("who", "status"), [("geng", 403), ("tang", 403), ("admin", 403)])
def test_only_the_centre_hands_a_roster_in(agreed: Cast, who: str, status: int) -> None:
    file = SimpleUploadedFile("名册.xlsx", workbook([row()]))
    assert sign_in(agreed.officers[who]).post(UPLOAD, {"on": DAY, "file": file}).status_code == status
    if who == "geng":
        assert Machine(agreed, who).post(API, body(row())).status_code == 403


def test_what_cannot_be_read_or_told_says_how_to_mend_it(agreed: Cast) -> None:
    chang = sign_in(agreed.chang)
    for on, data, said in (("2026-11-21", workbook([row()]), "不能晚于今天"), (DAY, b"", "文件是空的")):
        answer = chang.post(UPLOAD, {"on": on, "file": SimpleUploadedFile("名册.xlsx", data)})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    spoilt = uploaded(chang, b"PK\x03\x04nothing")
    assert spoilt.state == "discarded"
    assert "文件" in spoilt.problem


def test_a_neighbours_roster_is_not_there(agreed: Cast) -> None:
    found = uploaded(sign_in(agreed.chang), workbook([row()]))
    for who, status in (("you", 404), ("geng", 403)):
        client = sign_in(agreed.officers[who])
        page = f"/detainees/feed/deliveries/{found.pk}/"
        assert (client.get(page).status_code, client.post(f"{page}commit/").status_code) == (status, status)
        assert client.get(f"{page}file/").status_code == status


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"phase": "留置"}, "办案环节", "不在代码表内"),
        ({"handler": "澄阳县公安局"}, "办案机关", "没有登记这个单位"),
        ({"start": "2026-11-21"}, "起算事由发生日", "晚于所报之日"),
        ({"number": "12"}, "在押人员编码", "21位"),
        ({"offence": ""}, "案由", "必填"),
        ({"grant1_code": "案情复杂延长一个月"}, "第一次延长批准日", "同时填"),
        ({"noticed_on": "2026-11-19"}, "届满通知文号", "同时填"),
        ({"name": "钱?舒"}, "姓名", "丢失的字"),
    ],
)
def test_a_row_that_cannot_be_taken_is_given_back_with_its_mending(
    agreed: Cast, changes: dict[str, Any], column: str, reason: str
) -> None:
    chang = sign_in(agreed.chang)
    found = uploaded(chang, workbook([row(1, **changes), row(2, name="孙见山", cell="204")]))
    assert (found.refused, found.accepted, found.total) == (1, 1, 2)
    assert any(said[0] == column and reason in said[1] for said in told_of(found)), told_of(found)
    page = chang.get(f"/detainees/feed/deliveries/{found.pk}/").content.decode()
    assert "退回" in page
    back = chang.get(f"/detainees/feed/deliveries/{found.pk}/file/").content
    cells = [cell.value for line in load_workbook(BytesIO(back)).worksheets[0].iter_rows() for cell in line]
    assert {"结果", "原因", "如何改", "退回", "接受"} <= set(cells)
    with acting_as(BUILDER):
        assert not Detainee.objects.exists()  # a check writes nothing


def test_a_roster_is_written_and_the_day_is_told_with_it(agreed: Cast) -> None:
    chang = sign_in(agreed.chang)
    held(agreed, name="周未列", place=900, cell="601")  # there by the records, and not in the file
    named = row(3, name="李长庚", cell="205", start="2026-09-10", grant1_code="案情复杂延长一个月",
                grant1_on="2026-11-05", grant1_paper="临检延〔2026〕8号", due_on="2026-12-11")  # fmt: skip
    done = committed(
        chang,
        uploaded(chang, workbook([row(1), row(2, name="孙见山", cell="204"), named])),
        **{"figure-restraint-0": "2"},
    )
    assert (done.state, done.outcome) == ("committed", {"new": 3})
    assert ("羁押期限届满", "与按登记推算的届满日（2026-12-10）不同") in told_of(done)
    with acting_as(BUILDER):
        feed, sent = DailyFeed.objects.get(), Dispatch.objects.get()
        ends = dict(Detainee.objects.values_list("number", "due_on"))
    assert (sent.legal_mode, sent.recipient_id) == ("notified", agreed.office3.pk)
    assert (feed.source, feed.rows, len(feed.digest)) == ("excel", 3, 64)
    assert feed.absent == [f"9901011112026{900:08d}"]
    assert (ends[number(1)], ends[number(3)]) == (date(2026, 11, 25), date(2026, 12, 10))
    geng = sign_in(agreed.geng)
    page = geng.get(f"/detainees/feed/{agreed.centre.pk}/{DAY}/").content.decode()
    assert "表格报送，名册 3 行" in page
    assert geng.get(f"/dispatches/{sent.pk}/receipt/").status_code == 200


def test_the_same_roster_again_changes_nothing_and_is_a_correction_with_its_reason(agreed: Cast) -> None:
    chang = sign_in(agreed.chang)
    rows = [row(1), row(2, name="孙见山", cell="204")]
    committed(chang, uploaded(chang, workbook(rows)))
    again = uploaded(chang, workbook(rows))
    assert {one["kind"] for one in again.findings} == {"same"}
    page = f"/detainees/feed/deliveries/{again.pk}/commit/"
    refused = chang.post(page, {})
    assert refused.status_code == 422
    assert "更正" in refused.content.decode()
    assert committed(chang, again, why="补列").outcome == {"same": 2}
    with acting_as(BUILDER):
        assert (Detainee.objects.count(), DailyFeed.objects.count()) == (2, 2)


def test_what_changed_goes_through_the_same_verbs(agreed: Cast) -> None:
    chang = sign_in(agreed.chang)
    committed(
        chang, uploaded(chang, workbook([row(1), row(2, name="孙见山"), row(3, name="李长庚"), row(4, name="吴出")]))
    )
    changed = [
        row(1, cell="305", noticed_on="2026-11-19", notice_paper="临一看届通字〔2026〕9号"),
        row(2, name="孙见山", phase="审查起诉", handler="澄阳区人民检察院", start="2026-11-18",
            handed_on="2026-11-18", handover_paper="换押〔2026〕7号"),
        row(3, name="李长庚", grant1_code="四类重大复杂案件延长二个月", grant1_on="2026-11-18",
            grant1_paper="澜检延〔2026〕9号"),
        row(4, name="吴出", left_on="2026-11-20", left_how="释放"),
    ]  # fmt: skip
    done = committed(chang, uploaded(chang, workbook(changed)), why="补报")
    kinds = {one["number"]: (one["kind"], one["level"]) for one in done.findings}
    assert kinds == {
        number(1): ("changed", "accepted"), number(2): ("changed", "accepted"), number(3): ("", "refused"),
        number(4): ("changed", "accepted"),
    }  # fmt: skip
    assert any("须在“案情复杂延长一个月”之后" in reason for _, reason in told_of(done))
    with acting_as(BUILDER):
        people = {one.number: one for one in Detainee.objects.select_related("stage")}
        acts = list(StageAct.objects.order_by("pk").values_list("did", flat=True))
    assert people[number(1)].cell == "305"
    assert (people[number(2)].stage.phase, people[number(2)].due_on) == ("prosecution", date(2026, 12, 18))
    assert people[number(4)].state == "left"
    assert acts == ["notice", "handed"]


def test_what_an_admission_fixed_is_not_changed_by_a_roster(agreed: Cast) -> None:
    chang = sign_in(agreed.chang)
    one = held(agreed, number=number(1))
    told = {"entered_on": "2026-09-02", "sex": "女", "start": "2026-09-26"}
    found = uploaded(chang, workbook([row(1, **told)]))
    assert found.refused == 1
    assert {"入所日", "性别"} <= {column for column, _ in told_of(found)}
    assert fresh(one).entered_on == date(2026, 9, 1)
    assert stages(one)[0].counted_from == date(2026, 9, 25)


def test_the_interface_answers_row_by_row_and_tells_the_day_once(agreed: Cast) -> None:
    machine = Machine(agreed, "chang")
    assert Machine(agreed, "chang", scopes="read").post(API, body(row())).status_code == 403
    odd = machine.post(API, body(row(), figures={"restraint": {"脚镣": 1}}))
    assert (odd.status_code, "可报" in odd.content.decode()) == (422, True)
    parts = (
        body(row(1), row(2, name="孙见山", cell="204", phase="无"), last=False),
        body(row(3, name="李长庚", cell="205")),
    )
    first = machine.post(API, parts[0], key="first-part-01").json()
    assert (first["accepted"], first["refused"], first["dispatch"]) == (1, 1, "")
    assert machine.post(API, parts[0], key="first-part-01").json() == first
    told = machine.post(API, parts[1]).json()
    assert (told["accepted"], told["absent"]) == (1, [])
    assert told["dispatch"]
    assert machine.post(API, body(row(1))).status_code == 422  # told already: a correction says why
    lacking = machine.post(API, body(figures={"accidents": {"事故": 1}}, why="更正事故"))
    assert lacking.status_code == 200
    with acting_as(BUILDER):
        feeds = list(DailyFeed.objects.order_by("pk"))
        assert Dispatch.objects.count() == len(feeds) == 2
        missing = {item["code"]: item["missing"] for item in feeds[1].items if item["missing"]}
    assert feeds[0].rows == 3
    assert set(missing) == {"people", "deaths", "restraint", "delivery", "changes"}
