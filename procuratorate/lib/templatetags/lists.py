"""Lists: figures above, chips and sortable heads, pages below, and what is said when there is nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.template import Context, Library

register = Library()


def address(context: Context, **changes: str | int | None) -> str:
    """This page's query string with `changes`; None drops a key. Any other change goes back to page one."""
    query = context["request"].GET.copy()
    for name, value in {"page": None, **changes}.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("parts/sheet_head.html")
def sheet_head(title: str, note: str = "", aside: str = "") -> dict[str, str]:
    """Head of a sheet: what it is, one quiet line beside it, one at the right."""
    return {"title": title, "note": note, "aside": aside}


@register.inclusion_tag("parts/figures.html")
def figures(items: Iterable[Any], label: str = "筛选") -> dict[str, Any]:
    """The strip of figures over a queue: `count`, `label`, `url`, and maybe `css` (over, today, soon), `current`."""
    return {"items": items, "label": label}


@register.inclusion_tag("parts/nothing.html")
def nothing(why: str, coming: str = "", url: str = "", act: str = "") -> dict[str, str]:
    """An empty list: why it is empty, what comes here, and the next act. (`empty` is the word of `{% for %}`.)"""
    return {"why": why, "coming": coming, "url": url, "act": act}


@register.inclusion_tag("parts/chips.html", takes_context=True)
def chips(
    context: Context,
    name: str,
    options: Iterable[tuple[str, str, int | None]],
    label: str = "筛选",
) -> dict[str, Any]:
    """Filter chips that stay in the address: options of (value, word, count or None); value "" is all."""
    current = context["request"].GET.get(name, "")
    items = [
        {
            "url": address(context, **{name: value}),
            "word": word,
            "count": count,
            "current": value == current,
        }
        for value, word, count in options
    ]
    return {"items": items, "label": label}


@register.inclusion_tag("parts/sortable.html", takes_context=True)
def sortable(context: Context, name: str, label: str, css: str = "", default: bool = False) -> dict[str, Any]:
    """A sortable <th>: first click up, second down (`?sort=-name`). `default` marks the order without `?sort=`."""
    current = context["request"].GET.get("sort", "") or (name if default else "")
    towards = f"-{name}" if current == name else name
    order = {name: "ascending", f"-{name}": "descending"}.get(current, "none")
    return {
        "label": label,
        "css": css,
        "order": order,
        "url": address(context, sort=towards),
    }


@register.inclusion_tag("parts/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Where one is in a long list; keeps filters and order. Nothing for an empty list."""
    turns = [
        {"word": word, "url": address(context, page=number) if number else ""}
        for word, number in (
            ("首页", 1 if page.number > 1 else None),
            ("上一页", page.number - 1 if page.has_previous() else None),
            ("下一页", page.number + 1 if page.has_next() else None),
            ("末页", page.paginator.num_pages if page.has_next() else None),
        )
    ]
    return {"page": page, "turns": turns}
