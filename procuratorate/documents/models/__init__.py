"""Papers, their numbers and copies; lines of registers."""

from procuratorate.documents.models.papers import Copy, Paper, Series
from procuratorate.documents.models.registers import Entry

__all__ = ["Copy", "Entry", "Paper", "Series"]
