"""What holds for every template: the strict policy on content, and the component page's completeness."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory

from procuratorate.desk import design
from procuratorate.lib.templatetags import parts

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
INLINE = re.compile(
    r"""\sstyle\s*=|\son(?!e\b)\w+\s*=|<style\b|<script(?![^>]*\bsrc=)|javascript:|hx-on|hx-vals=['"]js"""
)
STATUSES = (400, 403, 404, 409, 413, 422, 429, 500, 503)
UNSHOWN = {"calendar", "step_word"}  # the login page draws the one, the ladder reads the other


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_inline_style_or_script(path: Path) -> None:
    assert not INLINE.search(path.read_text())


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_stands_without_shell_or_request(status: int) -> None:
    page = render_to_string(f"errors/{status}.html", {"reference": "E-7C1E"})
    assert str(status) in page
    assert "参考号 E-7C1E" in page
    assert "<h1>" in page
    assert "<li>" in page


def test_a_conflict_without_an_address_to_save_offers_no_choice() -> None:
    row = {"label": "理由", "opened": "尚早", "stored": "太早", "mine": "早 8 日", "kind": "pick"}
    page = render_to_string(
        "errors/409.html", {"conflict": {"title": "意见", "message": "他人先改了。", "rows": [row]}}
    )
    assert "<ins>太</ins>早" in page
    assert 'type="radio"' not in page


def test_a_conflict_that_can_be_merged_asks_only_where_both_changed() -> None:
    rows = [
        {"name": "why", "label": "理由", "opened": "尚早", "stored": "太早", "mine": "早 8 日", "kind": "pick"},
        {"name": "ask", "label": "补充", "opened": "明细", "stored": "明细", "mine": "说明", "kind": "mine"},
    ]
    page = render_to_string("errors/409.html", {"conflict": {"title": "意见", "rows": rows, "save_url": "/x/"}})
    assert page.count("checked") == 1
    assert page.count("data-pick") == 1


@pytest.mark.parametrize("word", sorted({*parts.register.tags, *parts.register.filters}))
def test_every_part_is_shown_and_documented(word: str) -> None:
    shown = "".join(path.read_text() for path in (settings.BASE_DIR / "templates" / "design").glob("*.html"))
    assert word in UNSHOWN or re.search(rf"{{%\s*{word}\b|\|{word}\b", shown)
    assert f"`{word}" in (settings.BASE_DIR / "docs" / "components.md").read_text()


def test_the_component_page_draws_every_state() -> None:
    page = design.components(RequestFactory().get("/design/?due=over")).content.decode()
    for said in ("罕用字 U+4DAE", "2027 年放假安排尚未公布", "没有办成", "今天还没有新到", "共 3,000 条", "送达回证"):
        assert said in page


def test_strangers_get_no_search_no_bell_and_no_stream() -> None:
    page = render_to_string("errors/404.html", {"reference": "E-7C1E"})
    for told in ("data-stream", "Ctrl K</kbd></button>", 'id="bell"', 'class="rail"'):
        assert told not in page
