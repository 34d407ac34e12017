"""文号 as the unified system gives it: typed in, never invented, each once in a 院; and the signature that takes it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from commutation.models import Opinion
from commutation.states.reviews import OPINION_MOVES
from procuratorate.documents.numbers import as_number
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


def free_number(paper: Opinion, said: str) -> str:
    """The number as papers write it, free within the 院."""
    number = as_number(said)
    if number and Opinion.objects.filter(organ=paper.organ_id, number=number).exclude(pk=paper.pk).exists():
        raise _taken(number)
    return number


def put_signature(*, paper: Opinion, act: str, said: str, actor: Actor, at: datetime) -> None:
    """Move the paper to issued under its number, with the signer's name, and whom the signer substitutes for."""
    number = free_number(paper, said)
    if not number:
        raise _wrong("请填写文号。文号照统一业务系统填写，本系统不另编。")
    told = {"approver_id": signer(actor), "approved_for": actor.acting_for, "number": number, "issued_at": at}
    try:
        with transaction.atomic():
            move(paper, act, OPINION_MOVES, **told)
    except IntegrityError as error:  # somebody was faster than the check above
        raise _taken(number) from error


def _taken(number: str) -> Unacceptable:
    return _wrong(f"文号{number}已经用过。请照统一业务系统核对后填写。")


def _wrong(why: str) -> Unacceptable:
    return Unacceptable(why, fields={"number": why})
