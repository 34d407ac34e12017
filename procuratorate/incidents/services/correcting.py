"""From what the law says of an event to a notice: a draft a person goes on writing, a point for what may accuse."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.incidents.law import Kind, explain
from procuratorate.incidents.permissions import may_correct
from procuratorate.incidents.selectors.facts import facts_of
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.lib.errors import demand
from procuratorate.notices.models import Notice
from procuratorate.notices.services import PointWords, draft_notice
from procuratorate.notices.states import Kind as Paper
from procuratorate.organs.actors import Actor


@transaction.atomic
def draft_correction(*, incident: Any, actor: Actor, at: datetime) -> Notice:
    """Begin a correction opinion to the site; `incident` is read with its acts. Drafting sends nothing."""
    demand(may_correct(actor, incident), act="incidents.draft_correction", target=incident)
    what = Kind(incident.kind).label
    notice = draft_notice(
        kind=Paper.CORRECTION, addressee=incident.site, title=f"{what}有关问题", points=points_of(incident, at),
        origin=f"监管事件：{what} {day_of(incident.occurred_at)}", origin_url=incident.get_absolute_url(),
        persons=[incident.person_id] if incident.person_id else [], actor=actor, at=at,
    )  # fmt: skip
    record(actor=actor, act="incidents.draft_correction", target=incident, detail={"notice": notice.pk})
    return notice


def points_of(incident: Any, at: datetime) -> list[PointWords]:
    """A point for each breach of a verified rule, as facts and article; what is to be done the drafter writes."""
    when = incident.occurred_at.astimezone(SHANGHAI)
    who = f"{incident.noun}{incident.person.name}（编号{incident.number}）" if incident.person else ""
    lead = f"{when:%Y年%-m月%-d日}，{who}{Kind(incident.kind).label}。"
    found = (one for one in explain(facts_of(incident), on=day_of(at)) if one.accuses)
    return [PointWords(f"{lead}{one.text.removesuffix(f'（{one.cite}）')}。", one.cite) for one in found]
