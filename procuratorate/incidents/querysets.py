"""The vocabulary of lists of events."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from procuratorate.custody.querysets import recused_from
from procuratorate.incidents.states import Act, State
from procuratorate.incidents.vocabulary import GRAVE
from procuratorate.lib.sql import among
from procuratorate.organs.actors import Actor


class Incidents(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Of places within reach: a ward reads its own alone."""
        return self.filter(among("place_id", actor.organs)).exclude(person_id__in=recused_from(actor))

    def running(self) -> Self:
        return self.filter(state=State.RUNNING)

    def unattended(self) -> Self:
        """Deaths and escapes nobody of the office has come to yet."""
        came = apps.get_model("incidents", "IncidentAct")._default_manager.filter(
            incident_id=OuterRef("pk"), act=Act.ATTENDED
        )
        return self.filter(~Exists(came), state=State.OPEN, kind__in=GRAVE)

    def found_by(self, words: str) -> Self:
        """By name, pinyin or number."""
        rows = self
        for word in words.split():
            rows = rows.filter(Q(number=word) | Q(person__search__contains=word.lower()))
        return rows


class OfIncident(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Seen with the event; what is not shared by the procuratorate alone."""
        rows = self.filter(incident__place_id__in=actor.organs)
        return rows.exclude(incident__person_id__in=recused_from(actor))
