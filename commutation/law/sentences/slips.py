"""Ends that would follow from the usual slips of a clerk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from commutation.law.sentences.ends import Way
from commutation.law.sentences.lengths import Length
from commutation.law.sentences.stated import Stated, reckoned, ways, whole

SLIP_OF_DAYS = 31  # as far as days may be miscounted


def slips_of(stated: Stated) -> dict[str, date]:
    """Ends that would follow from the usual slips, by their names."""
    way = ways(stated)[0]
    slips = {}
    if stated.credit:
        said = f"载明的{abs(stated.credit)}日"
        slips[f"{said}折抵或者扣除没有计入止日"] = reckoned(replace(stated, credit=0), way)
        slips[f"{said}加减方向相反"] = reckoned(replace(stated, credit=-stated.credit), way)
        slips[f"{said}计入了两次"] = reckoned(replace(stated, credit=2 * stated.credit), way)
        slips |= _other_credit(stated, way)
    if len(stated.reductions) > 1:
        slips["以前的减刑没有计入"] = reckoned(replace(stated, reductions=stated.reductions[-1:]), way)
    if stated.reductions:
        slips["最近一次减刑没有计入"] = reckoned(replace(stated, reductions=stated.reductions[:-1]), way)
    if stated.reductions and stated.length and stated.start:
        shorter = _shortened(stated.length, stated.reductions)
        slips["与自起日按减刑后刑期推算的止日相同，两种算法在月末相差"] = whole(replace(stated, length=shorter), way)
    for other in Way:
        if other is not way:
            slips[f"与按{other.value}推算的相同"] = reckoned(stated, other)
    return slips


def _other_credit(stated: Stated, way: Way) -> dict[str, date]:
    """How many days would have to be credited (or added) for the stated end; a slip of a few days is likely there."""
    if stated.reductions or not stated.end:
        return {}
    days = (reckoned(replace(stated, credit=0), way) - stated.end).days
    same_sign = days * stated.credit > 0 and abs(days - stated.credit) <= SLIP_OF_DAYS
    return {f"载明{abs(stated.credit)}日，按{abs(days)}日计入则相符，请核对日数": stated.end} if same_sign else {}


def _shortened(length: Length, reductions: Iterable[Length]) -> Length:
    """The other way to reduce: a shorter term from its first day."""
    months = length.whole_months - sum(one.whole_months for one in reductions)
    return Length(months=max(months, 0), days=length.days - sum(one.days for one in reductions))
