from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import open_deadline
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

TEN = Term(10, Unit.DAY)
SEVEN_WORKING = Term(7, Unit.WORKING_DAY)


def noon(day: str) -> datetime:
    """Twelve o'clock in Beijing."""
    return datetime.fromisoformat(f"{day}T04:00:00").replace(tzinfo=UTC)


@pytest.fixture
def open_clock(cast: Cast) -> Callable[..., Deadline]:
    """`open_clock("2026-11-10")` → a ten-day clock of the resident office at 青岑监狱 towards the prison."""

    def make(starts_on: str, term: Term = TEN, **changes: Any) -> Deadline:
        fields: dict[str, Any] = {
            "kind": "filing_review",
            "title": "审查祁云山减刑建议书副本",
            "masked_title": "审查祁某某减刑建议书副本",
            "organ": cast.chen.assignments.first().organ,
            "counterpart": cast.tang.assignments.first().organ,
            "starts_on": date.fromisoformat(starts_on),
            "start_reason": "收到减刑建议书副本",
            "term": term,
            "article": "人民检察院刑事诉讼规则第635条",
            "address": "/filings/1/",
            "actor": BUILDER,
            "at": noon("2027-06-01"),
            **changes,
        }
        with acting_as(BUILDER):
            return open_deadline(**fields)

    return make
