"""The bureau's half, and what an urgent release asks for afterwards."""

from __future__ import annotations

from datetime import date

from commutation.clocks.outside import ANNOUNCED_DAYS, APPROVED, NOTICE_DAYS, Code, too_short, urgent_basis
from commutation.models import OutsideAct
from commutation.selectors.outside import latest, standing_acts
from commutation.services.outside.acting import Doing, begin, begin_handover, enter, meet, not_before, stop_all, tell
from commutation.services.outside.lacking import begin_completing
from commutation.states.outside import OUTSIDE_MOVES, Act
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.lib.moves import move

NOT_PUBLIC = "依法不予公开"


def note_bureau_receipt(doing: Doing) -> OutsideAct:
    """省局收到提请材料: whence it has so long to decide and to post the notice to the public."""
    not_before(doing, doing.on, "on", "省局收到日", Act.START)
    clocks = begin(doing, Code.DECIDE, doing.on)
    if not doing.case.urgent:
        clocks += begin(doing, Code.WEB, doing.on)
    return enter(doing, {}, clocks=clocks)


def record_web_notice(doing: Doing) -> OutsideAct:
    """向社会公示, from when until when, and where; or why the law keeps it from the public."""
    not_before(doing, doing.on, "on", "公示起始日", Act.BUREAU, Act.START)
    if doing.told.get("not_public"):
        return _kept_back(doing, Code.WEB)
    until: date = doing.told["until_on"]
    if until < doing.on:
        raise Unacceptable("公示止日早于起日，请核对。", fields={"until_on": "早于公示起始日"})
    meet(doing, Code.WEB)
    facts = doing.said("until_on", "place", "objections")
    days = (until - doing.on).days + 1
    return enter(doing, facts | {"days": days, "short": too_short(days, NOTICE_DAYS, doing.on)})


def note_urgent_decision(doing: Doing) -> OutsideAct:
    """立即保外就医: approved before the list was filed. Its copy goes to the procuratorate at once."""
    if not doing.replaces and latest(standing_acts(doing.case), Act.DECISION):
        raise Conflict("决定已经登记。要改的，请用“更正”。", title=str(doing.case))
    received = doing.told.get("received_on")
    not_before(doing, doing.on, "on", "决定日", Act.START)
    not_before(doing, received, "received_on", "监狱收到决定书日", Act.START)
    if received and received < doing.on:
        raise Unacceptable("收到日早于决定日，请核对。", fields={"received_on": "早于决定日"})
    facts = doing.said("case_no", "received_on")
    dispatch = tell(doing, mode=Mode.COPY, what="立即保外就医决定抄送", basis=urgent_basis(doing.on), content=facts)
    if doing.replaces is None:
        move(doing.case, "grant", OUTSIDE_MOVES)
    meet(doing, Code.DECIDE)
    clocks = begin_handover(doing, received) if received else []
    clocks += begin(doing, Code.ANNOUNCE, doing.on, APPROVED) + begin(doing, Code.ONLINE, doing.on)
    clocks += begin_completing(doing)
    return enter(doing, facts, dispatch=dispatch, clocks=clocks)


def record_announcement(doing: Doing) -> OutsideAct:
    """立即保外就医 is announced in the prison afterwards (监狱法（2026）第45条第2款；司发通〔2023〕24号第21条)."""
    not_before(doing, doing.on, "on", "公告日", Act.DECISION)
    meet(doing, Code.ANNOUNCE)
    until = doing.told.get("until_on")
    if until and until < doing.on:
        raise Unacceptable("公告止日早于起日，请核对。", fields={"until_on": "早于公告日"})
    days = (until - doing.on).days + 1 if until else None
    short = {"short": too_short(days, ANNOUNCED_DAYS, doing.on)} if days else {}
    return enter(doing, doing.said("until_on", "place") | short)


def record_confirmation(doing: Doing) -> OutsideAct:
    """评审委员会确认 after an urgent release (司发通〔2023〕24号第12条)."""
    not_before(doing, doing.on, "on", "确认日", Act.DECISION)
    meet(doing, Code.CONFIRM)
    return enter(doing, doing.said("members"))


def record_publication(doing: Doing) -> OutsideAct:
    """决定书上网公开, or why not (司发通〔2023〕24号第21、23条)."""
    not_before(doing, doing.on, "on", "上网日", Act.DECISION)
    if doing.told.get("not_public"):
        return _kept_back(doing, Code.ONLINE)
    meet(doing, Code.ONLINE)
    return enter(doing, {})


def _kept_back(doing: Doing, code: Code) -> OutsideAct:
    """依法不予公开: a fact, and the clock has no object any more."""
    stop_all(doing.case, NOT_PUBLIC, doing.actor, doing.at, code)
    return enter(doing, doing.said("not_public"))
