"""The book the rules of commutation, parole and outside service are entered in."""

from __future__ import annotations

from functools import partial

from commutation.law.words import Ask
from procuratorate.lib.law.rules import Kind, Rulebook

RULEBOOK = Rulebook(by="rule_day")
rule = RULEBOOK.rule
step = partial(rule, kind=Kind.PROCEDURE)  # what is breached is a step of the procedure

CUT = (Ask.COMMUTATION,)
FREE = (Ask.PAROLE,)
OUT = (Ask.OUTSIDE_SERVICE,)
BOTH = (Ask.COMMUTATION, Ask.PAROLE)
ANY = (Ask.COMMUTATION, Ask.PAROLE, Ask.OUTSIDE_SERVICE)
