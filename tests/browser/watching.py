"""Every page is watched: an error on its console, an exception, a breach of the content policy fail the test."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# Tells breaches of the content policy with what was blocked; the browser's own words leave out the directive at times.
POLICY = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""
MEANT = {"400", "401", "403", "404", "409", "413", "422", "429"}  # pages that say no are pages


@dataclass
class Watch:
    """What went wrong on the pages of one context."""

    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context, those opened later too."""
        context.add_init_script(POLICY)
        context.on("page", self._page)
        context.on("response", self._response)
        context.on("request", self._request)
        context.on("weberror", lambda error: self.faults.append(f"exception: {error.error}"))

    def _page(self, page: Page) -> None:
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or self._is_answer(message):
            return
        self.faults.append(f"console on {message.page.url if message.page else '?'}: {message.text}")

    def _is_answer(self, message: ConsoleMessage) -> bool:
        """The browser also writes refusals of the server to the console; `_response` judges those."""
        return "Failed to load resource" in message.text and any(f"status of {code}" in message.text for code in MEANT)

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.faults.append(f"{response.status} {response.request.method} {response.url}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None) and not request.url.startswith(("data:", "blob:")):
            self.faults.append(f"left the house: {request.url}")
