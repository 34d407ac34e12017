"""Render a snippet as a page of the product would."""

from __future__ import annotations

from typing import Any

from django.template import Context, Template
from django.test import RequestFactory


def render(snippet: str, query: str = "", **context: Any) -> str:
    """What a template with this snippet says; `query` is the page's query string."""
    request = RequestFactory().get(f"/list/{query}")
    return Template(snippet).render(Context({"request": request, **context})).strip()
