"""A list that was sent, for the tests of the review: who is on it, and the acts of both sides through their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from commutation.models import Batch, Filing, Upload
from commutation.services.lists import take_rows
from commutation.services.sending import send_consultation, send_filing_copy
from prisons.models import Inmate
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain
from tests.cast import Cast, sign_in
from tests.commutation.factories import batch_of, commuted, filings, inmates, row

EARLY, CALM = 0, 1  # the first was commuted in January 2026: too early for the next


def consulted(cast: Cast, ordinal: int = 4) -> Batch:
    """Two commutations of seven months sent for consultation, and the rules run over them."""
    batch = batch_of(cast, ordinal=ordinal)
    people = inmates(cast.ward1, 2)
    commuted(people[EARLY], ruled=date(2026, 1, 10), served=date(2026, 1, 20))
    with acting_as(BUILDER):
        for one in people:
            type(one.person).objects.filter(pk=one.person_id).update(born_on=date(1980, 1, 1), born_precision="day")
    send(cast, batch, people)
    return batch


def send(cast: Cast, batch: Batch, people: Iterable[Inmate], **changed: Any) -> None:
    """Put these on the list, a commutation of seven months each unless told otherwise, and send it for consultation."""
    with acting_as(BUILDER):
        clerk, head = cast.actor("tang"), cast.actor("shen")
    with acting_as(clerk) as at:
        rows = [row(one, **changed) for one in people]
        take_rows(batch=batch, actor=clerk, rows=rows, source=Upload.Source.SCREEN, at=at, commit=True)
    with acting_as(head) as at:
        send_consultation(batch=batch, actor=head, at=at)
    drain()


def filed(cast: Cast, batch: Batch) -> None:
    """The same list filed: its copy goes to the office."""
    with acting_as(BUILDER):
        head = cast.actor("shen")
    with acting_as(head) as at:
        batch.refresh_from_db()
        send_filing_copy(batch=batch, actor=head, platform_no="平台1号", at=at)
    drain()


def case(batch: Batch, place: int = EARLY) -> Filing:
    return filings(batch)[place]


def post(cast: Cast, who: str, address: str, **data: Any) -> Any:
    return sign_in(cast.officers[who]).post(address, data)


def page(cast: Cast, who: str, address: str) -> str:
    answer = sign_in(cast.officers[who]).get(address)
    assert answer.status_code == 200, answer.status_code
    body: str = answer.content.decode()
    return body


def open_all(cast: Cast, batch: Batch, who: str = "chen") -> None:
    client = sign_in(cast.officers[who])
    for filing in filings(batch):
        assert client.get(f"/cases/{filing.pk}/").status_code == 200
