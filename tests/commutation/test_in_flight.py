"""Filings that were on their way when the system began are taken in with the day their copy came."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from commutation.in_flight import LAYOUT_IN_FLIGHT
from commutation.models import Batch, CourtCase, Filing, Sending
from commutation.selectors.simultaneity import together
from prisons.models import Inmate
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row
from tests.commutation.papers import colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast: Cast) -> Officer:
    return colleague("J1009", "容静姝", cast.suburb, Role.CASE_MANAGER)


def line(inmate: Inmate, **changed: Any) -> dict[str, Any]:
    own = {"prison": "青岑监狱", "batch": "2026年第三批", "received_on": "2026-11-10", "platform_no": "平台3号"}
    return row(inmate) | own | changed


def sheet(*rows: dict[str, Any]) -> bytes:
    return write_table(LAYOUT_IN_FLIGHT.columns, rows)


def press(who: Officer, *rows: dict[str, Any]) -> Any:
    return sign_in(who).post("/acceptance/in-flight/", {"file": SimpleUploadedFile("在途.xlsx", sheet(*rows))})


def stored() -> list[Filing]:
    with acting_as(BUILDER):
        return list(Filing.objects.select_related("clock", "batch").order_by("number"))


def test_only_the_case_manager_and_the_chief_register(cast: Cast, manager: Officer) -> None:
    people = inmates(cast.ward1, 1)
    for who in (cast.chen, cast.tang, cast.qin):
        assert press(who, line(people[0])).status_code == 403
    assert stored() == []


def test_rows_are_refused_with_their_mending_and_the_batch_waits_whole(cast: Cast, manager: Officer) -> None:
    people, elsewhere = inmates(cast.ward1, 4), inmates(cast.lanpu_ward, 1)[0]
    answer = press(
        manager,
        line(people[0]),
        line(people[1], name="张冠李"),
        line(people[2], received_on="2027-01-05"),
        line(people[3], platform_no="平台4号"),
        line(elsewhere, prison="岚浦监狱"),
    )
    assert answer.status_code == 200
    told = answer.content.decode()
    for why in ("收到日在将来", "同一批是一次收到的", "不是本院派驻的监狱", "整批没有登记", "没有登记"):
        assert why in told
    assert stored() == []


def test_a_sheet_that_is_none_is_said(cast: Cast, manager: Officer) -> None:
    answer = sign_in(manager).post("/acceptance/in-flight/", {"file": SimpleUploadedFile("图.png", b"\x89PNG....")})
    assert answer.status_code == 422


def test_clocks_open_as_they_stand_and_the_prison_is_told(cast: Cast, manager: Officer) -> None:
    people = inmates(cast.ward1, 2)
    answer = press(manager, line(people[0], court_on="2026-11-10"), line(people[1], court_on="2026-11-13"))
    assert answer.status_code == 200
    assert "已登记" in answer.content.decode()
    rows = stored()
    assert {(one.state, one.batch.title, one.months) for one in rows} == {("filed", "2026年第三批", 7)}
    clock = rows[0].clock
    assert clock is not None
    assert (clock.starts_on, clock.due_on, clock.state) == (date(2026, 11, 10), date(2026, 11, 20), "open")
    with acting_as(BUILDER):
        sending, told = Sending.objects.get(), Dispatch.objects.get(kind="commutation.in_flight")
        courts = CourtCase.objects.count()
        apart = together(rows)
    assert (sending.received_on, sending.people, told.recipient) == (date(2026, 11, 10), 2, cast.qingcen)
    assert courts == 2
    assert apart[rows[0].pk].doubt == ""
    assert apart[rows[1].pk].doubt.startswith("疑似迟延")
    assert sign_in(cast.chen).get(rows[0].get_absolute_url()).status_code == 200
    assert rows[0].name in sign_in(cast.tang).get(f"/batches/{rows[0].batch_id}/people/").content.decode()
    assert sign_in(cast.yin).get(rows[0].get_absolute_url()).status_code == 404


def test_the_same_sheet_again_registers_nothing_twice(cast: Cast, manager: Officer) -> None:
    people = inmates(cast.ward1, 2)
    press(manager, line(people[0]))
    again = press(manager, line(people[0]))
    assert "已在名单" in again.content.decode()
    more = press(manager, line(people[0]), line(people[1]))
    assert "名单不能增加" in more.content.decode()
    assert len(stored()) == 1


def test_a_batch_the_prison_works_on_is_the_prisons_to_send(cast: Cast, manager: Officer, batch: Batch) -> None:
    answer = press(manager, line(inmates(cast.ward1, 1)[0], batch="2026年第四批"))
    assert "监狱已在本系统办理" in answer.content.decode()
    assert stored() == []


def test_a_case_lengthened_before_runs_by_its_own_clock(cast: Cast, manager: Officer) -> None:
    people = inmates(cast.ward1, 2)
    press(manager, line(people[0], extended_on="2026-11-12"), line(people[1]))
    first, second = stored()
    assert first.clock is not None
    assert second.clock is not None
    assert (first.clock.due_on, second.clock.due_on) == (date(2026, 11, 30), date(2026, 11, 20))


def test_the_command_does_the_same_in_somebodys_name(cast: Cast, manager: Officer, tmp_path: Path) -> None:
    path = tmp_path / "在途.xlsx"
    path.write_bytes(sheet(line(inmates(cast.ward1, 1)[0])))
    with pytest.raises(CommandError, match="没有在任岗位"):
        call_command("register_in_flight", str(path), "--by", "X0000")
    with pytest.raises(CommandError, match="没有登记"):
        call_command("register_in_flight", str(path), "--by", "J1001")
    call_command("register_in_flight", str(path), "--by", "J1009")
    assert len(stored()) == 1


def test_the_template_names_its_columns(cast: Cast, manager: Officer) -> None:
    answer = sign_in(manager).get("/acceptance/in-flight/template.xlsx")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
