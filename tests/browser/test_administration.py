"""Administrators at work: a post given and taken, who supervises a site from a day on, who acts before whom."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.running import accounts
from tests.running.product import Product

pytestmark = pytest.mark.browser
PROVINCE = "J9939"  # its administrator: every office of the province is at home there
SITE, OFFICE = "石滩县看守所", "派驻石滩县看守所检察室"
LONG_AFTER = "2041-01-01"  # what is arranged here changes nothing for other tests


def fill(page: Page, button: str, **given: str) -> None:
    """Fill a form by the labels of its fields and send it."""
    for label, value in given.items():
        field = page.locator("main form").get_by_label(re.compile(f"^{label}"))
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    page.locator("main form").get_by_role("button", name=button, exact=True).click()


def organ(product: Product, name: str) -> str:
    return f"/organs/{product.ledger.one('SELECT id FROM organs_organ WHERE name = %s', name)}/"


def test_a_post_is_added_and_ended_at_once(product: Product, window: Window) -> None:
    page = window(PROVINCE)
    page.goto("/officers/?q=J9931")
    page.locator("main table a").first.click()
    page.get_by_role("link", name="增加岗位").click()
    choice = page.get_by_label("单位").locator("option", has_text=OFFICE).inner_text()
    fill(page, "增加", 单位=choice, 岗位="书记员", 依据="省院人事通知")
    line = page.locator("main tr", has_text=OFFICE).last
    expect(line).to_contain_text("书记员")
    line.get_by_role("link", name="截止").click()
    page.get_by_label("立即生效").check()
    fill(page, "截止", 理由="另有任用")
    expect(page.locator("main tr", has_text="立即截止")).to_contain_text(OFFICE)
    assert product.ledger.one("SELECT count(*) FROM organs_assignment WHERE revoked_at IS NOT NULL") == 1


def test_a_site_passes_from_one_pairing_to_the_next_without_a_gap(product: Product, window: Window) -> None:
    page, address = window(PROVINCE), organ(product, OFFICE)
    page.goto(f"{address}pairings/add/")
    fill(page, "增加", 被监督单位=SITE, 起始日=LONG_AFTER)
    expect(page.get_by_role("alert")).to_be_visible()  # it has one already, without end
    page.goto(address)
    page.locator("tr", has_text=SITE).get_by_role("link", name="截止").click()
    fill(page, "截止", 最后一日="2040年12月31日", 理由="改由他院派驻")
    page.goto(f"{address}pairings/add/")
    fill(page, "增加", 被监督单位=SITE, 起始日=LONG_AFTER)
    pairings = page.locator("tr", has_text=SITE)
    expect(pairings).to_have_count(2)
    expect(pairings.filter(has_text="2040-12-31")).to_have_count(1)


def test_a_province_says_who_acts_before_whom_and_on_what_basis(product: Product, window: Window) -> None:
    page, address = window(PROVINCE), organ(product, SITE)
    page.goto(f"{address}competence/")
    page.get_by_role("link", name="增加规定").click()
    fill(page, "增加", 由谁提出="石滩县人民检察院", 依据="省院规定一号", 起始日=LONG_AFTER)
    expect(page.locator("main section", has_text="另有规定").locator("tr", has_text="省院规定一号")).to_be_visible()


@pytest.mark.parametrize(
    ("number", "heading"),
    [("J9909", "单位"), ("J9933", "审计"), ("Y9921", "新到"), ("K9911", "期限墙"), ("Y9913", "批")],
)
def test_every_kind_of_post_signs_in_and_finds_its_first_page(
    product: Product, window: Window, number: str, heading: str
) -> None:
    page = window()
    page.goto("/login/")
    for label, value in (("工号", number), ("密码", accounts.PASSWORD)):
        page.get_by_label(label).fill(value)
    page.get_by_label("动态口令").fill(accounts.code_of(product.ledger, number))
    page.get_by_role("button", name="登录").click()
    expect(page.locator("main h1")).to_contain_text(re.compile(heading))
    assert 2 <= page.locator(".rail a").count() <= 12


def test_too_large_a_list_is_told_so_and_nothing_is_lost(
    window: Window, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("large") / "过大的花名册.xlsx"
    path.write_bytes(b"PK" + b"0" * (21 << 20))
    page = window(accounts.TANG)
    page.goto("/inmates/import/")
    page.locator("main input[type=file]").set_input_files(path)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("body")).to_contain_text("413")
    expect(page.locator("body")).to_contain_text("20 MB")
