"""The audit: nobody changes it, only auditors read it, and only of their own house; their reading stands in it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from openpyxl import load_workbook

from procuratorate.audit.models import Entry
from procuratorate.audit.services import record
from procuratorate.lib.digest import sm3
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, officer, sign_in

pytestmark = pytest.mark.django_db


def act_as(cast: Cast, name: str, act: str, reason: str = "") -> None:
    """An act of this officer, through the officer's own door."""
    with acting_as(BUILDER):
        actor = cast.actor(name)
    with acting_as(actor):
        record(actor=actor, act=act, target=cast.officers[name], reason=reason)


def entry(act: str) -> Entry:
    with acting_as(BUILDER):
        return Entry.objects.get(act=act)


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET reason = ''", "DELETE FROM audit_entry"])
def test_not_even_the_owner_of_the_table_changes_a_row(cast: Cast, statement: str) -> None:
    act_as(cast, "chen", "test.act")
    with connection.cursor() as cursor:
        cursor.execute("CREATE POLICY owner_too ON audit_entry TO CURRENT_USER USING (true)")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement)


def test_the_guards_of_the_audit_wake_in_a_replica_too(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgrelid = 'audit_entry'::regclass AND NOT tgisinternal")
        assert [row[0] for row in cursor.fetchall()] == ["A"] * 3, "ENABLE ALWAYS"


@pytest.mark.parametrize("who", ["chen", "tang", "admin", "lu"])
def test_no_side_may_touch_a_row_once_written(cast: Cast, who: str) -> None:
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Entry.objects.update(reason="")


@pytest.mark.parametrize("who", ["chen", "tang", "admin"])
def test_who_is_audited_reads_no_audit(cast: Cast, who: str) -> None:
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Entry.objects.count()
    assert sign_in(cast.officers[who]).get("/audit/").status_code == 403
    assert sign_in(cast.officers[who]).get("/audit/export/").status_code == 403


def test_nobody_writes_in_anothers_name(cast: Cast) -> None:
    with acting_as(BUILDER):
        tang, chen = cast.actor("tang"), cast.actor("chen")
    with acting_as(tang), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        record(actor=chen, act="test.forged")


def test_the_time_is_the_databases_whatever_is_written(cast: Cast) -> None:
    with acting_as(BUILDER) as at:
        Entry.objects.bulk_create([Entry(act="test.dated", outcome="done", at="1999-01-01T00:00:00Z")])
    assert abs(entry("test.dated").at - at).total_seconds() < 5


def test_a_row_carries_the_sm3_of_itself(cast: Cast) -> None:
    act_as(cast, "chen", "test.act", reason="=1+1 祁䶮")
    with acting_as(BUILDER), connection.cursor() as cursor:
        cursor.execute("SELECT audit_row_text(e), row_hash FROM audit_entry e WHERE act = 'test.act'")
        text, row_hash = cursor.fetchone()
    assert sm3(bytes(text)) == row_hash
    assert "祁䶮".encode() in bytes(text)


def test_an_auditor_reads_the_own_house_and_no_prison(cast: Cast) -> None:
    for name in ("chen", "yin", "tang", "chang"):
        act_as(cast, name, f"test.{name}")
    shown = sign_in(cast.lu).get("/audit/").content.decode()
    assert "test.chen" in shown
    assert "test.yin" in shown, "the provincial auditor reads every 院 below"
    assert "test.tang" not in shown
    assert "test.chang" not in shown


def test_a_prisons_auditor_reads_no_procuratorate(cast: Cast) -> None:
    with acting_as(BUILDER):
        theirs = officer("Y1010", "督青岑", cast.qingcen, "auditor")  # type: ignore[arg-type]
    for name in ("chen", "tang", "lan"):
        act_as(cast, name, f"test.{name}")
    shown = sign_in(theirs).get("/audit/").content.decode()
    assert "test.tang" in shown
    assert "test.chen" not in shown
    assert "test.lan" not in shown


def test_acts_are_told_in_chinese(cast: Cast) -> None:
    act_as(cast, "chen", "organs.reset_password")
    assert "重置密码" in sign_in(cast.lu).get("/audit/").content.decode()


def test_particulars_objects_and_refusals_are_told_in_chinese(cast: Cast) -> None:
    with acting_as(BUILDER):
        actor = cast.actor("chen")
    detail = {"ids": [*range(12)], "sm3": "ab" * 32, "fields": ["phone"], "asked": {"officer": "陈砚平", "act": ""}}
    with acting_as(actor):
        record(actor=actor, act="organs.edit_officer", target=cast.chen, detail=detail)
    sign_in(cast.chen).get("/officers/")
    shown = sign_in(cast.lu).get("/audit/").content.decode()
    for words in (
        f"人员 {cast.chen.pk} 陈砚平",
        "记录 12 条（0、1、2、3、4等）",
        "校验值 abababab…",
        "改动 电话",
        "人员 陈砚平",
    ):
        assert words in shown
    assert "岗位无权办理" in shown
    assert "打开 /officers/" in shown
    assert "{&#x27;" not in shown, "no dictionaries"


def test_an_act_and_an_object_are_found_by_their_chinese_names(cast: Cast) -> None:
    act_as(cast, "chen", "organs.reset_password")
    act_as(cast, "pei", "organs.enrol_code")
    client = sign_in(cast.lu)
    for query in ("act=重置密码", f"target=人员 {cast.chen.pk}&act=organs", f"target=人员{cast.chen.pk}&act=organs"):
        shown = client.get(f"/audit/?{query}").content.decode()
        assert ">重置密码<" in shown
        assert ">绑定动态口令<" not in shown


def test_filters_find_by_name_act_outcome_and_object(cast: Cast) -> None:
    act_as(cast, "chen", "test.one")
    act_as(cast, "pei", "other.two")
    client = sign_in(cast.lu)
    for query in ("officer=陈砚平", "act=test.", f"target=organs.officer:{cast.chen.pk}", "outcome=done&act=test"):
        shown = client.get(f"/audit/?{query}").content.decode()
        assert "test.one" in shown
        assert "other.two" not in shown
    assert "test.one" not in client.get("/audit/?until=2020-01-01").content.decode()


@pytest.mark.parametrize(
    "query", ["since=昨天", "organ=99999999", "outcome=x", "page=zz", "officer=%27;--", "target=%00"]
)
def test_a_filter_that_makes_no_sense_is_told_and_breaks_nothing(cast: Cast, query: str) -> None:
    assert sign_in(cast.lu).get(f"/audit/?{query}").status_code in (200, 422)


def test_reading_and_exporting_the_audit_stand_in_it(cast: Cast) -> None:
    act_as(cast, "chen", "test.act")
    client = sign_in(cast.lu)
    client.get("/audit/?act=test.")
    client.get("/audit/export/?act=test.")
    for act in ("audit.read", "audit.export"):
        written = entry(act)
        assert (written.officer_id, written.outcome) == (cast.lu.pk, "read")
        assert written.detail["ids"] == [entry("test.act").pk]
        assert written.detail["asked"]["act"] == "test."


def test_an_export_is_text_and_never_a_formula(cast: Cast) -> None:
    act_as(cast, "chen", "test.act", reason="=HYPERLINK(1)")
    data = sign_in(cast.lu).get("/audit/export/?act=test.").content
    sheet = load_workbook(BytesIO(data))["审计记录"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


def test_a_refusal_is_written_though_everything_else_is_rolled_back(cast: Cast) -> None:
    sign_in(cast.chen).get("/officers/")
    written = entry("GET /officers/")
    assert (written.outcome, written.officer_id, written.reason) == ("refused", cast.chen.pk, "role")


def given_to_oneself(cast: Cast) -> HttpResponse:
    """The administrator hands tang's post to himself: the post is ended first, then he is refused as its taker."""
    with acting_as(BUILDER):
        post = Assignment.objects.get(officer=cast.tang)
    asked = {"posts": post.pk, "number": cast.admin.number, "on": date.today(), "reason": "轮岗"}
    return sign_in(cast.admin).post(f"/officers/{cast.tang.pk}/handover/", asked)


def test_what_was_written_before_the_refusal_is_undone_and_the_refusal_stays(cast: Cast) -> None:
    assert given_to_oneself(cast).status_code == 403
    written = entry("organs.add_post")
    assert (written.outcome, written.officer_id, written.reason) == ("refused", cast.admin.pk, "self")
    with acting_as(BUILDER):
        assert not Entry.objects.filter(act="organs.end_post").exists()
        assert Assignment.objects.get(officer=cast.tang).until is None


def test_a_refusal_the_audit_cannot_take_stands_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'full'; END$$")
        cursor.execute("CREATE TRIGGER full_disk BEFORE INSERT ON audit_entry FOR EACH ROW"
                       " WHEN (NEW.outcome = 'refused') EXECUTE FUNCTION full_disk()")  # fmt: skip
    answer = given_to_oneself(cast)
    assert answer.status_code == 403
    facts = f"trace={answer['X-Reference']} officer={cast.admin.pk} organ={cast.qingcen.pk} role=administrator"
    said = f"{facts} act=organs.add_post target=organs.officer:{cast.admin.pk} reason=self"
    assert said in caplog.text
    assert cast.admin.name not in caplog.text
