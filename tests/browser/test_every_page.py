"""Every page of every post's rail, at both widths: nothing overflows, nothing complains, nothing leaves the house.

A page is loaded once and looked at in each size. SHOTS=1 keeps pictures; of a page that is wrong one is kept anyway.
"""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from scripts.embedded.places import ROOT
from tests.browser.conftest import LARGE, SMALL, Window
from tests.running.product import Product, debugging

pytestmark = pytest.mark.browser
TWICE = {"width": 683, "height": 384}  # what a page has left of 1366 × 768 at 200 %
SHOTS, ALWAYS = ROOT / "var" / "screenshots", bool(os.environ.get("SHOTS"))
# One officer of every role, so that every rail and every pair of eyes is there; the first of each rail looks deeper.
POSTS = (
    "J9901 J9902 J9903 J9904 J9905 J9906 J9907 J9931 J9933 J9939 J9941"
    " Y9901 Y9902 Y9903 Y9905 Y9906 Y9909 Y9921 K9901 K9902"
).split()
DEEPER = {"J9901", "J9907", "J9933", "Y9901", "Y9909", "K9901"}
ZOOMED = {"J9901", "Y9901"}  # who also look at twice the size: no page may move sideways
MINE = ["/calendar/", "/jobs/", "/me/preferences/", "/me/password/", "/me/sessions/", "/search/?q=qys"]
FIRST_LINK = "document.querySelector('main table a[href^=\"/\"]')?.getAttribute('href') ?? ''"
TOO_WIDE = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= innerWidth) return [];
  return [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map((one) => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`);
}"""


@pytest.mark.parametrize("number", POSTS)
def test_the_pages_of_a_post_fit_and_are_clean(product: Product, window: Window, number: str) -> None:
    page = window(number)
    page.goto("/")
    addresses = page.locator(".rail a").evaluate_all("links => links.map((one) => new URL(one.href).pathname)")
    assert addresses, "a post without a rail"
    looked, further = [], list(MINE)
    for address in addresses:
        looked.append(look(page, number, address))
        further.append(page.evaluate(FIRST_LINK))
    if number in DEEPER:
        looked += [look(page, number, address) for address in dict.fromkeys(further) if address]
    assert [line for line in looked if line] == []


def look(page: Page, number: str, address: str) -> str:
    """Open a page, look at it in each size; what is wrong with it, or nothing."""
    answer = page.goto(address)
    wrong = [] if answer and answer.status == 200 else [f"{answer.status if answer else '?'}"]
    for size in (SMALL, LARGE, TWICE) if number in ZOOMED else (SMALL, LARGE):
        wrong += too_wide(page, size, number, address)
    return f"{number} {address}: {wrong}" if wrong else ""


def too_wide(page: Page, size: dict[str, int], folder: str, address: str) -> list[str]:
    """What reaches beyond the window of a size."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    found = [f"{size['width']}: {one}" for one in page.evaluate(TOO_WIDE)]
    if found or ALWAYS:
        shoot(page, folder, address, size["width"])
    return found


@pytest.fixture(scope="module")
def debug_address(product: Product) -> Iterator[str]:
    """Where the component page is: with DEBUG only."""
    with debugging(product) as address:
        yield address


def shoot(page: Page, folder: str, address: str, width: int) -> None:
    """A picture for whoever looks at them; they are never committed."""
    name = re.sub(r"\W+", "-", address).strip("-")
    page.screenshot(path=SHOTS / folder / f"{name}-{width}.png", full_page=folder == "design")


@pytest.mark.parametrize(
    "address", ["/design/", *(f"/design/error/{code}/" for code in (400, 403, 404, 409, 413, 429))]
)
def test_the_components_and_the_error_pages_fit(window: Window, debug_address: str, address: str) -> None:
    page = window()
    page.goto(debug_address + address)
    assert [too_wide(page, size, "design", address) for size in (SMALL, LARGE)] == [[], []]
