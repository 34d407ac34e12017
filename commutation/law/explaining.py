"""Every rule held against one filing, in the words a procurator would sign."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from commutation.law.facts import FACTS, LAW_ON, ON, Facts
from commutation.law.rules import RULES
from commutation.law.shared import SHARED
from commutation.law.words import Ask
from procuratorate.lib.law.findings import Finding, Verdict, judge
from procuratorate.lib.law.traced import OPS, Traced
from procuratorate.lib.law.tracing import leaf

_BY_ASK = {ask: tuple(rule for rule in RULES if ask in rule.asks) for ask in Ask}
_ROUNDS = 8  # a later day may fall under another law, which asks for another day


class _Columns(Traced):
    facts, shared = FACTS, SHARED


def explain(
    facts: Facts, *, on: date, law_on: date | None = None, only: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a filing (or, unfiled, of filing it on `on`), in the order of the rulebook.

    Only rules about this kind of filing answer, or those of them whose codes are in `only`. `law_on` asks the same
    under the law of another day (法律前后对照).
    Never raises for any facts.
    """
    columns = _Columns(facts, leaf(ON, on.toordinal()))
    if law_on:
        columns.__dict__["rule_day"] = leaf(LAW_ON, law_on.toordinal())
    rules = _BY_ASK[facts.ask]
    return tuple(judge(rule, columns, OPS) for rule in rules if only is None or rule.code in only)


@dataclass(frozen=True)
class Almost:
    """From when a filing would be lawful as far as time goes.

    `day` None: nothing to wait for can be reckoned. `waits` are the rules that set it, `bars` the breaches no waiting
    mends, `open` what cannot be decided, `past` the waits that are over.
    """

    day: date | None
    waits: tuple[Finding, ...]
    bars: tuple[Finding, ...]
    open: tuple[Finding, ...]
    past: tuple[Finding, ...] = ()


def almost(facts: Facts, *, on: date, only: Collection[str] | None = None) -> Almost:
    """The earliest lawful day of filing from `on`, reckoned anew while a later day brings another law.

    `only`: by these rules alone.
    """
    day, waits = on, tuple[Finding, ...]()
    for _ in range(_ROUNDS):
        findings = explain(facts, on=day, only=only)
        late = tuple(one for one in findings if one.rule.waits and one.verdict is Verdict.BREACHED)
        if not late or facts.filed_on:
            break
        waits = late
        day += timedelta(days=max(-(one.margin.value or 0) for one in late))
    bars = tuple(one for one in findings if one.verdict is Verdict.BREACHED and (one in late or not one.rule.waits))
    undecided = tuple(one for one in findings if one.verdict is Verdict.CANNOT_DECIDE)
    reckoned = not any(one.rule.waits for one in undecided) and not late
    past = tuple(one for one in findings if one.rule.waits and one.verdict is Verdict.MET)
    return Almost(day if reckoned else None, waits, bars, undecided, past)
