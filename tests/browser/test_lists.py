"""Lists as their officers want them, and forms that grow by a line."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.running import accounts

pytestmark = pytest.mark.browser


def test_a_column_left_out_stays_out_and_comes_back(window: Window) -> None:
    page = window(accounts.TANG)
    page.goto("/inmates/")
    offence = page.locator("th.c-offence")
    expect(offence).to_be_visible()
    page.get_by_text("视图、列").click()
    page.get_by_label("罪名").uncheck()
    page.get_by_role("button", name="照此显示").click()
    expect(offence).to_be_hidden()
    page.goto("/inmates/?page=2")
    expect(page.locator("td.c-offence").first).to_be_hidden()
    page.get_by_text("视图、列").click()
    page.get_by_label("罪名").check()
    page.get_by_role("button", name="照此显示").click()
    expect(page).to_have_url(re.compile(r"page=2"))
    expect(offence).to_be_visible()


def test_the_rail_opens_a_list_as_its_officer_chose(window: Window) -> None:
    page = window(accounts.LAN)
    page.goto("/deadlines/?whose=other")
    page.get_by_text("视图、列").click()
    page.get_by_placeholder("视图名称").fill("对方的")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("视图、列").click()
    page.get_by_role("button", name="以后打开就用 对方的").click()
    page.goto("/inmates/")
    page.locator(".rail").get_by_role("link", name="时限").click()
    expect(page).to_have_url(re.compile(r"/deadlines/\?whose=other$"))


def test_a_roster_grows_by_a_line_and_keeps_what_was_filled_in(window: Window) -> None:
    page = window(accounts.SHEN)
    page.goto("/batches/")
    page.goto(f"{page.url}levels/")
    page.get_by_label("层级").select_option("committee")
    page.get_by_label("召开单位").select_option(label="澜江省青岑监狱")
    page.get_by_role("button", name="安排", exact=True).click()
    page.get_by_role("link", name="到会名单").click()
    names = page.locator("main tbody input[name$=-name]")
    before = names.count()
    for name in ("加一", "加二", "加三", "加四", "加五", "加六"):
        page.get_by_role("button", name="增加一行").click()
        names.last.fill(name)
    assert names.count() == before + 6
    page.get_by_role("button", name="保存").click()
    for name in ("加一", "加六"):
        expect(page.locator("main")).to_contain_text(name)
