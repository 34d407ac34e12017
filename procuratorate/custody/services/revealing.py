"""Showing a document number in full: an act with a reason, written down."""

from __future__ import annotations

from procuratorate.audit.services import record
from procuratorate.custody.models import Person
from procuratorate.custody.permissions import may_reveal
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor

LEAST = 4


def reveal_document(*, person: Person, reason: str, actor: Actor) -> str:
    """The person's document number in full. Raises Unacceptable without a reason."""
    demand(may_reveal(actor), act="custody.reveal_document", target=person)
    if len(reason.strip()) < LEAST:
        raise Unacceptable("请写明查看理由，不少于4个字。", fields={"reason": "写明为办理何事需要核对完整号码"})
    record(actor=actor, act="custody.reveal_document", target=person, reason=reason.strip()[:200])
    return person.id_number
