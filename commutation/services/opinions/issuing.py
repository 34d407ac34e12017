"""What issuing does: the paper is sent, the prison gets its copy, the ruling is told, the clock is met.

The resident office or department that handled the case sends (承办部门): it keeps the 回证 and follows the service. The
paper itself bears the name of the 院 alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from commutation.documents import ABOUT_PROPOSAL, PAPERS, Answers, article_for, name_of
from commutation.models import Filing, Opinion, OpinionLine
from commutation.services.opinions.content import content_of
from commutation.services.opinions.printing import give_paper
from commutation.services.rulings import note_objection, note_report
from commutation.states import FilingState
from commutation.states.reviews import OpinionState, PaperKind
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind

BEFORE_THE_COURT = frozenset({FilingState.FILED, FilingState.ACCEPTED})
SENT_KIND = "commutation.opinion"
INNER = ("people", "kind", "office")


def carry_out(*, opinion: Opinion, actor: Actor, at: datetime) -> Opinion:
    """Send a paper just signed, and end what waited for it."""
    dispatch = _send(opinion, actor, at)
    Opinion.objects.filter(pk=opinion.pk).update(dispatch=dispatch)
    opinion.refresh_from_db()
    if PAPERS[PaperKind(opinion.kind)].copied:
        _copy_to_prison(opinion, dispatch, actor, at)
    give_paper(opinion=opinion, told=told(opinion), readers=_readers(opinion), actor=actor, at=at)
    lines = list(opinion.lines.select_related("filing__clock", "ruling__clock").order_by("position"))
    _tell_rulings(opinion, lines, actor, at)
    if PAPERS[PaperKind(opinion.kind)].answers is Answers.REVIEW:
        meet_reviews(filings=[line.filing for line in lines], actor=actor, at=at)
    return opinion


def told(opinion: Opinion) -> dict[str, Any]:
    """What the addressee gets: the paper, its persons by name and number, none of the office's inner marks."""
    content = content_of(opinion)
    people = [
        {key: one[key] for key in ("position", "number", "name", "kind", "proposal")} for one in content["people"]
    ]
    paper = {key: value for key, value in content.items() if key not in INNER}
    name = name_of(opinion.kind, opinion.lines.select_related("filing").order_by("position")[0].filing.kind)
    return paper | {"opinion": opinion.pk, "number": opinion.number, "name": name, "people": people}


def _send(opinion: Opinion, actor: Actor, at: datetime) -> Dispatch:
    addressee: Organ = opinion.addressee  # type: ignore[assignment]  # every draft has one
    return send(
        recipient=addressee,
        legal_mode=PAPERS[PaperKind(opinion.kind)].mode,
        channel=Channel.PAPER if addressee.kind == Kind.COURT else Channel.SCREEN,  # no court logs in
        content=told(opinion),
        key=f"opinion:{opinion.pk}",
        **_addressed(opinion, actor, at),
    )


def _copy_to_prison(opinion: Opinion, dispatch: Dispatch, actor: Actor, at: datetime) -> None:
    prison: Organ = opinion.lines.order_by("position")[0].filing.prison
    send(
        recipient=prison,
        legal_mode=Mode.COPY,
        content=told(opinion) | {"served_as": dispatch.number},
        key=f"opinion-copy:{opinion.pk}",
        **_addressed(opinion, actor, at),
    )


def _readers(opinion: Opinion) -> list[Organ]:
    """Whoever is served or copied: they read the same paper."""
    addressee: Organ = opinion.addressee  # type: ignore[assignment]  # every draft has one
    is_copied = PAPERS[PaperKind(opinion.kind)].copied
    return [addressee, opinion.lines.order_by("position")[0].filing.prison] if is_copied else [addressee]


def _addressed(opinion: Opinion, actor: Actor, at: datetime) -> dict[str, Any]:
    lines = list(opinion.lines.select_related("filing").order_by("position"))
    title = f"{opinion.organ.short_name}{opinion.title}"[:160]
    return {
        "actor": actor,
        "sender": sender_of(opinion),
        "kind": SENT_KIND,
        "title": title,
        "masked_title": title,  # titles of papers name nobody
        "summary": f"{opinion.number}；{len(lines)}人",
        "basis": article_for(PAPERS[PaperKind(opinion.kind)], lines[0].filing.kind),
        "address": f"/opinions/{opinion.pk}/received/",
        "sender_address": opinion.get_absolute_url(),
        "at": at,
    }


def sender_of(opinion: Opinion) -> Organ:
    """The office that handled it; a department writes in the name of its house."""
    office: Organ = opinion.office
    return office.house if office.kind == Kind.DEPARTMENT and office.house else office


def _tell_rulings(opinion: Opinion, lines: Iterable[OpinionLine], actor: Actor, at: datetime) -> None:
    """The ruling was objected to, or reported upward. Any other paper may speak of one and moves nothing."""
    for line in lines:
        if line.ruling is None:
            continue
        if opinion.kind == PaperKind.REPORT_UPWARD:
            note_report(ruling=line.ruling, actor=actor, at=at)
        elif PAPERS[PaperKind(opinion.kind)].of_ruling:
            note_objection(ruling=line.ruling, paper=opinion, actor=actor, at=at)


def meet_reviews(*, filings: Iterable[Filing], actor: Actor, at: datetime) -> None:
    """A review's clock is shared by a batch and a kind: it is met when the last of its filings has an opinion."""
    clocks = {filing.clock_id: filing.clock for filing in filings if filing.clock and filing.clock.state in RUNNING}
    for clock in clocks.values():
        if not _still_waiting(clock):
            meet_deadline(deadline=clock, actor=actor, at=at, reason="各件均已提出检察意见")


def _still_waiting(clock: Deadline) -> bool:
    """Counted as a service: whoever signs may be recused from somebody on the list."""
    given = OpinionLine.objects.filter(
        filing=OuterRef("pk"), opinion__state=OpinionState.ISSUED, opinion__kind__in=ABOUT_PROPOSAL
    )
    with acting_as(service_actor("review_clock")):
        rows = Filing.objects.filter(clock=clock, state__in=BEFORE_THE_COURT)
        return bool(rows.exclude(Exists(given)).exists())
