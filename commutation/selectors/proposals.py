"""建议书 issued, and whether they still ask for what their filing asks for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max

from commutation.models import Adjustment, Filing
from procuratorate.documents.models import Paper


def key_of(filing: Filing) -> str:
    """Under which the 建议书 of a filing is known."""
    return f"proposal:{filing.pk}"


def outdated(filings: Iterable[Filing]) -> list[Filing]:
    """Those adjusted since their 建议书 was issued. Two queries."""
    asked = {key_of(one): one for one in filings}
    rows = Adjustment.objects.filter(filing__in=asked.values()).values_list("filing").annotate(Max("at"))
    last = dict(rows)
    papers = Paper.objects.issued().filter(key__in=asked).values_list("key", "issued_at")
    return [one for key, issued in papers if (one := asked[key]).pk in last and issued < last[one.pk]]
