"""The filters of dispatches over the API."""

# django-filter ships no types.
# mypy: disable-error-code="no-untyped-call,misc,no-any-return,name-defined"

from __future__ import annotations

from typing import Any

import django_filters as filters

from procuratorate.dispatch.states import DeliveryState, Mode

BOXES = [("in", "收到的"), ("out", "发出的")]


class DispatchFilter(filters.FilterSet):
    """`box mode kind waiting after`."""

    box = filters.ChoiceFilter(choices=BOXES, method="by_box", label="in 收到的，out 发出的；不填为两者")
    mode = filters.ChoiceFilter("legal_mode", choices=Mode.choices, label="方式")
    kind = filters.CharFilter("kind", max_length=40, label="种类，例如 commutation.consultation")
    waiting = filters.BooleanFilter(method="by_waiting", label="true 只列未登记的，false 只列已登记的")
    after = filters.NumberFilter("pk", "gt", min_value=0, max_value=2**62, label="只列编号（id）大于此数的，用于续取")

    def by_box(self, rows: Any, name: str, value: str) -> Any:
        actor = self.request._request.actor
        return rows.received_by(actor) if value == "in" else rows.sent_from(actor)

    def by_waiting(self, rows: Any, name: str, value: bool) -> Any:
        return rows.unregistered() if value else rows.registered()


class DeliveryFilter(filters.FilterSet):
    """`state webhook after`."""

    state = filters.ChoiceFilter("state", choices=DeliveryState.choices, label="状态")
    webhook = filters.NumberFilter("webhook", min_value=0, max_value=2**62, label="推送地址的 id")
    after = filters.NumberFilter("pk", "gt", min_value=0, max_value=2**62, label="只列编号（id）大于此数的，用于续取")
