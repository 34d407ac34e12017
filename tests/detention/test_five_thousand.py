"""A feed of five thousand people with faults of each kind: exactly those are found, and the pages stay quick.

One test for all of it: filling a centre takes most of its time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from detention.models import Finding
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.detention.factories import held, judged
from tests.detention.rosters import many, number, row
from tests.detention.test_deliveries import NOUGHT
from tests.machine import Machine

pytestmark = pytest.mark.django_db
PEOPLE, PART = 5000, 1000
HOLD = {"phase": "侦查", "handler": "澄阳分局"}
TRIED = {"phase": "审查起诉", "handler": "澄阳区人民检察院", "former": "澄阳分局", "start": "2026-11-10"}
SENTENCED = {"phase": "待交付执行", "handler": "临澄市第一看守所", "effective_on": "2026-11-02"}
SERVING = {
    "phase": "留所服刑", "handler": "临澄市第一看守所", "effective_on": "2026-11-02", "papers_on": "2026-11-05",
    "start": "2026-11-05",
}  # fmt: skip
NOTICED = {"noticed_on": "2026-11-12", "notice_paper": "临一看届通字〔2026〕1号"}
REPORTED = {"reported_on": "2026-11-19", "report_paper": "临一看超报〔2026〕1号"}
LONGER = {"grant1_code": "案情复杂延长一个月", "grant1_paper": "临检延〔2026〕8号", "grant1_on": "2026-11-12"}

# What a row says, what must be found on it. Faults beside lawful twins; those of one cell stand together.
FAULTS: list[tuple[dict[str, Any], set[str]]] = [
    ({**HOLD, "start": "2026-09-18"}, {"over-detention", "expiry-notice", "over-detention-report"}),
    ({**HOLD, "start": "2026-09-18", **NOTICED}, {"over-detention", "over-detention-report"}),
    ({**HOLD, "start": "2026-09-18", **NOTICED, **REPORTED}, {"over-detention"}),
    ({**HOLD, "start": "2026-09-18", **REPORTED}, {"over-detention", "expiry-notice"}),
    ({**HOLD, "start": "2026-09-18", **LONGER}, set()),
    ({**HOLD, "start": "2026-09-20"}, set()),
    ({**HOLD, "start": "2026-09-20", **LONGER, "grant1_asked": "2026-11-14"}, {"extension-asked"}),
    ({**HOLD, "start": "2026-09-20", **LONGER, "grant1_asked": "2026-11-13", "grant1_on": "2026-11-13"}, set()),
    (TRIED, {"handover"}),
    ({**TRIED, "handed_on": "2026-11-12", "handover_paper": "换押〔2026〕1号"}, {"handover"}),
    ({**TRIED, "handed_on": "2026-11-10", "handover_paper": "换押〔2026〕2号"}, set()),
    ({**SENTENCED, "papers_on": "2026-11-13", "start": "2026-11-13"}, {"court-papers"}),
    ({**SENTENCED, "papers_on": "2026-11-12", "start": "2026-11-12"}, set()),
    ({**SENTENCED, "effective_on": "2026-10-10", "papers_on": "2026-10-19", "start": "2026-10-19"}, {"delivery"}),
    ({**SENTENCED, "effective_on": "2026-10-15", "papers_on": "2026-10-20", "start": "2026-10-20"}, set()),
    ({**SERVING, "sentence_ends_on": "2027-02-06"}, {"rest-in-centre"}),
    ({**SERVING, "sentence_ends_on": "2027-02-05"}, set()),
    ({**SERVING, "sentence_ends_on": "2026-11-19"}, {"release-day"}),
    ({**SERVING, "sentence_ends_on": "2026-11-20"}, set()),
    ({"cell": "甲1", "born_on": "2008-11-21"}, {"separate-minors"}),
    ({"cell": "甲1"}, {"separate-minors"}),
    ({"cell": "甲2", "born_on": "2008-11-20"}, set()),  # eighteen on the day
    ({"cell": "甲2"}, set()),
    ({"cell": "乙1", "case_number": "澄阳2026-7"}, {"separate-co-defendants"}),
    ({"cell": "乙1", "case_number": "澄阳2026-7"}, {"separate-co-defendants"}),
    ({"cell": "乙2", "case_number": "澄阳2026-7"}, set()),
    ({"cell": "丙1", "sex": "女"}, {"separate-sexes"}),
    ({"cell": "丙1"}, {"separate-sexes"}),
    ({"cell": "丁1", **SENTENCED, "papers_on": "2026-11-12", "start": "2026-11-12"}, {"separate-convicted"}),
    ({"cell": "丁1"}, {"separate-convicted"}),
]  # fmt: skip


def planted(first: int) -> tuple[list[dict[str, Any]], dict[str, set[str]]]:
    """The rows, and what must be found by number. Each lies alone unless its line names a cell."""
    rows = [
        row(first + place, **{"cell": f"单{place}", "start": "2026-11-10", "name": "吴常在", **changes})
        for place, (changes, _) in enumerate(FAULTS)
    ]
    return rows, {number(first + place): finds for place, (_, finds) in enumerate(FAULTS) if finds}


def test_exactly_the_planted_faults_are_found_among_five_thousand(
    agreed: Cast, as_officer: Callable[..., Client]
) -> None:
    absent = held(agreed, name="周未列", place=900, cell="")
    rows, wanted = planted(first=1)
    rows += many(PEOPLE - len(rows), first=len(rows) + 1)
    machine, figures = Machine(agreed, "chang"), {code: said for code, said in NOUGHT.items() if code != "deaths"}
    for start in range(0, PEOPLE, PART):
        last = start + PART >= PEOPLE
        told = {"on": "2026-11-20", "rows": rows[start : start + PART], "figures": figures, "last": last}
        answer = machine.post("detainees/feed/", told).json()
        assert (answer["refused"], answer["warned"]) == (0, 0), [one for one in answer["results"] if one["problems"]][
            :3
        ]
    judged()
    with acting_as(BUILDER):
        found: dict[str, set[str]] = {}
        of_day: list[str] = []
        for one in Finding.objects.filter(state="suspected").select_related("detainee"):
            if one.detainee:
                found.setdefault(one.detainee.number, set()).add(one.rule)
            else:
                of_day.append(one.key)
        clocks = Deadline.objects.filter(kind__startswith="detention.", state="open").count()
    assert found == wanted
    assert sorted(of_day) == ["feed-absent:2026-11-20", "feed-item:2026-11-20:deaths"]
    assert answer["absent"] == [absent.number]
    assert clocks == PEOPLE + 1 - sum(changes.get("phase") == "留所服刑" for changes, _ in FAULTS)
    the_pages_ask_no_more_than_for_a_few(as_officer(agreed.chang), as_officer(agreed.geng), agreed.centre.pk)


def the_pages_ask_no_more_than_for_a_few(chang: Client, geng: Client, centre: int) -> None:
    day = f"/detainees/feed/{centre}/2026-11-20/"
    budgets = {
        (chang, "/detainees/"): 40, (geng, "/detainees/"): 40, (chang, "/detainees/?tab=over"): 40,
        (chang, "/detainees/cells/"): 30, (geng, "/detainees/findings/"): 30, (geng, day): 35, (chang, day): 45,
        (chang, f"/detainees/feed/?centre={centre}"): 35,
    }  # fmt: skip
    for (client, page), most in budgets.items():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page)
        assert answer.status_code == 200
        assert len(asked) <= most, (page, len(asked))
    wall = chang.get("/detainees/").content.decode()
    assert "5,001" in wall
