"""The vocabulary of the register."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import QuerySet

from procuratorate.community.states import SubjectState
from procuratorate.organs.actors import Actor


class Subjects(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Those one's own house or an office below it keeps."""
        return self.filter(office_id__in=actor.home)

    def living(self) -> Self:
        return self.exclude(state=SubjectState.ENDED)


class OfOffice(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(office_id__in=actor.home)
