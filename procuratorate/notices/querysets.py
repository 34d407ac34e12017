"""The vocabulary of notices: drafts are the procuratorate's, what was sent is both sides'."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from procuratorate.custody.querysets import recused_from
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.sql import among
from procuratorate.notices.states import OPEN, SENT, WRITING, EasingState, ObjectionState, RungState, State
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS, Role, Side

READERS = PROCURATORS | {Role.CASE_MANAGER}
LEADERS = frozenset({Role.CHIEF, Role.DEPUTY_CHIEF})
ADDRESSED = frozenset({Side.PRISON, Side.DETENTION})


class Notices(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """The procuratorate sees those of its reach; the other side what was sent to its very house.

        A bureau does not read what its prisons are told: what goes up goes by a leader's act.
        """
        if actor.role in READERS:
            rows = self.filter(Q(among("office_id", actor.organs)) | Q(among("organ_id", actor.organs)))
            hidden = _recused(actor)
            return rows.exclude(persons__overlap=hidden) if hidden else rows
        if actor.side in ADDRESSED:
            return self.filter(addressee__in=actor.desks, issued_at__isnull=False)
        return self.none()

    def sent(self) -> Self:
        return self.filter(state__in=SENT)

    def open(self) -> Self:
        """Sent, and not yet struck off."""
        return self.filter(state__in=OPEN)

    def overdue(self, on: date) -> Self:
        """An answer is owed and its day has passed."""
        late = Deadline.objects.overdue(on).filter(pk=OuterRef("clock"))
        return self.filter(Exists(late))

    def waiting_for(self, actor: Actor) -> Self:
        """What lies with the actor to do next: by the post, never a colleague's."""
        if actor.role == Role.DEPARTMENT_HEAD:
            return self.filter(organ__in=actor.desks, state=State.WITH_HEAD)
        if actor.role in LEADERS:
            return self.filter(Q(state=State.WITH_CHIEF) | _asks_a_leader(), organ__in=actor.desks)
        if actor.role in PROCURATORS:
            return self.filter(Q(state__in=WRITING | {State.ANSWERED, State.CLOSING}), office__in=actor.desks)
        if actor.side in ADDRESSED:
            return self.filter(addressee__in=actor.desks, state__in=[State.ISSUED, State.SERVED])
        return self.none()

    def listed(self) -> Self:
        return self.select_related("organ", "office", "addressee", "clock", "drafter", "approver")


def _asks_a_leader() -> Exists:
    """A rung drafted, a re-examination proposed, a request to take back: each waits for a leader's word."""
    asked = (("Rung", RungState.DRAFT), ("Objection", ObjectionState.PROPOSED), ("Easing", EasingState.ASKED))
    rows = [
        Exists(apps.get_model("notices", name)._default_manager.filter(notice=OuterRef("pk"), state=state))
        for name, state in asked
    ]
    return rows[0] | rows[1] | rows[2]  # type: ignore[return-value]


def _recused(actor: Actor) -> list[int]:
    return list(recused_from(actor).values_list("person_id", flat=True))


class OfNotice(QuerySet[Any]):
    """What hangs on a notice: seen by whoever sees the notice."""

    def visible_to(self, actor: Actor) -> Self:
        notices = self.model._meta.get_field("notice").related_model._default_manager
        return self.filter(notice__in=notices.visible_to(actor).values("pk"))
