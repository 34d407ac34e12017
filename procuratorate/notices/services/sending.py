"""What issuing does: the paper is set, sent with its legal mode, and the clock starts where it may."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.documents import services as documents
from procuratorate.documents.engine.leaf import words_of
from procuratorate.documents.models import Paper
from procuratorate.lib.clock import day_of
from procuratorate.lib.law.terms import Term
from procuratorate.notices.clocks import GROUNDS, REPLY, WORDS, reply_period
from procuratorate.notices.models import Notice
from procuratorate.notices.papers import PAPER_OF
from procuratorate.notices.selectors.organs import addressed, addressed_words, sender_of
from procuratorate.notices.services import composing
from procuratorate.notices.services.content import content_of
from procuratorate.notices.states import Kind
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

SENT_KIND = "notices.notice"


def send_notice(*, notice: Notice, actor: Actor, at: datetime) -> tuple[Notice, Paper]:
    """Serve a notice just signed; its reply clock waits for the date on the 回证. The paper goes with it."""
    paper = give_paper(notice=notice, actor=actor, at=at)
    dispatch = parcel(
        notice=notice, key=f"notice:{notice.pk}", mode=Mode.SERVICE, actor=actor, at=at, page_count=paper.pages or None
    )
    kept = _keep(notice, dispatch=dispatch)
    return kept, paper


def tell_spoken(*, notice: Notice, actor: Actor, at: datetime) -> Notice:
    """Copy the record of an oral correction to the unit; it was received when it was said."""
    give_paper(notice=notice, actor=actor, at=at)
    dispatch = parcel(notice=notice, key=f"notice:{notice.pk}", mode=Mode.COPY, actor=actor, at=at)
    period = reply_period(notice.kind, notice.matter)
    clock = start_clock(
        notice=notice, kind=REPLY, starts_on=notice.spoken_on or day_of(at), start_reason=period.start,
        term=period.term, article=period.article, actor=actor, at=at,
    )  # fmt: skip
    return _keep(notice, dispatch=dispatch, clock=clock)


def _keep(notice: Notice, **told: Any) -> Notice:
    Notice.objects.filter(pk=notice.pk).update(**told)
    notice.refresh_from_db()
    return notice


def paper_key(notice: Notice) -> str:
    return f"notice:{notice.joint_id or notice.pk}"


def give_paper(*, notice: Notice, actor: Actor, at: datetime, why: str = "") -> Paper:
    """Set and issue the paper of a notice, and let the addressee read it. `why`: it takes the place of one issued."""
    paper = documents.draft(
        kind=PAPER_OF[Kind(notice.kind)],
        organ=notice.office if notice.is_oral else notice.organ,
        office=notice.office,
        key=paper_key(notice),
        title=f"{notice.name}（{notice.title}）" if not notice.is_oral else f"{notice.name}情况记录",
        facts=facts_of(notice, day_of(at)),
        persons=notice.persons,
        address=notice.get_absolute_url(),
        actor=actor,
        at=at,
    )
    documents.issue(paper=paper, number=notice.number, actor=actor, at=at, why=why)
    for organ in addressed(notice) if why else [notice.addressee]:
        documents.hand_over(paper=paper, organ=organ, actor=actor)
    return paper


def facts_of(notice: Notice, on: date) -> dict[str, Any]:
    """What the sheet is filled with; a violation notice has its 存根 and its receipt behind it."""
    points = list(notice.points.prefetch_related("mendings").order_by("position"))
    if notice.is_oral:
        return composing.oral_form(notice, points)
    facts: dict[str, Any] = {"addressee": addressed_words(notice), "paragraphs": composing.paragraphs(notice, points)}
    if notice.kind == Kind.VIOLATION:
        facts |= {"stub": composing.stub(notice, words_of(on)), "return_slip": True}
    return facts


def parcel(
    *,
    notice: Notice,
    key: str,
    mode: Mode,
    actor: Actor,
    at: datetime,
    kind: str = SENT_KIND,
    named: str = "",
    content: dict[str, Any] | None = None,
    basis: str = "",
    page_count: int | None = None,
) -> Dispatch:
    """Send something about a notice to its addressee; titles name nobody in custody."""
    title = f"{notice.organ.short_name}{named or notice.name}{notice.number}"[:160]
    return send(
        actor=actor, sender=sender_of(notice.office), recipient=notice.addressee, legal_mode=mode,
        channel=Channel(notice.channel) if mode is Mode.SERVICE else Channel.SCREEN, kind=kind, title=title,
        masked_title=title, summary=notice.title, basis=basis or GROUNDS[Kind(notice.kind)], key=key,
        content=content if content is not None else content_of(notice) | {"number": notice.number},
        address=notice.get_absolute_url(), sender_address=notice.get_absolute_url(), page_count=page_count, at=at,
        in_reply_to=notice.dispatch,
    )  # fmt: skip


def start_clock(
    *,
    notice: Notice,
    kind: str,
    starts_on: date,
    start_reason: str,
    term: Term,
    article: str,
    actor: Actor,
    at: datetime,
    holder: Organ | None = None,
    agreed: bool = False,
) -> Deadline:
    """A clock about a notice: the addressee's unless `holder` says otherwise, seen by both sides."""
    held = holder or notice.addressee
    title = f"{notice.addressee.short_name}{notice.name}{notice.number}{WORDS[kind]}"[:120]
    return open_deadline(
        kind=kind, title=title, masked_title=title, organ=held, starts_on=starts_on, start_reason=start_reason,
        counterpart=notice.office if held.pk == notice.addressee_id else notice.addressee, term=term, article=article,
        agreed=agreed, address=notice.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip


def end_clock(*, notice: Notice, actor: Actor, at: datetime, met: bool, reason: str, on: date | None = None) -> None:
    """End the running reply clock: met by an answer, cancelled where it has no object any more."""
    clock = notice.clock
    if clock is None:
        return
    clock.refresh_from_db()
    if clock.state not in RUNNING:
        return
    if met:
        meet_deadline(deadline=clock, actor=actor, at=at, on=on, reason=reason)
    else:
        cancel_deadline(deadline=clock, reason=reason, actor=actor, at=at)
