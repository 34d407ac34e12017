"""Static files of a checkout that moves on while the product runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.test import Client


def test_a_file_that_grew_is_sent_whole_and_says_its_length(settings: Any, tmp_path: Path) -> None:
    """A length kept from the start tears the connection of every page that loads the file."""
    settings.STATICFILES_DIRS = [tmp_path]
    sheet = tmp_path / "sheet.css"
    sheet.write_text("a{}")
    client = Client()
    assert lengths(client) == (3, 3)
    sheet.write_text("a{}" * 50)
    assert lengths(client) == (150, 150)


def lengths(client: Client) -> tuple[int, int]:
    """What is declared, what is sent."""
    answer = client.get("/static/sheet.css")
    return int(answer["Content-Length"]), len(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
