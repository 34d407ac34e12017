"""One cell as a clerk typed it → a typed value, or a problem she can mend.

Every parser takes the raw cell as calamine or csv hands it over (`Raw`: text, numbers, bool, dates, None) and returns
`Parsed(value, problem, mending, note)`; it never raises on bad input.

    day("2021.2.30")     → problem 二月没有30日
    month("2024-03")     → date(2024, 3, 1)                         months are their first day
    term("8年6个月")      → Term(Kind.FIXED, months=102)
    extent("七个月")      → 7                                        months taken off, or left
    money()("50万元")     → Decimal(500000)                          always in yuan
    number(places=2)("138.5分") · whole(unit="次")("4次") · yes_no("是") · text(max_length=40)("…")
    choice({"1": "男", "2": "女"})("男") → "1"                       near misses are suggested

An empty cell is value None without a problem: whether it may be empty is the column's business (`lib.sheets.Column`).
缺 is value `MISSING`: the clerk says the paper is not there, which is not the same as having said nothing.
"""

from procuratorate.lib.cells.choices import choice, yes_no
from procuratorate.lib.cells.dates import day, month
from procuratorate.lib.cells.numbers import extent, money, number, whole
from procuratorate.lib.cells.parsed import MISSING, Missing, Parse, Parsed, Raw
from procuratorate.lib.cells.terms import Kind, Term, term, years_and_months
from procuratorate.lib.cells.texts import name, text

__all__ = [
    "MISSING",
    "Kind",
    "Missing",
    "Parse",
    "Parsed",
    "Raw",
    "Term",
    "choice",
    "day",
    "extent",
    "money",
    "month",
    "name",
    "number",
    "term",
    "text",
    "whole",
    "years_and_months",
    "yes_no",
]
