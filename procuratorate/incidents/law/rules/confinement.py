"""What must hold of a confinement, by the law of the day it began."""

from __future__ import annotations

from procuratorate.incidents.law.instruments import BOOK as P
from procuratorate.incidents.law.instruments import CENTRES, PRISONS_2012, PRISONS_2026, SERVING
from procuratorate.incidents.law.rules.shared import rule
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.rules import Addressee, Kind
from procuratorate.lib.law.standings import Standing

NO_NUMBER = "未决人员的禁闭日数没有查到条文，不作判断"


@rule(
    "confinement-least",
    "监狱禁闭不少于七日（2026年10月31日以前）",
    PRISONS_2012.cite("58②"),
    kind=Kind.PROCEDURE,
    when="confined_in_prison",
    by="started_on",
    since=PRISONS_2012.since,
    until=PRISONS_2012.until,
)
def confinement_least(c: Columns, o: Ops) -> Answer:
    """As approved. Since 1 November 2026 the law knows no least."""
    return True, c.approved_days - o.pick(P.confinement_least_old, c.started_on)


@rule(
    "confinement-most",
    "监狱禁闭不超过十五日",
    PRISONS_2012.cite("58②"),
    PRISONS_2026.cite("84②"),
    kind=Kind.PROCEDURE,
    when="confined_in_prison",
    by="started_on",
    for_inmate=True,
)
def confinement_most(c: Columns, o: Ops) -> Answer:
    """As approved."""
    return True, o.pick(P.confinement_most, c.started_on) - c.approved_days


@rule(
    "confinement-ran",
    "监狱禁闭实际执行不超过十五日",
    PRISONS_2012.cite("58②"),
    PRISONS_2026.cite("84②"),
    kind=Kind.PROCEDURE,
    when="confined_in_prison",
    by="started_on",
    for_inmate=True,
)
def confinement_ran(c: Columns, o: Ops) -> Answer:
    """From the day it began to its end, or to the day asked about."""
    return True, o.pick(P.confinement_most, c.started_on) - c.ran


@rule(
    "confinement-lifted",
    "监狱禁闭批准的日数届满即解除",
    PRISONS_2012.cite("58②"),
    PRISONS_2026.cite("84②"),
    kind=Kind.PROCEDURE,
    standing=Standing.INFERRED,
    when="confined_in_prison",
    by="started_on",
    for_inmate=True,
)
def confinement_lifted(c: Columns, o: Ops) -> Answer:
    """What was approved is not exceeded. The prison law does not say so in words: it may warn."""
    return True, c.approved_days - c.ran


@rule(
    "serving-least",
    "留所服刑罪犯禁闭不少于五日",
    SERVING.cite("70"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="confined_serving",
    by="started_on",
    since=SERVING.since,
)
def serving_least(c: Columns, o: Ops) -> Answer:
    """As approved; who is let out early (第七十一条) was still confined for five days on paper."""
    return True, c.approved_days - o.pick(P.serving_least, c.started_on)


@rule(
    "serving-most",
    "留所服刑罪犯禁闭不超过十日",
    SERVING.cite("70"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="confined_serving",
    by="started_on",
    since=SERVING.since,
    for_inmate=True,
)
def serving_most(c: Columns, o: Ops) -> Answer:
    """As approved."""
    return True, o.pick(P.serving_most, c.started_on) - c.approved_days


@rule(
    "serving-ran",
    "留所服刑罪犯禁闭实际执行不超过十日",
    SERVING.cite("70"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="confined_serving",
    by="started_on",
    since=SERVING.since,
    for_inmate=True,
)
def serving_ran(c: Columns, o: Ops) -> Answer:
    """From the day it began to its end, or to the day asked about, whatever was approved."""
    return True, o.pick(P.serving_most, c.started_on) - c.ran


@rule(
    "serving-lifted",
    "留所服刑罪犯禁闭期满立即解除",
    SERVING.cite("71"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="confined_serving",
    by="started_on",
    since=SERVING.since,
    for_inmate=True,
)
def serving_lifted(c: Columns, o: Ops) -> Answer:
    """What was approved is not exceeded."""
    return True, c.approved_days - c.ran


@rule(
    "serving-approval",
    "留所服刑罪犯禁闭由看守所领导批准",
    SERVING.cite("70"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="confined_serving",
    by="started_on",
    since=SERVING.since,
    says="没有看守所领导批准",
)
def serving_approval(c: Columns, o: Ops) -> Answer:
    """By a leader of the centre."""
    return True, o.need(c.approved_by_head)


@rule(
    "unjudged-approval",
    "未决人员禁闭由看守所所长批准",
    CENTRES.cite("36"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="confined_unjudged",
    says="没有看守所所长批准",
)
def unjudged_approval(c: Columns, o: Ops) -> Answer:
    """By the head of the centre."""
    return True, o.need(c.approved_by_head)


@rule(
    "unjudged-days",
    "未决人员禁闭日数",
    CENTRES.cite("36"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="confined_unjudged",
)
def unjudged_days(c: Columns, o: Ops) -> Answer:
    """No text with a number was found: nothing is judged."""
    return True, o.undecided(NO_NUMBER)
