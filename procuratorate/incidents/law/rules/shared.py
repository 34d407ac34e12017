"""The rulebook of events in custody, and what several rules derive alike.

Days that ran are counted without the first, so that no way of counting makes a lawful one too long.
"""

from __future__ import annotations

from procuratorate.lib.law.columns import Column, Columns, Derive, Ops
from procuratorate.lib.law.rules import Rulebook

RULEBOOK = Rulebook()
rule = RULEBOOK.rule
SHARED: dict[str, Derive] = {}


def shared(derive: Derive) -> Derive:
    """Enter a function under its own name."""
    SHARED[derive.__name__] = derive
    return derive


@shared
def until(c: Columns, o: Ops) -> Column:
    """The day it was lifted, or the day asked about."""
    return o.first(c.ended_on, c.on)


@shared
def ran(c: Columns, o: Ops) -> Column:
    return o.named("已执行", c.until - c.started_on)


@shared
def confined_in_prison(c: Columns, o: Ops) -> Column:
    return c.in_prison & c.confined


@shared
def confined_serving(c: Columns, o: Ops) -> Column:
    return c.in_centre & c.confined & c.serving


@shared
def confined_unjudged(c: Columns, o: Ops) -> Column:
    return c.in_centre & c.confined & ~c.serving


@shared
def restrained_in_prison(c: Columns, o: Ops) -> Column:
    return c.in_prison & c.restrained


@shared
def restrained_in_centre(c: Columns, o: Ops) -> Column:
    return c.in_centre & c.restrained


@shared
def died_in_prison(c: Columns, o: Ops) -> Column:
    return c.in_prison & c.died


@shared
def died_in_centre(c: Columns, o: Ops) -> Column:
    return c.in_centre & c.died
