"""检察纠正违法情况登记表 and counts by kind, period and unit: what the registers say, one notice one 件 (S112)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q

from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.notices.models import Notice
from procuratorate.notices.states import ENDED, Kind, PointState, State
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

MOST = 2_000


@dataclass(frozen=True)
class Period:
    """Days, both included, by the day a notice was sent."""

    since: date
    until: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first moment on, before the second."""
        after = self.until + timedelta(days=1)
        return datetime.combine(self.since, time(), SHANGHAI), datetime.combine(after, time(), SHANGHAI)


def registered(actor: Actor, period: Period, *, kind: str = "", unit: int | None = None) -> Any:
    """Notices sent within the period that the actor sees, oldest first."""
    since, before = period.moments
    rows = Notice.objects.visible_to(actor).sent().filter(issued_at__gte=since, issued_at__lt=before)
    rows = rows.filter(kind=kind) if kind in Kind.values else rows
    rows = rows.filter(addressee=unit) if unit is not None else rows
    return rows.listed().prefetch_related("points__mendings", "points__checks", "points__answers")


def lines_of(notices: Any) -> Iterator[tuple[Notice, dict[str, str]]]:
    """Notices with their cells by the official heads (documents.registers); what a person writes is left out."""
    for one in notices.order_by("issued_at", "pk")[:MOST]:
        yield one, _cells(one)


def _cells(notice: Notice) -> dict[str, str]:
    points = list(notice.points.all())
    facts = "；".join(f"{one.position}.{one.now.facts}" if len(points) > 1 else one.now.facts for one in points)
    sent_on = day_of(notice.issued_at) if notice.issued_at else ""
    ended = f" {day_of(notice.closed_at)}" if notice.closed_at else ""
    return {
        "发生违法的单位": notice.addressee.name,
        "违法情况": facts,
        "提出纠正的时间": str(notice.spoken_on or sent_on),
        "检察纠正情况": f"{notice.name}{notice.number}；{result_words(points)}；{notice.get_state_display()}{ended}",
        "被监督单位反馈意见": "；".join(_said(one) for one in points if one.answers.all()),
        "登记人、日期": f"{notice.drafter.name} {sent_on}",
    }


def result_words(points: list[Any]) -> str:
    """已纠正2项，复查中1项: in the order of the states."""
    counts = {state: sum(1 for one in points if one.state == state) for state in PointState}
    return "，".join(f"{state.label}{count}项" for state, count in counts.items() if count)


def _said(point: Any) -> str:
    answer = list(point.answers.all())[-1]
    return f"{answer.get_stance_display()}：{answer.words}"


@dataclass(frozen=True)
class Tally:
    """One unit's counts of one kind in a period; `notices` are 件, `points` 项."""

    unit: Organ
    kind: str
    notices: int
    points: int
    corrected: int
    closed: int
    taken_back: int


def tallies(actor: Actor, period: Period, *, kind: str = "", unit: int | None = None) -> list[Tally]:
    """By unit as the tree has them and by kind: no order by size, no target (practice.md §5.1)."""
    corrected = Q(points__state=PointState.CORRECTED)
    rows = (
        registered(actor, period, kind=kind, unit=unit)
        .prefetch_related(None)
        .select_related(None)
        .order_by()
        .values("addressee", "kind")
    )
    told = rows.annotate(
        n=Count("pk", distinct=True),
        p=Count("points", distinct=True),
        c=Count("points", filter=corrected, distinct=True),
        done=Count("pk", filter=Q(state__in=ENDED), distinct=True),
        back=Count("pk", filter=Q(state__in=[State.WITHDRAWN, State.REVOKED]), distinct=True),
    )
    found = {(row["addressee"], row["kind"]): row for row in told}
    organs = Organ.objects.filter(pk__in={pk for pk, _ in found}).order_by("path")
    return [
        Tally(organ, one.label, row["n"], row["p"], row["c"], row["done"] - row["back"], row["back"])
        for organ in organs
        for one in Kind
        if (row := found.get((organ.pk, one.value)))
    ]
