"""数罪并罚: between which terms the court decides when several are joined (刑法第69条)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commutation.law.sentences.lengths import Length
from commutation.law.words import Punishment

AMENDED_8, AMENDED_9 = date(2011, 5, 1), date(2015, 11, 1)
MOST = {Punishment.CONTROL: 3 * 12, Punishment.DETENTION: 12}
FIXED_MOST, HEAVY_MOST, HEAVY_FROM = 20 * 12, 25 * 12, 35 * 12  # 修正案（八）: 25 years once the sum reaches 35


@dataclass(frozen=True, slots=True)
class Band:
    """From the highest single term to the sum or what the law allows. Months; a person decides between them."""

    least: Length
    most: Length
    total: Length
    why: str


def joined(kind: Punishment, terms: Sequence[Length], last_offence: date) -> Band:
    """The band for terms of one kind. Days are left aside. Raises ValueError for fewer than two terms or for life."""
    if len(terms) < 2 or kind > Punishment.FIXED:
        raise ValueError("two or more terms of a time are joined")
    months = [one.whole_months for one in terms]
    total, most = sum(months), _most(kind, sum(months), last_offence)
    return Band(_length(max(months)), _length(min(total, most)), _length(total), _why(kind, total, last_offence))


def unserved(original: Length, served: Length) -> Length:
    """What is left of a term when a new offence comes (刑法第71条 先减后并), to be joined with the new one.

    Months a ruling took off were not served (法释〔2016〕23号第33条). A day borrowed from a month is one of thirty
    (inferred).
    """
    months, days = original.whole_months - served.whole_months, original.days - served.days
    short = max(-(days // 30), 0)
    return Length(*divmod(max(months - short, 0), 12), days + 30 * short)


def _most(kind: Punishment, total: int, last_offence: date) -> int:
    """By the day of the last offence: one after 2011-05-01 brings all under the new text."""
    if kind in MOST:
        return MOST[kind]
    return HEAVY_MOST if total >= HEAVY_FROM and last_offence >= AMENDED_8 else FIXED_MOST


def _why(kind: Punishment, total: int, last_offence: date) -> str:
    if kind is Punishment.CONTROL:
        return "管制最高不能超过三年（刑法第69条第1款）"
    if kind is Punishment.DETENTION:
        return "拘役最高不能超过一年（刑法第69条第1款）"
    if last_offence < AMENDED_8:
        return "末次犯罪在2011-05-01以前，有期徒刑最高不能超过二十年（修正前刑法第69条，依记忆，须核对）"
    if total >= HEAVY_FROM:
        return "总和刑期在三十五年以上，最高不能超过二十五年（刑法第69条第1款）"
    return "总和刑期不满三十五年，最高不能超过二十年（刑法第69条第1款）"


def _length(months: int) -> Length:
    return Length(*divmod(months, 12))
