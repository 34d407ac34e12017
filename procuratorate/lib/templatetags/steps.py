"""Progress: steps of a ladder, long jobs, stacked bars, receipts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.template import Library

register = Library()
STATES = {"done": "已完成", "at": "当前", "late": "逾期", "gap": "未登记", "": "未到", "ahead": "未到"}


@register.inclusion_tag("parts/ladder.html")
def ladder(steps: Iterable[Any], css: str = "") -> dict[str, Any]:
    """Steps as dots. Each has `name`, `text`, `state` and may have `url`.

    States: done, at, late, gap (passed, its day not written down), ahead.
    """
    return {"steps": steps, "css": css}


@register.filter
def step_word(state: str) -> str:
    """What the dot says to someone who cannot see it."""
    return STATES.get(state, "")


@register.inclusion_tag("parts/job.html", takes_context=True)
def job_progress(context: Any, job: Any, poll: str = "", cancel: str = "", result: str = "看结果") -> dict[str, Any]:
    """Long work, redrawn every second from `poll` while it is open; `cancel` is where the button posts.

    `job` is a work.Job: title, step, done, total, state, is_open, started_at, error, address. The view of `poll`
    renders this same tag.
    """
    left = job.get("left") if isinstance(job, dict) else seconds_left(job, getattr(context.get("request"), "at", None))
    csrf_token = context.get("csrf_token")
    return {"job": job, "poll": poll, "cancel": cancel, "result": result, "left": left, "csrf_token": csrf_token}


def seconds_left(job: Any, at: dt.datetime | None) -> float | None:
    """By the pace so far; None before there is one."""
    if not (at and job.started_at and job.done and job.total):
        return None
    taken: dt.timedelta = at - job.started_at
    return taken.total_seconds() * int(job.total - job.done) / int(job.done)


@register.inclusion_tag("parts/bar.html")
def stacked_bar(segments: Sequence[Any]) -> dict[str, Any]:
    """A bar of counts, drawn as SVG. Of each its `count`, its `label`, and in `css` an ink of chart.css (b-…)."""
    total = sum(segment["count"] for segment in segments) or 1
    shown, x = [], 0.0
    for segment in segments:
        width = segment["count"] * 430 / total
        shown.append({**segment, "x": f"{x:.1f}", "width": f"{max(width - 1, 0):.1f}"})
        x += width
    return {
        "segments": shown,
        "words": "，".join(f"{s['label']} {s['count']}" for s in segments),
    }


@register.inclusion_tag("parts/receipt.html")
def receipt(slip: Any, css: str = "") -> dict[str, Any]:
    """A receipt (送达回证) as a slip of paper: `title`, `number`, `rows` of (label, value), `hash`, `note`.

    `css="full"` for a page of its own.
    """
    return {"slip": slip, "css": css}
