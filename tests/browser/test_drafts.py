"""What was typed survives the lock, comes back when asked for, and is gone once it was sent."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.test_entry import sign_in
from tests.running import accounts
from tests.running.client import Client
from tests.running.product import Product
from tests.running.waiting import until

pytestmark = pytest.mark.browser
WORDS = "监刑〔2029〕3号"
PAGE = "/batches/new/"


def test_what_was_typed_survives_the_lock_of_an_idle_desk(product: Product, window: Window) -> None:
    page = window()
    page.clock.install()
    page.goto(f"/login/?next={PAGE}")
    sign_in(page, accounts.LAN)
    page.get_by_label("年度").fill("2029")
    page.get_by_label("方案文号").fill(WORDS)
    page.clock.fast_forward("16:00")
    expect(page.get_by_role("heading", name="已锁定，请重新登录")).to_be_visible()
    assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})").find(WORDS) < 0
    lan = Client(product, accounts.LAN)
    assert kept(lan)

    sign_in(page, accounts.LAN)
    expect(page).to_have_url(re.compile(f"{PAGE}$"))
    expect(page.get_by_label("方案文号")).to_have_value("")
    page.get_by_role("button", name="恢复").click()
    expect(page.get_by_label("方案文号")).to_have_value(WORDS)
    send(page)
    until(lambda: not kept(lan), 10, "a draft forgotten when its form was taken")


def test_a_refused_form_keeps_its_draft(product: Product, window: Window) -> None:
    page, tang = window(accounts.TANG), Client(product, accounts.TANG)
    page.goto(PAGE)
    page.get_by_label("方案文号").fill(WORDS)
    until(lambda: kept(tang), 10, "a draft kept while typing")
    page.get_by_label("考核截止日").fill("二月三十")
    page.get_by_role("button", name="建立").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert kept(tang)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(PAGE)
    page.get_by_role("button", name="丢弃").click()
    until(lambda: not kept(tang), 10, "a draft thrown away")


def send(page: Page) -> None:
    page.get_by_label("批次", exact=True).fill("3")
    page.get_by_label("考核截止日").fill("2026-09-30")
    page.get_by_role("button", name="建立").click()
    expect(page).to_have_url(re.compile(r"/batches/\d+/$"))


def kept(officer: Client) -> bool:
    """Does the house hold the words as this officer's draft?"""
    answer = officer.get(f"/me/draft/?page={PAGE}")
    return answer.status == 200 and json.loads(answer.body)["forms"][""]["plan_no"] == [WORDS]
