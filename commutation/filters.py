"""The filters of batches, proposals and rulings over the API."""

# django-filter ships no types.
# mypy: disable-error-code="no-untyped-call,misc,no-any-return,name-defined"

from __future__ import annotations

from typing import Any

import django_filters as filters

from commutation.states import BatchState, FilingState, Kind
from commutation.states.courts import RulingOutcome, RulingState

BIGGEST = 2**62


class BatchFilter(filters.FilterSet):
    """`prison year state`."""

    prison = filters.CharFilter("prison__code", max_length=30, label="监狱的代码")
    year = filters.NumberFilter("year", min_value=2000, max_value=2100, label="年度")
    state = filters.ChoiceFilter("state", choices=BatchState.choices, label="状态")


class FilingFilter(filters.FilterSet):
    """`batch prison ward number kind state q`."""

    batch = filters.NumberFilter("batch_id", min_value=1, max_value=BIGGEST, label="批次的 id")
    prison = filters.CharFilter("prison__code", max_length=30, label="监狱的代码")
    ward = filters.CharFilter("ward__code", max_length=30, label="监区的代码")
    number = filters.CharFilter("number", max_length=30, label="罪犯编号")
    kind = filters.ChoiceFilter("kind", choices=Kind.choices, label="提请种类")
    state = filters.ChoiceFilter("state", choices=FilingState.choices, label="状态")
    q = filters.CharFilter(method="by_words", max_length=60, label="姓名、拼音首字母或编号开头")

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.found_by(value)


class RulingFilter(filters.FilterSet):
    """`filing case_no kind outcome state since until`."""

    filing = filters.NumberFilter("filing_id", min_value=1, max_value=BIGGEST, label="提请的 id")
    case_no = filters.CharFilter("case_no", max_length=60, label="案号")
    kind = filters.ChoiceFilter("kind", choices=Kind.choices, label="种类")
    outcome = filters.ChoiceFilter("outcome", choices=RulingOutcome.choices, label="结果")
    state = filters.ChoiceFilter("state", choices=RulingState.choices, label="状态")
    since = filters.DateFilter("ruled_on", "gte", label="裁定日自")
    until = filters.DateFilter("ruled_on", "lte", label="裁定日至")
