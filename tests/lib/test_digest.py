"""SM3 and the form in which values are hashed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum

import pytest

from procuratorate.lib.digest import Packing, canonical, sm3, sm3_of


def test_sm3_gives_the_vectors_of_the_standard():
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@pytest.mark.parametrize(
    "value",
    [1.5, {"a": 0.1}, datetime(2026, 11, 21), {1: "a"}, b"bytes", object(), Decimal("NaN"), {"é": 1, "e\u0301": 2}],
)
def test_what_means_several_things_is_not_hashed(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_the_order_of_keys_and_the_spelling_of_numbers_change_nothing():
    assert sm3_of({"a": Decimal("1.50"), "b": 1}) == sm3_of({"b": 1, "a": Decimal("1.5")})
    assert canonical([Decimal(100), Decimal("1E+2"), Decimal("-0")]) == b'["100","100","0"]'


def test_one_instant_has_one_hash_in_every_zone():
    shanghai = timezone(timedelta(hours=8))
    assert sm3_of(datetime(2026, 11, 21, 8, tzinfo=shanghai)) == sm3_of(datetime(2026, 11, 21, 0, tzinfo=UTC))


def test_text_is_composed_but_a_rare_character_stays_itself():
    assert canonical("e\u0301") == canonical("é")
    assert canonical("\uf9b8") != canonical("\u96b8")


def test_dates_enums_and_dataclasses_are_what_they_hold():
    @dataclass
    class Fact:
        on: date
        kind: Enum

    kind = Enum("kind", {"A": "甲"})
    assert canonical(Fact(date(2026, 1, 2), kind.A)) == '{"kind":"甲","on":"2026-01-02"}'.encode()
    assert canonical({"所": {3, 1}}) == '{"所":[1,3]}'.encode()


def test_packing_writes_what_canonical_writes():
    rows = [{"b": "1", "a": "A\u030a", "c": True}, {"a": "﨑", "b": 1, "c": None}, {"b": "“\\\n", "c": 1}, {}]
    packing = Packing(["b", "a", "c"], lambda _, value: "是" if value is True else str(value))
    words = [{key: "是" if one is True else str(one) for key, one in row.items() if one is not None} for row in rows]
    assert [packing.pack(row).encode() for row in rows] == [canonical(row) for row in words]
