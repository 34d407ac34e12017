"""Filters of a list kept under a name, for oneself or the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast

AsOfficer = Callable[..., Client]
PAGE = "/deadlines/"


def save(client: Client, name: str = "对方承办", query: str = "whose=other", page: str = PAGE, **more: str) -> int:
    return client.post("/me/views/", {"page": page, "name": name, "query": query, **more}).status_code


def menu(client: Client, address: str = PAGE) -> str:
    return client.get("/me/views/", headers={"HX-Current-URL": f"http://testserver{address}"}).content.decode()


@pytest.mark.parametrize(
    ("name", "query", "page"),
    [
        ("", "whose=other", PAGE),
        ("字" * 41, "whose=other", PAGE),
        ("空的", "", PAGE),
        ("只有搜索", "q=祁云山&page=3", PAGE),
        ("过长", "whose=" + "a" * 600, PAGE),
        ("别处", "whose=other", "https://elsewhere.invalid/"),
    ],
)
def test_what_is_no_view_is_refused_in_words(
    cast: Cast, as_officer: AsOfficer, name: str, query: str, page: str
) -> None:
    assert save(as_officer(cast.chen), name, query, page) == 422


def test_a_saved_view_leads_back_to_its_filters_and_nobody_elses(cast: Cast, as_officer: AsOfficer) -> None:
    chen = as_officer(cast.chen)
    answer = chen.post("/me/views/", {"page": PAGE, "name": "对方承办", "query": "whose=other&q=祁&page=2"})
    assert answer["Location"] == f"{PAGE}?whose=other", "what was searched for is not kept"
    assert f"{PAGE}?whose=other" in menu(chen)
    assert "对方承办" not in menu(chen, "/inbox/")
    assert "对方承办" not in menu(as_officer(cast.pei))


def test_the_same_name_replaces(cast: Cast, as_officer: AsOfficer) -> None:
    chen = as_officer(cast.chen)
    save(chen), save(chen, query="due=overdue")
    shown = menu(chen)
    assert "whose=other" not in shown
    assert "due=overdue" in shown


def test_a_shared_view_reaches_the_superiors_of_the_house_and_no_other(cast: Cast, as_officer: AsOfficer) -> None:
    save(as_officer(cast.chen), shared="1")
    assert f"{cast.chen.name} 共用" in menu(as_officer(cast.pei))
    for stranger in (cast.tang, cast.yin):
        assert "对方承办" not in menu(as_officer(stranger))


def test_only_the_owner_drops_a_view(cast: Cast, as_officer: AsOfficer) -> None:
    chen, pei = as_officer(cast.chen), as_officer(cast.pei)
    save(chen, shared="1")
    pei.post("/me/views/", {"page": PAGE, "name": "对方承办", "drop": "1"})
    assert "对方承办" in menu(chen)
    chen.post("/me/views/", {"page": PAGE, "name": "对方承办", "drop": "1"})
    assert "对方承办" not in menu(chen)


def test_without_filters_the_menu_says_how_to_make_a_view(cast: Cast, as_officer: AsOfficer) -> None:
    assert "先选好筛选条件" in menu(as_officer(cast.chen))
    assert "把现在的筛选存为" in menu(as_officer(cast.chen), f"{PAGE}?whose=other")
