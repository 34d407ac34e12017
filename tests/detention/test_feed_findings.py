"""What was told of a day, held against what was agreed: a finding waits for a person, and accuses nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from detention.models import Finding
from detention.tasks import judge_everybody
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.detention.factories import held, judged
from tests.detention.test_deliveries import body
from tests.detention.test_sharing import tell
from tests.machine import Machine

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
SetClock = Callable[[datetime | None], None]


def standing() -> dict[str, Finding]:
    with acting_as(BUILDER):
        rows = Finding.objects.filter(detainee=None, state="suspected").select_related("addressee", "proposer")
        return {row.key: row for row in rows}


def test_a_day_is_missing_after_the_agreed_hour_and_late_once_it_is_told(
    agreed: Cast, as_officer: As, set_clock: SetClock
) -> None:
    set_clock(datetime(2026, 11, 21, 1, 59, tzinfo=UTC))  # ten in Beijing is the agreed hour
    judge_everybody()
    assert standing() == {}
    set_clock(datetime(2026, 11, 21, 2, 1, tzinfo=UTC))
    judge_everybody()
    assert judge_everybody() == 0  # twice finds nothing new
    missing = standing()["feed-missing:2026-11-20"]
    assert (missing.addressee, missing.proposer, missing.verdict) == (agreed.centre, agreed.suburb, "warned")
    tell(as_officer(agreed.chang), agreed)
    judged()
    assert set(standing()) == {"feed-late:2026-11-20"}
    assert "迟于约定时间" in as_officer(agreed.geng).get("/detainees/findings/").content.decode()


def test_an_item_left_out_is_missing_and_nought_is_not(agreed: Cast) -> None:
    machine = Machine(agreed, "chang")
    told = body()
    del told["figures"]["deaths"]
    assert machine.post("detainees/feed/", told).status_code == 200
    judged()
    found = standing()
    assert set(found) == {"feed-item:2026-11-20:deaths"}
    assert "死亡、伤残" in found["feed-item:2026-11-20:deaths"].text
    whole = body(figures=dict.fromkeys(()), why="补报") | {
        "figures": {**body()["figures"], "deaths": {"死亡": 0, "伤残": 0}}
    }
    assert machine.post("detainees/feed/", whole).status_code == 200
    judged()
    assert {key.split(":")[0] for key in standing()} == {"feed-corrected"}


def test_whoever_the_roster_left_out_is_named_by_number(agreed: Cast) -> None:
    one = held(agreed, name="周未列", place=900, cell="601")
    from tests.detention.rosters import row

    assert Machine(agreed, "chang").post("detainees/feed/", body(row(1))).status_code == 200
    judged()
    found = standing()["feed-absent:2026-11-20"]
    assert one.number in found.text
    assert "周未列" not in found.text


def test_a_correction_names_the_items_that_changed_and_a_person_decides(agreed: Cast, as_officer: As) -> None:
    chang, geng = as_officer(agreed.chang), as_officer(agreed.geng)
    tell(chang, agreed)
    tell(chang, agreed, why="漏报一起", **{"figure-accidents-0": "1"})
    judged()
    (key,) = standing()
    found = standing()[key]
    assert key.endswith(":accidents")
    assert "漏报一起" in found.text
    page = f"/detainees/feed/{agreed.centre.pk}/2026-11-20/"
    assert found.text in geng.get(page).content.decode()
    assert found.text not in chang.get(page).content.decode()
    told = {"act": "exclude", "reason": "当日补报，已核对原始登记"}
    address = f"/detainees/findings/{found.pk}/settle/"
    assert chang.post(address, told).status_code == 403
    assert as_officer(agreed.yin).post(address, told).status_code == 404
    answer = geng.post(address, told)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    judge_everybody()
    assert standing() == {}
