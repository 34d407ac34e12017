from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.lib.templatetags.rendering import render


@pytest.mark.parametrize(
    ("moment", "form", "read"),
    [
        (datetime(2026, 11, 19, 16, 0, 1, tzinfo=UTC), "at", "2026-11-20 00:00:01"),
        (datetime(2026, 11, 19, 15, 59, 59, tzinfo=UTC), "day", "2026-11-19"),
        (datetime(2026, 11, 19, 16, 0, tzinfo=UTC), "shortday", "11-20"),
        (datetime(2026, 11, 20, 1, 22, 7, tzinfo=UTC), "timeofday", "09:22:07"),
        (datetime(2026, 11, 20, 1, 22, 7, tzinfo=UTC), "shortat", "11-20 09:22:07"),
        (datetime(2026, 11, 21, 16, 0, tzinfo=UTC), "weekday", "星期日"),
        (date(2026, 11, 20), "day", "2026-11-20"),
        (None, "at", ""),
        (None, "weekday", ""),
    ],
)
def test_moments_are_read_in_beijing(moment: datetime | date | None, form: str, read: str) -> None:
    assert render(f"{{{{ moment|{form} }}}}", moment=moment) == read


def test_a_masked_name_keeps_only_the_surname() -> None:
    assert render("{{ name|masked }}", name="祁云山") == "祁某某"
    assert render("{{ name|masked }}", name=None) == ""


def test_a_rare_character_is_set_apart_with_its_code_point() -> None:
    assert render("{{ name|rare }}", name="龚䶮") == '龚<span class="rare" title="罕用字 U+4DAE">䶮</span>'


def test_a_name_cannot_bring_markup() -> None:
    assert "<b>" not in render("{{ name|rare }}", name="<b>龚䶮</b>")


@pytest.mark.parametrize(
    ("octets", "words"), [(None, "0 B"), (1023, "1023 B"), (1572864, "1.5 MB"), (5 * 2**40, "5120 GB")]
)
def test_sizes_have_a_unit(octets: int | None, words: str) -> None:
    assert render("{{ octets|size }}", octets=octets) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(-3, "0 秒"), (59.6, "1 分 0 秒"), (200, "3 分 20 秒"), (3700, "1 小时 1 分")]
)
def test_durations_are_said_in_words(seconds: float, words: str) -> None:
    assert render("{{ seconds|lasting }}", seconds=seconds) == words


@pytest.mark.parametrize(
    ("old", "new", "drawn"),
    [
        ("消费明细", "消费明细", "消费明细"),
        ("", "送达回证", "<ins>送达回证</ins>"),
        ("送达回证", "", "<del>送达回证</del>"),
        ("消费明细", "消费明细、说明", "消费明细<ins>、说明</ins>"),
        (
            "自送达之日起算，本次报请尚早。",
            "自送达之日起算，拟报请日早 8 日。",
            "自送达之日起算，<del>本次报请尚早</del><ins>拟报请日早 8 日</ins>。",
        ),
        ("<i>", "<b>", "&lt;<del>i</del><ins>b</ins>&gt;"),
    ],
)
def test_a_difference_shows_what_came_and_what_went(old: str, new: str, drawn: str) -> None:
    assert render("{% difference old new %}", old=old, new=new) == drawn


@pytest.mark.parametrize(
    ("amount", "words"),
    [(None, ""), (Decimal(0), "0元"), (Decimal(18000), "18,000元"), (Decimal("1200.5"), "1,200.50元")],
)
def test_money_is_grouped_and_whole_yuan_stay_whole(amount: Decimal | None, words: str) -> None:
    assert render("{{ amount|yuan }}", amount=amount) == words
