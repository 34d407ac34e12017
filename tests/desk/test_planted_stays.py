"""The demonstration's centres: exactly the planted faults are found, and nothing on their lawful twins."""

from __future__ import annotations

import pytest

from detention.models import Finding
from detention.selectors.feeds import in_force, register
from procuratorate.desk.demo.centres import build_centres
from procuratorate.desk.demo.committed import build_committals, build_outside
from procuratorate.desk.demo.province import build_province
from procuratorate.lib.clock import now, today
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain

pytestmark = pytest.mark.django_db


def test_exactly_the_planted_faults_are_found() -> None:
    with acting_as(BUILDER):
        build_province()
        wanted = build_centres(today(), (14, 6))
        build_committals(today())
        build_outside(today())
    while drain():
        pass
    with acting_as(BUILDER):
        found: dict[int, set[str]] = {pk: set() for pk in wanted}
        told: list[str] = []
        for finding in Finding.objects.filter(state="suspected").select_related("proposer"):
            (found[finding.detainee_id].add if finding.detainee_id else told.append)(finding.rule)
            assert finding.proposer, finding.rule
        centre = Organ.objects.get(code="9901-K1")
        days = register(centre, in_force(centre), now())
    assert {pk: frozenset(rules) for pk, rules in found.items()} == wanted
    assert sorted(told) == ["feed-corrected", "feed-item", "feed-late", "feed-missing"]
    assert [day.state for day in days][1:10] == [
        "sent",
        "sent",
        "late",
        "sent",
        "sent",
        "missing",
        "sent",
        "sent",
        "sent",
    ]
    assert len({rule for rules in wanted.values() for rule in rules}) >= 10
