"""The whole file of an event as one PDF, made by a job in the name of whoever asked: what that officer may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from procuratorate.audit.services import record
from procuratorate.documents import services as documents
from procuratorate.documents.services import Cover, Item
from procuratorate.incidents.models import Incident
from procuratorate.incidents.papers import COURSE, EVENT, SEALED
from procuratorate.incidents.rendering.bundles import Words, course_facts, event_facts
from procuratorate.incidents.rendering.recordings import list_facts
from procuratorate.incidents.selectors.bundles import Bundled, bundle_of
from procuratorate.incidents.selectors.lists import with_acts
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.files import fetch
from procuratorate.organs.actors import Actor
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.services import job_actor, start_job

JOB = "incidents.bundle"
FACTS: dict[str, Callable[[Any, Words], dict[str, Any]]] = {
    EVENT: event_facts, COURSE: course_facts, SEALED: lambda incident, _: list_facts(incident),
}  # fmt: skip


def order_bundle(*, incident: Incident, actor: Actor) -> Job:
    """Have it bound in the background; leads to the job, and from there back to the contents."""
    record(actor=actor, act="incidents.order_bundle", target=incident)
    title = f"全卷 {incident.get_kind_display()} {incident.number}".strip()
    address = f"{incident.get_absolute_url()}bundle/"
    return start_job(kind=JOB, title=title, args={"incident": incident.pk}, actor=actor, address=address)


def make_bundle(*, job: Job, progress: Progress, words: Words) -> dict[str, Any]:
    """Run the job. What the officer may see is asked anew, as of now. Safe to run twice."""
    actor = job_actor(job)
    with acting_as(actor) as at:
        incident = with_acts(Incident.objects.visible_to(actor)).filter(pk=job.args["incident"]).first()
        if incident is None:
            raise Unacceptable("这一事件您已不能查看，没有编卷。")
        items = [_item(one, incident, words, at) for one in bundle_of(incident, actor)]
        record(actor=actor, act="incidents.bind_bundle", target=incident)
        cells = [
            ["事件", incident.get_kind_display(), "发生日", day_of(incident.occurred_at).isoformat()],
            [incident.noun, incident.person.name if incident.person else "—", "编号", incident.number or "—"],
            ["编制单位", actor.organ_name, "编制人", actor.name],
        ]
        cover = Cover(f"{incident.get_kind_display()}事件全卷", incident.site.name, cells, at)
    bound = documents.bind_bundle(cover=cover, items=items, tell=progress.step)
    return {"stored": bound.stored, "pages": bound.pages, "listed": bound.listed}


def _item(one: Bundled, incident: Any, words: Words, at: datetime) -> Item:
    if one.sheet:
        facts, organ, code = FACTS[one.sheet](incident, words), incident.site.name, one.sheet
        return Item(one.title, one.source, lambda: documents.set_sheet(code=code, organ=organ, facts=facts, at=at))
    if one.paper is not None:
        paper = one.paper.pk
        return Item(one.title, one.source, lambda: documents.printed(paper))
    return Item(one.title, one.source, lambda: fetch(one.stored), one.is_image)
