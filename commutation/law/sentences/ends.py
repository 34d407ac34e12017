"""Where a sentence term ends (刑期止日): one definition, for the columns of rules and for single days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from commutation.law.sentences.lengths import Length
from procuratorate.lib.law.columns import Column, Ops
from procuratorate.lib.law.months import same_number
from procuratorate.lib.law.tracing import Tracer

SINCE_2021 = date(2021, 3, 1)  # 法释〔2021〕1号 is in force; it binds judgments from then on


class Way(StrEnum):
    """By which convention an end is reckoned. The two differ at ends of months alone."""

    ARTICLE_202 = "法释〔2021〕1号第202条第2款"
    OLDER = "2021年3月1日以前裁判的惯例"


def by_article_202(o: Any, start: Any, months: Any) -> Any:
    """Years first, then months, then a day back; the order is inferred, the day back is 第202条第2款."""
    return o.after(o.years_after(start, months // 12), months % 12) - 1


def by_older_practice(o: Any, start: Any, months: Any) -> Any:
    """The number before the first day's, or the last day of a shorter month: 371 judgments (law.md 2.1)."""
    return o.eve(start, months)


def reckoned_end(o: Ops, decided: Column, start: Column, months: Column) -> Column:
    """刑期止 of a fixed term, by the convention of the day it was decided."""
    older = by_older_practice(o, start, months)
    end: Column = o.where(decided >= SINCE_2021.toordinal(), by_article_202(o, start, months), older)
    return end


ENDS: dict[Way, Callable[[Any, Any, Any], Any]] = {Way.ARTICLE_202: by_article_202, Way.OLDER: by_older_practice}


def way_of(decided: date) -> Way:
    """The convention of a judgment's day."""
    return Way.ARTICLE_202 if decided >= SINCE_2021 else Way.OLDER


def end_of(start: date, length: Length, way: Way) -> date:
    """The last day of a term of `length` that begins on `start` and counts it (刑法 第47条)."""
    last = ENDS[way](Tracer(), start.toordinal(), length.whole_months).value
    return date.fromordinal(last) + timedelta(days=length.days)


def counted_back(end: date, reduced: Length) -> date:
    """The end after a reduction: the same number of the month, counted back from the present end (inferred)."""
    return date.fromordinal(same_number(end.toordinal(), -reduced.whole_months)) - timedelta(days=reduced.days)
