"""What a row says beyond what is recorded, done through the same verbs an officer would use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db import transaction

from detention.law import Anew
from detention.models import Stage
from detention.services.admitting import EDITABLE, edit
from detention.services.feeding.columns import GRANTS
from detention.services.feeding.judging import Known
from detention.services.leaving import leave
from detention.services.lengthening import count_anew, grant, resume, stop
from detention.services.staging import note_handover, pass_on
from detention.services.telling import note_notice, note_report
from detention.states import Did, Presence
from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.lib.sheets import ReadRow
from procuratorate.organs.actors import Actor

Step = tuple[Callable[..., Any], dict[str, Any], dict[str, str]]  # verb, told, field of the verb → column of the row


@dataclass
class Following:
    """One row and the stay it is about; `stay` carries its course as `with_course` reads it."""

    row: ReadRow
    stay: Any
    known: Known
    actor: Actor
    at: datetime

    def follow(self) -> list[str]:
        """Do what is new; the names of what was done. What a verb refuses is written on the row, and undoes all."""
        steps = self._steps()
        first = next(steps, None)
        if first is None:
            return []
        with transaction.atomic():
            done = [step[0].__name__ for step in chain([first], steps) if self._do(*step)]
            if self.row.refused:
                transaction.set_rollback(True)
        return [] if self.row.refused else done

    def _steps(self) -> Iterator[Step]:
        for make in (_edit, _stage, _grants, _handed, _stops, _telling, _leaving):
            for step in make(self):
                yield step
                if self.row.refused:
                    return

    def _do(self, verb: Callable[..., Any], told: dict[str, Any], columns: dict[str, str]) -> bool:
        try:
            verb(detainee=self.stay, version=self.stay.version, told=told, actor=self.actor, at=self.at)
        except Unacceptable as error:
            self._refuse(error, columns)
        except Conflict as error:
            self.row.refuse("", error.message, "刷新核对后再报")
        return not self.row.refused

    def _refuse(self, error: Unacceptable, columns: dict[str, str]) -> None:
        for name, why in (error.fields or {"": error.message}).items():
            self.row.refuse(columns.get(name, ""), why.rstrip("。"), "照文书核对；确系登记有误的，在人员页面更正")

    @property
    def running(self) -> Any:
        """The stage that runs, as the verbs left it."""
        if self.stay.stage_id not in {None, self.stay.course[-1].pk}:
            self.stay.course.append(Stage.objects.select_related("clock", "handler").get(pk=self.stay.stage_id))
            self.stay.course[-1].told = []
        return self.stay.course[-1]

    def has(self, did: Did, **facts: Any) -> bool:
        """Whether the stage that runs has such an act already."""
        return any(
            act.did == did and all(getattr(act, name) == value for name, value in facts.items())
            for act in self.running.told
        )


def _edit(one: Following) -> Iterator[Step]:
    said = {name: one.row.values[name] for name in EDITABLE if one.row.values[name] is not None}
    if any(getattr(one.stay, name) != value for name, value in said.items()) and one.stay.state == Presence.IN:
        yield edit, {"on": one.known.on, **said}, {name: name for name in said}


def _stage(one: Following) -> Iterator[Step]:
    """Another phase, organ or day: the case moved on, or the clock is counted anew; nothing goes back unseen."""
    v, stage, handler = one.row.values, one.running, one.known.handler_of(one.row)
    if (v["phase"], handler.pk if handler else None, v["start"]) == (
        stage.phase, stage.handler_id, stage.counted_from,
    ) or one.stay.state != Presence.IN:  # fmt: skip
        return
    columns = {"on": "start", "phase": "phase", "code": "anew", "handover_paper": "handover_paper"}
    if v["anew"] and (v["phase"], handler.pk if handler else None) == (stage.phase, stage.handler_id):
        yield count_anew, {"on": v["start"], "code": Anew(v["anew"]), "paper_number": v["paper"] or ""}, columns
    elif (v["phase"], handler.pk if handler else None) == (stage.phase, stage.handler_id):
        why = f"与已登记的起算日（{stage.counted_from}）不同"
        one.row.refuse("start", why, "重新计算的填写事由；登记有误的，在人员页面更正")
    else:
        told = {
            "on": v["start"], "phase": v["phase"], "handler": handler, "traits": v["traits"] or (),
            "paper": v["paper"], "handed_on": v["handed_on"], "handover_paper": v["handover_paper"],
        }  # fmt: skip
        yield pass_on, told, columns


def _grants(one: Following) -> Iterator[Step]:
    v = one.row.values
    for place in GRANTS:
        code, on = v[f"grant{place}_code"], v[f"grant{place}_on"]
        if not code or one.has(Did.GRANT, code=code, on=on):
            continue
        told = {
            "code": code, "on": on, "amount": v[f"grant{place}_amount"], "paper_number": v[f"grant{place}_paper"],
            "asked_on": v[f"grant{place}_asked"],
        }  # fmt: skip
        yield grant, told, {"code": f"grant{place}_code", "on": f"grant{place}_on", "amount": f"grant{place}_amount"}


def _handed(one: Following) -> Iterator[Step]:
    v, stage = one.row.values, one.running
    if v["handed_on"] and stage.needs_handover and stage.handed_on is None and not one.has(Did.HANDED):
        told = {"handed_on": v["handed_on"], "handover_paper": v["handover_paper"]}
        yield note_handover, told, {"handed_on": "handed_on", "handover_paper": "handover_paper"}


def _stops(one: Following) -> Iterator[Step]:
    v = one.row.values
    if v["stop"] and not one.has(Did.STOP, on=v["stopped_on"]):
        told = {"code": v["stop"], "on": v["stopped_on"], "paper_number": v["paper"] or ""}
        yield stop, told, {"code": "stop", "on": "stopped_on"}
    if v["resumed_on"] and not one.has(Did.RESUME, on=v["resumed_on"]):
        yield resume, {"on": v["resumed_on"]}, {"on": "resumed_on"}


def _telling(one: Following) -> Iterator[Step]:
    v = one.row.values
    if v["noticed_on"] and not one.has(Did.NOTICE, on=v["noticed_on"]):
        told = {"on": v["noticed_on"], "paper_number": v["notice_paper"]}
        yield note_notice, told, {"on": "noticed_on", "paper_number": "notice_paper"}
    if v["reported_on"] and not one.has(Did.REPORT, on=v["reported_on"]):
        told = {"on": v["reported_on"], "paper_number": v["report_paper"]}
        yield note_report, told, {"on": "reported_on", "paper_number": "report_paper"}


def _leaving(one: Following) -> Iterator[Step]:
    v = one.row.values
    if v["left_on"] and one.stay.state == Presence.IN:
        yield leave, {"on": v["left_on"], "how": v["left_how"], "left_to": v["left_to"]}, {"on": "left_on"}


def differs_in_end(one: Following) -> date | None:
    """The end the records reckon where the centre's own is another."""
    said, due = one.row.values["due_on"], one.stay.due_on
    return due if said is not None and due is not None and due != said else None
