"""Dispatches over the API: taken in by a program as by an officer, and by nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from procuratorate.audit.models import Entry
from procuratorate.dispatch.models import Dispatch, Opening
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.dispatch.factories import sent
from tests.machine import Machine

pytestmark = pytest.mark.django_db


def arrival(cast: Cast) -> Dispatch:
    with acting_as(BUILDER):
        shen = cast.actor("shen")
    return sent(shen, cast.office)


def test_without_a_good_token_nothing_is_answered(cast: Cast) -> None:
    assert Client().get("/api/v1/dispatches/").status_code == 401
    refused = Client(headers={"Authorization": "Token wrong"}).get("/api/v1/dispatches/")
    assert (refused.status_code, refused.headers["Content-Type"]) == (401, "application/problem+json")
    assert refused.json()["title"] == "令牌无效或已过期，请向本单位管理员申领。"


def test_an_administrators_token_reads_no_dispatches(cast: Cast) -> None:
    arrival(cast)
    assert Machine(cast, "admin").get("dispatches/").status_code == 403


@pytest.mark.parametrize("stranger", ["yin", "lan", "ward", "chang"])
def test_strangers_do_not_learn_that_it_exists(cast: Cast, stranger: str) -> None:
    dispatch, machine = arrival(cast), Machine(cast, stranger)
    assert machine.get("dispatches/").json()["count"] == 0
    assert machine.get(f"dispatches/{dispatch.pk}/").status_code == 404
    assert machine.post(f"dispatches/{dispatch.pk}/acknowledgement/", {}).status_code == 404


def test_the_sender_does_not_register_for_the_recipient(cast: Cast) -> None:
    dispatch = arrival(cast)
    assert Machine(cast, "tang").post(f"dispatches/{dispatch.pk}/acknowledgement/", {}).status_code == 403


def test_a_token_that_reads_registers_nothing(cast: Cast) -> None:
    dispatch = arrival(cast)
    assert Machine(cast, "chen", "read").post(f"dispatches/{dispatch.pk}/acknowledgement/", {}).status_code == 403


def test_a_list_names_nobody_and_a_record_holds_the_content(cast: Cast) -> None:
    dispatch, machine = arrival(cast), Machine(cast, "chen")
    listed = machine.get("dispatches/", box="in", waiting="true")
    assert listed.json()["results"][0]["number"] == dispatch.number
    assert "祁云山" not in listed.content.decode()
    whole = machine.get(f"dispatches/{dispatch.pk}/").json()
    assert (whole["content"]["persons"], whole["content_hash"]) == (["祁云山", "龚䶮"], dispatch.content_hash)


def test_fetching_is_audited_and_is_not_an_officers_opening(cast: Cast) -> None:
    dispatch = arrival(cast)
    Machine(cast, "chen").get(f"dispatches/{dispatch.pk}/")
    with acting_as(BUILDER):
        assert Entry.objects.filter(act="dispatch.api_fetch", target_id=str(dispatch.pk), outcome="read").exists()
        assert not Opening.objects.exists()
        assert Dispatch.objects.get(pk=dispatch.pk).opened_at is None


def test_it_is_registered_once_however_often_it_is_asked(cast: Cast) -> None:
    dispatch, machine = arrival(cast), Machine(cast, "chen")
    path = f"dispatches/{dispatch.pk}/acknowledgement/"
    first, again = (machine.post(path, {"note": "已转承办人"}, key="register-1").json() for _ in range(2))
    assert first == again
    assert first["done"] is True
    later = machine.post(path, {"note": "另一说明"})
    assert (later.json()["done"], later.json()["acknowledged_at"]) == (False, first["acknowledged_at"])
    assert machine.get("dispatches/", box="in", waiting="true").json()["count"] == 0
    assert Machine(cast, "tang").get(f"dispatches/{dispatch.pk}/").json()["note"] == "已转承办人"


def test_the_list_goes_on_after_the_last_one_known(cast: Cast) -> None:
    first, second = arrival(cast), arrival(cast)
    machine = Machine(cast, "chen")
    assert [row["id"] for row in machine.get("dispatches/", after=first.pk).json()["results"]] == [second.pk]
    assert machine.get("dispatches/", size=1).json()["pages"] == 2


@pytest.mark.parametrize("query", [{"mode": "吼"}, {"after": "-1"}, {"after": "9" * 40}, {"box": "\0"}])
def test_a_filter_that_means_nothing_is_told(cast: Cast, query: dict[str, str]) -> None:
    answer = Machine(cast, "chen").get("dispatches/", **query)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, list(query))
