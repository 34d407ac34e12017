"""My organ's clocks, and one clock with its sum."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.querysets import Deadlines
from procuratorate.deadlines.rendering import face, sum_lines, way_to
from procuratorate.deadlines.selectors import figures
from procuratorate.deadlines.states import State
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import CENTRE_STAFF, PRISON_STAFF, PROCURATORS, Role

HOLDERS = PROCURATORS | PRISON_STAFF | CENTRE_STAFF | {Role.BUREAU_OFFICER, Role.CASE_MANAGER, Role.SECRETARY}
PER_PAGE = 50
ORDERS = {
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "pk"),
    "start": ("starts_on", "pk"),
    "-start": ("-starts_on", "pk"),
}
STRIP = (
    ("overdue", "逾期", "over"),
    ("today", "今日到期", "today"),
    ("soon", "三日内", "soon"),
    ("open", "计时中", ""),
)


@require_safe
@for_roles(frozenset(HOLDERS))
def clock_list(request: HttpRequest) -> HttpResponse:
    """`?whose=` theirs (the other side's), below (offices below); `?due=` overdue, today, soon, stopped, ended."""
    actor, on = request.actor, request.on  # type: ignore[attr-defined]
    whose = request.GET.get("whose", "")
    theirs = whose in ("theirs", "below")
    clocks = _whose(actor, whose)
    due = request.GET.get("due", "")
    rows = _due(clocks, due, on).order_by(*ORDERS.get(request.GET.get("sort", ""), ORDERS["due"]))
    page = Paginator(rows.select_related("organ", "counterpart"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(clock, face(clock, on), way_to(clock, actor)) for clock in page],
        "figures": _strip(figures(clocks, on), due, whose),
        "whose": [(value, label, None) for value, label in _sides(actor)],
        "dues": [("", "计时中", None), ("stopped", "停止计算", None), ("ended", "已了结", None)],
        "theirs": theirs,
    }
    return render(request, "deadlines/list.html", context)


@require_safe
@for_roles(frozenset(HOLDERS))
def clock_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The worked sum, day by day, as it prints."""
    actor, on = request.actor, request.on  # type: ignore[attr-defined]
    clocks = Deadline.objects.visible_to(actor).select_related("organ", "counterpart")
    clock = get_object_or_404(clocks.prefetch_related("extensions__by", "pauses__by", "shifts__notice"), pk=pk)
    return render(
        request,
        "deadlines/clock.html",
        {
            "clock": clock,
            "face": face(clock, on),
            "chip": face(clock, on, plain=True),
            "lines": sum_lines(clock, on),
            "way": way_to(clock, actor),
        },
    )


def _sides(actor: Actor) -> list[tuple[str, str]]:
    """Whose clocks may be asked for: a superior's own desk is not that of the offices below."""
    below = [("below", "下级承办")] if set(actor.home) - set(actor.desks) else []
    return [("", "我方承办"), *below, ("theirs", "对方承办")]


def _whose(actor: Actor, whose: str) -> Deadlines:
    visible = Deadline.objects.visible_to(actor)
    if whose == "theirs":
        return visible.exclude(organ__in=actor.home)
    if whose == "below":
        return visible.held_by(actor.home).exclude(organ__in=actor.desks)
    return visible.held_by(actor.desks)


def _due(clocks: Deadlines, due: str, on: date) -> Deadlines:
    kinds = {
        "overdue": lambda: clocks.overdue(on),
        "today": lambda: clocks.due_today(on),
        "soon": lambda: clocks.soon(on),
        "stopped": lambda: clocks.filter(state=State.STOPPED),
        "ended": lambda: clocks.exclude(state__in=[State.OPEN, State.STOPPED]),
    }
    return kinds.get(due, clocks.open)()


def _strip(counts: dict[str, int], due: str, whose: str) -> list[dict[str, object]]:
    kept = f"&whose={whose}" if whose in ("theirs", "below") else ""
    return [
        {
            "count": counts[name],
            "label": label,
            "css": css,
            "url": f"?due={name}{kept}",
            "current": due == name or (name == "open" and not due),
        }
        for name, label, css in STRIP
    ]
