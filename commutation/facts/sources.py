"""Everything the facts of filings are read from, fetched for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F

from commutation.models import (
    Adoption,
    Assessment,
    Attendance,
    ConsultationOpinion,
    CourtCase,
    Deliberation,
    Diagnosis,
    Filing,
    Guarantor,
    Hearing,
    Material,
    NoticeObjection,
    OpinionLine,
    OutsideAct,
    OutsideCase,
    Particulars,
    PlanStep,
    PublicNotice,
    Ruling,
    RulingService,
    SentFiling,
    Voice,
)
from commutation.selectors.simultaneity import Together, together
from commutation.selectors.snapshots import dossiers_now
from commutation.states import FilingState, Kind, Stage, Step
from commutation.states.courts import Recipient
from commutation.states.levels import NoticeState, SittingState
from commutation.states.particulars import By
from commutation.states.reviews import AdviceState, OpinionState, PaperKind
from procuratorate.custody.models import Judgment, Recusal
from procuratorate.custody.states import Standing
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as

EXPLAINED = "情况说明"  # the title of the paper that explains what looks odd (法发〔2021〕31号第5条)
UNFILED = frozenset({FilingState.NOMINATED, FilingState.CONSULTED})  # no court knows of them yet
Rows = Mapping[int, list[Any]]
Dossier = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """Rows by the filing they hang on; those of a batch, a case or a sitting by that."""

    dossiers: Mapping[int, Dossier]
    sent: Rows
    planned: Mapping[int, date]
    deliberations: Rows
    attendances: Rows
    voices: Rows
    notices: Rows
    objections: Rows
    opinions: Rows
    adoptions: Rows
    assessments: Rows
    outside: Rows
    diagnoses: Rows
    guarantors: Rows
    acts: Rows
    sealed: frozenset[int]
    together: Mapping[int, Together]
    rulings: Rows
    served: Mapping[int, date]
    trials: Mapping[int, str]
    hearings: Rows
    objected: frozenset[int]
    explained: frozenset[int]
    particulars: Rows
    recusals: frozenset[tuple[int, int]]

    def day(self, filing: Filing) -> date:
        """The day of filing; before it the day planned, or that of sending where none is planned or it has passed."""
        if filing.filed_at:
            return day_of(filing.filed_at)
        sent = day_of(filing.sent_at or filing.nominated_at)
        return max(self.planned.get(filing.batch_id, sent), sent)

    def sent_on(self, filing: Filing, stage: Stage) -> date | None:
        """When the filing went to the procuratorate in this stage."""
        sendings = (one.sending for one in self.sent[filing.pk])
        return next((one.received_on or day_of(one.at) for one in sendings if one.stage == stage), None)


def sources_of(filings: list[Filing], *, of_prison: bool = False) -> Sources:
    """About ten to thirty queries, and a dozen more for filings whose dossier was not kept.

    What cannot be there is not asked for: no court before filing, no voices where no level spoke.
    """
    ids, batches = [one.pk for one in filings], {one.batch_id for one in filings}
    filed = [one.pk for one in filings if one.state not in UNFILED]
    assessed = [one.pk for one in filings if one.kind in (Kind.PAROLE, Kind.OUTSIDE_SERVICE)]
    outside = [one.pk for one in filings if one.kind == Kind.OUTSIDE_SERVICE]
    sent = _by(SentFiling.objects.filter(filing__in=ids).select_related("sending").order_by("sending__at"), "filing_id")
    spoken = Deliberation.objects.filter(filing__in=ids, sitting__state=SittingState.CLOSED).select_related("sitting")
    deliberations = _by(spoken.order_by("sitting__held_on", "pk"), "filing_id")
    sittings = {one.sitting_id for rows in deliberations.values() for one in rows}
    spoken_of = [one.pk for rows in deliberations.values() for one in rows]
    cases = _by(OutsideCase.objects.filter(filing__in=outside), "filing_id")
    case_ids = [case.pk for rows in cases.values() for case in rows]
    copied = [one for one in filings if any(line.sending.stage == Stage.FILING_COPY for line in sent[one.pk])]
    opinions = _by(ConsultationOpinion.objects.filter(filing__in=ids, state=AdviceState.GIVEN), "filing_id")
    notices = _by(PublicNotice.objects.filter(batch__in=batches).exclude(state=NoticeState.VOID), "batch_id")
    attendances = _by(Attendance.objects.filter(sitting__in=sittings), "sitting_id")
    rulings = _by(_standing_rulings(filed), "filing_id")
    return Sources(
        dossiers=_dossiers(filings, sent),
        sent=sent,
        planned=_planned(batches),
        deliberations=deliberations,
        attendances=attendances,
        voices=_by(Voice.objects.filter(deliberation__in=spoken_of).select_related("attendance"), "deliberation_id"),
        notices=notices,
        objections=_by(NoticeObjection.objects.filter(filing__in=ids if notices else []), "filing_id"),
        opinions=opinions,
        adoptions=_by(Adoption.objects.filter(filing__in=list(opinions)), "filing_id"),
        assessments=_by(Assessment.objects.filter(filing__in=assessed), "filing_id"),
        outside=cases,
        diagnoses=_by(Diagnosis.objects.filter(case__in=case_ids), "case_id"),
        guarantors=_by(Guarantor.objects.filter(case__in=case_ids), "case_id"),
        acts=_by(OutsideAct.objects.filter(case__in=case_ids), "case_id"),
        together=together(copied) if copied else {},
        rulings=rulings,
        served=_served([one.pk for rows in rulings.values() for one in rows]),
        trials=dict(CourtCase.objects.filter(filing__in=filed).values_list("filing", "trial")),
        hearings=_by(Hearing.objects.filter(case__filing__in=filed).annotate(filing_id=F("case__filing")), "filing_id"),
        objected=frozenset() if of_prison else _objected(filed),
        explained=_explained(ids),
        particulars=_by(_particulars(ids, of_prison=of_prison), "filing_id"),
        recusals=_recusals(filings, attendances),
        sealed=frozenset(
            Judgment.objects.filter(
                person__in=[one.person_id for one in filings], is_prior=True, is_sealed=True
            ).values_list("person_id", flat=True)
        ),
    )


def _by(rows: Iterable[Any], key: str) -> Rows:
    shelf: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        shelf[getattr(row, key)].append(row)
    return shelf


def _particulars(ids: list[int], *, of_prison: bool) -> Any:
    rows = Particulars.objects.filter(filing__in=ids).order_by("pk")
    return rows.filter(side=By.PRISON) if of_prison else rows


def _standing_rulings(ids: list[int]) -> Any:
    return Ruling.objects.filter(filing__in=ids, superseded_by=None).order_by("ruled_on", "pk")


def _served(rulings: list[int]) -> dict[int, date]:
    """Ruling → the day its inmate was served."""
    rows = RulingService.objects.filter(ruling__in=rulings, recipient=Recipient.INMATE).exclude(served_on=None)
    return {pk: day for pk, day in rows.values_list("ruling", "served_on") if day}


def _objected(ids: list[int]) -> frozenset[int]:
    """Filings about which the procuratorate gave the court an opinion other than agreement."""
    lines = OpinionLine.objects.filter(filing__in=ids, opinion__state=OpinionState.ISSUED)
    return frozenset(lines.filter(opinion__kind=PaperKind.FILING_OPINION).values_list("filing", flat=True))


def _explained(ids: list[int]) -> frozenset[int]:
    """Filings with a paper that explains something: what, a person reads."""
    papers = Material.objects.filter(filing__in=ids, replaced_by=None, title__contains=EXPLAINED)
    return frozenset(papers.values_list("filing", flat=True))


def _recusals(filings: list[Filing], attendances: Rows) -> frozenset[tuple[int, int]]:
    """(officer, person) of those who sat on committees. Asked as a service: whose recusal it is, no other side sees."""
    officers = {one.officer_id for rows in attendances.values() for one in rows if one.officer_id}
    if not officers:
        return frozenset()
    with acting_as(service_actor("facts")):
        rows = Recusal.objects.exclude(state=Standing.REJECTED).filter(officer__in=officers)
        told = rows.filter(person__in=[one.person_id for one in filings])
        return frozenset(told.values_list("officer", "person"))


def _planned(batches: Iterable[int]) -> dict[int, date]:
    rows = PlanStep.objects.filter(batch__in=batches, code=Step.FILING).exclude(planned_on=None)
    return {batch: day for batch, day in rows.values_list("batch", "planned_on") if day}


def _dossiers(filings: list[Filing], sent: Rows) -> dict[int, Dossier]:
    """The dossier as last sent; of a filing sent before dossiers were kept, or not sent, the one of today."""
    kept = {one.pk: next((line.dossier for line in reversed(sent[one.pk]) if line.dossier), None) for one in filings}
    lacking = [one for one in filings if not kept[one.pk]]
    now = dossiers_now(lacking) if lacking else {}
    fresh = {one.pk: now[one.inmate_id].facts for one in lacking if one.inmate_id in now}
    return {one.pk: kept[one.pk] or fresh.get(one.pk, {}) for one in filings}


def day(value: Any) -> date | None:
    """A day as canonical JSON keeps it."""
    return date.fromisoformat(value) if value else None


def money(value: Any) -> Decimal | None:
    """A sum as canonical JSON keeps it."""
    return None if value is None or value == "" else Decimal(str(value))
