"""The way in and the way out, as a hand at the desk meets them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.running import accounts
from tests.running.product import Product

pytestmark = pytest.mark.browser
NOBODY_YET = "Y9914"  # no other test signs in as these two
APPROVER = "Y9904"


def sign_in(page: Page, number: str, password: str = accounts.PASSWORD, code: str = "") -> None:
    page.get_by_label("工号").fill(number)
    page.get_by_label("密码").fill(password)
    page.get_by_label("动态口令").fill(code)
    with page.expect_navigation(wait_until="load"):  # scripts are modules: they stand when the page is loaded
        page.get_by_role("button", name="登录").click()


def test_an_approver_enters_with_a_one_time_code_and_not_without(product: Product, window: Window) -> None:
    page = window()
    page.goto("/batches/all/")
    sign_in(page, APPROVER)
    expect(page.get_by_role("alert")).to_contain_text("工号、密码或动态口令不符")
    sign_in(page, APPROVER, code=accounts.code_of(product.ledger, APPROVER))
    expect(page).to_have_url(re.compile("/batches/all/$"))


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(window: Window) -> None:
    page = window()
    page.goto("/login/")
    for _ in range(5):
        sign_in(page, NOBODY_YET, "不是这个口令-2026")
    expect(page.locator("body")).to_contain_text("30 分钟")
    page.goto("/login/")
    sign_in(page, NOBODY_YET)
    expect(page.locator("main")).not_to_contain_text("本批次")
    page.goto("/batches/all/")
    expect(page).to_have_url(re.compile("/login/"))


def test_control_l_locks_and_the_same_page_opens_after_signing_in(product: Product, window: Window) -> None:
    page = window()
    page.goto("/login/")
    sign_in(page, accounts.LAN)
    page.goto("/inmates/?q=a")
    page.keyboard.press("Control+l")
    expect(page.get_by_role("heading", name="已锁定，请重新登录")).to_be_visible()
    sign_in(page, accounts.LAN)
    expect(page).to_have_url(re.compile(r"/inmates/\?q=a$"))


def test_a_desk_left_alone_locks_itself(window: Window) -> None:
    page = window()
    page.clock.install()
    page.goto("/login/")
    sign_in(page, accounts.LAN)
    expect(page).to_have_url(re.compile("/batches/"))
    page.clock.fast_forward("14:00")
    expect(page).to_have_url(re.compile("/batches/"))
    page.clock.fast_forward("02:00")
    expect(page.get_by_role("heading", name="已锁定，请重新登录")).to_be_visible()


def test_back_after_signing_out_shows_nothing(window: Window) -> None:
    page = window()
    page.goto("/login/")
    sign_in(page, accounts.LAN)
    page.goto("/inmates/")
    expect(page.locator("main h1")).to_be_visible()
    page.locator(".top-user summary").click()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="已退出")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="登录")).to_be_visible()
    expect(page.locator("table")).to_have_count(0)
