"""The addressee's answer over the API and as a paper under its own number; signatures in one queue."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.machine import Machine
from tests.notices.steps import FACTS, NUMBER, PDF, SECRET, act, drafted, notice, page, point, reply, served

pytestmark = pytest.mark.django_db
LETTER = "青监函〔2026〕12号"


def said(*positions: int, **more: Any) -> dict[str, Any]:
    one = {"stance": "adopted", "words": "已更正审批记录", "done_on": "2026-11-16"}
    return {"answers": [one | {"position": position} for position in positions]} | more


def path(rest: str = "") -> str:
    return f"notices/{notice().pk}/{rest}"


def test_a_system_reads_its_organs_notices_and_nobody_elses(cast: Cast) -> None:
    drafted(cast)
    assert Machine(cast, "tang").get("notices/").json()["count"] == 0  # a draft is the office's alone
    assert Machine(cast, "tang").get(path()).status_code == 404
    act(cast.chen, "submit")
    act(cast.pei, "endorse")
    act(cast.pei, "issue", number=NUMBER)
    for stranger in ("lan", "yin", "chang", "ward"):
        assert Machine(cast, stranger).get("notices/").json()["count"] == 0
        assert Machine(cast, stranger).post(path("replies/"), said(1)).status_code == 404
    listed = Machine(cast, "tang").get("notices/", kind="violation", waiting="true")
    assert [one["number"] for one in listed.json()["results"]] == [NUMBER]
    assert SECRET not in listed.content.decode()
    whole = Machine(cast, "tang").get(path()).json()
    assert [one["facts"] for one in whole["points"]] == list(FACTS)


def test_a_system_answers_point_by_point_once_for_its_key(cast: Cast) -> None:
    served(cast)
    machine = Machine(cast, "tang")
    assert Machine(cast, "tang", "read").post(path("replies/"), said(1)).status_code == 403
    assert Machine(cast, "chen").post(path("replies/"), said(1)).status_code == 403
    for wrong in ({}, {"answers": []}, said(1, 1), said(7), {"answers": [{"position": 1, "stance": "x", "words": ""}]}):
        assert machine.post(path("replies/"), wrong).status_code in {400, 422}, wrong
    first = said(1)
    first["answers"][0]["proof"] = [{"name": "更正审批单.pdf", "content": b64encode(PDF).decode()}]
    told = [machine.post(path("replies/"), first, key="reply-000001").json() for _ in range(2)]
    assert told == [{"id": notice().pk, "state": "served", "open_points": [2]}] * 2
    assert machine.post(path("replies/"), said(2)).json()["state"] == "answered"
    with acting_as(BUILDER):
        assert Dispatch.objects.filter(kind="notices.answer").count() == 2
        assert point(1).answers.get().files.get().name == "更正审批单.pdf"
    assert "已更正审批记录" in page(cast.chen)


def test_an_answer_under_a_number_is_a_paper_the_office_reads(cast: Cast) -> None:
    served(cast)
    assert reply(cast, 1, number="12号").status_code == 422
    assert reply(cast, 1, number=LETTER).status_code == 302
    with acting_as(BUILDER):
        paper = Paper.objects.get(kind="notices.reply")
        assert (paper.number, paper.organ) == (LETTER, cast.qingcen)
        assert "第一项，采纳。第1项已更正审批记录（2026年11月16日纠正；附件：更正审批单1.pdf）。" in str(paper.facts)
    assert sign_in(cast.chen).get(paper.get_absolute_url()).status_code == 200
    assert sign_in(cast.yin).get(paper.get_absolute_url()).status_code == 404
    for who in (cast.chen, cast.tang):
        assert LETTER in page(who)
    assert reply(cast, 2, number=LETTER).status_code == 422  # a number is taken once


def test_what_a_leader_signs_waits_in_one_place(cast: Cast) -> None:
    drafted(cast)
    queue = "/opinions/to-sign/"
    assert "禁闭和计分公示" not in page(cast.pei, queue)
    act(cast.chen, "submit")
    assert "禁闭和计分公示" in page(cast.pei, queue)  # nobody heads a department here
    act(cast.pei, "endorse")
    assert "禁闭和计分公示" in page(cast.pei, queue)
    act(cast.pei, "issue", number=NUMBER)
    assert "禁闭和计分公示" not in page(cast.pei, queue)
    assert NUMBER in page(cast.pei, "/notices/")
