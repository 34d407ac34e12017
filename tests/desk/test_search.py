"""The search box: what is out of reach is not found, by whatever words."""

from __future__ import annotations

import pytest

from procuratorate.audit.models import Entry
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.dispatch.factories import sent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["yin", "lan", "ward", "chang", "admin", "lu"])
def test_nobody_finds_what_others_sent_each_other(cast: Cast, who: str) -> None:
    dispatch = sent(cast.actor("tang"), cast.office)
    client = sign_in(cast.officers[who])
    for words in (dispatch.number, "第四批", "祁云山", "青岑"):
        response = client.get("/search/", {"q": words})
        assert response.status_code == 200
        assert f"/inbox/{dispatch.pk}/" not in response.content.decode()


def test_one_letter_is_too_little(cast: Cast) -> None:
    assert "输入两个以上" in sign_in(cast.chen).get("/search/?q=a").content.decode()


@pytest.mark.parametrize("words", ["%00%00", "'; DROP TABLE", "%25%25", "__", "\\\\", "祁" * 500, "👮👮"])
def test_strange_words_find_nothing_and_break_nothing(cast: Cast, words: str) -> None:
    sent(cast.actor("tang"), cast.office)
    response = sign_in(cast.chen).get(f"/search/?q={words}")
    assert response.status_code == 200
    assert "/inbox/1" not in response.content.decode()


def test_a_dispatch_is_found_by_number_and_title_and_shown_masked(cast: Cast) -> None:
    dispatch = sent(cast.actor("tang"), cast.office)
    for words in (dispatch.number, "祁云山"):
        html = sign_in(cast.chen).get("/search/", {"q": words}).content.decode()
        assert f"/inbox/{dispatch.pk}/" in html
        assert dispatch.masked_title in html


def test_the_box_gets_the_list_alone(cast: Cast) -> None:
    headers = {"HX-Request": "true", "HX-Target": "find-results"}
    html = sign_in(cast.chen).get("/search/", {"q": "没有的"}, headers=headers).content.decode()
    assert "<html" not in html
    assert "没有找到" in html


def test_nobody_found_is_nobody_read(cast: Cast) -> None:
    sign_in(cast.chen).get("/search/", {"q": "没有的"})
    with acting_as(BUILDER):
        assert not Entry.objects.filter(act="desk.search").exists()
