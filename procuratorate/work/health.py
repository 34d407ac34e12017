"""What must run behind the pages, as lights. Apps above add theirs in `probes.py`: `@probe("calendar", "日历")`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import DatabaseError, transaction

from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as

WATCH = service_actor("health")
BLOCKING = {"disk"}


class Colour(StrEnum):
    GREEN = "met"
    AMBER = "soon"
    RED = "breach"


@dataclass(frozen=True)
class Light:
    """How one thing stands, in words for an administrator: what it is, how it is, what to do."""

    colour: Colour
    text: str
    mending: str = ""
    name: str = ""
    code: str = ""

    @property
    def word(self) -> str:
        return {"met": "正常", "soon": "注意", "breach": "故障"}[self.colour]


Probe = Callable[[datetime], Light]
PROBES: dict[str, tuple[str, Probe]] = {}


def probe(code: str, name: str) -> Callable[[Probe], Probe]:
    """Register a probe: `probe(at) -> Light`, asked as a service, quick, reading no person's data."""

    def register(asked: Probe) -> Probe:
        PROBES[code] = (name, asked)
        return asked

    return register


def lights(at: datetime) -> list[Light]:
    """Every light, worst first. A probe that fails is itself a red light."""
    with acting_as(WATCH):
        found = [_ask(code, name, asked, at) for code, (name, asked) in PROBES.items()]
    return sorted(found, key=lambda light: ["breach", "soon", "met"].index(light.colour))


def readiness() -> tuple[bool, list[str]]:
    """Whether this process can serve, and the codes of every red light. A stopped worker keeps no page from serving."""
    try:
        with acting_as(WATCH) as at:
            red = [light.code for light in lights(at) if light.colour == Colour.RED]
    except DatabaseError:
        return False, ["database"]
    return not BLOCKING & set(red), red


def _ask(code: str, name: str, asked: Probe, at: datetime) -> Light:
    try:
        with transaction.atomic():
            light = asked(at)
    except Exception as error:  # noqa: BLE001  a broken probe must not hide the others
        light = Light(Colour.RED, f"查不到（{type(error).__name__}）", "请看日志。")
    return Light(light.colour, light.text, light.mending, name, code)
