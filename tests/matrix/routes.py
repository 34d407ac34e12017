"""Every route of the product, found by introspection: nobody has to remember to list one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

OUTSIDE = ("static/", "design/", "healthz/")  # no data behind these; /design/ exists in debug only


class Route(NamedTuple):
    """One pattern: its name with namespace, its text, its parameters."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """All routes that stand before the door."""
    return [route for route in _walk(get_resolver(), "", "") if not route.pattern.startswith(OUTSIDE)]


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        text = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from _walk(entry, text, inner)
        elif isinstance(entry, URLPattern):
            name = ":".join(filter(None, [namespace, entry.name or ""]))
            yield Route(name or text, text, tuple(entry.pattern.converters))
