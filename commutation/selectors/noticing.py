"""Findings a notice may rest on, and the notices that rest on those of a case."""

from __future__ import annotations

from typing import Any

from commutation.models import Filing, FilingNotice, Finding
from commutation.states.reviews import FindingState
from procuratorate.notices.models import Notice
from procuratorate.organs.actors import Actor


def verified_beside(filing: Filing, actor: Actor) -> Any:
    """Findings a person verified on this case and the others of its list, the case's own first."""
    seen = Filing.objects.visible_to(actor).filter(batch=filing.batch_id).values("pk")
    rows = Finding.objects.filter(filing__in=seen, state=FindingState.VERIFIED).select_related("filing")
    return sorted(rows.order_by("filing__number", "pk"), key=lambda one: one.filing_id != filing.pk)


def notices_of(filing: Filing, actor: Actor) -> list[Notice]:
    """The notices drafted from findings on this case, newest first."""
    links = FilingNotice.objects.visible_to(actor).filter(filing=filing).values("notice")
    return list(Notice.objects.visible_to(actor).filter(pk__in=links).select_related("addressee").order_by("-pk"))
