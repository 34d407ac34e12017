"""Hands on the keys: search, rows, and a warning before unsaved words are left."""

import re

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.conftest import Window
from tests.running import accounts
from tests.running.product import Product

pytestmark = pytest.mark.browser


def test_control_k_finds_a_person_by_initials_and_opens_the_dossier(product: Product, window: Window) -> None:
    initials = product.ledger.one(
        "SELECT p.initials FROM prisons_inmate i JOIN custody_person p ON p.id = i.person_id"
        " WHERE i.number LIKE '9901%' AND length(p.initials) = 3 GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    page = window(accounts.TANG)
    page.goto("/jobs/")
    page.keyboard.press("Control+k")
    page.keyboard.type(initials.lower())
    found = page.locator("#find-results a")
    expect(found.first).to_be_visible()
    expect(page.locator("#find-results")).to_contain_text(re.compile("人员|在押"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/inmates/\d+/$"))


def test_j_and_k_walk_the_rows_and_enter_opens_one(window: Window) -> None:
    page = window(accounts.TANG)
    page.goto("/inmates/")
    rows = page.locator("table[data-keys] tbody tr")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_have_class(re.compile("is-at"))
    page.keyboard.press("k")
    expect(rows.nth(0)).to_have_class(re.compile("is-at"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/inmates/\d+/$"))


def test_unsaved_words_warn_before_they_are_left(window: Window) -> None:
    page = window(accounts.TANG)
    page.goto("/batches/new/")
    page.get_by_label("方案文号").fill("监刑〔2027〕9号")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator(".rail a").first.click(no_wait_after=True)
    page.wait_for_timeout(0)
    expect(page.get_by_label("方案文号")).to_have_value("监刑〔2027〕9号")
    assert asked == ["beforeunload"]
