"""The search box: persons, batches, dispatches, each within what the actor may see and open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from commutation.models import Batch
from commutation.querysets import REVIEWERS
from prisons.models import Inmate
from prisons.permissions import READERS as INMATE_READERS
from procuratorate.audit.services import record_list_read
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.selectors import reads
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import SERVING_STAFF

LEAST, MOST = 2, 8  # characters asked for; hits shown of each kind


@dataclass(frozen=True)
class Hit:
    url: str
    title: str
    detail: str


@dataclass(frozen=True)
class Found:
    """Hits of one kind; `more` is the list that holds the rest."""

    kind: str
    hits: list[Hit]
    more: str


def find(actor: Actor, words: str) -> list[Found]:
    """Groups with hits, in fixed order. Persons shown are recorded as read."""
    searches: tuple[Callable[[Actor, str], Found | None], ...] = (_inmates, _batches, _dispatches)
    found = (one(actor, words) for one in searches)
    return [group for group in found if group and group.hits]


def _inmates(actor: Actor, words: str) -> Found | None:
    if actor.role not in INMATE_READERS:
        return None
    rows = Inmate.objects.visible_to(actor).found_by(words).select_related("person", "prison", "ward")
    shown = list(rows.order_by("state", "number")[:MOST])
    if shown:
        record_list_read(actor=actor, kind="prisons.inmate", ids=[row.pk for row in shown], act="desk.search")
    hits = [
        Hit(f"/inmates/{row.pk}/", row.person.name, f"{row.number} {row.prison.short_name} {_ward(row)}".strip())
        for row in shown
    ]
    return Found("人员", hits, "/inmates/")


def _ward(row: Inmate) -> str:
    return row.ward.short_name if row.ward_id != row.prison_id else ""


def _batches(actor: Actor, words: str) -> Found | None:
    if actor.role not in SERVING_STAFF | REVIEWERS:
        return None
    rows = Batch.objects.visible_to(actor).filter(Q(title__icontains=words) | Q(platform_no__icontains=words))
    base = "/batches/" if actor.role in SERVING_STAFF else "/cases/batches/"
    shown = rows.select_related("prison").order_by("-year", "-ordinal")[:MOST]
    hits = [Hit(f"{base}{row.pk}/", row.title, f"{row.prison.short_name} {row.get_state_display()}") for row in shown]
    return Found("批次", hits, "/batches/all/" if actor.role in SERVING_STAFF else "/cases/")


def _dispatches(actor: Actor, words: str) -> Found | None:
    if not reads(actor):
        return None
    rows = Dispatch.objects.visible_to(actor).filter(Q(number__icontains=words) | Q(title__icontains=words))
    shown = rows.listed().newest_first()[:MOST]
    hits = [Hit(f"/inbox/{row.pk}/", row.masked_title, row.number) for row in shown]
    return Found("往来件", hits, "/inbox/?state=all")
