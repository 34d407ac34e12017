"""Sentences, and months taken off them."""

import csv
from datetime import date
from pathlib import Path

import pytest

from procuratorate.lib.cells import MISSING, Kind, Term, extent, term

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("said", "problem", "mending"),
    [
        ("8年6", "读不成刑期", "写作“8年6个月”或“102月”"),
        ("102", "不知是年还是月", "写作“8年6个月”或“102月”"),
        (102.0, "不知是年还是月", "写作“8年6个月”或“102月”"),
        ("8年14个月", "14个月已满一年", "月数须小于12"),
        ("8.5年", "读不成刑期", "写作"),
        ("管制4年", "管制长于法定最长的3年", "照判决书改正"),
        ("拘役13个月", "拘役长于法定最长的1年", "照判决书改正"),
        ("26年", "有期徒刑长于法定最长的25年", "照判决书改正"),
        ("0个月", "1至600之间", "照原件"),
        ("有期徒刑", "读不成刑期", "写作"),
        (date(2026, 6, 8), "变成了日期", "“文本”格式"),
        ("8-6", "读不成刑期", "写作"),
        ("年月", "读不成刑期", "写作"),
    ],
)
def test_what_is_no_sentence_says_why_and_how_to_mend_it(said, problem, mending):
    answer = term(said)
    assert answer.value is None
    assert problem in answer.problem
    assert mending in answer.mending


@pytest.mark.parametrize(
    "said",
    ["8年6个月", "102月", "102个月", "八年六个月", "8年零6个月", "有期徒刑8年6个月", "８年６个月", "八年半", "8年6月"],
)
def test_every_usual_form_is_the_same_sentence(said):
    assert term(said).value == Term(Kind.FIXED, 102)


@pytest.mark.parametrize(
    ("said", "kind", "months"),
    [
        ("无期", Kind.LIFE, None),
        ("无期徒刑", Kind.LIFE, None),
        ("死缓", Kind.SUSPENDED_DEATH, None),
        ("拘役5个月", Kind.DETENTION, 5),
        ("管制2年", Kind.CONTROL, 24),
    ],
)
def test_other_punishments_are_kinds_of_their_own(said, kind, months):
    assert term(said).value == Term(kind, months)


@pytest.mark.parametrize("said", ["死缓（限制减刑）", "死刑，缓期二年执行，限制减刑", "死缓限减"])
def test_limited_commutation_is_not_lost(said):
    assert term(said).value == Term(Kind.SUSPENDED_DEATH, limited=True)


def test_a_sentence_prints_as_it_is_read():
    for said in ("有期徒刑8年6个月", "拘役5个月", "无期徒刑", "死缓（限制减刑）", "管制2年"):
        assert str(term(said).value) == said
        assert term(str(term(said).value)).value == term(said).value


def test_real_sentences_are_read():
    rows = list(csv.DictReader((DATA / "sentence_dates.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 60
    for row in rows:
        years, months = int(row["years"]), int(row["months"])
        said = row["kind"] + (f"{years}年" if years else "") + (f"{months}个月" if months else "")
        assert term(said).value.months == years * 12 + months


@pytest.mark.parametrize(
    "said", ["14", 14.0, "14个月", "1年2个月", "一年二个月", "减刑14个月", "减去有期徒刑一年二个月"]
)
def test_an_extent_is_months(said):
    assert extent(said).value == 14


@pytest.mark.parametrize("said", ["6.5", "0", "减为二十二年", date(2026, 1, 2), "半年多"])
def test_what_is_no_extent_is_refused(said):
    assert extent(said).problem
    assert extent(said).mending


def test_missing_and_nothing_are_told_apart():
    assert term("缺").value is MISSING
    assert extent("").value is None
