"""The press: HTML in, PDF/A-3u out, in a process of its own. The only module that imports WeasyPrint.

A process, so that memory goes back, a cancelled paper stops at once, and no web worker grows by 200 MB. Knows no
Django. `python -m procuratorate.documents.engine.press`: an order on stdin; on stdout {"pages": n}, a line, the PDF.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

VARIANT = "pdf/a-3u"
FACTS = "facts.json"


@dataclass(frozen=True)
class Order:
    """One paper to print. `roots`: the only folders anything may be loaded from; `made`: seconds since 1970."""

    html: str
    roots: list[str]
    facts: str
    made: float

    def packed(self) -> bytes:
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: int


def print_order(order: Order) -> Printed:
    """Set and write one paper, its facts attached as JSON (AFRelationship Data). Foreign addresses are an error."""
    weasyprint: Any = import_module("weasyprint")  # has no types

    made = datetime.fromtimestamp(order.made, UTC)
    document = weasyprint.HTML(string=order.html, url_fetcher=_fetcher(order.roots)).render()
    facts = weasyprint.Attachment(
        string=order.facts, name=FACTS, description="文书内容数据", created=made, modified=made, relationship="Data"
    )
    pdf = document.write_pdf(pdf_variant=VARIANT, attachments=[facts], pdf_identifier=str(order.made).encode())
    return Printed(pdf, len(document.pages))


def _fetcher(roots: list[str]) -> Any:
    """Loads data addresses and files below `roots`: a name typed by somebody can load nothing else."""
    urls: Any = import_module("weasyprint.urls")

    class Shelf(urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = Path(url2pathname(url.removeprefix("file://"))).resolve()
            if not url.startswith("file://") or not any(path.is_relative_to(root) for root in roots):
                raise urls.FatalURLFetchingError(f"a paper loads nothing from {url[:80]}")
            return super().fetch(url, headers)

    return Shelf(allowed_protocols=["file", "data"])


def main() -> int:
    """Print the order on stdin."""
    printed = print_order(Order(**json.load(sys.stdin.buffer)))
    sys.stdout.buffer.write(json.dumps({"pages": printed.pages}).encode() + b"\n" + printed.pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
