"""The vocabulary of a centre's lists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from detention.states import OPEN_COMMITTALS, Did, FindingState, Presence
from detention.vocabulary import CONVICTED, NO_LIMIT
from procuratorate.custody.querysets import recused_from
from procuratorate.deadlines.states import State
from procuratorate.lib.sql import among
from procuratorate.organs.actors import Actor

SOON = 7  # days (规则第615条)


class Detainees(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """People of centres within reach, by name: a row policy alone keeps indexes out of a search."""
        return self.filter(among("centre_id", actor.organs)).exclude(person_id__in=recused_from(actor))

    def present(self) -> Self:
        return self.filter(state=Presence.IN)

    def over(self, on: date) -> Self:
        """Whose period of custody ended before `on` and still runs."""
        return self.present().filter(due_on__lt=on).exclude(stage__phase__in=NO_LIMIT)

    def soon(self, on: date) -> Self:
        """Whose period of custody ends within seven days, today among them."""
        near = self.present().filter(due_on__range=(on, on + timedelta(days=SOON)))
        return near.exclude(stage__phase__in=NO_LIMIT)

    def pressing(self, on: date) -> Self:
        """Whose running period, of custody or of delivery, has ended or ends within seven days."""
        return self.present().filter(due_on__lte=on + timedelta(days=SOON))

    def without_handover(self) -> Self:
        """Whose case moved on and whose handover paper is not there."""
        return self.present().filter(stage__needs_handover=True, stage__handed_on=None)

    def convicted(self) -> Self:
        return self.present().filter(stage__phase__in=CONVICTED)

    def sentenced(self) -> Self:
        """Whose judgment has taken effect, whatever phase the record says."""
        return self.present().filter(Q(effective_on__isnull=False) | Q(stage__phase__in=CONVICTED))

    def stopped(self) -> Self:
        return self.present().filter(stage__clock__state=State.STOPPED)

    def notice_wanted(self, on: date) -> Self:
        """Whose clock ends within seven days and of whom the organ that holds it was not told for this end."""
        acts = apps.get_model("detention", "StageAct")._default_manager
        told = acts.filter(stage=OuterRef("stage"), did=Did.NOTICE, before=OuterRef("due_on"))
        return self.soon(on).filter(~Exists(told))

    def beside(self, detainee: Any) -> Self:
        """Who lies in the same cell of the same centre."""
        mates = self.present().filter(centre_id=detainee.centre_id, cell=detainee.cell).exclude(pk=detainee.pk)
        return mates if detainee.cell else mates.none()

    def found_by(self, words: str) -> Self:
        """By name, pinyin, number or cell."""
        rows = self
        for word in words.split():
            folded = word.lower()
            rows = rows.filter(
                Q(number__startswith=word)
                | Q(number__endswith=word)
                | Q(cell=word)
                | Q(person__search__contains=folded)
            )
        return rows

    def by_days_left(self) -> Self:
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


class OfDetainee(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Seen with the detainee."""
        return self.filter(detainee__centre_id__in=actor.organs).exclude(detainee__person_id__in=recused_from(actor))


class OfStage(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Seen with the detainee."""
        rows = self.filter(stage__detainee__centre_id__in=actor.organs)
        return rows.exclude(stage__detainee__person_id__in=recused_from(actor))


class Findings(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Of centres within reach; the row policy keeps them from the centres themselves."""
        return self.filter(among("centre_id", actor.organs)).exclude(detainee__person_id__in=recused_from(actor))

    def open(self) -> Self:
        return self.filter(state=FindingState.SUSPECTED)


class OfFinding(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Seen with the finding."""
        rows = self.filter(finding__centre_id__in=actor.organs)
        return rows.exclude(finding__detainee__person_id__in=recused_from(actor))


class OfCentre(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Of centres within reach."""
        return self.filter(centre_id__in=actor.organs)


class Committals(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Of centres and prisons within reach: both hold it, and those who supervise either."""
        rows = self.filter(Q(centre_id__in=actor.organs) | Q(prison_id__in=actor.organs))
        return rows.exclude(person_id__in=recused_from(actor))

    def open(self) -> Self:
        return self.filter(state__in=OPEN_COMMITTALS)
