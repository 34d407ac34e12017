"""Five figures and the queue they filter: what must be done, the nearest end first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from commutation.selectors.reviews import UnderReview
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.querysets import Deadlines
from procuratorate.deadlines.rendering import face, way_to
from procuratorate.deadlines.selectors import figures
from procuratorate.desk.counts import pressing
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.selectors import shown, waiting_count
from procuratorate.organs.actors import Actor

MOST = 30  # rows on the desk; the lists behind hold the rest
NEW = ("new", "reply")
Come = Mapping[int, Mapping[str, int]]  # batch → its people by part of the bar
STRIP = (
    ("over", "逾期", "over"),
    ("today", "今日到期", "today"),
    ("soon", "三日内", "soon"),
    ("new", "新到", ""),
    ("reply", "收到回复", ""),
)
EMPTY = {
    "": "没有逾期、今日到期和三日内到期的事项",
    "over": "没有逾期的事项",
    "today": "今天没有到期的事项",
    "soon": "三日内没有到期的事项",
    "new": "没有待登记的来件",
    "reply": "没有待登记的回复",
}


@dataclass(frozen=True)
class Matter:
    """A line of the queue. `come`: how far a batch has come; `arrival`: what waits to be registered."""

    url: str
    title: str
    other: str
    article: str
    detail: str = ""
    face: Any = None
    come: Mapping[str, int] | None = None
    arrival: Dispatch | None = None


@dataclass(frozen=True)
class Work:
    """The strip of figures, the lines below it, and where all of them are listed."""

    due: str
    figures: list[dict[str, Any]]
    matters: list[Matter]
    whole_list: str
    why_empty: str
    counted: Mapping[str, int]  # for the rail, by address

    @property
    def first(self) -> str:
        """Where the most urgent one is worked on."""
        return self.matters[0].url if self.matters else ""

    @property
    def address(self) -> str:
        """This desk with its filter."""
        return f"/desk/?due={self.due}" if self.due else "/desk/"

    @property
    def title(self) -> str:
        """What the list below the figures is."""
        return {"new": "待登记的来件", "reply": "待登记的回复"}.get(self.due, "今日必办")

    @property
    def is_full(self) -> bool:
        return len(self.matters) >= MOST


def work(actor: Actor, on: date, due: str, reviews: Sequence[UnderReview], come: Come) -> Work:
    """The desk's queue, batches under review told at their clocks; an unknown filter is none."""
    due = due if due in EMPTY else ""
    clocks = Deadline.objects.filter(organ__in=actor.desks)
    arrived = Dispatch.objects.received_by(actor)
    if due in NEW:
        matters = _arrivals(arrived.replies() if due == "reply" else arrived)
        whole = "/inbox/?reply=1" if due == "reply" else "/inbox/"
    else:
        running = {one.clock.pk: one for one in reviews if one.clock}
        matters = _due(_chosen(clocks, due, on), actor, on, running, come)
        whole = f"/deadlines/?due={ {'over': 'overdue'}.get(due, due) }" if due else "/deadlines/"
    told, waiting = figures(clocks, on), waiting_count(arrived)
    strip = _strip(told, waiting, waiting_count(arrived.replies()), due)
    return Work(due, strip, matters, whole, EMPTY[due], {"/inbox/": waiting, "/deadlines/": pressing(told)})


def _chosen(clocks: Deadlines, due: str, on: date) -> Deadlines:
    urgent = Q(due_on__lte=on) | Q(soon_on__lte=on)
    kinds: dict[str, Callable[[], Deadlines]] = {
        "over": lambda: clocks.overdue(on),
        "today": lambda: clocks.due_today(on),
        "soon": lambda: clocks.soon(on),
    }
    return kinds.get(due, lambda: clocks.open().filter(urgent))()


def _due(clocks: Deadlines, actor: Actor, on: date, running: Mapping[int, UnderReview], come: Come) -> list[Matter]:
    """The nearest end first, of one day the statutory before the agreed."""
    rows = clocks.select_related("counterpart").order_by("due_on", "agreed", "pk")[:MOST]
    return [_matter(row, actor, on, running.get(row.pk), come) for row in rows]


def _matter(row: Deadline, actor: Actor, on: date, review: UnderReview | None, come: Come) -> Matter:
    other = row.counterpart.short_name if row.counterpart else ""
    return Matter(
        url=way_to(row, actor) or f"/deadlines/{row.pk}/",
        title=review.stage.label if review else row.title.removeprefix(other),
        other=other,
        article=row.article,
        detail=_told(review, on) if review else "",
        face=face(row, on),
        come=come.get(review.batch.pk) if review else None,
    )


def _told(review: UnderReview, on: date) -> str:
    """第四批 152 件，减刑 146，假释 6. The prison stands in a column of its own, the year goes without saying."""
    return f"{review.batch.title.removeprefix(f'{on.year}年')} {review.standing} 件，{review.words}".rstrip("，")


def _arrivals(rows: Any) -> list[Matter]:
    waiting = rows.unregistered().listed().newest_first()[:MOST]
    return [
        Matter(f"/inbox/{one.pk}/", one.masked_title, one.sender.short_name, one.basis, arrival=one) for one in waiting
    ]


def _strip(clocks: Mapping[str, int], arrived: int, replies: int, due: str) -> list[dict[str, Any]]:
    counts: dict[str, Any] = {"over": clocks["overdue"], "today": clocks["today"], "soon": clocks["soon"]}
    counts |= {"new": shown(arrived), "reply": shown(replies)}
    return [
        {"count": counts[name] if counts[name] != "0" else 0, "label": label, "css": css, "current": name == due,
         "url": f"/desk/?due={name}" if name != due else "/desk/"}
        for name, label, css in STRIP
    ]  # fmt: skip
