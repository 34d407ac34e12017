"""New people of a roster, many at once: the same rows an admission writes, in a dozen statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import OuterRef, Subquery

from detention.law import CLOCKS, Anew, Holder, Phase
from detention.models import Detainee, Stage
from detention.services.admitting import keep_known_person
from detention.services.clocking import start_clocks
from detention.services.feeding.judging import Known
from detention.states import Presence
from procuratorate.custody.models import Custody, Person
from procuratorate.custody.services import keys_of, search_text
from procuratorate.custody.states import Identity, IdKind, Place
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.deadlines.states import State
from procuratorate.lib.identifiers import UNIDENTIFIED
from procuratorate.lib.sheets import ReadRow
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


def admit_rows(rows: Sequence[ReadRow], known: Known, actor: Actor, at: datetime) -> list[Detainee]:
    """The stays of rows nobody knew before, in their order."""
    persons = _persons(rows, known)
    stays = Custody.objects.bulk_create(
        _custody(row, one, known.centre) for row, one in zip(rows, persons, strict=True)
    )
    detainees = [
        _detainee(row, person, stay, actor, at) for row, person, stay in zip(rows, persons, stays, strict=True)
    ]
    for one in detainees:
        one.centre = known.centre
    Detainee.objects.bulk_create(detainees)
    stages = [_stage(row, one, known, actor) for row, one in zip(rows, detainees, strict=True)]
    first = min((one.counted_from for one in stages), default=None)
    start_clocks(stages=stages, actor=actor, at=at, calendar=working_calendar(since=first))
    for one, stage in zip(detainees, stages, strict=True):
        one.stage, clock = stage, stage.clock
        one.due_on = clock.due_on if clock is not None and clock.state == State.OPEN else None
        one.course, stage.told = [stage], []  # type: ignore[attr-defined]  # as `with_course` reads them
    _keep_stages(detainees)
    return detainees


def _keep_stages(detainees: Sequence[Detainee]) -> None:
    """The stage that runs and the end of its clock, in one statement: bulk_update takes a second for a thousand."""
    running = Stage.objects.filter(detainee=OuterRef("pk"), until=None)
    due = running.filter(clock__state=State.OPEN).values("clock__due_on")
    rows = Detainee.objects.filter(pk__in=[one.pk for one in detainees])
    rows.update(stage=Subquery(running.values("pk")), due_on=Subquery(due))


def _persons(rows: Sequence[ReadRow], known: Known) -> list[Person]:
    """Those known by document number come back; the rest are made."""
    found = {
        row.number: keep_known_person(match, known.centre)
        for row in rows
        if (match := known.matches.get(row.values["id_number"] or ""))
    }
    fresh = {row.number: _person(row, known.centre) for row in rows if row.number not in found}
    Person.objects.bulk_create(fresh.values())
    return [found.get(row.number) or fresh[row.number] for row in rows]


def _person(row: ReadRow, centre: Organ) -> Person:
    v, keys = row.values, keys_of(row.values["name"])
    known = bool(v["id_number"]) and v["id_number"] != UNIDENTIFIED
    number = v["id_number"] if known else UNIDENTIFIED
    return Person(
        keeper=centre, name=v["name"], sex=v["sex"], born_on=v["born_on"], id_number=number,
        id_kind=IdKind.CITIZEN if known else IdKind.UNIDENTIFIED,
        identity=Identity.VERIFIED if known else Identity.SELF_REPORTED,
        pinyin=keys.full[0] if keys.full else "", initials=keys.initials[0] if keys.initials else "",
        search=search_text([v["name"]], document=number),
    )  # fmt: skip


def _custody(row: ReadRow, person: Person, centre: Organ) -> Custody:
    v = row.values
    return Custody(
        person=person, organ=centre, ward=centre, kind=Place.CENTRE, number=v["number"], since=v["entered_on"]
    )


def _detainee(row: ReadRow, person: Person, stay: Custody, actor: Actor, at: datetime) -> Detainee:
    v = row.values
    return Detainee(
        custody=stay, person=person, centre=stay.organ, number=v["number"], entered_on=v["entered_on"],
        cell=v["cell"] or "", offence=v["offence"], case_number=v["case_number"] or "", by_id=actor.officer_id,
        effective_on=v["effective_on"], papers_on=v["papers_on"], sentence_ends_on=v["sentence_ends_on"],
        state=Presence.IN, at=at, changed_at=at,
    )  # fmt: skip


def _stage(row: ReadRow, one: Detainee, known: Known, actor: Actor) -> Stage:
    v, handler, former = row.values, known.handler_of(row), known.handler_of(row, "former")
    clock = CLOCKS[Phase(v["phase"])]
    moved = former is not None and former != handler and not clock.silent and clock.holder is not Holder.CENTRE
    return Stage(
        detainee=one, phase=v["phase"], handler=handler, since=v["start"], counted_from=v["start"],
        why=Anew(v["anew"]).label if v["anew"] else "", traits=list(v["traits"] or ()), paper=v["paper"] or "",
        needs_handover=moved,
        handed_on=v["handed_on"] if moved else None, handover_paper=(v["handover_paper"] or "") if moved else "",
        by_id=actor.officer_id,
    )  # fmt: skip
