"""settings.FORM_RENDERER: Django's own, but a list to choose from is written out at once.

Django renders a template, and in it another, for each option: the wards of a province took longer than all else on
their page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

SELECT = "django/forms/widgets/select.html"


class FormRenderer(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        if template_name == SELECT:
            return SafeString(_select(context["widget"]))  # every part is escaped below
        return super().render(template_name, context, request)  # type: ignore[return-value]  # the stubs say SafeString


def _select(widget: Mapping[str, Any]) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>{groups}\n</select>'


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    told = "".join(map(_option, options))
    return f'\n<optgroup label="{conditional_escape(name)}">{told}\n</optgroup>' if name else told


def _option(option: Mapping[str, Any]) -> str:
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    return f'\n<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attrs: Mapping[str, Any]) -> str:
    """True is a word alone, False is nothing, as Django has it."""
    told = ((conditional_escape(name), value) for name, value in attrs.items() if value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{conditional_escape(value)}"' for name, value in told)
