"""The papers of a filing in the order of the catalogue, and those still missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from commutation.checklist import RESTRICTED, Need, needs
from commutation.models import Filing, Material
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


def _unseen(actor: Actor, filing: Filing) -> frozenset[str]:
    """Kinds of paper a ward may not even miss. The procuratorate misses all alike."""
    return frozenset() if not actor.owns(filing.ward_id) else RESTRICTED


def next_page(filing: Filing) -> int:
    """Where the next paper of volume 1 would begin."""
    last = Material.objects.filter(filing=filing, volume=1, booklet=1, replaced_by=None).aggregate(n=Max("page_to"))[
        "n"
    ]
    return (last or 0) + 1
