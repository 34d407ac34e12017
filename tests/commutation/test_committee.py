"""提交检委会: the chief leaves a paper to the committee, writes down what it decided, and signs or returns by it."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Batch, Filing, OpinionStep
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.commutation.papers import clock_state, colleague, filed, paper
from tests.commutation.test_opinions import press, to_the_chief

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(cast: Cast) -> Officer:
    return colleague("J1007", "荀以方", cast.suburb, Role.DEPARTMENT_HEAD)


@pytest.fixture
def filing(cast: Cast, batch: Batch, upload: Any, head: Officer) -> Filing:
    found = filed(cast, batch, upload, 1)[0]
    to_the_chief(cast, head, found)
    return found


def test_only_a_leader_of_that_house_refers_and_says_over_what(cast: Cast, filing: Filing, head: Officer) -> None:
    for who in (cast.chen, head, cast.qin):
        assert press(who, "refer", comment="是否属确有悔改").status_code == 403
    assert press(cast.yin, "refer", comment="是否属确有悔改").status_code == 404
    assert press(cast.pei, "refer").status_code == 422
    assert press(cast.pei, "resolve", comment="同意").status_code == 409
    assert press(cast.pei, "refer", comment="是否属确有悔改").status_code == 302
    assert press(cast.pei, "refer", comment="是否属确有悔改").status_code == 409


def test_while_the_committee_has_it_nobody_signs_or_returns_it_and_the_clock_runs(cast: Cast, filing: Filing) -> None:
    press(cast.pei, "refer", comment="是否属确有悔改")
    assert press(cast.pei, "issue").status_code == 409
    assert press(cast.pei, "return", comment="再改").status_code == 409
    assert clock_state(filing) == "open"
    page = sign_in(cast.pei).get("/opinions/to-sign/").content.decode()
    assert "登记检委会决定" in page
    assert "检委会讨论" in sign_in(cast.pei).get("/opinions/?state=committee").content.decode()


def test_what_it_decided_is_written_and_the_chief_signs_by_it(cast: Cast, filing: Filing) -> None:
    press(cast.pei, "refer", comment="是否属确有悔改")
    assert press(cast.pei, "resolve").status_code == 422
    assert press(cast.pei, "resolve", comment="2026年11月16日第9次会议决定：同意提出").status_code == 302
    assert press(cast.pei, "issue").status_code == 302
    assert paper().state == "issued"
    with acting_as(BUILDER):
        steps = list(OpinionStep.objects.values_list("step", flat=True))
        said = OpinionStep.objects.get(step="resolved").comment
    assert steps == ["drafted", "submitted", "endorsed", "referred", "resolved", "issued"]
    assert "第9次会议" in said
    assert "第9次会议" in sign_in(cast.chen).get(f"/opinions/{paper().pk}/").content.decode()
