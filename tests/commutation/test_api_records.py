"""Batches, proposals and rulings over the API: what the pages show to the post, and not a row more."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Batch, Filing, Ruling, Upload
from commutation.services.lists import take_rows
from commutation.services.sending import send_consultation
from procuratorate.audit.models import Entry
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.factories import batch_of, filings, inmates, row
from tests.machine import Machine

pytestmark = pytest.mark.django_db


def nominated(cast: Cast, batch: Batch, count: int = 1, **changed: Any) -> list[Filing]:
    """As many of 一监区 on the list."""
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    rows = [row(one) for one in inmates(cast.ward1, count, **changed)]
    with acting_as(tang) as at:
        take_rows(batch=batch, actor=tang, rows=rows, source=Upload.Source.SCREEN, at=at, commit=True)
    return filings(batch)


@pytest.fixture
def consulted(cast: Cast) -> Filing:
    """One person of 一监区 on a list that was sent; a draft list beside it."""
    sent = batch_of(cast, ordinal=3)
    [filing] = nominated(cast, sent, names=["金丝雀"])
    batch_of(cast, ordinal=4)
    with acting_as(BUILDER):
        shen = cast.actor("shen")
    with acting_as(shen) as at:
        send_consultation(batch=sent, actor=shen, at=at)
    return filing


def results(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content.decode()
    return list(answer.json()["results"])


def test_neighbours_see_neither_list_nor_person(cast: Cast, consulted: Filing) -> None:
    for who in ("lan", "yin"):
        machine = Machine(cast, who)
        for path in ("batches/", "filings/", "rulings/"):
            assert results(machine.get(path)) == []
        for path in (f"batches/{consulted.batch_id}/", f"filings/{consulted.pk}/"):
            assert machine.get(path).status_code == 404


def test_the_procuratorate_sees_what_was_sent_and_no_draft(cast: Cast, consulted: Filing) -> None:
    machine = Machine(cast, "chen")
    assert [one["title"] for one in results(machine.get("batches/"))] == ["2026年第三批"]
    assert len(results(Machine(cast, "tang").get("batches/"))) == 2


def test_a_proposal_is_told_with_its_facts_and_who_looked_is_written_down(cast: Cast, consulted: Filing) -> None:
    machine = Machine(cast, "chen")
    [row] = results(machine.get("filings/", batch=consulted.batch_id, q="金丝雀"))
    assert "facts" not in row
    whole = machine.get(f"filings/{row['id']}/").json()
    assert (whole["name"], whole["facts_hash"], bool(whole["facts"])) == ("金丝雀", consulted.facts_hash, True)
    with acting_as(BUILDER):
        assert Entry.objects.get(act="commutation.api_filings").detail == {"ids": [consulted.pk]}
        assert Entry.objects.filter(act="commutation.api_filing", target_id=str(consulted.pk)).exists()


def test_the_clerks_system_opens_a_batch_once(cast: Cast) -> None:
    machine, asked = Machine(cast, "tang"), {"year": 2026, "ordinal": 7, "cutoff_on": "2026-11-30"}
    first, again = (machine.post("batches/", asked, key="batch-2026-7").json() for _ in range(2))
    assert first == again
    assert (first["title"], first["people"], first["prison"]) == ("2026年第七批", 0, "B01")
    assert machine.post("batches/", asked).status_code == 422  # with another key: there is one already
    with acting_as(BUILDER):
        assert Batch.objects.filter(ordinal=7).count() == 1


@pytest.mark.parametrize("who", ["ward", "hao", "chen"])
def test_posts_that_do_not_plan_open_no_batch(cast: Cast, who: str) -> None:
    asked = {"year": 2026, "ordinal": 7, "cutoff_on": "2026-11-30"}
    assert Machine(cast, who).post("batches/", asked).status_code == 403


RULED = {
    "kind": "减刑", "decider": "临澄市中级人民法院", "case_no": "（2026）澜01刑更128号", "ruled_on": "2026-11-02",
    "name": "祁云山", "outcome": "同意", "months": "7个月",
}  # fmt: skip


def test_rows_of_rulings_are_registered_each_with_its_result(cast: Cast) -> None:
    machine = Machine(cast, "tang")
    bad = {**RULED, "case_no": "（2026）澜01刑更129号", "ruled_on": "2026.2.30"}
    told = machine.post("rulings/", {"rows": [RULED, bad]}).json()
    assert [row["status"] for row in told["rows"]] == ["registered", "refused"]
    assert told["rows"][1]["problems"][0]["key"] == "ruled_on"
    again = machine.post("rulings/", {"rows": [RULED]}).json()
    assert (again["known"], again["registered"]) == (1, 0)
    [row] = results(machine.get("rulings/", case_no=RULED["case_no"]))
    assert (row["id"], row["state"]) == (told["rows"][0]["ruling"], "unmatched")
    assert machine.get(f"rulings/{row['id']}/").json()["name"] == "祁云山"
    assert results(Machine(cast, "lan").get("rulings/")) == []


def test_rulings_are_registered_by_whose_post_it_is(cast: Cast) -> None:
    assert Machine(cast, "hao").post("rulings/", {"rows": [RULED]}).status_code == 403
    with acting_as(BUILDER):
        assert not Ruling.objects.exists()


def test_lists_cost_the_same_whatever_their_length(cast: Cast, django_assert_max_num_queries: Any) -> None:
    batch = batch_of(cast, ordinal=5)
    nominated(cast, batch, 6)
    machine = Machine(cast, "tang")
    with django_assert_max_num_queries(22):
        assert len(results(machine.get("filings/"))) == 6
