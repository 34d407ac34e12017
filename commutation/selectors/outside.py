"""Outside cases on a page: which acts stand, the list by what is due, filings that wait to be started."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from commutation.models import Filing, OutsideAct, OutsideCase
from commutation.permissions import CLERKS
from commutation.states import OPEN_FILINGS, Kind
from commutation.states.outside import BEFORE_DECISION, ENDED_STATES, Act, Ground, OutsideState
from procuratorate.lib.characters import squeezed
from procuratorate.organs.actors import Actor


def standing_acts(case: OutsideCase, *, but: OutsideAct | None = None) -> list[OutsideAct]:
    """The acts of a case that nobody put right since, in order; `but` that one. One query."""
    rows = OutsideAct.objects.filter(case=case).select_related("dispatch", "clock", "by")
    return [one for one in standing(rows) if but is None or one.pk != but.pk]


def standing(rows: Iterable[OutsideAct]) -> list[OutsideAct]:
    """Those not replaced, nor taken back."""
    acts = list(rows)
    replaced = {one.replaces_id for one in acts}
    return [one for one in acts if one.pk not in replaced and not one.facts.get("taken_back")]


def latest(acts: Iterable[OutsideAct], act: Act) -> OutsideAct | None:
    """The last of one kind, by its day."""
    return next((one for one in reversed(list(acts)) if one.act == act), None)


def tabs(on: date) -> dict[str, tuple[str, Q]]:
    """What the list is asked for, and how it is found."""
    outside = Q(state=OutsideState.OUTSIDE)
    return {
        "work": ("办理中", Q(state__in=BEFORE_DECISION)),
        "granted": ("已批准待移送", Q(state=OutsideState.GRANTED)),
        "outside": ("监外执行中", outside),
        "recheck": ("复查日已过", outside & Q(next_recheck_on__lt=on)),
        "gone": ("情形消失", Q(state=OutsideState.ENDING)),
        "late": ("时限已过", Q(clock__due_on__lt=on, clock__state__in=["open", "stopped"])),
        "ended": ("已收监、已终结", Q(state__in=ENDED_STATES)),
        "all": ("全部", Q()),
    }


def cases_of(actor: Actor) -> QuerySet[OutsideCase]:
    rows: QuerySet[OutsideCase] = OutsideCase.objects.visible_to(actor)
    return rows.select_related("prison", "clock")


def listed(actor: Actor, tab: str, query: Any, on: date) -> QuerySet[OutsideCase]:
    """The cases of one tab, narrowed by ground, prison and words; what is due first before the rest."""
    _, condition = tabs(on)[tab]
    rows = cases_of(actor).filter(condition)
    if words := squeezed(query.get("q", "")):
        rows = rows.filter(Q(number__startswith=words) if words.isascii() else Q(name__contains=words))
    if (ground := query.get("ground")) in Ground.values:
        rows = rows.filter(ground=ground)
    if (prison := query.get("prison", "")).isascii() and prison.isdigit() and len(prison) < 15:
        rows = rows.filter(prison=int(prison))
    return rows.order_by(F("clock__due_on").asc(nulls_last=True), F("next_recheck_on").asc(nulls_last=True), "-pk")


def counts(actor: Actor, on: date) -> dict[str, int]:
    """How many stand in each tab; one query."""
    told = {name: Count("pk", filter=condition) for name, (_, condition) in tabs(on).items() if name != "all"}
    found: dict[str, int] = OutsideCase.objects.visible_to(actor).aggregate(all=Count("pk"), **told)
    return found


def prisons_of(actor: Actor) -> list[tuple[int, str]]:
    """The prisons that have cases, for a superior's filter; one query."""
    rows = OutsideCase.objects.visible_to(actor).order_by("prison__path")
    return list(rows.values_list("prison", "prison__short_name").distinct())


def to_start(actor: Actor) -> list[Filing]:
    """Nominations for outside service whose chain was not begun: for the section alone. One query."""
    if actor.role not in CLERKS:
        return []
    rows = Filing.objects.visible_to(actor).filter(kind=Kind.OUTSIDE_SERVICE, state__in=OPEN_FILINGS)
    return list(rows.filter(outside_case=None).select_related("ward", "batch").order_by("number")[:50])
