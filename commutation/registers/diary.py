"""The resident office's diary: what was done here that day, drafted from the record; the procurator adds and signs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from commutation.models import ConsultationOpinion, Opinion, Ruling, SitIn
from commutation.registers.people import day, moments
from commutation.states.levels import SitInState
from commutation.states.reviews import AdviceState, OpinionState
from procuratorate.documents.registers import Line, fills
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

OTHER = "其他检察工作情况记录"


@fills("registers.prison_diary")
@fills("registers.centre_diary")
def done(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """Meetings sat in on, advice given, papers issued, rulings reviewed."""
    found: dict[date, list[str]] = defaultdict(list)
    for on, words in [*_meetings(actor, site, since, until), *_advice(actor, site, since, until)]:
        found[on].append(words)
    for on, words in [*_papers(actor, site, since, until), *_rulings(actor, site, since, until)]:
        found[on].append(words)
    for on, said in found.items():
        yield Line(f"day-{on}", on, {OTHER: "；".join(said)})


def _meetings(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    rows = SitIn.objects.visible_to(actor).filter(prison=site, state=SitInState.ATTENDED, held_on__range=(since, until))
    for one in rows.select_related("officer").order_by("pk"):
        yield one.held_on, f"{one.officer.name if one.officer else ''}列席{one.title}"


def _advice(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    rows = ConsultationOpinion.objects.visible_to(actor).filter(filing__prison=site, state=AdviceState.GIVEN)
    given = rows.filter(given_at__range=moments(since, until)).values_list("given_at", flat=True)
    for on, count in sorted(Counter(day(moment) for moment in given).items()):
        yield on, f"提出征求意见阶段检察意见{count}人"


def _papers(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    rows = Opinion.objects.visible_to(actor).filter(state=OpinionState.ISSUED, lines__filing__prison=site)
    rows = rows.filter(issued_at__range=moments(since, until)).distinct()
    for one in rows.order_by("issued_at", "pk"):
        yield day(one.issued_at), f"发出{one.get_kind_display()}{f'（{one.number}）' if one.number else ''}"


def _rulings(actor: Actor, site: Organ, since: date, until: date) -> Iterator[tuple[date, str]]:
    rows = Ruling.objects.visible_to(actor).filter(filing__prison=site, reviewed_at__range=moments(since, until))
    for on, count in sorted(Counter(day(one) for one in rows.values_list("reviewed_at", flat=True)).items()):
        yield on, f"审查裁定、决定{count}件"
