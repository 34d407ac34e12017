"""Articles as one signs them and as a list has room for them."""

from __future__ import annotations

from datetime import date

import pytest

from procuratorate.lib.law.articles import chinese, cite, formal, merged, standing_on


@pytest.mark.parametrize(
    ("number", "words"),
    [(6, "六"), (10, "十"), (15, "十五"), (20, "二十"), (40, "四十"), (99, "九十九"), (101, "一百零一"),
     (110, "一百一十"),
     (273, "二百七十三"), (635, "六百三十五"), (1005, "一千零五")],
)  # fmt: skip
def test_numbers_are_said_as_articles_are_numbered(number: int, words: str) -> None:
    assert chinese(number) == words


@pytest.mark.parametrize(
    ("short", "words"),
    [("6③", "第六条第三款"), ("78②(一)", "第七十八条第二款第（一）项"), ("535(五)", "第五百三十五条第（五）项"),
     ("7", "第七条"), ("附件", "附件"), ("", "")],
)  # fmt: skip
def test_an_article_is_said_in_full(short: str, words: str) -> None:
    assert formal(short) == words


def test_articles_of_one_instrument_are_said_together_in_their_order() -> None:
    together = merged([cite("法释〔2016〕23号", "40②"), cite("刑法", "99"), cite("法释〔2016〕23号", "6③、40②")])
    assert [one.formal for one in together] == ["法释〔2016〕23号第六条第三款、第四十条第二款", "刑法第九十九条"]
    assert [one.short for one in together] == ["法释〔2016〕23号 6③、40②", "刑法 99"]


def test_nobody_is_held_to_a_law_that_came_later() -> None:
    later, always = cite("新法", "1", date(2026, 11, 1)), cite("刑法", "1")
    assert standing_on([later, always], date(2026, 10, 31).toordinal()) == [always]
    assert standing_on([later, always], date(2026, 11, 1).toordinal()) == [later, always]
