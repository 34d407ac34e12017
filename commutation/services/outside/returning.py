"""Back to prison, with the days that count for nothing and why; or the end of the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commutation.clocks.outside import Code, ended_basis, recalled_basis
from commutation.models import OutsideAct, Recall
from commutation.selectors.outside import standing_acts
from commutation.services.outside.acting import Doing, begin, enter, meet, not_before, stop_all, tell, wanted
from commutation.states.outside import BEFORE_DECISION, OUTSIDE_MOVES, Act, Ending
from procuratorate.deadlines.states import State
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.moves import move
from procuratorate.organs.gate import signer

KEPT = ("received_on", "returned_on", "not_counted_from", "not_counted_until", "not_counted_why")


def recall(doing: Doing) -> OutsideAct:
    """收监执行: the decision first, the day of return once he is back. Three days from its receipt to fetch him.

    Days not counted (刑事诉讼法第268条第3款) are what the court rules on the prison's proposal; here stands what is
    proposed, and why.
    """
    told = _told_in_all(doing)
    received, returned = told.get("received_on"), told.get("returned_on")
    not_before(doing, doing.on, "on", "收监决定日", Act.HANDOVER, Act.DECISION)
    for name, label in (("received_on", "收到收监决定书日"), ("returned_on", "收监日")):
        not_before(doing, told.get(name), name, label, Act.DECISION)
    if received and received < doing.on:
        raise Unacceptable(f"收到决定书日（{received}）早于决定日，请核对。", fields={"received_on": "早于决定日"})
    if returned and returned < (received or doing.on):
        raise Unacceptable("收监日早于收到决定书日，请核对。", fields={"returned_on": "早于收到决定书日"})
    known = Recall.objects.filter(case=doing.case).first()
    ground = told.get("ground") or (known.ground if known else "")
    if not ground:
        raise Unacceptable("请写明哪种收监情形。", fields={"ground": "必填"})
    values = {
        "ground": ground,
        "found_on": known.found_on if known else doing.on,
        "decided_on": doing.on,
        "received_on": received,
        "returned_on": returned,
        "by_id": signer(doing.actor),
        **_not_counted(told),
    }
    row, _ = Recall.objects.update_or_create(case=doing.case, defaults=values)
    return _told_and_entered(doing, row)


def _told_in_all(doing: Doing) -> dict[str, Any]:
    """The form's facts; where it leaves blank, what the other standing rows of the recall told, days as dates."""
    told: dict[str, Any] = {}
    for one in standing_acts(doing.case, but=doing.replaces):
        if one.act == Act.RECALL:
            told |= {name: one.facts[name] for name in KEPT if name in one.facts}
    told |= {name: date.fromisoformat(told[name]) for name in told if name != "not_counted_why"}
    return told | {name: value for name, value in doing.told.items() if value not in (None, "")}


def _told_and_entered(doing: Doing, row: Recall) -> OutsideAct:
    facts = doing.said("case_no", "received_on", "returned_on", "not_counted_from", "not_counted_until")
    facts |= {"ground": row.ground, **doing.said("not_counted_why")}
    basis = recalled_basis(doing.on)
    dispatch = tell(doing, mode=Mode.COPY, what="收监执行决定抄送", basis=basis, content=facts)
    runs_or_ran = row.clock is not None and row.clock.state != State.CANCELLED
    clocks = begin(doing, Code.RETURN, row.received_on) if row.received_on and not runs_or_ran else []
    if clocks:
        Recall.objects.filter(pk=row.pk).update(clock=clocks[0])
    made = enter(doing, facts, dispatch=dispatch, clocks=clocks)
    if row.returned_on:
        meet(doing, Code.RETURN, on=row.returned_on)
        if doing.case.state in OUTSIDE_MOVES["recall"].sources:
            move(doing.case, "recall", OUTSIDE_MOVES, next_recheck_on=None)
        stop_all(doing.case, "已收监", doing.actor, doing.at)
    return made


def _not_counted(told: Mapping[str, Any]) -> dict[str, Any]:
    """All three or none: from when, until when, why (刑事诉讼法第268条第3款)."""
    names = ("not_counted_from", "not_counted_until", "not_counted_why")
    since, until, why = (told.get(name) for name in names)
    if not any((since, until, why)):
        return {"not_counted_from": None, "not_counted_until": None, "not_counted_why": ""}
    for name, value in zip(names, (since, until, why), strict=True):
        if not value:
            wrong = "不计入刑期的，起日、止日和事由都要填写"
            raise Unacceptable(f"{wrong}。", fields={name: wrong})
    if since and until and until < since:
        raise Unacceptable("不计入刑期的止日早于起日，请核对。", fields={"not_counted_until": "早于起日"})
    return {"not_counted_from": since, "not_counted_until": until, "not_counted_why": why}


def end_case(doing: Doing) -> OutsideAct:
    """终结: not put forward after all; or the sentence ended, or the person died, and the procuratorate gets a copy."""
    not_before(doing, doing.on, "on", "终结日", Act.START)
    reason, before = Ending(doing.told["reason"]), doing.case.state in BEFORE_DECISION
    if doing.replaces is not None:
        before = doing.replaces.facts["reason"] == Ending.DROPPED.label  # as it was when the case ended
    if (reason == Ending.DROPPED) != before:
        allowed = "还没有决定的，只能登记“不再提请”" if before else "已经批准的，不能登记“不再提请”"
        raise Unacceptable(f"{allowed}。", fields={"reason": allowed})
    facts: dict[str, Any] = {"reason": reason.label, **doing.said("paper")}
    dispatch = None
    if reason == Ending.DROPPED:
        wanted(doing, "words", "不再提请的，请写明原因。")
    else:
        what = "刑满释放证明书抄送" if reason == Ending.RELEASED else "死亡证明抄送"
        basis = ended_basis(doing.on, died=reason == Ending.DIED)
        dispatch = tell(doing, mode=Mode.COPY, what=what, basis=basis, content=facts)
    if doing.replaces is None:
        move(doing.case, "drop" if before else "end", OUTSIDE_MOVES, next_recheck_on=None)
    stop_all(doing.case, f"已终结：{reason.label}", doing.actor, doing.at)
    return enter(doing, facts, dispatch=dispatch)
