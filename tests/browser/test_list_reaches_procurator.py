"""Point (b): a list from published rulings goes all the way from the clerk's sheet to the procurator's open page."""

import hashlib
import json
import re
import time
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import chinese_calendar
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from procuratorate.lib.clock import SHANGHAI, day_of
from tests.browser.conftest import Window
from tests.browser.rulings import Case, cases, nominations, roster
from tests.running import accounts
from tests.running.ledger import Ledger
from tests.running.product import Product

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AGREED = 5  # working days
WRONG = {1: {"送监日期": "2021.2.30"}, 2: {"姓名": "段砚秋生"}, 3: {"前次裁定送达日": None, "前次减刑裁定日": "缺了"}}


def test_a_list_goes_from_the_clerks_sheet_to_the_open_desk(product: Product, window: Window) -> None:
    on = day_of(product.ledger.one("SELECT clock()"))
    people = cases(on)
    tang = window(accounts.TANG)
    admit(tang, people)
    batch = new_batch(tang, on)
    upload(tang, batch, "名单.xlsx", nominations(people, WRONG))
    expect(tang.locator("main")).to_contain_text("提交可接受的 3 行")
    mended = mend(download_refused(tang))
    tang.get_by_role("button", name="提交可接受的 3 行").click()
    upload(tang, batch, "改好.xlsx", mended)
    tang.get_by_role("button", name="提交可接受的 3 行").click()
    expect(tang.locator("main")).to_contain_text("已提交")

    chen, lu, second, yin = window(accounts.CHEN), window(accounts.LU), None, window(accounts.YIN)
    second = lu.context.new_page()
    for page, address in ((chen, "/desk/"), (lu, "/desk/"), (second, "/inbox/"), (yin, "/desk/")):
        page.goto(address)
        expect(page.locator("[data-live]").first).to_have_text("实时")
        page.evaluate("window.neverReloaded = true")
    before = yin.locator("#bell").inner_text()

    shen = window(accounts.SHEN)
    shen.goto(f"/batches/{batch}/consult/")
    sent = time.monotonic()
    shen.get_by_role("button", name="发送 6 人").click(no_wait_after=True)
    title = re.compile(f"{batch_title(product.ledger, batch)}.*（6人）")
    expect(chen.locator("[data-live-list]")).to_contain_text(title, timeout=10_000)
    took = time.monotonic() - sent
    for page in (lu, second):
        expect(page.locator("[data-live-list]")).to_contain_text(title, timeout=3000)
    for page in (chen, lu, second):
        assert page.evaluate("window.neverReloaded"), "the page was loaded again"
    assert took < 5, f"{took:.1f} s from the click to the open page"
    expect(yin.locator("main")).not_to_contain_text(title)
    expect(yin.locator("#bell")).to_have_text(before)

    for page in (chen, lu, second):
        for person in people:  # on a screen that others walk past, an arrival names nobody
            expect(page.locator("[data-live-list]")).not_to_contain_text(person.listed["姓名"])

    register(chen, title, others=(lu, second))
    receipt_is_right(product.ledger, shen, batch)
    clock_is_right(chen, batch, on)


def register(page: Page, title: re.Pattern[str], others: tuple[Page, ...]) -> None:
    """The button that came with the live row works; every open tab counts one less and offers it no more."""
    waiting = int(page.locator("#bell").inner_text())
    arrived = page.locator("[data-live-list] > *", has_text=title)
    arrived.get_by_role("button", name=re.compile("登记")).click()
    expect(arrived).to_contain_text("已登记")
    for other in others:
        expect(other.locator("#bell")).to_have_text(str(waiting - 1))
        expect(other.locator("[data-live-list] > *", has_text=title)).to_contain_text("已登记")


def admit(page: Page, people: list[Case]) -> None:
    """The people are in the prison before they are put forward: through the roster's import page."""
    page.goto("/inmates/import/")
    page.set_input_files("input[type=file]", {"name": "花名册.xlsx", "mimeType": XLSX, "buffer": roster(people)})
    page.get_by_role("button", name=re.compile("上传")).click()
    page.get_by_role("button", name="写入可接受的 6 行").click(timeout=60_000)
    expect(page.locator("main")).to_contain_text("新增 6", timeout=60_000)


def new_batch(page: Page, on: date) -> int:
    page.goto("/batches/new/")
    page.get_by_label("年度").fill(str(on.year + 1))
    page.get_by_label("批次", exact=True).fill("7")
    page.get_by_label("考核截止日").fill(f"{on.year}年{on.month}月1日")
    page.get_by_role("button", name="建立").click()
    page.wait_for_url(re.compile(r"/batches/\d+/$"))
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def upload(page: Page, batch: int, name: str, data: bytes) -> None:
    page.goto(f"/batches/{batch}/import/")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": XLSX, "buffer": data})
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_role("heading", name="逐行结果")).to_be_visible(timeout=60_000)


def download_refused(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("只下载须改的 3 行")).click()
    return Path(download.value.path()).read_bytes()


def mend(sheet: bytes) -> bytes:
    """Do what 如何改 says, cell by cell."""
    book = load_workbook(BytesIO(sheet))
    page = book.active
    head = next(row for row in page.iter_rows() if any(title_of(cell.value) == "罪犯编号" for cell in row))
    places = {title_of(cell.value): cell.column for cell in head}
    right = {"9901009002": {"送监日期": None}, "9901009003": {"姓名": "段砚秋"}}
    right["9901009004"] = {"前次减刑裁定日": None, "前次裁定送达日": None}
    for row in page.iter_rows(min_row=head[0].row + 1):
        said = {title: page.cell(row[0].row, column) for title, column in places.items()}
        number = str(said["罪犯编号"].value or "")
        if number not in right:
            continue
        assert said["如何改"].value, f"{number} is refused without a word on how to mend it"
        for title, value in right[number].items():
            said[title].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def title_of(value: object) -> str:
    """A column's name without the star that says it must be filled."""
    return str(value or "").strip("* ")


def batch_title(ledger: Ledger, batch: int) -> str:
    return str(ledger.one("SELECT title FROM commutation_batch WHERE id = %s", batch))


def receipt_is_right(ledger: Ledger, page: Page, batch: int) -> None:
    """Number, seconds and hash, as both sides see them; the hash is reckoned again from what was sent."""
    expect(page).to_have_url(re.compile(rf"/batches/{batch}/$"))
    page.get_by_role("link", name="收发回执").click()
    slip = page.locator(".slip")
    number, sent_at, content, kept = ledger.rows(
        "SELECT d.number, d.sent_at, d.content::text, d.content_hash FROM dispatch_dispatch d"
        " JOIN commutation_sending s ON s.dispatch_id = d.id WHERE s.batch_id = %s", batch
    )[0]  # fmt: skip
    plain = json.dumps(json.loads(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.new("sm3", plain.encode()).hexdigest() == kept
    for words in (number, kept, f"{sent_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}", "沈维岳", "派驻青岑监狱检察室"):
        expect(slip).to_contain_text(words)


def clock_is_right(page: Page, batch: int, on: date) -> None:
    """Five working days, the day after arrival being the first; the sum on the page counts them one by one."""
    page.goto(f"/cases/batches/{batch}/")
    clock = page.locator("details.clock").first
    clock.locator("summary").click()
    due = working_days_after(on)[-1]
    expect(clock).to_contain_text(f"剩 {AGREED} 个工作日")
    expect(clock).to_contain_text("约定期限，非法定")
    expect(clock.locator(".read")).to_contain_text(f"{due.month}月{due.day}日")
    expect(clock.locator(".days")).to_contain_text(f"{due:%m-%d}")


def working_days_after(on: date) -> list[date]:
    """The agreed days, reckoned by the published package and not by our own calendar."""
    found, day = [], on
    while len(found) < AGREED:
        day += timedelta(days=1)
        if chinese_calendar.is_workday(day):
            found.append(day)
    return found
