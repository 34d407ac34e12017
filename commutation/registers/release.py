"""监外执行罪犯出监告知表: the sheets that were signed, one card each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from commutation.models import Opinion
from commutation.registers.people import day, moments
from commutation.release import columns_in
from commutation.states.reviews import OpinionState, PaperKind
from procuratorate.documents.registers import Line, fills
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@fills("registers.prison_release")
def sheets(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """The columns as the procurator signed them."""
    rows = Opinion.objects.visible_to(actor).filter(
        kind=PaperKind.RELEASE_SHEET, state=OpinionState.ISSUED, issued_at__range=moments(since, until),
        lines__filing__prison=site,
    )  # fmt: skip
    for one in rows.distinct().order_by("issued_at", "pk"):
        cells = {label: text for label, text in columns_in(one.facts) if text}
        who = "，".join(filter(None, (cells.get(name, "") for name in ("填表单位", "填表人", "填表日期"))))
        told = cells | {"填表单位、人、日期": who}
        yield Line(f"sheet-{one.pk}", day(one.issued_at), told, tuple(one.persons), one.get_absolute_url())
