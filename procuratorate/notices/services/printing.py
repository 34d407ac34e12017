"""The body of a notice's paper for the page, also with words not saved yet."""

from __future__ import annotations

from collections.abc import Sequence

from procuratorate.notices.models import Notice, Point
from procuratorate.notices.services import composing
from procuratorate.notices.services.drafting import PointWords


def preview_of(
    notice: Notice,
    *,
    points: Sequence[PointWords] | None = None,
    opening: str | None = None,
    closing: str | None = None,
) -> list[str]:
    """Line by line; what is not given is as stored. Nothing is written."""
    if points is None:
        rows = list(notice.points.prefetch_related("mendings").order_by("position"))
    else:
        kept = [one for one in points if not one.is_empty]
        rows = [
            Point(position=place, facts=one.facts, article=one.article, demand=one.demand)
            for place, one in enumerate(kept, 1)
        ]
    held = Notice(
        opening=notice.opening if opening is None else opening, closing=notice.closing if closing is None else closing
    )
    return composing.paragraphs(held, rows)
