"""The filters of notices over the API."""

# django-filter ships no types.
# mypy: disable-error-code="no-untyped-call,misc,no-any-return,name-defined"

from __future__ import annotations

from typing import Any

import django_filters as filters

from procuratorate.notices.states import Kind, State


class NoticeFilter(filters.FilterSet):
    """`kind state waiting after`."""

    kind = filters.ChoiceFilter("kind", choices=Kind.choices, label="文书种类")
    state = filters.ChoiceFilter("state", choices=State.choices, label="状态")
    waiting = filters.BooleanFilter(method="by_waiting", label="true 只列等本岗位办理的")
    after = filters.NumberFilter("pk", "gt", min_value=0, max_value=2**62, label="只列编号（id）大于此数的，用于续取")

    def by_waiting(self, rows: Any, name: str, value: bool) -> Any:
        actor = self.request._request.actor
        return rows.waiting_for(actor) if value else rows
