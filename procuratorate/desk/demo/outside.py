"""Execution outside prison: the chain of each nomination as far as its diagnosis, guarantor and copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from commutation.models import Filing
from commutation.services.outside import record_act, start_outside_case
from commutation.states import Kind
from commutation.states.outside import Act, Conclusion, Decider, Ground
from procuratorate.desk.demo.meetings import Course
from procuratorate.desk.demo.planted import Told, day_of_offset, of_batch
from procuratorate.desk.demo.times import moment

DOCTORS = ({"name": "柏主任", "title": "主任医师"}, {"name": "丛主任", "title": "副主任医师"})
LETTER = "监狱函〔医〕12号回证"


def begin_outside(course: Course, key: str, filed: date, made: date) -> None:
    """Record the chain of everybody the manifest has asking for execution outside; letters went on their days."""
    told = {one.number: one.told for one in of_batch(key)}
    for filing in Filing.objects.filter(batch=course.batch, kind=Kind.OUTSIDE_SERVICE):
        _chain(course, filing, told[filing.number], filed, made)


def _chain(course: Course, filing: Filing, told: Told, filed: date, made: date) -> None:
    issued = day_of_offset(str(told["issued"]), filed)
    words = {"illness": "", "urgent": False, "residence": "澜江省望川市", "decider": Decider.BUREAU}
    case = start_outside_case(
        filing=filing, on=issued - timedelta(days=40), told={"ground": Ground.ILLNESS, **words}, actor=course.clerk,
        at=moment(made, "10:10:00"),
    )  # fmt: skip
    for act, after, facts in _acts(told, issued):
        case.refresh_from_db(fields=["version"])
        day, at = issued + timedelta(days=after), moment(made, "10:20:00")
        record_act(case=case, act=act, on=day, told=facts, version=case.version, actor=course.clerk, at=at)


def _acts(told: Told, issued: date) -> list[tuple[Act, int, Mapping[str, Any]]]:
    """(act, days after the diagnosis was issued, what is told of it)."""
    hospital = "望川市人民医院"
    divided = bool(told.get("divided"))
    return [
        (Act.DIAGNOSIS_NOTICE, -12, {"planned_on": issued - timedelta(days=3), "hospital": hospital, "letter": LETTER}),
        (Act.DIAGNOSIS, -3, {
            "hospital": hospital, "designated": told.get("designated", True), "issued_on": issued,
            "received_on": issued + timedelta(days=1), "doctors": list(DOCTORS[: told.get("doctors", 2)]),
            "finding": "属《保外就医严重疾病范围》所列情形。",
            "conclusion": Conclusion.DIVIDED if divided else Conclusion.MEETS,
            "minority": "一名医师认为尚未达到严重程度。" if divided else "",
        }),
        (Act.DIAGNOSIS_COPY, 2, {"papers": "诊断书 2 页", "letter": LETTER}),
        (Act.GUARANTOR, 5, {
            "name": "居秋华", "relation": "配偶", "accepted": "yes", "capable": True, "free": True, "income": True,
            "home": True,
        }),
    ]  # fmt: skip
