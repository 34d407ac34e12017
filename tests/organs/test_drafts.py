"""What was typed and not sent: kept for its author alone, forgotten when sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from procuratorate.organs.services.drafts import LARGEST
from tests.cast import Cast

AsOfficer = Callable[..., Client]
PAGE = "/batches/new/"


def keep(client: Client, forms: Any, page: str = PAGE) -> int:
    return client.post("/me/draft/", {"page": page, "forms": json.dumps(forms)}).status_code


@pytest.mark.parametrize(
    ("page", "forms"),
    [
        ("https://elsewhere.invalid/", "{}"),
        (PAGE, "["),
        (PAGE, "[1]"),
        (PAGE, '{"": {"a": ["\\u0000"]}}'),
        (PAGE, json.dumps({"": {"a": ["字" * LARGEST]}})),
    ],
)
def test_what_is_no_draft_is_refused_in_words(cast: Cast, as_officer: AsOfficer, page: str, forms: str) -> None:
    answer = as_officer(cast.tang).post("/me/draft/", {"page": page, "forms": forms})
    assert answer.status_code == 422
    assert "草稿没有保存" in answer.content.decode()


def test_a_stranger_is_sent_to_the_login_page(db: None, client: Client) -> None:
    assert "/login/" in client.get("/me/draft/", {"page": PAGE})["Location"]


def test_a_draft_comes_back_to_its_author_alone(cast: Cast, as_officer: AsOfficer) -> None:
    typed = {"": {"plan_no": ["监刑〔2027〕1号"]}}
    tang = as_officer(cast.tang)
    assert keep(tang, typed) == 204
    assert tang.get("/me/draft/", {"page": PAGE}).json()["forms"] == typed
    assert as_officer(cast.shen).get("/me/draft/", {"page": PAGE}).status_code == 204
    assert tang.get("/me/draft/", {"page": "/batches/"}).status_code == 204


def test_the_last_words_stand_and_empty_forms_forget(cast: Cast, as_officer: AsOfficer) -> None:
    tang = as_officer(cast.tang)
    for words in ("一", "二"):
        keep(tang, {"": {"reason": [words]}})
    assert tang.get("/me/draft/", {"page": PAGE}).json()["forms"] == {"": {"reason": ["二"]}}
    keep(tang, {})
    assert tang.get("/me/draft/", {"page": PAGE}).status_code == 204


def test_a_refused_form_keeps_its_words_and_a_taken_one_forgets_them(cast: Cast, as_officer: AsOfficer) -> None:
    tang = as_officer(cast.tang)
    keep(tang, {"": {"plan_no": ["监刑〔2027〕1号"]}, "/elsewhere/": {"reason": ["另一张"]}})
    batch = {"year": "2031", "ordinal": "1", "cutoff_on": "二月三十"}
    assert tang.post(PAGE, batch).status_code == 422
    assert "" in tang.get("/me/draft/", {"page": PAGE}).json()["forms"]
    assert tang.post(PAGE, batch | {"cutoff_on": "2031-02-28"}).status_code == 302
    assert tang.get("/me/draft/", {"page": PAGE}).json()["forms"] == {"/elsewhere/": {"reason": ["另一张"]}}


def test_a_form_is_known_by_its_action_wherever_it_was_filled_in(cast: Cast, as_officer: AsOfficer) -> None:
    tang = as_officer(cast.tang)
    keep(tang, {PAGE: {"year": ["2031"]}}, page="/batches/all/")
    assert tang.post(PAGE, {"year": "2031", "ordinal": "1", "cutoff_on": "2031-02-28"}).status_code == 302
    assert tang.get("/me/draft/", {"page": "/batches/all/"}).status_code == 204


def test_leaving_keeps_the_words(cast: Cast, as_officer: AsOfficer) -> None:
    tang = as_officer(cast.tang)
    keep(tang, {"": {"plan_no": ["监刑〔2027〕1号"]}})
    assert tang.post("/logout/").status_code == 302
    assert as_officer(cast.tang).get("/me/draft/", {"page": PAGE}).status_code == 200


def test_drafts_nobody_came_back_to_are_forgotten(
    cast: Cast, as_officer: AsOfficer, set_clock: Callable[[datetime | None], None]
) -> None:
    tang = as_officer(cast.tang)
    set_clock(datetime(2026, 11, 1, tzinfo=UTC))
    keep(tang, {"": {"reason": ["旧"]}})
    set_clock(datetime(2026, 11, 16, tzinfo=UTC))
    keep(tang, {"": {"reason": ["新"]}}, page="/batches/7/plan/")
    assert tang.get("/me/draft/", {"page": PAGE}).status_code == 204
