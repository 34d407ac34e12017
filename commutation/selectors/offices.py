"""Which procuratorial body supervises a prison on a day."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.models import Organ, Pairing


def office_of(prison_id: int, on: date) -> Organ:
    """The body paired with the prison that day; without one nothing can be sent either way."""
    pairing = Pairing.objects.on(on).filter(counterpart=prison_id).select_related("procuratorate").first()
    if pairing is None:
        raise Unacceptable("今天没有派驻检察机关与本监狱对应，发不出去。请检察院管理员登记派驻关系。")
    return pairing.procuratorate  # type: ignore[no-any-return]
