"""Rows of the inmates' list and of its export: one page of them in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from prisons.models import Inmate
from prisons.selectors.completeness import BASICS
from procuratorate.custody.models import OfCategory, Offence, Sentence
from procuratorate.custody.states import SentenceKind
from procuratorate.lib.cells import years_and_months

SHORT = {SentenceKind.LIFE: "无期", SentenceKind.SUSPENDED_DEATH: "死缓"}


@dataclass(frozen=True)
class InmateRow:
    """One row as shown and exported."""

    pk: int
    number: str
    name: str
    prison: str
    ward: str
    sex: str
    offence: str
    categories: str
    term: str
    starts_on: date | None
    ends_now: date | None
    days_left: int | None
    state: str
    completeness: int
    missing: Sequence[str]


def inmate_rows(ids: Sequence[int], on: date) -> list[InmateRow]:
    """The rows of these inmates, in the order given; four queries."""
    offences = Offence.objects.filter(judgment__is_prior=False)
    rows = Inmate.objects.filter(pk__in=ids).select_related("person", "prison", "ward", "sentence__judgment")
    found = rows.prefetch_related(
        Prefetch("person__offences", offences), Prefetch("person__categories", OfCategory.objects.order_by("code"))
    )
    by_pk = {row.pk: _row(row, on) for row in found}
    return [by_pk[pk] for pk in ids if pk in by_pk]


def term_words(sentence: Sentence | None) -> str:
    """8年6个月, 无期, 死缓（限制减刑）."""
    if sentence is None:
        return ""
    kind = SentenceKind(sentence.kind)
    told = years_and_months(sentence.months) + (f"{sentence.days}日" if sentence.days else "")
    words = SHORT.get(kind) or ("" if kind == SentenceKind.FIXED else kind.label) + told
    return words + ("（限制减刑）" if sentence.restricted else "") + ("（终身监禁）" if sentence.for_life else "")


def missing_words(codes: Sequence[str]) -> list[str]:
    """Codes of `completeness` in words."""
    return [BASICS[code][0] for code in codes if code in BASICS]


def _row(row: Any, on: date) -> InmateRow:
    sentence: Sentence | None = row.sentence
    ends = sentence.ends_now if sentence else None
    sealed = bool(sentence and sentence.judgment.is_sealed)
    offences = ["（封存）"] if sealed else [one.name for one in row.person.offences.all()]
    return InmateRow(
        pk=row.pk,
        number=row.number,
        name=row.person.name,
        prison=row.prison.short_name,
        ward=row.ward.short_name if row.ward_id != row.prison_id else "",
        sex=row.person.get_sex_display(),
        offence=offences[0] + (f" 等{len(offences)}罪" if len(offences) > 1 else "") if offences else "",
        categories="" if sealed else "、".join(str(one) for one in row.person.categories.all()),
        term=term_words(sentence),
        starts_on=sentence.starts_on if sentence else None,
        ends_now=ends,
        days_left=(ends - on).days if ends else None,
        state=row.get_state_display(),
        completeness=row.completeness,
        missing=missing_words(row.missing),
    )
