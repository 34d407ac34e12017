"""What belongs to the whole file of an event, in the order it grew, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.documents.selectors import made_on
from procuratorate.incidents.papers import COURSE, EVENT, SEALED
from procuratorate.incidents.selectors.lists import notices_about
from procuratorate.organs.actors import Actor

IMAGES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True)
class Bundled:
    """One part of the file: a sheet set for it, an issued paper, or a stored file."""

    title: str
    source: str
    sheet: str = ""
    paper: Paper | None = None
    stored: str = ""
    is_image: bool = False


def bundle_of(incident: Any, actor: Actor) -> list[Bundled]:
    """The event and its acts first, then what each act brought, then the notices begun from it with their receipts.

    `incident` is read with its acts (selectors.lists.with_acts): what is out of the reader's sight is not among them.
    """
    head = [
        Bundled("监管事件登记表", incident.site.name, EVENT), Bundled("事件办理记录", "双方登记", COURSE),
        *([Bundled("监控录像封存清单", incident.site.name, SEALED)] if incident.seen else []),
    ]  # fmt: skip
    scans = _scans([one.dispatch_id for one in incident.told if one.dispatch_id])
    return [*head, *(part for one in incident.told for part in _of_act(one, scans)), *_of_notices(incident, actor)]


def _of_act(one: Any, scans: dict[int, list[Any]]) -> Iterator[Bundled]:
    if file := one.facts.get("file"):
        yield Bundled(
            f"{one.get_act_display()}：{file['name']}", "附件", stored=file["stored"], is_image=file["type"] in IMAGES
        )
    if one.paper is not None:
        yield Bundled(one.paper.title, one.paper.number, paper=one.paper)
    yield from _slips(scans.get(one.dispatch_id, []), one.get_act_display())


def _of_notices(incident: Any, actor: Actor) -> Iterator[Bundled]:
    found = notices_about(actor, incident)
    scans = _scans([one.dispatch_id for one in found if one.dispatch_id])
    for notice in found:
        for paper in made_on(actor, notice.get_absolute_url()):
            yield Bundled(paper.title, paper.number, paper=paper)
        yield from _slips(scans.get(notice.dispatch_id or 0, []), notice.name)


def _slips(scans: list[Any], what: str) -> Iterator[Bundled]:
    for scan in scans:
        yield Bundled(f"送达回证（{what}）", "扫描件", stored=scan.stored, is_image=scan.media_type in IMAGES)


def _scans(dispatches: list[int]) -> dict[int, list[Any]]:
    rows = Dispatch.objects.filter(pk__in=dispatches).prefetch_related("scans")
    return {one.pk: list(one.scans.all()) for one in rows}
