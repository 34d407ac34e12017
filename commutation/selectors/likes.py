"""Like cases: what courts took off, or made of, sentences of the same kind, band and category in three years."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from commutation.law import Facts
from commutation.law.words import Punishment
from commutation.models import Filing, Ruling
from commutation.states import Kind
from commutation.states.courts import GRANTED, RulingState
from procuratorate.custody.models import OfCategory
from procuratorate.custody.states import Category, SentenceKind
from procuratorate.lib.law import months
from procuratorate.organs.actors import Actor

YEARS = 3
BANDS = (60, 120)  # months: 法释〔2016〕23号第6条
STRICT = frozenset({Category.A1, Category.A2, Category.A3, Category.A4, Category.A5, Category.A6, Category.A7})
TERM_FROM = 156  # months: the least a life sentence ever became; below, a ruling took months off


def given_to_like(filing: Filing, facts: Facts, actor: Actor, on: date) -> list[int]:
    """Months in each ruling on a like case within `actor`'s reach, without names. Only commutations that were granted.

    Like: the same original punishment, the same band of term, in or outside the categories of 第7条, and in whole the
    same question: months off, or the term made of life or suspended death.
    """
    if filing.kind != Kind.COMMUTATION:
        return []
    rows = Ruling.objects.visible_to(actor).exclude(state=RulingState.VOID).exclude(filing=filing)
    rows = rows.filter(kind=Kind.COMMUTATION, outcome__in=GRANTED, months__isnull=False, superseded_by=None)
    since = date.fromordinal(months.add_years(on.toordinal(), -YEARS))
    rows = rows.filter(ruled_on__gt=since, ruled_on__lte=on)
    found = _like(rows, filing, facts).order_by("months").values_list("months", flat=True)
    return [given for given in found if given]


def _like(rows: QuerySet[Ruling], filing: Filing, facts: Facts) -> QuerySet[Ruling]:
    strict = OfCategory.objects.filter(code__in=STRICT)
    own = strict.filter(person=filing.person_id).exists()
    listed = Exists(strict.filter(person=OuterRef("filing__person")))
    rows = rows.filter(listed if own else ~listed)
    if facts.kind is None:
        return rows.none()
    rows = rows.filter(filing__inmate__sentence__kind=SentenceKind[facts.kind.name])
    if facts.kind == Punishment.FIXED and facts.months:
        return rows.filter(_band(facts.months))
    return rows.filter(months__gte=TERM_FROM) if facts.proposed_term else rows.filter(months__lt=TERM_FROM)


def _band(term: int) -> Q:
    """Under five years, five to ten, ten and more."""
    low = max((edge for edge in BANDS if term >= edge), default=0)
    high = min((edge for edge in BANDS if term < edge), default=1000)
    return Q(filing__inmate__sentence__months__gte=low, filing__inmate__sentence__months__lt=high)
