"""Through whose hands a filing goes: the sentence as it stands, and for officials their former rank."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commutation.models import Batch, Upload
from procuratorate.custody.models import OfCategory, Person
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings, inmates, row

pytestmark = pytest.mark.django_db
Send = Callable[..., Upload]


@pytest.mark.parametrize(
    ("rank", "category", "sentence", "route"),
    [
        ("", "A1", "fixed", "intermediate"),
        ("乡科级", "A1", "fixed", "intermediate"),
        ("副科级", "A1", "fixed", "intermediate"),
        ("县级市副科级", "A1", "fixed", "intermediate"),
        ("县处级", "A1", "fixed", "bureau_intermediate"),
        ("副处级", "G", "fixed", "bureau_intermediate"),
        ("厅局级", "A1", "fixed", "bureau_intermediate"),
        ("县处级", "", "fixed", "intermediate"),  # of another crime
        ("县处级", "A1", "life", "bureau_high"),
    ],
)
def test_a_former_official_of_county_rank_passes_the_bureau_for_a_duty_crime(
    cast: Cast, batch: Batch, upload: Send, rank: str, category: str, sentence: str, route: str
) -> None:
    [one] = inmates(cast.ward1, kind=sentence, months=102 if sentence == "fixed" else None)
    with acting_as(BUILDER):
        Person.objects.filter(pk=one.person_id).update(former_rank=rank)
        if category:
            OfCategory.objects.create(person_id=one.person_id, code=category)
    found = upload(batch, [row(one)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert [filing.route for filing in filings(batch)] == [route]
