"""Filters of a list kept under a name, for oneself or the desk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from procuratorate.organs.states import LISTS
from scripts.embedded.places import ROOT
from tests.cast import Cast

AsOfficer = Callable[..., Client]
PAGE = "/deadlines/"
RAIL = re.compile(r'<nav class="rail".*?</nav>', re.DOTALL)


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


def set_list(client: Client, **given: object) -> str:
    return client.post("/me/lists/", {"page": PAGE, **given}).get("Location", "")


def rail(client: Client) -> str:
    found = RAIL.search(client.get("/calendar/").content.decode())
    return found[0] if found else ""


def test_a_list_opens_from_the_rail_with_the_view_its_officer_chose(cast: Cast, as_officer: AsOfficer) -> None:
    chen = as_officer(cast.chen)
    set_list(chen, opens="whose=other&q=祁&page=2")
    assert f'href="{PAGE}?whose=other"' in rail(chen), "what was searched for is not kept"
    assert f'href="{PAGE}"' in rail(as_officer(cast.pei))
    assert "算式" in chen.get(PAGE).content.decode(), "the bare address still shows all"
    set_list(chen, opens="")
    assert f'href="{PAGE}"' in rail(chen)


def test_a_dropped_view_opens_no_list(cast: Cast, as_officer: AsOfficer) -> None:
    chen = as_officer(cast.chen)
    save(chen), set_list(chen, opens="whose=other")
    assert "打开即用" in menu(chen)
    chen.post("/me/views/", {"page": PAGE, "name": "对方承办", "drop": "1"})
    assert f'href="{PAGE}"' in rail(chen)


def test_columns_left_out_stay_out_for_this_officer_and_this_list(cast: Cast, as_officer: AsOfficer) -> None:
    chen = as_officer(cast.chen)
    assert set_list(chen, shown=["other", "starts"], query="due=overdue&q=祁").startswith(f"{PAGE}?due=overdue&q=")
    assert 'class="page no-law no-sum"' in chen.get(PAGE).content.decode()
    for client, page in ((chen, "/inbox/"), (as_officer(cast.pei), PAGE)):
        assert 'class="page"' in client.get(page).content.decode()
    set_list(chen, shown=list(LISTS[PAGE]))
    assert 'class="page"' in chen.get(PAGE).content.decode()


def test_a_page_without_views_keeps_no_habit(cast: Cast, as_officer: AsOfficer) -> None:
    for given in ({"opens": "a=b"}, {"shown": ["a"]}, {"opens": "whose=" + "a" * 600, "page": PAGE}):
        answer = as_officer(cast.chen).post("/me/lists/", {"page": "https://elsewhere.invalid/", **given})
        assert answer.status_code == 422


def test_every_column_that_can_be_left_out_has_its_rule_and_its_cells() -> None:
    rules = (ROOT / "static/css/columns.css").read_text()
    cells = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    for code in {code for columns in LISTS.values() for code in columns}:
        assert f".no-{code} .c-{code}" in rules
        assert len(re.findall(rf"[\" ]c-{code}\b", cells)) >= 2, code
