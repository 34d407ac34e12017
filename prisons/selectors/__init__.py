"""What pages, papers and filings read of inmates."""

from prisons.selectors.completeness import BASICS, completeness_of
from prisons.selectors.facts import inmate_facts, unsealed
from prisons.selectors.lists import InmateRow, inmate_rows, missing_words, term_words
from prisons.selectors.telling import Told, compared

__all__ = [
    "BASICS", "InmateRow", "Told", "compared", "completeness_of", "inmate_facts", "inmate_rows", "missing_words",
    "term_words", "unsealed",
]  # fmt: skip
