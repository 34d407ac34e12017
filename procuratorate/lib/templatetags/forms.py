"""Fields of forms: label above, help below, error beside, and a summary at the top with links."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, Form, RadioSelect, Select
from django.template import Library

register = Library()


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """One field of a form, its words tied to it for screen readers. Ticks and dots stand before their labels."""
    attrs: dict[str, str | bool] = {"class": _css(bound), "aria-describedby": f"{bound.auto_id}-help"}
    if bound.errors:
        attrs |= {"class": f"{attrs['class']} is-invalid", "aria-invalid": "true"}
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "hint": hint or str(bound.help_text),
        "is_check": isinstance(bound.field.widget, CheckboxInput),
        "is_file": isinstance(bound.field.widget, FileInput),
    }


def _css(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


@register.inclusion_tag("parts/form_errors.html")
def form_errors(form: Form | None) -> dict[str, Any]:
    """What is wrong with a form, at its top, each line a link to its field."""
    if form is None or not form.errors:
        return {"form": None}
    return {
        "form": form,
        "bad": [form[name] for name in form.errors if name in form.fields],
    }


@register.inclusion_tag("parts/dropzone.html")
def dropzone(name: str, accept: str = ".xlsx", label: str = "选择文件", hint: str = "") -> dict[str, str]:
    """A file field one may also drop a file upon; works without script. `accept` as in HTML."""
    return {"name": name, "accept": accept, "label": label, "hint": hint}
