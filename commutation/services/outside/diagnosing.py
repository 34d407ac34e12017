"""Diagnosis: the procuratorate is told before it, and gets a copy of it (司发通〔2023〕24号第6—9、17条)."""

from __future__ import annotations

from datetime import date, timedelta

from commutation.clocks.outside import (
    TOLD_ARTICLE,
    WITH_DOCTORS,
    Code,
    clock_on,
    commissioned,
    copied_basis,
    days_ahead,
    told_basis,
    validity,
)
from commutation.models import Diagnosis, OutsideAct
from commutation.selectors.outside import latest, standing_acts
from commutation.services.outside.acting import Doing, begin, enter, meet, not_before, tell, wanted
from commutation.states.outside import OUTSIDE_MOVES, Act, Conclusion, Ground
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.law.periods import reckon
from procuratorate.lib.law.terms import Roll
from procuratorate.lib.moves import move
from procuratorate.organs.gate import signer

FARTHEST = timedelta(days=183)


def give_diagnosis_notice(doing: Doing) -> OutsideAct:
    """Tell the office of person, time and place. Sent less than a working day ahead, it says why."""
    planned: date = doing.told["planned_on"]
    day = day_it_went(doing)
    if not day <= planned <= day + FARTHEST:
        why = "诊断日须在通报日以后、半年以内。诊断已经做过的，请直接登记诊断，没有通报的情况由检察院核查。"
        raise Unacceptable(why, fields={"planned_on": why})
    not_before(doing, doing.told.get("commissioned_on"), "commissioned_on", "委托书送达日", Act.START)
    ahead, least = working_days(day, planned), days_ahead(doing.case.ground, day, urgent=doing.case.urgent)
    if ahead < least and not doing.told.get("words"):
        why = f"距诊断不足{least}个工作日（{TOLD_ARTICLE}），请在“说明”里写明原因。"
        raise Unacceptable(why, fields={"words": why})
    facts = doing.said("planned_on", "time", "hospital", "place", "commissioned_on", "letter") | {"ahead": ahead}
    dispatch = tell(
        doing,
        mode=Mode.NOTIFIED,
        what="病情诊断通报",
        basis=told_basis(day),
        content=facts,
        summary=f"{planned} {doing.told.get('time', '')} {doing.told['hospital']}".strip(),
    )
    sent_on = doing.told.get("commissioned_on")
    codes = commissioned(doing.case.ground)
    clocks = [clock for code in codes for clock in begin(doing, code, sent_on)] if sent_on else []
    return enter(doing, facts, dispatch=dispatch, clocks=clocks)


def day_it_went(doing: Doing) -> date:
    """Through this system it goes today; a letter went on the day its receipt says."""
    not_before(doing, doing.on, "on", doing.act.label, Act.START)
    if doing.on != day_of(doing.at) and not doing.told.get("letter"):
        why = "经本系统发出的，日期就是今天。此前已书面送达的，请填写回证或者文号。"
        raise Unacceptable(why, fields={"on": why})
    return doing.on


def record_diagnosis(doing: Doing) -> OutsideAct:
    """What the doctors found, as their paper says; the copy for the procuratorate is due from its receipt."""
    told, case = doing.told, doing.case
    issued, received = told.get("issued_on"), told.get("received_on")
    not_before(doing, doing.on, "on", "诊断日", Act.START)
    _in_order(doing.on, issued, received)
    not_before(doing, issued, "issued_on", "诊断书出具日", Act.START)
    not_before(doing, received, "received_on", "收到诊断书日", Act.START)
    _demand_doctors(doing)
    names = ("hospital", "designated", "issued_on", "doctors", "finding", "conclusion", "minority")
    made = Diagnosis.objects.create(
        case=case,
        diagnosed_on=doing.on,
        valid_until=valid_until(case.ground, issued) if issued else None,
        by_id=signer(doing.actor),
        **{name: told[name] for name in names},
    )
    facts = doing.said("hospital", "issued_on", "received_on", "care_group", "care_doctors", "lacking")
    facts |= {"diagnosis": made.pk, "conclusion": made.get_conclusion_display(), **_told_ahead(doing)}
    meet(doing, Code.ORGANISE)
    meet(doing, Code.ISSUE, on=issued or doing.on)
    clocks = begin(doing, Code.COPY, received) if received and case.ground in WITH_DOCTORS else []
    if case.state in OUTSIDE_MOVES["diagnose"].sources:
        move(case, "diagnose", OUTSIDE_MOVES)
    return enter(doing, facts, clocks=clocks)


def _in_order(diagnosed: date, issued: date | None, received: date | None) -> None:
    if issued and issued < diagnosed:
        raise Unacceptable("诊断书出具日早于诊断日，请照诊断书核对。", fields={"issued_on": "早于诊断日"})
    if received and received < (issued or diagnosed):
        raise Unacceptable("收到诊断书日早于出具日，请核对。", fields={"received_on": "早于出具日"})


def _demand_doctors(doing: Doing) -> None:
    """A paper without anybody's name on it is no diagnosis. How many, and of what rank, the rules judge."""
    if doing.case.ground in WITH_DOCTORS:
        wanted(doing, "doctors", "请照诊断书填写诊断医师，一行一人。")
    elif doing.case.ground == Ground.HELPLESS:
        wanted(doing, "care_group", "请填写鉴别小组人数（司发通〔2016〕78号第3条第2款）。")
    if doing.told["conclusion"] == Conclusion.DIVIDED:
        wanted(doing, "minority", "意见分歧的，请照诊断书写明分歧内容和理由（司发通〔2023〕24号第9条）。")


def _told_ahead(doing: Doing) -> dict[str, int]:
    """How many working days ahead the procuratorate had been told; nothing where it was not told."""
    notice = latest(standing_acts(doing.case), Act.DIAGNOSIS_NOTICE)
    return {"told_ahead": working_days(notice.on, doing.on)} if notice else {}


def send_diagnosis_copy(doing: Doing) -> OutsideAct:
    """抄送: the diagnosis with its grounds goes to the office; the pages are the prison's papers."""
    diagnosed = latest(standing_acts(doing.case), Act.DIAGNOSIS)
    if diagnosed is None:
        raise Unacceptable("还没有登记诊断，没有可以抄送的诊断书。请先登记病情诊断。")
    paper = Diagnosis.objects.get(pk=diagnosed.facts["diagnosis"])
    content = {
        "hospital": paper.hospital,
        "diagnosed_on": paper.diagnosed_on,
        "issued_on": paper.issued_on,
        "doctors": paper.doctors,
        "finding": paper.finding,
        "conclusion": paper.get_conclusion_display(),
        "minority": paper.minority,
        "papers": doing.told.get("papers", ""),
    }
    not_before(doing, day_it_went(doing), "on", "抄送日", Act.DIAGNOSIS)
    dispatch = tell(doing, mode=Mode.COPY, what="诊断书抄送", basis=copied_basis(doing.on), content=content)
    meet(doing, Code.COPY)
    facts = doing.said("papers", "letter") | {"diagnosis": paper.pk, **_copied_after(doing, diagnosed)}
    return enter(doing, facts, dispatch=dispatch)


def _copied_after(doing: Doing, diagnosed: OutsideAct) -> dict[str, int]:
    """Working days from receipt to copy, and `within` how many, where the text of the day of receipt says so."""
    if not (received := diagnosed.facts.get("received_on")):
        return {}
    since = date.fromisoformat(received)
    asked = clock_on(Code.COPY, since) if doing.case.ground in WITH_DOCTORS else None
    return {"after": working_days(since, doing.on), **({"within": asked.term.amount} if asked else {})}


def valid_until(ground: str, issued: date) -> date | None:
    """The last day on which a diagnosis may found a decision; it does not roll off rest days."""
    term = validity(ground, issued)
    return reckon(issued, term, working_calendar(since=issued), roll=Roll.NEVER).due if term else None


def working_days(start: date, end: date) -> int:
    """Working days after `start` until and with `end`."""
    calendar = working_calendar(since=start)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(calendar.is_working(day) for day in days)
