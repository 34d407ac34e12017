"""The queue of filings by days left. It is counted by clock and batch, and only the batches a page shows are sorted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Q, QuerySet

from commutation.models import Filing
from commutation.selectors.progress import worst_first
from commutation.states import FilingState
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.sql import AnyOf
from procuratorate.organs.actors import Actor

OURS = "commutation."  # how the kinds of this field's clocks begin


@dataclass(frozen=True, slots=True)
class Group:
    """Filings of one batch that end on one day; `soon_on` is when their clock begins to warn."""

    due_on: date | None
    soon_on: date | None
    batch: int
    people: int


@dataclass(frozen=True)
class Queue:
    """Filings in order: the nearest end first, the worst of a batch before the others; or, `latest_first`, the latest
    end first and a batch in the order of its list. What has no clock comes last."""

    rows: QuerySet[Filing]
    latest_first: bool = False
    counted: Iterable[Group] | None = None  # the rows by group, where they were counted already

    @cached_property
    def groups(self) -> list[Group]:
        return sorted(groups_of(self.rows) if self.counted is None else self.counted, key=self._place)

    def _place(self, group: Group) -> tuple[bool, int, int]:
        day = group.due_on.toordinal() if group.due_on else 0
        return group.due_on is None, -day if self.latest_first else day, group.batch

    @property
    def people(self) -> int:
        return sum(group.people for group in self.groups)

    def between(self, start: int, stop: int) -> list[int]:
        """The ids of the filings from one place to another. One query, which sorts the batches they stand in alone."""
        shown, first, passed = [], start, 0
        for group in self.groups:
            if passed + group.people > start and passed < stop:
                shown.append(group)
            elif not shown:
                first -= group.people
            passed += group.people
        within = reduce(or_, (Q(batch=one.batch, clock__due_on=one.due_on) for one in shown), Q(pk__in=[]))
        rows = self.rows.filter(within)
        ordered = _as_listed(rows) if self.latest_first else worst_first(rows)
        return list(ordered.values_list("pk", flat=True)[first : first + stop - start])


def groups_of(rows: QuerySet[Filing]) -> Iterable[Group]:
    """How many filings of which batch end when. One query."""
    keys = ("clock__due_on", "clock__soon_on", "batch")
    merged: dict[tuple[Any, int], Group] = {}
    for due, soon, batch, people in rows.order_by().values_list(*keys).annotate(people=Count("pk")):
        before = merged.get((due, batch))
        merged[due, batch] = Group(due, soon, batch, people + (before.people if before else 0))
    return merged.values()


def figures(groups: Iterable[Group], on: date) -> dict[str, int]:
    """Filings whose clock runs by days left: overdue, today, soon (three days), open."""
    counts = {"overdue": 0, "today": 0, "soon": 0, "open": 0}
    for group in groups:
        counts["open"] += group.people
        if part := _part(group, on):
            counts[part] += group.people
    return counts


def _part(group: Group, on: date) -> str:
    if group.due_on is None or group.soon_on is None:
        return ""
    if group.due_on <= on:
        return "today" if group.due_on == on else "overdue"
    return "soon" if group.soon_on <= on else ""


def queue(actor: Actor) -> QuerySet[Filing]:
    """Filings that stand in batches sent to the actor."""
    rows: QuerySet[Filing] = Filing.objects.visible_to(actor).exclude(state=FilingState.DROPPED)
    return rows


def running(rows: QuerySet[Filing]) -> QuerySet[Filing]:
    """Those whose clock runs. The clocks, few, go along as an array: joined by their state, the planner takes them for
    many, and reads every filing ever sent (three times as long at 100,000)."""
    clocks = Deadline.objects.open().filter(kind__startswith=OURS).order_by().values("pk")
    return rows.filter(AnyOf(F("clock_id"), ArraySubquery(clocks)))


def _as_listed(rows: QuerySet[Filing]) -> QuerySet[Filing]:
    return rows.order_by(F("clock__due_on").desc(nulls_last=True), "batch_id", "ward_id", "number", "pk")
