"""One doorway for every act about an event, of either side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.incidents.law import Kind
from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.incidents.permissions import may_record
from procuratorate.incidents.selectors.facts import is_investigated
from procuratorate.incidents.selectors.organs import above
from procuratorate.incidents.services.clocking import (
    drop_clock,
    end_objection_clock,
    lift_clock,
    start_clock,
    start_objection_clock,
)
from procuratorate.incidents.services.files import kept
from procuratorate.incidents.services.papers import give_conclusion, give_no_doubt
from procuratorate.incidents.services.reporting import told_of
from procuratorate.incidents.services.writing import Doing, check_moment, enter, hold, plain, said, tell_office
from procuratorate.incidents.states import MOVES, OF_SITE, Act, View
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor

UPWARD = {True: "《人民检察院看守所检察办法》第十九条", False: "《人民检察院监狱检察办法》第三十一条至第三十三条"}


@transaction.atomic
def record_act(
    *, incident: Incident, act: Act, version: int, told: Mapping[str, Any], actor: Actor, at: datetime
) -> IncidentAct:
    """Record `act` with what its form told (happened_at, late_why, words, file). A site's acts go to the office.

    Raises Conflict for a stale page or a second click, Unacceptable for moments out of order.
    """
    demand(may_record(actor, incident, act), act="incidents.record", target=incident)
    doing = Doing(incident, act, kept(told), actor, at)
    check_moment(told, "happened_at", "办理时间", at, incident.occurred_at)
    hold(doing, version)
    made = VERBS.get(act, _plainly)(doing)
    record(actor=actor, act="incidents.record", target=incident, detail={"act": act.value, "row": made.pk})
    return made


def _plainly(doing: Doing) -> IncidentAct:
    """The row, and what a site records is told to its office."""
    facts = told_of(doing.told)
    dispatch = tell_office(doing, facts) if doing.act in OF_SITE else None
    return enter(doing, facts, dispatch=dispatch)


def _lift(doing: Doing) -> IncidentAct:
    incident = doing.incident
    lift_clock(incident=incident, ended_at=doing.happened_at, actor=doing.actor, at=doing.at)
    move(incident, "lift", MOVES, ended_at=doing.happened_at)
    return _plainly(doing)


def _extend(doing: Doing) -> IncidentAct:
    """Longer than the law's number, with the leave of the police bureau: the text gives no new end."""
    drop_clock(incident=doing.incident, reason="已批准延长使用", actor=doing.actor, at=doing.at)
    return _plainly(doing)


def _correct(doing: Doing) -> IncidentAct:
    """更正: what stood there, what stands there now, and why. Both stay and both are told."""
    incident = doing.incident
    if not doing.words:
        raise Unacceptable("更正的，请写明原因；原来的登记留存。", fields={"words": "更正的必填"})
    now = told_of({name: value for name, value in doing.told.items() if name != "occurred_at"})
    before = {name: incident.facts.get(name) for name in now if incident.facts.get(name) != now[name]}
    occurred_at = doing.told.get("occurred_at") or incident.occurred_at
    check_moment({**doing.told, "occurred_at": occurred_at}, "occurred_at", "发生时间", doing.at)
    if incident.ended_at and occurred_at > incident.ended_at:
        raise Unacceptable("发生时间不能晚于解除时间。", fields={"occurred_at": "晚于解除时间"})
    changed: dict[str, Any] = {"before": before, "after": {name: now[name] for name in before}}
    if occurred_at != incident.occurred_at:
        changed["occurred"] = [plain(incident.occurred_at), plain(occurred_at)]
    if not before and "occurred" not in changed:
        raise Unacceptable("没有改动，不用更正。", fields={"words": "没有改动"})
    return _put_right(doing, changed, occurred_at, now)


def _put_right(doing: Doing, changed: dict[str, Any], occurred_at: datetime, now: Mapping[str, Any]) -> IncidentAct:
    incident = doing.incident
    drop_clock(incident=incident, reason="登记更正，重新起算", actor=doing.actor, at=doing.at)
    late = said(doing.told, "late_why") or incident.late_why
    if day_of(incident.at) > day_of(occurred_at) and not late:
        late = doing.words[:200]
    Incident.objects.filter(pk=incident.pk).update(
        occurred_at=occurred_at, facts={**incident.facts, **now}, late_why=late, clock=None
    )
    incident.refresh_from_db()
    clock = start_clock(incident=incident, actor=doing.actor, at=doing.at)
    Incident.objects.filter(pk=incident.pk).update(clock=clock)
    incident.refresh_from_db()
    if incident.ended_at:
        lift_clock(incident=incident, ended_at=incident.ended_at, actor=doing.actor, at=doing.at)
    dispatch = tell_office(doing, {"changed": changed})
    return enter(doing, changed, dispatch=dispatch, clock=clock)


def _report_up(doing: Doing) -> IncidentAct:
    """重大事故登记表 to the superior 院; the second time it is a 续报."""
    incident = doing.incident
    nth = IncidentAct.objects.filter(incident=incident, act=Act.REPORTED_UP).count() + 1
    title = f"{incident.site.short_name}{Kind(incident.kind).label}{'续报' if nth > 1 else '报告'}"
    dispatch = send(
        actor=doing.actor, sender=incident.office, recipient=above(incident.office), legal_mode=Mode.REPORT,
        kind="incidents.upward", title=title, masked_title=title, basis=UPWARD[incident.law_place == "centre"],
        content={
            "incident": incident.pk, "kind": incident.kind, "site": incident.site.code, "words": doing.words,
            "nth": nth, "occurred_at": incident.occurred_at,
        },
        key=f"incident-up:{incident.pk}:{nth}", address=incident.get_absolute_url(),
        sender_address=incident.get_absolute_url(), at=doing.at,
    )  # fmt: skip
    return enter(doing, {"nth": nth}, dispatch=dispatch)


def _inform_kin(doing: Doing) -> IncidentAct:
    clock = start_objection_clock(incident=doing.incident, told_at=doing.happened_at, actor=doing.actor, at=doing.at)
    return enter(doing, told_of(doing.told), clock=clock)


def _object(doing: Doing) -> IncidentAct:
    end_objection_clock(incident=doing.incident, actor=doing.actor, at=doing.at)
    return enter(doing, told_of(doing.told))


def _check(doing: Doing) -> IncidentAct:
    """核查, and what it comes to: nobody agrees with a conclusion that is not there (规则第663条)."""
    rows = IncidentAct.objects.filter(incident=doing.incident, act=Act.CONCLUSION)
    if doing.told.get("view") == View.AGREED and not rows.exists():
        why = "监所还没有登记调查结论，不能同意"
        raise Unacceptable(f"{why}。", fields={"view": why})
    return _plainly(doing)


def _close(doing: Doing) -> IncidentAct:
    """Not before kin were answered, nor while a conclusion is open or one that was doubted stands alone."""
    rows = IncidentAct.objects.filter(incident=doing.incident)
    done = set(rows.values_list("act", flat=True))
    if Act.KIN_APPLIED in done and not done & {Act.KIN_ANSWERED, Act.CONCLUDED}:
        raise Unacceptable("近亲属的申请还没有答复，不能办结。", fields={"words": "先答复近亲属"})
    if doing.incident.kind == Kind.DEATH and not done & {Act.NO_DOUBT, Act.CONCLUDED}:
        raise Unacceptable("死亡事件还没有通知结论，不能办结。", fields={"words": "先发出无疑义通知或者调查结论"})
    if is_investigated(rows.order_by("happened_at", "pk")):
        why = "已经决定调查核实，还没有作出检察调查结论"
        raise Unacceptable(f"{why}，不能办结。", fields={"words": why})
    if not doing.words:
        raise Unacceptable("请写明办结的情况。", fields={"words": "必填"})
    move(doing.incident, "close", MOVES)
    return enter(doing)


def _reopen(doing: Doing) -> IncidentAct:
    if not doing.words:
        raise Unacceptable("请写明重新办理的理由。", fields={"words": "必填"})
    move(doing.incident, "reopen", MOVES)
    return enter(doing)


VERBS: dict[Act, Callable[[Doing], IncidentAct]] = {
    Act.LIFTED: _lift,
    Act.EXTENDED: _extend,
    Act.CORRECTED: _correct,
    Act.CHECKED: _check,
    Act.REPORTED_UP: _report_up,
    Act.NO_DOUBT: give_no_doubt,
    Act.CONCLUDED: give_conclusion,
    Act.KIN_INFORMED: _inform_kin,
    Act.KIN_OBJECTED: _object,
    Act.CLOSED: _close,
    Act.REOPENED: _reopen,
}
