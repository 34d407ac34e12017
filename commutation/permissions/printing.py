"""Who has a batch's papers made."""

from __future__ import annotations

from commutation.models import Batch
from commutation.permissions.batches import CLERKS, SENDERS
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor

PRINTERS = CLERKS | SENDERS


def may_print(actor: Actor, batch: Batch) -> Refusal | None:
    """The execution section and the prison's leaders: papers bear the prison's name, never a ward's."""
    if actor.role in PRINTERS and actor.owns(batch.prison_id):
        return None
    return Refusal("role", "本批次的文书由刑罚执行科和监狱领导制作。您可以打印名单。")
