"""Papers, their numbers and copies; lines of registers."""

from procuratorate.documents.models.papers import Copy, Paper, Series
from procuratorate.documents.models.registers import Entry, FormerEntry

__all__ = ["Copy", "Entry", "FormerEntry", "Paper", "Series"]
