"""Reads of papers and registers."""

from procuratorate.documents.selectors.papers import (
    by_code,
    bytes_of,
    issued_as,
    kinds_of,
    made_on,
    papers,
    received_as,
)

__all__ = ["by_code", "bytes_of", "issued_as", "kinds_of", "made_on", "papers", "received_as"]
