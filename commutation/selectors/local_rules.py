"""A province's own parameters as they hold for a prison on a day."""

from __future__ import annotations

from datetime import date

from commutation.models import LocalRule
from procuratorate.organs.models import Organ


def local_rules(prison: Organ, on: date) -> dict[str, LocalRule]:
    """The province's own parameters for a prison on a day: none unless somebody registered them. One query."""
    above = [int(part) for part in prison.path.strip("/").split("/") if part.isdigit()]
    rows = LocalRule.objects.filter(province__in=above, since__lte=on).exclude(until__lt=on).order_by("since")
    return {rule.code: rule for rule in rows}
