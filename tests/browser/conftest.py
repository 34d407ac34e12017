"""Chromium, and one window per officer, watched all the while."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts.setup import parts
from tests.browser.watching import Watch
from tests.running.client import Client
from tests.running.product import Product

FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --no-first-run"
    " --disable-dev-shm-usage --no-proxy-server"
).split()
SMALL, LARGE = {"width": 1366, "height": 768}, {"width": 1920, "height": 1080}
Window = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for these tests, gone before the next package: while it lives, its event loop is this thread's."""
    path = parts.chromium()
    assert path, "no Chromium: make setup, or CHROMIUM=/path"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(path), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def sessions(product: Product) -> Callable[[str], list[dict[str, str]]]:
    """Cookies of an officer, signed in once for all tests."""
    known: dict[str, list[dict[str, str]]] = {}

    def cookies(number: str) -> list[dict[str, str]]:
        if number not in known:
            known[number] = Client(product, number).cookies()
        return known[number]

    return cookies


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collects faults; the test fails when there was any."""
    watching = Watch()
    yield watching
    assert watching.faults == []


@pytest.fixture
def window(
    chromium: Browser, product: Product, sessions: Callable[[str], list[dict[str, str]]], watch: Watch
) -> Iterator[Window]:
    """`window(number)` is a page in a browser of that officer's own, signed in; `window()` is a stranger's."""
    opened: list[BrowserContext] = []

    def open_one(number: str = "", **options: object) -> Page:
        context = chromium.new_context(base_url=product.address, viewport=SMALL, locale="zh-CN", **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        opened.append(context)
        watch.over(context)
        if number:
            context.add_cookies(sessions(number))  # type: ignore[arg-type]
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()
