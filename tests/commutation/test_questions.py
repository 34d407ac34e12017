"""A question to the prison: a dispatch there and one back, an agreed clock of its own, and the review's runs on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commutation.models import Batch, Question
from commutation.states.reviews import QUESTION_MOVES, QuestionState
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import now
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.reviewing import case, consulted, filed, page, post
from tests.commutation.test_states import walk

pytestmark = pytest.mark.django_db
ASKED = {"words": "请说明6月至10月的消费", "wanted": "消费明细", "days": 3}


@pytest.fixture
def batch(cast: Cast) -> Batch:
    return consulted(cast)


def ask(cast: Cast, batch: Batch, who: str = "chen", **data: Any) -> Any:
    return post(cast, who, f"/cases/{case(batch).pk}/questions/", **{**ASKED, **data})


def question() -> Question:
    with acting_as(BUILDER):
        return Question.objects.select_related("clock", "dispatch", "reply_dispatch", "filing__clock").get()


@pytest.mark.parametrize(("who", "status"), [("tang", 403), ("qin", 403), ("yin", 404), ("admin", 403)])
def test_only_the_office_asks(cast: Cast, batch: Batch, who: str, status: int) -> None:
    assert ask(cast, batch, who).status_code == status


@pytest.mark.parametrize("wrong", [{"words": " "}, {"days": 0}, {"days": 31}, {"days": "三"}])
def test_a_question_without_words_or_days_is_refused(cast: Cast, batch: Batch, wrong: dict[str, Any]) -> None:
    assert ask(cast, batch, **wrong).status_code == 422
    with acting_as(BUILDER):
        assert not Question.objects.exists()


def test_asking_sends_it_and_opens_an_agreed_clock_beside_the_review(cast: Cast, batch: Batch) -> None:
    filed(cast, batch)
    before = case(batch).clock_id
    assert ask(cast, batch).status_code == 302
    asked = question()
    assert (asked.dispatch.sender_id, asked.dispatch.recipient_id) == (cast.office.pk, cast.qingcen.pk)
    assert asked.dispatch.address == f"/batches/questions/{asked.pk}/"
    assert "祁" in asked.dispatch.title
    assert asked.filing.name not in asked.dispatch.masked_title
    assert (asked.clock.agreed, asked.clock.organ_id, asked.clock.due_on) == (True, cast.qingcen.pk, date(2026, 11, 19))
    assert asked.filing.clock_id == before
    assert asked.filing.clock.state == "open"
    assert "第635条没有规定中止" in page(cast, "chen", f"/cases/{asked.filing_id}/")


@pytest.mark.parametrize(("who", "status"), [("ward", 404), ("lan", 404), ("yin", 404), ("chen", 200)])
def test_the_two_parties_open_it_and_nobody_else(cast: Cast, batch: Batch, who: str, status: int) -> None:
    ask(cast, batch)
    assert sign_in(cast.officers[who]).get(f"/batches/questions/{question().pk}/").status_code == status


def test_the_prison_answers_once_and_the_office_has_it_at_once(cast: Cast, batch: Batch) -> None:
    ask(cast, batch)
    asked = question()
    address = f"/batches/questions/{asked.pk}/"
    assert ASKED["wanted"] in page(cast, "tang", "/batches/questions/")
    assert post(cast, "tang", address, reply=" ").status_code == 422
    assert post(cast, "tang", address, reply="明细已补，超额系医药费").status_code == 302
    assert post(cast, "tang", address, reply="再答").status_code == 409
    answered = question()
    assert (answered.state, answered.replied_by_id) == (QuestionState.ANSWERED, cast.tang.pk)
    assert answered.reply_dispatch.in_reply_to_id == answered.dispatch_id
    assert answered.clock.state == "met"
    assert "超额系医药费" in page(cast, "chen", f"/cases/{asked.filing_id}/")
    assert post(cast, "chen", f"/cases/questions/{asked.pk}/chase/").status_code == 409


def test_a_chaser_is_one_more_dispatch_and_nothing_else_moves(cast: Cast, batch: Batch) -> None:
    ask(cast, batch)
    asked = question()
    assert post(cast, "tang", f"/cases/questions/{asked.pk}/chase/").status_code == 403
    assert post(cast, "chen", f"/cases/questions/{asked.pk}/chase/").status_code == 302
    chased = question()
    assert (chased.chased, chased.state, chased.clock.due_on) == (1, QuestionState.ASKED, asked.clock.due_on)
    with acting_as(BUILDER):
        assert Dispatch.objects.filter(kind="commutation.question").count() == 2


def test_a_withdrawn_question_says_why_to_the_prison_and_ends_its_clock(cast: Cast, batch: Batch) -> None:
    ask(cast, batch)
    address = f"/cases/questions/{question().pk}/withdraw/"
    assert post(cast, "chen", address, reason="").status_code == 422
    assert post(cast, "chen", address, reason="材料已在卷三").status_code == 302
    gone = question()
    assert (gone.state, gone.clock.state) == (QuestionState.WITHDRAWN, "cancelled")
    assert "材料已在卷三" in page(cast, "tang", f"/batches/questions/{gone.pk}/")
    assert post(cast, "tang", f"/batches/questions/{gone.pk}/", reply="晚了").status_code == 409


@pytest.mark.parametrize("act", QUESTION_MOVES)
@pytest.mark.parametrize("state", list(QuestionState))
def test_a_question_moves_only_as_its_table_says(cast: Cast, batch: Batch, state: QuestionState, act: str) -> None:
    answered = {"reply": "已补", "replied_by": cast.tang, "replied_at": now()}
    fields = answered if state == QuestionState.ANSWERED else {}
    with acting_as(BUILDER):
        made = Question.objects.create(
            filing=case(batch), office=cast.office, prison=cast.qingcen, words="问", asked_by=cast.chen
        )
        walk(made, state, fields, act, QUESTION_MOVES, answered if act == "answer" else {})
        assert Deadline.objects.filter(kind="commutation.question").count() == 0
