"""What others take part in: a hearing the procuratorate is called to, a dossier that goes to another province."""

from __future__ import annotations

from datetime import date

from commutation.clocks.outside import archive_days, hearing_basis
from commutation.models import OutsideAct
from commutation.selectors.outside import latest, standing_acts
from commutation.services.outside.acting import Doing, enter, not_before, tell
from commutation.services.outside.diagnosing import day_it_went, working_days
from commutation.states.outside import Act, HearingOutcome, HearingReason
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Unacceptable


def call_hearing(doing: Doing) -> OutsideAct:
    """听证: the procuratorate of the level is told to send somebody (司发通〔2023〕24号第13条第2款)."""
    day, held_on = day_it_went(doing), doing.told["held_on"]
    if held_on < day:
        raise Unacceptable("听证日早于通知日，请核对。", fields={"held_on": "早于通知日"})
    facts = doing.said("held_on", "place", "letter") | {"why": HearingReason(doing.told["why"]).label}
    dispatch = tell(doing, mode=Mode.NOTIFIED, what="听证通知", basis=hearing_basis(day), content=facts)
    return enter(doing, facts, dispatch=dispatch)


def record_hearing(doing: Doing) -> OutsideAct:
    """What the hearing came to: who was heard, whether the procuratorate came, what they said and why."""
    called = latest(standing_acts(doing.case), Act.HEARING)
    if called is None:
        raise Unacceptable("还没有登记听证通知。请先登记听证，通知检察院派员。")
    not_before(doing, doing.on, "on", "听证日", Act.HEARING)
    facts = doing.said("people", "procurator", "opinion")
    return enter(doing, facts | {"outcome": HearingOutcome(doing.told["outcome"]).label})


def send_archive(doing: Doing) -> OutsideAct:
    """跨省档案转递, and which prison was named to keep it: how long each took, by the text of the approval's day."""
    approved, named = latest(standing_acts(doing.case), Act.DECISION), doing.told.get("named_on")
    not_before(doing, doing.on, "on", "档案送达日", Act.DECISION)
    not_before(doing, named, "named_on", "指定接收监狱日", Act.DECISION)
    if named and named < doing.on:
        raise Unacceptable("指定日早于档案送达日，请核对。", fields={"named_on": "早于送达日"})
    facts = doing.said("bureau", "named_on", "keeper")
    if approved is not None and (days := archive_days(approved.on)):
        facts |= _took("sent", approved.on, doing.on, days[0]) | _took("named", doing.on, named, days[1])
    return enter(doing, facts)


def _took(what: str, since: date, until: date | None, most: int) -> dict[str, int]:
    return {f"{what}_after": working_days(since, until), f"{what}_within": most} if until else {}
