"""What belongs to a case's bundle, in the order practice keeps it, as far as the reader may see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from commutation.models import Filing, Material
from commutation.selectors.materials import ORDER, catalogue_of
from commutation.states.levels import Item
from procuratorate.documents.models import Paper
from procuratorate.documents.states import PaperState
from procuratorate.organs.actors import Actor

FIRST, LAST = -1, len(ORDER)


@dataclass(frozen=True, order=True)
class Bundled:
    """One paper of the bundle: a catalogued material, or a paper of this house's series. `rank` orders them."""

    rank: tuple[int, int, int, int]
    title: str = field(compare=False)
    source: str = field(compare=False)
    material: Material | None = field(compare=False, default=None)
    paper: Paper | None = field(compare=False, default=None)

    @property
    def has_file(self) -> bool:
        return self.paper is not None or bool(self.material and self.material.stored)


def bundle_of(filing: Filing, actor: Actor) -> list[Bundled]:
    """建议书 first, then the catalogue, each issued paper at its place in it. Two queries."""
    found = [_material(one) for one in catalogue_of(filing, actor).papers]
    found += [_paper(one) for one in _papers(filing, actor)]
    return sorted(found)


def _material(one: Material) -> Bundled:
    rank = (ORDER[one.item], one.volume, one.booklet, one.page_from)
    return Bundled(rank, one.title or one.get_item_display(), one.provider, material=one)


PLACES: dict[str, int] = {
    "proposal": FIRST, "review": ORDER[Item.REVIEW_FORM], "opinion": ORDER[Item.OPINION], "materials": LAST,
}  # fmt: skip


def _paper(one: Paper) -> Bundled:
    return Bundled((PLACES[one.key.split(":", 1)[0]], 0, 0, one.pk), one.title, one.number or one.organ.name, paper=one)


def _papers(filing: Filing, actor: Actor) -> list[Paper]:
    """Issued papers about the filing: the prison's by its key, opinions about the person since the nomination."""
    own = Q()
    for name in ("proposal", "review", "materials"):
        own |= Q(key=f"{name}:{filing.pk}") | Q(key__startswith=f"{name}:{filing.pk}:")
    opined = Q(key__startswith="opinion:", issued_at__gte=filing.nominated_at)
    rows = Paper.objects.visible_to(actor).listed().filter(state=PaperState.ISSUED)
    found: list[Paper] = list(rows.filter(own | opined, persons__contains=[filing.person_id]).order_by("pk"))
    return list({":".join(one.key.split(":")[:2]): one for one in found}.values())  # of several the last
