from dataclasses import dataclass, replace
from datetime import date

import pytest

from tests.lib.templatetags.rendering import render


@dataclass(frozen=True)
class Face:
    css: str = "is-soon"
    left: str = "剩 3 个工作日"
    right: str = "11-25 到期"
    plain: bool = False
    title: str = "征求意见答复期限"
    lines: tuple[tuple[date, bool, str], ...] = ()
    sentence: str = ""
    article: str = ""
    warnings: tuple[str, ...] = ()


def _day(number: int, *, counted: bool = True, why: str = "") -> tuple[date, bool, str]:
    return date(2026, 11, number), counted, why


def test_an_unknown_sign_is_an_error_of_the_page() -> None:
    with pytest.raises(ValueError, match="no such sign"):
        render('{% sign "green" %}')


def test_a_sign_always_has_its_word() -> None:
    assert render('{% sign "unsure" %}') == '<span class="sign is-unsure">无法判断</span>'
    assert render('{% sign "breach" "退回" %}') == '<span class="sign is-breach">退回</span>'


def test_found_draws_no_zeroes() -> None:
    drawn = render("{% found 6 0 2 %}")
    assert "疑点 6" in drawn
    assert "无法判断 2" in drawn
    assert "提醒" not in drawn


def test_a_plain_clock_does_not_open() -> None:
    drawn = render("{% clock face %}", face=replace(Face(), plain=True))
    assert "<details" not in drawn
    assert "<b>剩 3 个工作日</b><i>11-25 到期</i>" in drawn


def test_no_deadline_draws_nothing() -> None:
    assert render("{% clock face %}", face=None) == ""


def test_a_clock_numbers_counted_days_and_names_why_others_are_skipped() -> None:
    lines = (_day(20), _day(21, counted=False), _day(22, counted=False, why="国庆节"), _day(23))
    drawn = render("{% clock face %}", face=replace(Face(), lines=lines))
    assert "<b>11-20</b>第 1 日" in drawn
    assert '<span class="skip"><b>11-21</b>周六 跳过' in drawn
    assert "<b>11-22</b>国庆节 跳过" in drawn
    assert "<b>11-23</b>第 2 日" in drawn


def test_a_clock_says_its_sentence_article_and_warnings() -> None:
    face = replace(Face(), sentence="数满七日。", article="规则第六百三十五条", warnings=("2027 年安排未公布",))
    drawn = render("{% clock face %}", face=face)
    for said in ("数满七日。", "规则第六百三十五条", "2027 年安排未公布"):
        assert said in drawn


def test_a_law_line_shows_its_grounds_and_how_sure_the_rule_is() -> None:
    line = {"kind": "breach", "name": "间隔", "why": "早 8 日", "cite": "法释〔2016〕23号 6③", "standing": "条文已核实"}
    drawn = render("{% law line %}", line=line)
    for said in ("不符合", "间隔", "早 8 日", "法释〔2016〕23号 6③", "条文已核实"):
        assert said in drawn
