"""A hand at a desk: goes to a page, fills fields by name, presses buttons by their words, reads what stands there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

WAIT = 15_000


class Hand:
    """One officer's window, open for the whole story."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, address: str, status: int = 200) -> Hand:
        """Open an address; it answers with this status."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address}: {answer.status}\n{self.page.locator('body').inner_text()[:1500]}"
        return self

    def fill(self, within: str = "main", **said: str | bool) -> Hand:
        """Fill fields by name, as far as they stand within a part of the page."""
        for name, value in said.items():
            _write(self.page.locator(f"{within} [name='{name}']"), value)
        return self

    def press(self, words: str, within: str = "main") -> Hand:
        """Press a button and wait for the page it leads to."""
        button = self.page.locator(within).get_by_role("button", name=words)
        with self.page.expect_navigation(wait_until="load", timeout=2 * WAIT):
            button.click()
        return self

    def follow(self, words: str, within: str = "main") -> Hand:
        """Follow a link by its words."""
        with self.page.expect_navigation(wait_until="load", timeout=2 * WAIT):
            self.page.locator(within).get_by_role("link", name=words).first.click()
        return self

    def ask(self, words: str, dialog: str, **said: str | bool) -> Hand:
        """Open a dialog by its button and fill it; pressing is the next step."""
        self.page.locator(f"main [data-open='{dialog}']").filter(has_text=words).click()
        expect(self.page.locator(f"#{dialog}")).to_be_visible()
        return self.fill(f"#{dialog}", **said)

    def unfold(self, summary: str, within: str = "main") -> Hand:
        """Open what is folded under a heading."""
        self.page.locator(f"{within} summary").filter(has_text=summary).first.click()
        return self

    def row(self, *words: str) -> Locator:
        """The line of a table, or the item of a list, that bears these words."""
        found = self.page.locator("main tr, main li, main article")
        for one in words:
            found = found.filter(has_text=one)
        return found.last

    def says(self, *words: str, within: str = "body") -> Hand:
        for one in words:
            expect(self.page.locator(within).first).to_contain_text(one, timeout=WAIT)
        return self

    def silent(self, *words: str, within: str = "body") -> Hand:
        """None of these words stands on the page."""
        for one in words:
            expect(self.page.locator(within).first).not_to_contain_text(one)
        return self

    def number(self) -> int:
        """The id at the end of the address."""
        return int(next(part for part in reversed(self.page.url.split("?")[0].split("/")) if part.isdigit()))


def _write(box: Locator, value: str | bool) -> None:
    if isinstance(value, bool):
        box.set_checked(value)
    elif box.evaluate("one => one.tagName") == "SELECT":
        box.select_option(label=value)
    else:
        box.fill(value)
