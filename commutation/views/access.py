"""How a page finds its batch, its filing, its upload: out of sight is 404."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from commutation.models import Batch, Filing, Upload
from commutation.permissions import READERS, STAFF
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import PROCURATORS

for_staff = for_roles(STAFF)
for_readers = for_roles(READERS)
for_procurators = for_roles(PROCURATORS)


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def batch_of(request: HttpRequest, pk: int) -> Batch:
    rows = Batch.objects.visible_to(actor_of(request)).select_related("prison", "edited_by")
    batch: Batch = get_object_or_404(rows, pk=pk)
    return batch


def filing_of(request: HttpRequest, pk: int, batch: Batch | None = None) -> Filing:
    rows = Filing.objects.visible_to(actor_of(request)).select_related(
        "batch__prison", "prison", "ward__parent", "clock", "nominated_by", "edited_by"
    )
    filing: Filing = get_object_or_404(rows.filter(batch=batch) if batch else rows, pk=pk)
    return filing


def upload_of(request: HttpRequest, pk: int) -> Upload:
    rows = Upload.objects.visible_to(actor_of(request)).select_related("batch__prison", "by", "job", "organ")
    upload: Upload = get_object_or_404(rows, pk=pk)
    return upload


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page a form was sent from, as it says in `back`: an address of this site, or `otherwise`."""
    asked = request.POST.get("back", "")
    good = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if good else otherwise


def whole(text: Any) -> int | None:
    """A number out of the address, or nothing."""
    return int(text) if str(text or "").isascii() and str(text or "").isdigit() and len(str(text)) < 15 else None
