"""The resident office's diary: what was done here that day, drafted from the record; the procurator adds and signs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from commutation.models import (
    ConsultationOpinion,
    Filing,
    Finding,
    Hearing,
    Opinion,
    OutsideAct,
    OutsideCase,
    Question,
    Reading,
    Ruling,
    SitIn,
)
from commutation.registers.people import day, moments
from commutation.states.levels import SitInState
from commutation.states.outside import Act
from commutation.states.reviews import SETTLED_FINDINGS, AdviceState, OpinionState
from procuratorate.documents.registers import Line, fills
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

OTHER = "其他检察工作情况记录"


@fills("registers.prison_diary")
@fills("registers.centre_diary")
def done(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """Meetings sat in on, hearings, cases read, doubts settled, advice given, papers issued, rulings reviewed."""
    found: dict[date, list[str]] = defaultdict(list)
    for told in (_meetings, _hearings, _diagnoses, _counts, _papers):
        for on, words in told(actor, site, since, until):
            found[on].append(words)
    for on, said in found.items():
        yield Line(f"day-{on}", on, {OTHER: "；".join(said)})


def _meetings(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    rows = SitIn.objects.visible_to(actor).filter(prison=site, state=SitInState.ATTENDED, held_on__range=(since, until))
    for one in rows.select_related("officer").order_by("pk"):
        yield one.held_on, f"{one.officer.name if one.officer else ''}列席{one.title}"


def _hearings(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    rows = Hearing.objects.filter(case__filing__in=_filings(actor, site), held=True, on__range=(since, until))
    for one in rows.prefetch_related("procurators").order_by("pk"):
        names = "、".join(officer.name for officer in one.procurators.all())
        yield one.on, f"{names}出席减刑、假释案件庭审（{one.place}）"


def _diagnoses(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    cases = OutsideCase.objects.visible_to(actor).filter(prison=site)
    rows = OutsideAct.objects.filter(case__in=cases, act=Act.ATTENDANCE, on__range=(since, until), facts__came=True)
    for on, count in sorted(Counter(rows.values_list("on", flat=True)).items()):
        yield on, f"派员监督病情诊断{count}件"


def _filings(actor: Actor, site: Organ) -> Any:
    return Filing.objects.visible_to(actor).filter(prison=site)


COUNTED: tuple[tuple[Any, str, dict[str, Any], str], ...] = (
    (Reading, "reviewed_at", {}, "审阅案件{}件"),
    (Finding, "settled_at", {"state__in": SETTLED_FINDINGS}, "核查疑点{}项"),
    (Question, "asked_at", {}, "向监狱询问{}件"),
    (ConsultationOpinion, "given_at", {"state": AdviceState.GIVEN}, "提出征求意见阶段检察意见{}人"),
    (Ruling, "reviewed_at", {}, "审查裁定、决定{}件"),
)


def _counts(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    """What is told by number: (table, moment of the act, which rows, words)."""
    for table, moment, which, words in COUNTED:
        rows = table.objects.visible_to(actor).filter(filing__prison=site, **which)
        done = rows.filter(**{f"{moment}__range": moments(since, until)}).values_list(moment, flat=True)
        for on, count in sorted(Counter(day(one) for one in done).items()):
            yield on, words.format(count)


def _papers(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    rows = Opinion.objects.visible_to(actor).filter(state=OpinionState.ISSUED, lines__filing__prison=site)
    rows = rows.filter(issued_at__range=moments(since, until)).distinct()
    for one in rows.order_by("issued_at", "pk"):
        yield day(one.issued_at), f"发出{one.get_kind_display()}{f'（{one.number}）' if one.number else ''}"
