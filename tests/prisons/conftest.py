"""What tests of inmates share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from procuratorate.audit.models import Entry
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as


@pytest.fixture
def audited(db: None) -> Callable[..., Any]:
    """`audited("prisons.read_inmate")` → the audit entries of that act, the newest first."""

    def entries(act: str) -> list[Entry]:
        with acting_as(BUILDER):
            return list(Entry.objects.filter(act=act).order_by("-pk"))

    return entries
