"""Restraint, confinement, death and other events as law: what must hold, what is owed, by which text. No Django."""

from procuratorate.incidents.law.duties import DUTIES, Duty, Whose, duties_of
from procuratorate.incidents.law.explaining import explain
from procuratorate.incidents.law.facts import FACTS, Facts
from procuratorate.incidents.law.instruments import EXAMINATION_HOURS, article_of, most_of
from procuratorate.incidents.law.rules import RULES
from procuratorate.incidents.law.words import UNNATURAL, Cause, Device, Kind, Place, Standing
from procuratorate.lib.law.findings import Finding, Verdict

__all__ = [
    "DUTIES", "EXAMINATION_HOURS", "FACTS", "RULES", "UNNATURAL", "Cause", "Device", "Duty", "Facts", "Finding", "Kind",
    "Place", "Standing", "Verdict", "Whose", "article_of", "duties_of", "explain", "most_of",
]  # fmt: skip
