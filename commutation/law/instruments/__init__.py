"""The dated numbers of law, one module per instrument, and the book that finds the one in force."""

from __future__ import annotations

from itertools import chain

from commutation.law.instruments import (
    courts,
    criminal_law,
    outside,
    prison_law,
    r1997,
    r2012,
    r2016,
    r2019,
    r2024,
)
from commutation.law.instruments.quantities import QUANTITIES
from procuratorate.lib.law.params import Book

MODULES = (criminal_law, r1997, r2012, r2016, r2019, r2024, outside, prison_law, courts)
BOOK = Book(QUANTITIES, chain.from_iterable(module.PARAMS for module in MODULES))
