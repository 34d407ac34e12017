"""The papers of a filing in the order of the catalogue, and those still missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db.models import Max

from commutation.checklist import RESTRICTED, Need, needs
from commutation.models import Batch, Filing, Material
from commutation.states.levels import Item
from procuratorate.organs.actors import Actor

ORDER = {item.value: place for place, item in enumerate(Item)}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`papers` that stand, catalogue order then pages; `replaced` ones below; `missing` by kind and facts."""

    papers: list[Material]
    replaced: list[Material]
    missing: list[Need]

    @property
    def count(self) -> int:
        return len(self.papers)


def catalogue_of(filing: Filing, actor: Actor) -> Catalogue:
    """What the reader may see of a filing's papers. One query.

    A ward does not see restricted papers, and is not told that one of them is missing.
    """
    rows = list(Material.objects.visible_to(actor).filter(filing=filing).select_related("by", "replaced_by"))
    rows.sort(key=lambda row: (ORDER[row.item], row.volume, row.booklet, row.page_from, row.pk))
    papers = [row for row in rows if row.replaced_by_id is None]
    there = {row.item for row in papers}
    asked = [need for need in needs(filing.kind, filing.facts) if need.item not in there]
    return Catalogue(
        papers=papers,
        replaced=[row for row in rows if row.replaced_by_id is not None],
        missing=[need for need in asked if actor.owns(filing.prison_id) or need.item not in _unseen(actor, filing)],
    )


def missing_in(batch: Batch, actor: Actor) -> dict[int, list[str]]:
    """Filing id → papers needed before the list goes on, and catalogued by nobody. Two queries for any number.

    Nothing while nobody catalogues this list here: then the papers are kept elsewhere, and none is known to be missing.
    """
    papers = Material.objects.visible_to(actor).filter(filing__batch=batch, replaced_by=None)
    there: dict[int, set[str]] = defaultdict(set)
    for pk, item in papers.values_list("filing", "item"):
        there[pk].add(item)
    if not there:
        return {}
    rows = Filing.objects.visible_to(actor).filter(batch=batch).standing().order_by("ward__path", "number")
    told = rows.values_list("pk", "kind", "facts__earlier_on", "facts__performance")
    unseen = frozenset() if actor.owns(batch.prison_id) else RESTRICTED
    found = {pk: _wanting(kind, earlier, paid, there[pk] | unseen) for pk, kind, earlier, paid in told}
    return {pk: labels for pk, labels in found.items() if labels}


def _wanting(kind: str, earlier: str | None, paid: str | None, there: AbstractSet[str]) -> list[str]:
    """Labels of what is needed by now; what comes of a later step is not missed yet."""
    facts = {key: value for key, value in (("earlier_on", earlier), ("performance", paid)) if value}
    return [need.item.label for need in needs(kind, facts) if need.item not in there and not need.when.endswith("以后")]


def _unseen(actor: Actor, filing: Filing) -> frozenset[str]:
    """Kinds of paper a ward may not even miss. The procuratorate misses all alike."""
    return frozenset() if not actor.owns(filing.ward_id) else RESTRICTED


def next_page(filing: Filing) -> int:
    """Where the next paper of volume 1 would begin."""
    last = Material.objects.filter(filing=filing, volume=1, booklet=1, replaced_by=None).aggregate(n=Max("page_to"))[
        "n"
    ]
    return (last or 0) + 1
