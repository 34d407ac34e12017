"""What forms told, label by label, codes as their words."""

from __future__ import annotations

from typing import Any

from django.forms import FileField

from procuratorate.incidents.forms.acts import FORMS
from procuratorate.incidents.forms.reports import DETAILS
from procuratorate.incidents.law import Kind
from procuratorate.incidents.states import Act


def choice_words(kind: Kind, facts: dict[str, Any]) -> list[tuple[str, str]]:
    """What a form told, label by label, codes as their words."""
    base = DETAILS[kind].base_fields
    return [(str(base[name].label), _shown(base[name], value)) for name, value in facts.items() if name in base]


def _shown(field: Any, value: Any) -> str:
    choices = dict(getattr(field, "choices", []) or [])
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value))


def form_words(act: Act, facts: dict[str, Any]) -> list[tuple[str, str]]:
    """What the form of an act told; of a correction, what was and what is."""
    if act is Act.CORRECTED:
        return _changes(facts)
    base = FORMS[act].base_fields if act in FORMS else {}
    return [
        (str(base[name].label), _shown(base[name], value))
        for name, value in facts.items()
        if name in base and not isinstance(base[name], FileField)
    ]


def _changes(facts: dict[str, Any]) -> list[tuple[str, str]]:
    fields = {name: one for form in DETAILS.values() for name, one in form.base_fields.items()}
    told = []
    if "occurred" in facts:
        told.append(("发生时间", " → ".join(facts["occurred"])))
    for name, before in facts.get("before", {}).items():
        field = fields[name]
        old = _shown(field, before) if before is not None else "未登记"
        told.append((str(field.label), f"{old} → {_shown(field, facts['after'][name])}"))
    return told
