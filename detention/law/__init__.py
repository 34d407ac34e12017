"""羁押期限 as code: which clock runs, until when and why; `explain` holds every rule against one stay. No Django."""

from detention.law.explaining import explain
from detention.law.facts import FACTS, Facts
from detention.law.phases import CLOCKS
from detention.law.reckoning import Base, Course, Granted, Reckoned, base_of, extension, reckoned, refusal
from detention.law.rules import RULES
from detention.law.words import Anew, Given, Holder, Phase, Stop, Trait
from procuratorate.lib.law.findings import Finding, Verdict

__all__ = [
    "CLOCKS", "FACTS", "RULES", "Anew", "Base", "Course", "Facts", "Finding", "Given", "Granted", "Holder", "Phase",
    "Reckoned", "Stop", "Trait", "Verdict", "base_of", "explain", "extension", "reckoned", "refusal",
]  # fmt: skip
