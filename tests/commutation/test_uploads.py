"""A list comes in as a file: every row is answered, the good part goes on, the rest goes back with its mending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from commutation.models import Batch, Upload
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings, inmates, row

pytestmark = pytest.mark.django_db(transaction=False)
Send = Callable[..., Upload]


def problems(upload: Upload, number: int) -> list[tuple[str, str]]:
    """(field, level) of every problem of a row."""
    with acting_as(BUILDER):
        found = upload.rows.get(number=number)
        return [(one["field"], one["level"]) for one in found.problems]


def test_a_good_row_is_accepted_and_filled_from_the_dossier(cast: Cast, batch: Batch, upload: Send) -> None:
    [qi] = inmates(cast.ward1)
    found = upload(batch, [row(qi)])
    assert (found.state, found.accepted, found.refused) == ("checked", 1, 0), problems(found, 2)
    answer = sign_in(cast.tang).post(f"/uploads/{found.pk}/commit/")
    assert answer.status_code == 302
    [filing] = filings(batch)
    assert (filing.months, filing.facts["delivered_on"], filing.ward_id) == (7, "2021-04-01", cast.ward1.pk)
