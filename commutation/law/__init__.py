"""减刑、假释、暂予监外执行 as code: `explain` holds every rule against one filing. No Django below this line."""

from commutation.law.eligibility import OF_PERSON
from commutation.law.explaining import Almost, almost, explain
from commutation.law.facts import FACTS, ORDINARY, Facts
from commutation.law.rules import RULES
from procuratorate.lib.law.findings import Finding, Verdict

__all__ = ["FACTS", "OF_PERSON", "ORDINARY", "RULES", "Almost", "Facts", "Finding", "Verdict", "almost", "explain"]
