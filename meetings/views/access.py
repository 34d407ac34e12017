"""How a page finds its meeting: out of sight is 404."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meetings.models import AgreedItem, Attendance, Item, Meeting, Remark
from meetings.selectors.pages import meetings_of
from meetings.states import READERS
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles

for_readers = for_roles(READERS)


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def said(request: HttpRequest, name: str) -> str:
    """What was typed, without the one character the database cannot keep."""
    return request.POST.get(name, "").replace("\x00", "")


def meeting_of(request: HttpRequest, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(meetings_of(actor_of(request)), pk=pk)
    return found


def _part(request: HttpRequest, rows: Any, pk: int) -> Any:
    part = get_object_or_404(rows, pk=pk)
    part.meeting = meeting_of(request, part.meeting_id)
    return part


def item_of(request: HttpRequest, pk: int) -> Item:
    found: Item = _part(request, Item.objects.all(), pk)
    return found


def person_of(request: HttpRequest, pk: int) -> Attendance:
    found: Attendance = _part(request, Attendance.objects.all(), pk)
    return found


def remark_of(request: HttpRequest, pk: int) -> Remark:
    found: Remark = _part(request, Remark.objects.all(), pk)
    return found


def agreed_of(request: HttpRequest, rows: Any, pk: int) -> AgreedItem:
    found: AgreedItem = get_object_or_404(rows, pk=pk)
    return found
