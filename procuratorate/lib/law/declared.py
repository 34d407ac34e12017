"""How a law package declares what its rules may ask: fields of a frozen dataclass, each None until it is known.

class Facts:
    due: Day = day("羁押期限届满", "羁押期限推算")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, TypeAlias

from procuratorate.lib.law.standings import Measure
from procuratorate.lib.law.tracing import Fact

Day: TypeAlias = date | None
Number: TypeAlias = int | None
Flag: TypeAlias = bool | None


class Word(IntEnum):
    """A code with its Chinese word: closed vocabularies of facts, as small numbers a column can hold."""

    label: str

    def __new__(cls, value: int, label: str) -> Word:
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Worded(StrEnum):
    """A code as it is stored with its Chinese word: vocabularies that choose a rule and are no fact of it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Worded:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def saying(words: type[Word]) -> Callable[[int], str]:
    """What turns a code of this vocabulary into its word."""
    labels = {word.value: word.label for word in words}
    return lambda value: labels.get(value, str(value))


def day(label: str, where: str) -> Any:
    return _fact(label, Measure.DATE, where)


def event(label: str, where: str) -> Any:
    """A day that may lie ahead: None means that it has not come, as far as the record says."""
    return _fact(label, Measure.DATE, where, event=True)


def lasting(label: str, where: str) -> Any:
    """A number of months."""
    return _fact(label, Measure.MONTHS, where)


def granted(label: str, where: str) -> Any:
    """Months a ruling or a proposal changes; None while it changes nothing."""
    return _fact(label, Measure.MONTHS, where, event=True)


def count(label: str, where: str, measure: Measure = Measure.COUNT) -> Any:
    return _fact(label, measure, where)


def flag(label: str, where: str) -> Any:
    return _fact(label, Measure.FLAG, where)


def code(label: str, words: type[Word], where: str) -> Any:
    return _fact(label, Measure.CODE, where, saying(words))


def _fact(
    label: str, measure: Measure, where: str, say: Callable[[int], str] | None = None, *, event: bool = False
) -> Any:
    return field(default=None, metadata={"fact": (label, measure, where, say), "event": event})


def facts_of(row: type) -> dict[str, Fact]:
    """What the fields declared here stand for, by name."""
    return {item.name: Fact(item.name, *item.metadata["fact"]) for item in fields(row) if item.metadata}


def events_of(row: type) -> frozenset[str]:
    """The fields whose None is an answer."""
    return frozenset(item.name for item in fields(row) if item.metadata.get("event"))
