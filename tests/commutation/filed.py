"""A list on its way: two commutations of 一监区, consulted on and filed, through the prison's own services."""

from __future__ import annotations

from commutation.models import Batch, Filing, Upload
from commutation.services.lists import take_rows
from commutation.services.sending import send_consultation, send_filing_copy
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.factories import filings, inmates, row


def file_two(cast: Cast, batch: Batch) -> list[Filing]:
    """Nominate two people, consult, file; their filings as they stand then."""
    people = inmates(cast.ward1, 2, names=["祁山远", "祁䶮"])
    clerk, head = cast.actor("tang"), cast.actor("shen")
    with acting_as(clerk) as at:
        rows = [row(one) for one in people]
        take_rows(batch=batch, actor=clerk, rows=rows, source=Upload.Source.SCREEN, at=at, commit=True)
    with acting_as(head) as at:
        send_consultation(batch=Batch.objects.get(pk=batch.pk), actor=head, at=at)
        send_filing_copy(batch=Batch.objects.get(pk=batch.pk), actor=head, platform_no="平台2026-0412", at=at)
    return filings(batch)
