"""What is asked for, in the words a court would use."""

from __future__ import annotations

import pytest

from procuratorate.custody.states import SentenceKind
from tests.cast import Cast
from tests.commutation.factories import batch_of, filings, inmates
from tests.commutation.reviewing import page, send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "asked", "said"),
    [
        (SentenceKind.FIXED, "7个月", "减刑7个月"),
        (SentenceKind.LIFE, "22年", "减为有期徒刑22年"),
        (SentenceKind.LIFE, "21年6个月", "减为有期徒刑21年6个月"),
    ],
)
def test_a_life_sentence_is_turned_into_a_term_not_cut(cast: Cast, kind: str, asked: str, said: str) -> None:
    batch = batch_of(cast)
    (one,) = inmates(cast.ward1, 1, kind=kind, months=None if kind == SentenceKind.LIFE else 102)
    send(cast, batch, [one], months=asked)
    (filing,) = filings(batch)
    assert f">{said}<" in page(cast, "chen", filing.get_absolute_url())
