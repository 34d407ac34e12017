"""受理: a sending enters the books of the 院 under the unified system's number, its papers checked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from commutation.models import Acceptance, Sending
from commutation.permissions.managing import may_manage
from commutation.selectors.acceptances import checklist
from commutation.selectors.competence import house_of
from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

LONGEST = 60


@dataclass(frozen=True)
class Checked:
    """One line of the check of papers: there, or not and what was said."""

    item: str
    ok: bool
    words: str = ""


@transaction.atomic
def accept_sending(
    *, sending: Sending, unified_no: str, papers: Sequence[Checked], actor: Actor, at: datetime
) -> Acceptance:
    """Accept once. The number is typed from the unified system and unique within the 院; what lacks must be said.

    The clock runs from the receipt of the copy, accepted or not: acceptance changes no period.
    """
    demand(may_manage(actor), act="commutation.accept", target=sending)
    number = "".join(unified_no.split())
    _demand_number(number)
    _demand_checked(sending, papers)
    house = house_of(actor)
    try:
        with transaction.atomic():
            made: Acceptance = Acceptance.objects.create(
                sending=sending,
                organ=house,
                unified_no=number,
                papers=[asdict(one) for one in papers],
                by_id=signer(actor),
                at=at,
            )
    except IntegrityError as error:
        raise _already(sending, number) from error
    record(actor=actor, act="commutation.accept", target=sending, detail={"number": number})
    return made


def _already(sending: Sending, number: str) -> Exception:
    if Acceptance.objects.filter(sending=sending).exists():
        return Conflict("这一批已经受理。请刷新后查看。", title=str(sending))
    why = f"受理号{number}已经用过。请照统一业务系统核对后填写。"
    return Unacceptable(why, fields={"unified_no": why})


def _demand_number(number: str) -> None:
    if not 0 < len(number) <= LONGEST:
        why = f"请填写统一业务系统的受理号（{LONGEST}字以内）。先在统一业务系统受理，再在这里登记。"
        raise Unacceptable(why, fields={"unified_no": why})


def _demand_checked(sending: Sending, papers: Sequence[Checked]) -> None:
    wanted = checklist(sending)
    unsaid = [one.item for one in papers if not one.ok and not one.words.strip()]
    if [one.item for one in papers] != wanted:
        raise Unacceptable("文书核对的项目不全，请刷新后重新核对。", fields={"papers": "请重新核对"})
    if unsaid:
        why = f"{'、'.join(unsaid)}没有勾选的，请写明缺什么、是否已通知补送。"
        raise Unacceptable(why, fields={"papers": why})
