"""Progress: steps of a ladder, long jobs, stacked bars, receipts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template import Library

register = Library()
STATES = {"done": "已完成", "at": "当前", "late": "逾期", "": "未到", "ahead": "未到"}


@register.inclusion_tag("parts/ladder.html")
def ladder(steps: Iterable[Any], css: str = "") -> dict[str, Any]:
    """Steps as dots. Each has `name`, `text`, `state` (done, at, late, ahead) and may have `url`."""
    return {"steps": steps, "css": css}


@register.filter
def step_word(state: str) -> str:
    """What the dot says to someone who cannot see it."""
    return STATES.get(state, "")


@register.inclusion_tag("parts/job.html", takes_context=True)
def job_progress(
    context: Any, job: Any, poll: str = "", cancel: str = ""
) -> dict[str, Any]:
    """Long work, redrawn every second from `poll` until `job.over`; `cancel` is where the button posts.

    `job`: title, text, done, total, left (seconds or None), state (waiting, running, done, failed, cancelled),
    over (bool), message (why it failed), result_url, result_label.
    """
    return {
        "job": job,
        "poll": poll,
        "cancel": cancel,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("parts/bar.html")
def stacked_bar(segments: Sequence[Any]) -> dict[str, Any]:
    """A bar of counts, drawn as SVG. Each segment has `css` (b-out, b-read, b-doubt, b-unsure, b-new), `count`, `label`."""
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
def receipt(slip: Any) -> dict[str, Any]:
    """A receipt (送达回证) as a slip of paper: `title`, `number`, `rows` of (label, value), `hash`, `note`, `url`."""
    return {"slip": slip}
