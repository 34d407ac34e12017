"""The story's officers at their desks, one window each, one sign-in each; and how far the story has come.

The stages follow one another on one running product. Each is played once, by whichever test needs it first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import SMALL, chromium, sessions  # noqa: F401  fixtures of this package too
from tests.browser.watching import Watch
from tests.journeys.days import Days
from tests.journeys.hand import WAIT, Hand
from tests.journeys.people import patients, people, somebody_at_once
from tests.journeys.story import Story
from tests.running.product import Product

Desk = Callable[[str], Hand]


@pytest.fixture(scope="package")
def watched() -> Watch:
    """Collects what goes wrong on any page of the story."""
    return Watch()


@pytest.fixture(autouse=True)
def nothing_complains(watched: Watch) -> Iterator[None]:
    """No error on a console, no answer of 5xx, nothing from outside, in every chapter."""
    yield
    faults, watched.faults = watched.faults, []
    assert faults == []


@pytest.fixture(scope="package")
def days(product: Product) -> Iterator[Days]:
    """The product's clock, from the next working day on; real time again afterwards."""
    days = Days(product.ledger)
    days.begin()
    yield days
    product.ledger.set_clock(None)


@pytest.fixture(scope="package")
def desk(
    chromium: Browser,  # noqa: F811
    product: Product,
    sessions: Callable[[str], list[dict[str, str]]],  # noqa: F811
    watched: Watch,
) -> Iterator[Desk]:
    """`desk(number)` is that officer's window, signed in and left open."""
    open_ones: dict[str, Hand] = {}

    def sit_down(number: str) -> Hand:
        if number not in open_ones:
            context = chromium.new_context(base_url=product.address, viewport=SMALL, locale="zh-CN")
            context.set_default_timeout(WAIT)
            watched.over(context)
            context.add_cookies(sessions(number))  # type: ignore[arg-type]
            open_ones[number] = Hand(context.new_page())
        return open_ones[number]

    yield sit_down
    for hand in open_ones.values():
        hand.page.context.close()


@pytest.fixture(scope="package")
def story(product: Product, days: Days, desk: Desk) -> Story:
    """The beginning: everybody at their desks, nothing sent yet."""
    return Story(product, days, desk, people(days.today))


@pytest.fixture(scope="package")
def dying_story(product: Product, days: Days, desk: Desk) -> Story:
    """A death in a centre, and one in a prison."""
    return Story(product, days, desk, None)


@pytest.fixture(scope="package")
def custody(product: Product, days: Days, desk: Desk) -> Story:
    """A centre and its office; the people come with the first day's roster."""
    return Story(product, days, desk, None)


@pytest.fixture(scope="package")
def outside(product: Product, days: Days, desk: Desk) -> Story:
    """Another list, of one who is ill."""
    return Story(product, days, desk, patients(days.today))


@pytest.fixture(scope="package")
def urgent(product: Product, days: Days, desk: Desk) -> Story:
    """A third list, of one who cannot wait for it."""
    return Story(product, days, desk, somebody_at_once(days.today))
