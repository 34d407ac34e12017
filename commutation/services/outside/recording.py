"""One doorway for every act of the chain: who, in which state, once; put right by a row that replaces it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from commutation.models import OutsideAct, OutsideCase
from commutation.permissions.outside import may_record, may_watch
from commutation.selectors.outside import standing_acts
from commutation.services.outside.acting import Doing, cancel_of, enter, not_before, show_next_clock, stop_all
from commutation.services.outside.crossing import call_hearing, record_hearing, send_archive
from commutation.services.outside.deciding import (
    note_bureau_receipt,
    note_urgent_decision,
    record_announcement,
    record_confirmation,
    record_publication,
    record_web_notice,
)
from commutation.services.outside.diagnosing import give_diagnosis_notice, record_diagnosis, send_diagnosis_copy
from commutation.services.outside.lacking import complete_papers
from commutation.services.outside.living import hand_over, note_ground_gone, record_recheck
from commutation.services.outside.proving import assess_residence, examine_guarantor
from commutation.services.outside.returning import end_case, recall
from commutation.states.outside import ENDED_STATES, Act
from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor

VERBS: dict[Act, Callable[[Doing], OutsideAct]] = {
    Act.DIAGNOSIS_NOTICE: give_diagnosis_notice,
    Act.DIAGNOSIS: record_diagnosis,
    Act.DIAGNOSIS_COPY: send_diagnosis_copy,
    Act.GUARANTOR: examine_guarantor,
    Act.ASSESSMENT: assess_residence,
    Act.HEARING: call_hearing,
    Act.HEARING_RESULT: record_hearing,
    Act.BUREAU: note_bureau_receipt,
    Act.WEB_NOTICE: record_web_notice,
    Act.DECISION: note_urgent_decision,
    Act.PUBLIC_NOTICE: record_announcement,
    Act.COMMITTEE: record_confirmation,
    Act.ONLINE: record_publication,
    Act.ARCHIVE: send_archive,
    Act.MEDICAL_PAPERS: complete_papers,
    Act.HANDOVER: hand_over,
    Act.RECHECK: record_recheck,
    Act.GROUND_GONE: note_ground_gone,
    Act.RECALL: recall,
    Act.END: end_case,
}


@transaction.atomic
def record_act(
    *,
    case: OutsideCase,
    act: Act,
    on: date,
    told: Mapping[str, Any],
    version: int,
    actor: Actor,
    at: datetime,
    replaces: OutsideAct | None = None,
) -> OutsideAct:
    """Record `act` of `on` with what its form told; `version` is the case as the form was opened.

    With `replaces` the act stands in place of that row, which stays readable. Raises Conflict on a second click,
    Unacceptable for days out of order.
    """
    demand(may_record(actor, case, act, replaces), act="commutation.record_outside_act", target=case)
    locked = _locked(case, version)
    if replaces is not None:
        _demand_standing(locked, act, replaces, told)
        cancel_of(replaces, actor, at)
    made = VERBS[act](Doing(locked, act, on, told, actor, at, replaces))
    if locked.state in ENDED_STATES:  # an act put right afterwards revives no clock
        stop_all(locked, f"本件{locked.get_state_display()}", actor, at)
    show_next_clock(locked)
    verb = "correct_outside_act" if replaces else "record_outside_act"
    record(actor=actor, act=f"commutation.{verb}", target=case, detail={"act": act.value, "on": str(on)})
    return made


def _locked(case: OutsideCase, version: int) -> OutsideCase:
    """One act at a time: the loser of a race, a double click, a stale page gets a Conflict."""
    changed = OutsideCase.objects.filter(pk=case.pk, version=version).update(version=F("version") + 1)
    if not changed:
        why = "本件刚有新的登记，您打开的页面已经过时（或者按了两次）。请刷新后核对，再登记。"
        raise Conflict(why, title=str(case))
    locked: OutsideCase = OutsideCase.objects.select_related("filing", "prison", "clock").get(pk=case.pk)
    return locked


def _demand_standing(case: OutsideCase, act: Act, replaces: OutsideAct, told: Mapping[str, Any]) -> None:
    standing = {one.pk for one in standing_acts(case)}
    if replaces.pk not in standing or replaces.act != act:
        raise Conflict("这一项已经更正过，请刷新后更正现在有效的那一项。", title=str(case))
    if not str(told.get("words") or "").strip():
        why = "更正的，请在“说明”里写明原因；原来的登记留存"
        raise Unacceptable(f"{why}。", fields={"words": why})


@transaction.atomic
def watch_diagnosis(*, case: OutsideCase, on: date, told: Mapping[str, Any], actor: Actor, at: datetime) -> OutsideAct:
    """派员监督诊断: the procurator's own note of the day (司发通〔2023〕24号第17条); the prison does not read it.

    `told`: present (who came), came ("yes" or "no"), words. Raises Conflict when that day was noted already.
    """
    demand(may_watch(actor, case), act="commutation.watch_diagnosis", target=case)
    doing = Doing(case, Act.ATTENDANCE, on, told, actor, at)
    not_before(doing, on, "on", "监督日", Act.DIAGNOSIS_NOTICE)
    came = told["came"] == "yes"
    if not came and not told.get("words"):
        raise Unacceptable("未派员的，请写明原因。", fields={"words": "未派员的必填"})
    try:
        with transaction.atomic():
            made = enter(doing, {"came": came, "present": told.get("present", "")})
    except IntegrityError:
        raise Conflict("这一天的监督情况已经登记过。", title=str(case)) from None
    record(actor=actor, act="commutation.watch_diagnosis", target=case, detail={"came": came})
    return made
