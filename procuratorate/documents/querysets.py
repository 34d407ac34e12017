"""The vocabulary of papers and registers: one's own house's, and papers handed to it."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from procuratorate.documents.states import PaperState
from procuratorate.organs.actors import Actor


class Papers(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Papers of one's own house or office, and issued ones handed over to it."""
        copies = apps.get_model("documents", "Copy")._default_manager
        handed = copies.filter(paper=OuterRef("pk"), organ_id__in=actor.home)
        own = Q(organ_id__in=actor.home) | Q(office_id__in=actor.home)
        return self.filter(own | (~Q(state=PaperState.DRAFT) & Exists(handed)))

    def issued(self) -> Self:
        return self.filter(state=PaperState.ISSUED)

    def listed(self) -> Self:
        """For lists: facts left where they are."""
        return self.select_related("organ", "office", "issued_by").defer("facts")


class Entries(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Registers are books of the office that keeps them, and of the 院 above it."""
        return self.filter(office_id__in=actor.home)

    def standing(self) -> Self:
        """Those not struck out."""
        return self.filter(struck_at=None)
