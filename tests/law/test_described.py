"""Rules told from their definitions: the pages a jurist reads are what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from commutation.law import RULES
from commutation.law.described import described
from commutation.law.pages import main, pages
from tests.cast import Cast, sign_in

RULE_PAGES = Path(__file__).parents[2] / "docs" / "law" / "rules"


def test_the_pages_kept_are_those_the_definitions_make() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in RULE_PAGES.glob("*.md")}
    assert kept == pages(), "run `python -m commutation.law.pages`"
    assert len(kept) == len(RULES) + 1


def test_a_page_that_no_definition_makes_any_more_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("")
    assert main([str(tmp_path)]) == 0
    assert not (tmp_path / "gone.md").exists()
    assert (tmp_path / "half-served.md").exists()


def test_a_rule_names_the_facts_it_asks_and_no_others() -> None:
    asked = {fact.name for fact in described()["half-served"].facts}
    assert {"months", "starts_on", "credit_days", "ends_now"} <= asked
    assert "born_on" not in asked


def test_every_number_of_law_stands_with_its_article_and_its_days() -> None:
    page = pages()["interval-fixed.md"]
    assert "法释〔2016〕23号" in page
    assert "2017-01-01 起" in page


@pytest.mark.django_db
def test_both_sides_read_the_same_rules_and_an_unknown_one_is_not_there(cast: Cast) -> None:
    seen = [_read(sign_in(who)) for who in (cast.tang, cast.chen)]
    assert seen[0] == seen[1]
    assert sign_in(cast.tang).get("/law/rules/no-such-rule/").status_code == 404
    few = sign_in(cast.tang).get("/law/rules/?ask=2").content.decode()
    assert "减刑后又假释" in few
    assert "interval-fixed" not in few


def _read(client: Client) -> list[bool]:
    page = client.get("/law/rules/").content.decode()
    one = client.get("/law/rules/interval-fixed/").content.decode()
    assert "前次裁定送达" in one
    return [f"/law/rules/{rule.code}/" in page for rule in RULES]
