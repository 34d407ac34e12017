"""A small world with something of every kind in 青岑监狱, each bearing a canary its strangers must never see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, build_cast


@dataclass
class World:
    """The cast, the arguments each route is asked with, and what strangers must not see."""

    cast: Cast
    arguments: dict[str, dict[str, Any]]
    canaries: list[str] = field(default_factory=list)
    strangers: tuple[str, ...] = ("yin", "lan", "chang", "admin", "root", "nobody")

    def address(self, route: str) -> str:
        """The path of a route in this world."""
        return reverse(route, kwargs=self.arguments.get(route, {}))


def build_world() -> World:
    with acting_as(BUILDER):
        cast = build_cast()
    return World(cast, {})
