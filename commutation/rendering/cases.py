"""One case on one screen, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from commutation.checks import said
from commutation.columns import HEADERS
from commutation.dossiers import dossiers
from commutation.facts import Sources, asked_of, sources_of
from commutation.models import (
    ConsultationOpinion,
    Filing,
    Finding,
    Note,
    PlanStep,
    Question,
    Sending,
)
from commutation.rendering.clocks import day_number, face_of
from commutation.rendering.digests import Item, digest_of
from commutation.rendering.laws import Laws, laws_of
from commutation.rendering.timelines import Event, Story, events_of
from commutation.selectors.assessing import Assessed, assessments_of
from commutation.selectors.boards import Rung, ladder
from commutation.selectors.changes import Changed, adjustments_of, changes_since
from commutation.selectors.materials import Catalogue, catalogue_of
from commutation.selectors.notices import NoticeOf, notice_of
from commutation.selectors.progress import worst_first
from commutation.selectors.queueing import queue
from commutation.selectors.simultaneity import together
from commutation.selectors.snapshots import Judged, dossiers_now, judged_on
from commutation.selectors.voices import LevelView, Signed, levels_of
from commutation.states import BatchState, Kind, Step
from prisons.models import Inmate
from procuratorate.deadlines.rendering import ClockFace
from procuratorate.lib.identifiers import masked
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS

IDENTITY = frozenset({"ward", "number", "name", "kind"})
BEFORE = frozenset({Step.CUTOFF, Step.ACCEPTED, Step.RULING, Step.ANNOUNCED})  # not the prison's own steps of a case


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as filed beside the records of today; `differs` where they no longer say the same."""

    label: str
    filed: str
    held: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Merits:
    """What the procuratorate makes of a case: its law, notes, opinion. Not for those who watch the flow alone."""

    laws: Laws
    notes: list[Note]
    changed: Changed | None
    opinion: ConsultationOpinion | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in the list, worst first."""

    position: int
    people: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class CasePage:
    facts: list[Fact]
    digest: list[Item]
    judged: Judged | None
    clock: ClockFace | None
    steps: list[Rung]
    catalogue: Catalogue
    levels: list[LevelView]
    notice: NoticeOf | None
    slips: list[Sending]
    events: list[Event]
    questions: list[Question]
    merits: Merits | None
    place: Place
    asked_on: date
    assessments: list[Assessed]

    @property
    def differing(self) -> int:
        """How many facts today's dossier tells otherwise than the list did."""
        return sum(fact.differs for fact in self.facts)


def case_page(filing: Filing, actor: Actor, on: date) -> CasePage:
    sendings, sources = _sendings(filing, actor), sources_of([filing])
    sent = sources.sent[filing.pk]
    judged = judged_on(filing, [line for line in sent if line.sending_id in {one.pk for one in sendings}])
    asked = asked_of([filing], sources=sources)[filing.pk]
    signed = Signed(sources.deliberations[filing.pk], sources.voices, sources.attendances)
    levels, questions, notice = levels_of(filing, signed), _questions(filing), notice_of(filing)
    laws = laws_of(asked, _findings(filing)) if actor.role in PROCURATORS else None
    merits = _merits(filing, laws, changes_since(filing, sent)) if laws else None
    opinion = merits.opinion if merits and merits.opinion and merits.opinion.given_at else None
    changed = merits.changed if merits else None
    adjusted = changed.adjustments if changed else adjustments_of(filing)
    story = Story(filing, sendings, levels, notice.notice if notice else None, questions, opinion, adjusted)
    return CasePage(
        facts=_facts(filing, actor),
        digest=[*digest_of(filing, _dossier(filing, judged, sources), asked.on), *_copied(filing, sources)],
        judged=judged,
        clock=face_of(filing.clock, on),
        steps=_steps(filing, on),
        catalogue=catalogue_of(filing, actor),
        levels=levels,
        notice=notice,
        slips=sendings,
        events=events_of(story),
        questions=questions,
        merits=merits,
        place=_place(filing, actor),
        asked_on=asked.on,
        assessments=assessments_of(filing) if filing.kind == Kind.PAROLE else [],
    )


def _sendings(filing: Filing, actor: Actor) -> list[Sending]:
    rows = Sending.objects.visible_to(actor).filter(lines__filing=filing)
    rows = rows.select_related("dispatch__opened_by", "dispatch__acknowledged_by", "recipient", "by")
    return list(rows.defer("dispatch__content"))


def _dossier(filing: Filing, judged: Judged | None, sources: Sources) -> Mapping[str, object]:
    """As judged; else as it stands today, which was read for the law unless another office was sent a dossier."""
    if judged:
        dossier: Mapping[str, object] = judged.line.dossier
        return dossier
    if not any(line.dossier for line in sources.sent[filing.pk]):
        return sources.dossiers[filing.pk]
    now = dossiers_now([filing]).get(filing.inmate_id)
    return now.facts if now else {}


def _findings(filing: Filing) -> list[Finding]:
    return list(Finding.objects.filter(filing=filing).select_related("settled_by"))


def _copied(filing: Filing, sources: Sources) -> list[Item]:
    """How far the copy and the court's receipt lie apart, once there is a copy to speak of (practice.md F25)."""
    if filing.filed_at is None:
        return []
    told = sources.together.get(filing.pk) or together([filing])[filing.pk]
    return [Item("副本与报送", list(filter(None, [told.doubt or told.words, told.article])), wide=True)]


def _questions(filing: Filing) -> list[Question]:
    rows = Question.objects.filter(filing=filing).select_related("dispatch", "clock", "asked_by", "replied_by")
    return list(rows.order_by("-pk"))


def _merits(filing: Filing, laws: Laws, changed: Changed | None) -> Merits:
    opinions = ConsultationOpinion.objects.filter(filing=filing).select_related("by", "dispatch", "adoption__by")
    return Merits(
        laws=laws,
        notes=list(Note.objects.filter(filing=filing).select_related("by")),
        changed=changed,
        opinion=opinions.order_by("-pk").first(),
    )


def _steps(filing: Filing, on: date) -> list[Rung]:
    """The plan as far as filing; where the case is, which day of its clock."""
    steps = [step for step in PlanStep.objects.filter(batch=filing.batch_id) if step.code not in BEFORE]
    day = ""
    if filing.clock and filing.batch.state == BatchState.CONSULTING:
        day = f"第 {day_number(filing.clock, on)} 日"
    return ladder(filing.batch, steps, on, day)


def _place(filing: Filing, actor: Actor) -> Place:
    rows = worst_first(queue(actor).filter(batch=filing.batch_id))
    ids = list(rows.values_list("pk", flat=True))
    here = ids.index(filing.pk) if filing.pk in ids else -1
    before = ids[here - 1] if here > 0 else None
    return Place(here + 1, len(ids), before, ids[here + 1] if 0 <= here < len(ids) - 1 else None)


def _facts(filing: Filing, actor: Actor) -> list[Fact]:
    found = dossiers(Inmate.objects.visible_to(actor).filter(pk=filing.inmate_id))
    held = next(iter(found.values())).values if found else {}
    return [
        _fact(name, filing.facts.get(name, ""), said(name, held.get(name)))
        for name in HEADERS
        if name not in IDENTITY and (name in filing.facts or name in held)
    ]


def _fact(name: str, filed: str, held: str) -> Fact:
    if name == "id_number":
        return Fact(HEADERS[name], masked(filed), masked(held), bool(held) and filed != held)
    return Fact(HEADERS[name], filed, held, bool(held) and filed != held)
