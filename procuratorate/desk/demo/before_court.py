"""The court's half, as the clerk and the office enter it: accepted, heard, ruled at several days of the review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commutation.models import CourtCase, Filing, Ruling
from commutation.services.courts import plan_hearing, record_case, record_hearing, record_supplement
from commutation.services.rulings import accept_ruling, record_service, register_ruling
from commutation.states.courts import Missing, Recipient, RulingOutcome, Trial
from procuratorate.desk.demo.meetings import Course
from procuratorate.desk.demo.times import historian, officer, working_day_before
from procuratorate.lib.clock import now
from procuratorate.organs.models import Organ

RECEIVED = (3, 11, 19)  # days ago, of rulings under review
_O = RulingOutcome


@dataclass(frozen=True)
class Came:
    """A ruling: days since it was given, its outcome, whether reasons are given, days until the inmate was served."""

    ago: int
    outcome: RulingOutcome = _O.AS_PROPOSED
    reasons: bool | None = None
    served: int = 3


WAYS = {
    "written": Came(14, served=4),
    "heard": Came(14, served=4),
    "no_reasons": Came(5, _O.ADJUSTED, reasons=False),
    "reasons": Came(5, _O.ADJUSTED, reasons=True),
    "served_late": Came(14, served=12),
    "served_in_time": Came(14, served=5),
}


def copies_compared(course: Course, filed_on: date, on: date) -> None:
    """Two of a list the court has confirmed: received with the copy, and before it."""
    for way, back in (("copied_late", 3), ("copied_same_day", 0)):
        for filing in course.apart(way):
            received = working_day_before(filed_on, back)
            _case(filing, course, {"received_on": received}, on)


def _case(filing: Filing, course: Course, told: dict[str, Any], on: date) -> CourtCase:
    court = Organ.objects.get(code="9901-FY")
    return record_case(filing=filing, court=court, told=told, actor=course.clerk, at=now())


def rule_on(course: Course, filed_on: date, on: date) -> None:
    """Accepted; some ruled as planted, some as proposed, two to be heard this week, one to be completed."""
    ways = course.ways
    rows = list(Filing.objects.filter(batch=course.batch).select_related("prison", "batch").order_by("number"))
    plain = [one for one in rows if one.pk not in ways]
    for place, filing in enumerate(rows):
        way, coming = ways.get(filing.pk, ""), filing in plain[-2:]
        trial = Trial.HEARING if way == "heard" or coming else Trial.WRITTEN
        told = {"received_on": filed_on, "accepted_on": filed_on + timedelta(days=3), "trial": trial}
        case = _case(filing, course, told | {"case_no": f"（{on.year}）澜01刑更{600 + place}号"}, on)
        if way == "heard" or coming:
            _hear(case, course, on + timedelta(days=4 if coming else -16), on)
        if way in WAYS:
            _rule(filing, case, WAYS[way], on)
    _complete(plain[-3], course, on)
    _rule_plainly(plain, on)


def _rule_plainly(plain: list[Filing], on: date) -> None:
    for filing, days in zip(plain, RECEIVED, strict=False):
        ruling = _rule(filing, filing.court_case, Came(days + 2), on)
        if days == RECEIVED[1]:
            chen = officer("J9901", on)
            accept_ruling(ruling=ruling, words="裁定与提请一致，程序合法。", actor=chen, at=now())


def _hear(case: CourtCase, course: Course, day: date, on: date) -> None:
    at = now()
    told = {"on": day, "place": "青岑监狱远程法庭", "is_remote": True, "notified_on": day - timedelta(days=5)}
    hearing = plan_hearing(case=case, told=told, witnesses=(), actor=course.clerk, at=at)
    if day < on:
        done = {"held": True, "opinion": "对提请没有不同意见。", "words": "罪犯到庭，检察员出庭。"}
        record_hearing(hearing=hearing, told=done, procurators=(), actor=historian("J9901", on), at=at)


def _complete(filing: Filing, course: Course, on: date) -> None:
    """The court asked for papers yesterday."""
    record_supplement(
        case=filing.court_case, kind=Missing.PROPERTY, words="罚金缴纳票据", asked_on=working_day_before(on, 1),
        actor=course.clerk, at=now(),
    )  # fmt: skip


def _rule(filing: Filing, case: CourtCase, came: Came, on: date) -> Ruling:
    """A ruling received two days after it was given, matched by its number, served on the inmate."""
    ruled, adjusted = on - timedelta(days=came.ago), came.outcome == _O.ADJUSTED
    told = {
        "kind": filing.kind, "court": case.court, "decider": case.court.name, "case_no": case.case_no,
        "ruled_on": ruled, "name": filing.name, "number": filing.number, "id_tail": "", "outcome": came.outcome,
        "months": (filing.months or 2) - adjusted, "rights_months": None, "ends_on": None,
        "gives_reasons": came.reasons, "published_on": None, "received_on": ruled + timedelta(days=2),
    }  # fmt: skip
    registrar, at = officer("J9901", on), now()
    ruling = register_ruling(told=told, actor=registrar, at=at, source={})
    ruling.refresh_from_db()
    served = ruled + timedelta(days=came.served)
    if served <= on:
        line = ruling.services.get(recipient=Recipient.INMATE)
        record_service(service=line, served_on=served, name=filing.name, proof="送达回证", actor=registrar, at=at)
    return ruling
