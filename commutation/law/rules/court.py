"""法院: hearing, service, reasons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.courts import JS21, TRIALS
from commutation.law.instruments.prison_law import NEW
from commutation.law.rulebook import BOTH, CUT, step
from procuratorate.lib.law.columns import Answer, Columns, Judge, Ops
from procuratorate.lib.law.rules import Addressee
from procuratorate.lib.law.standings import Standing

of_court = partial(step, addressee=Addressee.COURT, since=JS21.since)


def heard(code: str, title: str, items: str, why: str, **more: Any) -> Callable[[Judge], Judge]:
    """A rule that the court hears such a filing in session."""
    return of_court(code, title, JS21.cite(items), TRIALS.cite("6"), says=f"{why}，没有开庭审理", **more)


@heard("hearing-major", "重大立功减刑应当开庭", "538(一)", "因重大立功报请减刑", asks=CUT, when="ruled")
def hearing_major(c: Columns, o: Ops) -> Answer:
    """Whoever is exempt from waiting is heard."""
    return c.major, o.need(c.heard)


@heard(
    "hearing-below",
    "起始、间隔、幅度不合一般规定的应当开庭",
    "538(二)",
    "减刑幅度不符合一般规定",
    asks=CUT,
    when="ruled",
)
def hearing_below(c: Columns, o: Ops) -> Answer:
    """An extent over the general cap needs a hearing even where leniency allows it."""
    return c.fixed & (c.extent > c.extent_cap), o.need(c.heard)


@heard("hearing-three", "职务、金融、涉黑罪犯应当开庭", "538(三)", "系职务、金融或者涉黑罪犯", asks=BOTH, when="ruled")
def hearing_three(c: Columns, o: Ops) -> Answer:
    """The three categories are heard."""
    return c.three, o.need(c.heard)


@heard(
    "hearing-concern",
    "社会影响重大或者有异议的应当开庭",
    "538(四)、538(五)、538(六)",
    "社会影响重大、公示有异议或者检察院有异议",
    asks=BOTH,
)
def hearing_concern(c: Columns, o: Ops) -> Answer:
    """Concern, an objection to the notice, or one of the procuratorate."""
    applies = c.wide_concern | c.objected | c.procurator_objected
    return applies & o.happened(c.ruled_on), o.need(c.heard)


@step(
    "ruling-served",
    "裁定书送达期限",
    JS21.cite("539"),
    TRIALS.cite("18"),
    asks=BOTH,
    when="ruled",
    by="ruled_on",
    since=TRIALS.since,
    addressee=Addressee.COURT,
    standing=Standing.INFERRED,
)
def ruling_served(c: Columns, o: Ops) -> Answer:
    """Seven days since 2014-06-01; a rest day at the end moves it on, which is not reckoned here (推断)."""
    due = o.after(c.ruled_on, 0, o.pick(P.service_days, c.ruled_on))
    return o.happened(c.ruling_served_on), due - c.ruling_served_on


@of_court(
    "ruling-reasoned",
    "与报请不一致的裁定应当说明理由",
    NEW.cite("55"),
    TRIALS.cite("17"),
    asks=BOTH,
    when="ruled",
    by="ruled_on",
    since=NEW.since,
    says="裁定与报请不一致，没有说明理由",
)
def ruling_reasoned(c: Columns, o: Ops) -> Answer:
    """Adjusted or refused: with reasons."""
    return c.ruling_departs, o.need(c.ruling_reasoned)
