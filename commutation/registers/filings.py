"""登记表 of parole and outside service: every filing of some days, with what was advised, opined, ruled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from commutation.models import ConsultationOpinion, Filing, OpinionLine, SitIn
from commutation.registers.people import Cells, about, day, moments
from commutation.selectors.deciders import Deciders
from commutation.states import Kind
from commutation.states.levels import SitInState
from commutation.states.reviews import AdviceState, OpinionState
from procuratorate.documents.registers import Line, fills
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@fills("registers.parole")
def parole(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """All of them (监狱检察办法第54条)."""
    return _lines(actor, site, (since, until), (Kind.PAROLE,))


@fills("registers.outside_service")
def outside_service(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """All of them, by the day they were filed."""
    return _lines(actor, site, (since, until), (Kind.OUTSIDE_SERVICE,))


@fills("registers.centre_filings")
def of_a_centre(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """Of those who serve in a centre, all kinds on one sheet."""
    return _lines(actor, site, (since, until), tuple(Kind))


def _lines(actor: Actor, site: Organ, days: tuple[date, date], kinds: Sequence[Kind]) -> Iterator[Line]:
    rows = Filing.objects.visible_to(actor).filter(prison=site, kind__in=kinds, filed_at__range=moments(*days))
    rows = rows.select_related("person", "prison", "batch").order_by("filed_at", "pk")
    told, said, sat = about(rows), _said(rows), _sat_in(rows)
    deciders = Deciders.over(rows, days[1])
    for one in rows:
        decider = deciders.of(one, site)
        cells: Cells = {
            "办理单位": site.name, "变更种类": one.get_kind_display(), "列席会议": sat.get(one.batch_id, ""),
            "向何机关提请": decider.name if decider else one.get_route_display(), "检察意见": "；".join(said[one.pk]),
        }  # fmt: skip
        yield Line(f"filing-{one.pk}", day(one.filed_at), told[one.pk] | cells, (one.person_id,), f"/cases/{one.pk}/")


def _said(rows: Iterable[Filing]) -> dict[int, list[str]]:
    """What the procuratorate said of each, as given and issued."""
    found: dict[int, list[str]] = defaultdict(list)
    ids = [one.pk for one in rows]
    for advice in ConsultationOpinion.objects.filter(filing__in=ids, state=AdviceState.GIVEN):
        found[advice.filing_id].append(f"征求意见阶段：{advice.get_advice_display()}")
    lines = OpinionLine.objects.filter(filing__in=ids, opinion__state=OpinionState.ISSUED)
    for line in lines.select_related("opinion").order_by("opinion__issued_at"):
        found[line.filing_id].append(f"{line.opinion.get_kind_display()} {line.opinion.number}".strip())
    return found


def _sat_in(rows: Iterable[Filing]) -> dict[int, str]:
    """By batch: the committee the procurator sat in on, or why not."""
    batches = {one.batch_id for one in rows}
    found = SitIn.objects.filter(sitting__batch__in=batches).exclude(state=SitInState.INVITED)
    told: dict[int, list[str]] = defaultdict(list)
    for one in found.select_related("sitting").order_by("held_on"):
        why = f"（{one.why_not}）" if one.state == SitInState.ABSENT else ""
        told[one.sitting.batch_id].append(f"{one.held_on} {one.get_state_display()}{one.title}{why}")
    return {batch: "；".join(words) for batch, words in told.items()}


def sent_on(filing: Filing) -> str:
    """提请情况: what was asked, and when."""
    moment = filing.filed_at or filing.sent_at
    return f"{day_of(moment) if moment else ''} {'提请' if filing.filed_at else '拟提请'}{filing.proposal}".strip()
