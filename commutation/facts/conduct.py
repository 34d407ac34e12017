"""Conduct, points and property judgments: from the list as filed where it says them, else from the dossier."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from commutation.facts.sentences import filed
from commutation.facts.sources import Dossier, Sources, money
from commutation.models import Filing
from commutation.states import Kind
from procuratorate.custody.states import Closing, PropertyKind

PERFORMED = frozenset({Closing.PERFORMED, Closing.EXEMPTED, Closing.SETTLED})
DONE = PERFORMED | {Closing.TERMINATED}
CONFISCATIONS = frozenset({PropertyKind.CONFISCATION_PART, PropertyKind.CONFISCATION_ALL})
MERIT = "立功"
ASSERTED = {"有重大立功表现": "major", "有立功表现": "meritorious"}  # the words of the review form (审核表)
EXPLAINABLE = ("points_explained", "overspending_explained")  # an explanation leaves a paper; what it is worth is read


def conduct_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    dossier = sources.dossiers[filing.pk]
    return {
        **_conduct(filing, dossier),
        **_property(filing, dossier),
        **_spending(dossier),
        **dict.fromkeys(EXPLAINABLE, None if filing.pk in sources.explained else False),
    }


def _conduct(filing: Filing, dossier: Dossier) -> dict[str, Any]:
    """The list itself says 确有悔改表现 of each."""
    asserted = filing.kind in (Kind.COMMUTATION, Kind.PAROLE)
    since, until = filed(filing, "conduct_since"), filed(filing, "conduct_until")
    points = filed(filing, "points")
    return {
        "repents": True if asserted else None,
        **_merit(filing.facts.get("note", "")),
        "points": int(points) if points is not None else None,
        "points_months": _months(since, until),
        "period_until": until.replace(day=monthrange(until.year, until.month)[1]) if until else None,
    }


def _merit(note: str) -> dict[str, bool | None]:
    """Merit as the list asserts it in the words of the review form. Any other remark on merit, a person reads."""
    for words, name in ASSERTED.items():
        if words in note:
            return {"meritorious": False, "major": False, name: True}
    return dict.fromkeys(("meritorious", "major"), None if MERIT in note else False)


def _months(since: date | None, until: date | None) -> int | None:
    """Months from one to the other, both counted."""
    if not (since and until):
        return None
    return (until.year - since.year) * 12 + until.month - since.month + 1


def _property(filing: Filing, dossier: Dossier) -> dict[str, Any]:
    items: list[Mapping[str, Any]] = dossier.get("property") or []
    open_items = [one for one in items if one.get("closing") not in DONE]
    left = [one for one in items if _is_left(one)]
    proved = all(one.get("proof") for one in items) or bool(filing.facts.get("proof", "缺") != "缺")
    ended = [one for one in items if one["kind"] in CONFISCATIONS and one.get("closing") == Closing.TERMINATED]
    return {
        "owed": _owed(open_items),
        "confiscation_terminated": bool(ended),
        "only_confiscation_left": bool(left) and all(one["kind"] in CONFISCATIONS for one in left),
        "property_papers": True if not items or proved else None,
    }


def _is_left(item: Mapping[str, Any]) -> bool:
    """Not performed: a confiscation that was terminated too, any other item only while it is open."""
    ended = PERFORMED if item["kind"] in CONFISCATIONS else DONE
    return item.get("closing") not in ended and money(item.get("unpaid")) != Decimal(0)


def _owed(items: list[Mapping[str, Any]]) -> int | None:
    """Yuan still to be performed, of what can be counted; unknown as soon as one item's payment is."""
    counted = [money(one.get("unpaid")) for one in items if one["kind"] != PropertyKind.CONFISCATION_ALL]
    return None if None in counted else int(sum((one or Decimal(0) for one in counted), Decimal(0)))


def _spending(dossier: Dossier) -> dict[str, Any]:
    """Whether a month's spending went over the limit of that month; no accounts, no answer."""
    months = [(money(one.get("spending")), money(one.get("limit"))) for one in dossier.get("accounts") or ()]
    known = [spent > limit for spent, limit in months if spent is not None and limit is not None]
    return {"overspent": any(known) if known else None}
