"""The vocabulary of batches, filings and uploads. Drafts exist for the prison alone."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from commutation.states import GOOD, OPEN_FILINGS, SENT, BatchState, FilingState, RowStatus
from commutation.states.particulars import By
from commutation.states.reviews import OPEN_FINDINGS, FindingState, QuestionState
from prisons.models import Inmate
from procuratorate.custody.querysets import recused_from
from procuratorate.lib.characters import squeezed
from procuratorate.lib.sql import among
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import PROCURATORS, SERVING_STAFF, Role

WORST_FIRST = (RowStatus.REFUSED, RowStatus.WARNED, RowStatus.ACCEPTED, RowStatus.KNOWN)
REVIEWERS = PROCURATORS | {Role.CASE_MANAGER}


def houses(actor: Actor) -> QuerySet[Any]:
    """The houses the actor's organs are part of: a ward's officer works on the batch of the whole prison."""
    return Organ.objects.filter(pk__in=actor.home).values("house")


class Batches(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """The prison sees its own, a ward's officers those of their prison; the others only what was sent to them."""
        if actor.role in SERVING_STAFF:
            return self.filter(prison__in=houses(actor))
        if actor.role in REVIEWERS:
            return self.filter(among("prison_id", actor.organs), sent_at__isnull=False)
        return self.none()

    def current(self) -> Self:
        """Batches on which work goes on, the latest first."""
        return self.exclude(state=BatchState.CANCELLED).order_by("-year", "-ordinal")

    def sent(self) -> Self:
        return self.filter(state__in=SENT)

    def with_people(self) -> Self:
        """How many stand on each list, for a page of batches."""
        standing = Count("filings", filter=~Q(filings__state=FilingState.DROPPED))
        return self.select_related("prison").annotate(people=standing).order_by("-year", "-ordinal", "-pk")


class Filings(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """The prison sees its wards' filings, the procuratorate those sent to it; nobody what they are recused from."""
        if actor.role in SERVING_STAFF:
            return self.filter(ward__in=actor.home).exclude(person__in=recused_from(actor))
        if actor.role in REVIEWERS:
            rows = self.filter(among("prison_id", actor.organs), sent_at__isnull=False)
            return rows.exclude(person__in=recused_from(actor))
        return self.none()

    def standing(self) -> Self:
        """Those not dropped."""
        return self.exclude(state=FilingState.DROPPED)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_FILINGS)

    def found_by(self, words: str) -> Self:
        """Name (as filed; as the dossier is searched: variants, former names), pinyin initials, start of the number."""
        words = squeezed(words)
        if not words:
            return self
        if words.isascii():
            return self.filter(Q(initials__startswith=words.lower()) | Q(number__startswith=words))
        return self.filter(
            Q(name__contains=words) | Q(inmate__in=Inmate.objects.found_by(words).order_by().values("pk"))
        )


class Uploads(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """An upload belongs to the organ it was made in: the ward's to the ward, all to the prison."""
        return self.filter(organ__in=actor.home) if actor.role in SERVING_STAFF else self.none()


class Rows(QuerySet[Any]):
    def good(self) -> Self:
        return self.filter(status__in=GOOD)

    def to_mend(self) -> Self:
        return self.filter(status=RowStatus.REFUSED)

    def worst_first(self) -> Self:
        """What asks for mending before what is in order; each as it stands in the sheet."""
        worst = Case(*(When(status=status, then=place) for place, status in enumerate(WORST_FIRST)))
        return self.order_by(worst, "number")


class Sendings(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.role in SERVING_STAFF:
            return self.filter(batch__prison__in=houses(actor))
        return self.filter(among("batch__prison_id", actor.organs)) if actor.role in REVIEWERS else self.none()


class OfBatch(QuerySet[Any]):
    """What hangs on a batch: seen by whoever sees the batch."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.role in SERVING_STAFF:
            return self.filter(batch__prison__in=houses(actor))
        if actor.role in REVIEWERS:
            return self.filter(among("batch__prison_id", actor.organs), batch__sent_at__isnull=False)
        return self.none()


class OfPrison(QuerySet[Any]):
    """What a prison and its procuratorate share about the prison itself."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.role in SERVING_STAFF:
            return self.filter(prison__in=actor.home)
        return self.filter(among("prison_id", actor.organs)) if actor.role in REVIEWERS else self.none()


class OfFiling(QuerySet[Any]):
    """What hangs on a filing: seen by whoever sees the filing."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.role in SERVING_STAFF:
            return self.filter(filing__ward__in=actor.home).exclude(filing__person__in=recused_from(actor))
        if actor.role in REVIEWERS:
            rows = self.filter(among("filing__prison_id", actor.organs), filing__sent_at__isnull=False)
            return rows.exclude(filing__person__in=recused_from(actor))
        return self.none()


class ParticularRows(OfFiling):
    def visible_to(self, actor: Actor) -> Self:
        """The prison reads its own alone, its wards none that name who disclosed or what a doctor wrote."""
        rows = super().visible_to(actor)
        if actor.role not in SERVING_STAFF:
            return rows
        return rows.filter(Q(is_restricted=False) | Q(prison__in=actor.home), side=By.PRISON)


class OutsideCases(QuerySet[Any]):
    """Execution outside prison: the procuratorate sees a case once told of it, before it sees the filing itself."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.role in SERVING_STAFF:
            return self.filter(filing__ward__in=actor.home).exclude(person__in=recused_from(actor))
        if actor.role in REVIEWERS:
            sent = apps.get_model("commutation", "Filing")._default_manager.filter(sent_at__isnull=False)
            told = self.filter(Q(told_at__isnull=False) | Q(filing__in=sent), prison__in=actor.organs)
            return told.exclude(person__in=recused_from(actor))
        return self.none()


class Questions(OfFiling):
    def open(self) -> Self:
        return self.filter(state=QuestionState.ASKED)


class Findings(OfFiling):
    def open(self) -> Self:
        """Those no person has settled yet."""
        return self.filter(state__in=OPEN_FINDINGS)

    def standing(self) -> Self:
        """All but those that went away with the facts."""
        return self.exclude(state=FindingState.OUTDATED)


class OfOffice(QuerySet[Any]):
    """The procuratorate's own books."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(organ__in=actor.organs) if actor.role in REVIEWERS else self.none()


class Acceptances(QuerySet[Any]):
    """The books of a 院; its offices read what concerns them."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.role not in REVIEWERS:
            return self.none()
        return self.filter(Q(organ__in=actor.organs) | Q(sending__recipient__in=actor.organs))


class FlowNotices(QuerySet[Any]):
    """Between the case manager and the office that handles the case."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.role not in REVIEWERS:
            return self.none()
        return self.filter(Q(organ__in=actor.organs) | Q(office__in=actor.organs))


def _about_the_hidden() -> Exists:
    """Whether a paper speaks of somebody whose filing the actor does not see: recusal hides the filing itself."""
    filing, line = (apps.get_model("commutation", name)._default_manager for name in ("Filing", "OpinionLine"))
    seen = Exists(filing.filter(pk=OuterRef("filing_id")))
    return Exists(line.filter(~seen, opinion=OuterRef("pk")))


class Opinions(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Papers of one's 院 and of what lies below it; the other side sees what was sent to it, as a dispatch."""
        if actor.role not in REVIEWERS:
            return self.none()
        rows = self.filter(Q(office__in=actor.organs) | Q(organ__in=actor.organs))
        return rows.exclude(_about_the_hidden())


class Rulings(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Those registered in one's own house, and those about filings one sees."""
        if actor.role in SERVING_STAFF:
            return self.filter(Q(organ__in=actor.home) | Q(filing__ward__in=actor.home)).exclude(
                filing__person__in=recused_from(actor)
            )
        if actor.role in REVIEWERS:
            return self.filter(Q(organ__in=actor.home) | Q(filing__prison__in=actor.organs)).exclude(
                filing__person__in=recused_from(actor)
            )
        return self.none()
