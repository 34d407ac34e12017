"""Public notice, consultation, opinion and answer, copy, assessment: what was done, when, and whether it was whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from commutation.facts.sources import Sources
from commutation.models import ConsultationOpinion, Filing, PublicNotice
from commutation.states import Stage
from commutation.states.reviews import Advice
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.organs.states import Kind

TOLD = ("name", "crime", "term", "proposal")  # what a notice must say of a person


def paper_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    return {
        **_notice(filing, sources),
        **_consultation(filing, sources),
        **_copy(filing, sources),
        **_assessment(filing, sources),
    }


def _notice(filing: Filing, sources: Sources) -> dict[str, Any]:
    """The last notice the filing stood on. A batch without any tells nothing; one that leaves a person out tells No."""
    notices: list[PublicNotice] = sources.notices[filing.batch_id]
    lines = [(notice, line) for notice in notices if (line := line_of(notice, filing)) is not None]
    if not lines:
        return {"notice_given": False if notices else None, "objected": None, "changed_after_notice": None}
    notice, line = lines[-1]
    objections = sources.objections[filing.pk]
    if filing.prison.kind == Kind.CENTRE:  # 公安部令第128号第33条 asks for another length: no rule of prisons applies
        return {"notice_given": True, "objected": bool(objections)}
    return {
        "notice_given": True,
        "notice_from": notice.posted_on,
        "notice_until": notice.until_on,
        "notice_days": notice.working_days,
        "notice_complete": all(line.get(name) for name in TOLD),
        "notice_tells_how_to_object": bool(notice.contact),
        "objected": bool(objections),
        "objection_reviewed": all(one.answered_on for one in objections) if objections else None,
        "changed_after_notice": line.get("proposal", filing.proposal) != filing.proposal,
    }


def line_of(notice: PublicNotice, filing: Filing) -> Mapping[str, Any] | None:
    """What a notice said of a person."""
    rows = notice.content.get("people", ()) if isinstance(notice.content, dict) else ()
    return next((row for row in rows if row.get("filing") == filing.pk), None)


def _consultation(filing: Filing, sources: Sources) -> dict[str, Any]:
    sent_on = sources.sent_on(filing, Stage.CONSULTATION)
    if sent_on is None:
        return {}
    opinions: list[ConsultationOpinion] = sources.opinions[filing.pk]
    return {"consulted": True, "consulted_on": sent_on, **_answer(opinions, filing, sources)}


def _answer(opinions: list[ConsultationOpinion], filing: Filing, sources: Sources) -> dict[str, Any]:
    """Agreement, or no opinion, leaves nothing to adopt; what was not answered is not known to be adopted."""
    if not any(one.advice != Advice.AGREE for one in opinions):
        return {"opinion_adopted": True}
    answers = sources.adoptions[filing.pk]
    if not answers:
        return {"opinion_adopted": None, "refusal_reasoned": False}
    return {
        "opinion_adopted": all(one.adopted for one in answers),
        "refusal_reasoned": all(one.adopted or one.reason for one in answers),
    }


def _copy(filing: Filing, sources: Sources) -> dict[str, Any]:
    """The copy goes by the act that registers the filing, and carries the opinions with it."""
    if sources.sent_on(filing, Stage.FILING_COPY) is None:
        return {"copied": False if filing.filed_at else None}
    return {"copied": True, "copied_after": _late(filing, sources), "opinion_forwarded": True}


def _late(filing: Filing, sources: Sources) -> int | None:
    """Working days by which the copy came after the court's; none on the same working day."""
    told = sources.together[filing.pk]
    if told.court_on is None or told.copy_on is None:
        return 0 if told.copy_at else None
    if told.same_working_day or told.copy_on <= told.court_on:
        return 0
    days = (told.court_on + timedelta(n) for n in range(1, (told.copy_on - told.court_on).days + 1))
    calendar = working_calendar(since=told.court_on)
    return sum(calendar.is_working(day) for day in days)


def _assessment(filing: Filing, sources: Sources) -> dict[str, Any]:
    rows = sources.assessments[filing.pk]
    if not rows:
        return {}
    last = rows[-1]
    return {
        "assessed": last.received_on is not None,
        "assessed_on": last.received_on,
        "address_changed": last.residence_changed,
    }
