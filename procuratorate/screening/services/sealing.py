"""Sealing a record that is archived already: from now on it is read masked."""

from __future__ import annotations

from datetime import datetime

from procuratorate.audit.services import record
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.screening.models import Sealed
from procuratorate.screening.permissions import may_seal


def seal_record(*, archived: str, site: int, reason: str, actor: Actor, at: datetime) -> None:
    """Seal once; again changes nothing. Raises Unacceptable without its basis."""
    demand(may_seal(actor), act="screening.seal")
    if not reason.strip():
        raise Unacceptable("请写明封存的依据，如封存决定书文号。", fields={"reason": "请写明依据"})
    told = {"site_id": site, "reason": reason.strip()[:200], "by_id": signer(actor), "at": at}
    made, _ = Sealed.objects.get_or_create(record=archived, defaults=told)
    record(actor=actor, act="screening.seal", target=made)
