"""The book the rules of commutation, parole and outside service are entered in."""

from __future__ import annotations

from commutation.law.words import Ask
from procuratorate.lib.law.rules import Rulebook

RULEBOOK = Rulebook(by="rule_day")
rule = RULEBOOK.rule

CUT = (Ask.COMMUTATION,)
FREE = (Ask.PAROLE,)
OUT = (Ask.OUTSIDE_SERVICE,)
BOTH = (Ask.COMMUTATION, Ask.PAROLE)
ANY = (Ask.COMMUTATION, Ask.PAROLE, Ask.OUTSIDE_SERVICE)
