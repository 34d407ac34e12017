"""Every rule on events in custody, in the order of the rulebook."""

from procuratorate.incidents.law.rules import confinement, deaths, restraint
from procuratorate.incidents.law.rules.shared import RULEBOOK, SHARED

__all__ = ["RULES", "SHARED", "confinement", "deaths", "restraint"]

RULES = tuple(RULEBOOK.rules.values())
