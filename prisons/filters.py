"""The filters of the inmates' list. They stay in the address; the export and the API take the same ones."""

# django-filter ships no types.
# mypy: disable-error-code="no-untyped-call,name-defined,misc,no-any-return"

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import QueryDict

from prisons.models import Inmate
from prisons.querysets import Inmates
from prisons.states import Presence
from procuratorate.custody.states import Category, SentenceKind, Vulnerable
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind

WITHIN = [("30", "30日内刑满"), ("90", "90日内刑满"), ("180", "180日内刑满")]
SORTS = {
    "number": "number",
    "name": "pinyin",
    "ward": "ward__path",
    "ends": "ends_now",
    "completeness": "completeness",
}


class InmateFilter(filters.FilterSet):
    """`q prison ward category sentence vulnerable within missing state`; needs the actor and the day."""

    q = filters.CharFilter(method="by_words", label="查找")
    prison = filters.ModelChoiceFilter(queryset=Organ.objects.none(), label="监狱", empty_label="全部监狱")
    ward = filters.ModelChoiceFilter(
        queryset=Organ.objects.none(), label="监区", empty_label="全部监区", method="by_ward"
    )
    sentence = filters.ChoiceFilter("sentence_kind", choices=SentenceKind.choices, label="刑种", empty_label="全部刑种")
    category = filters.ChoiceFilter(
        choices=Category.choices, method="by_category", label="类别", empty_label="全部类别"
    )
    vulnerable = filters.ChoiceFilter(
        choices=Vulnerable.choices, method="by_vulnerable", label="特殊群体", empty_label="全部人员"
    )
    within = filters.ChoiceFilter(choices=WITHIN, method="by_end", label="刑满", empty_label="刑满日不限")
    missing = filters.ChoiceFilter(choices=[("1", "有缺项")], method="by_missing", label="缺项", empty_label="缺项不限")
    state = filters.ChoiceFilter(
        choices=[*Presence.choices, ("all", "全部")], method="by_state", label="状态", empty_label=None
    )

    class Meta:
        model = Inmate
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, actor: Actor, on: Any) -> None:
        rows = Inmate.objects.visible_to(actor)
        data = data.copy()
        data.setdefault("state", Presence.IN)
        super().__init__(data, queryset=rows)
        self.on = on
        organs = Organ.objects.visible_to(actor)
        self.filters["prison"].queryset = organs.filter(kind=Kind.PRISON)
        self.filters["ward"].queryset = organs.filter(kind__in=[Kind.WARD, Kind.SUBWARD])
        for bound in self.form:
            bound.field.widget.attrs.setdefault("class", "form-control" if bound.name == "q" else "form-select")

    @property
    def ids(self) -> QuerySet[Any, int]:
        """Ids of the inmates that pass, in the order asked for; rows are fetched a page at a time."""
        asked = str(self.data.get("sort", ""))
        column = SORTS.get(asked.removeprefix("-"), "number")
        order = f"-{column}" if asked.startswith("-") else column
        rows = self.qs if self.form.is_valid() else self.queryset.none()
        return rows.order_by(order, "pk").values_list("pk", flat=True)

    def by_words(self, rows: Inmates, name: str, value: str) -> Inmates:
        return rows.found_by(value[:60])

    def by_ward(self, rows: Inmates, name: str, value: Organ) -> Inmates:
        return rows.filter(ward__path__startswith=value.path)

    def by_category(self, rows: Inmates, name: str, value: str) -> Inmates:
        return rows.of_category(value)

    def by_vulnerable(self, rows: Inmates, name: str, value: str) -> Inmates:
        return rows.vulnerable(value, self.on)

    def by_end(self, rows: Inmates, name: str, value: str) -> Inmates:
        return rows.ending_within(int(value), self.on)

    def by_missing(self, rows: Inmates, name: str, value: str) -> Inmates:
        return rows.incomplete()

    def by_state(self, rows: Inmates, name: str, value: str) -> Inmates:
        return rows if value == "all" else rows.filter(state=value)
