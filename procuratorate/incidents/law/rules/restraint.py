"""What must hold of restraint: in a centre by days and approval, in a prison by its record."""

from __future__ import annotations

from procuratorate.incidents.law.instruments import BOOK as P
from procuratorate.incidents.law.instruments import CENTRES, PRISONS_2012, PRISONS_2026, RESTRAINTS
from procuratorate.incidents.law.rules.shared import rule
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.rules import Addressee, Kind
from procuratorate.lib.law.standings import Standing

AFTERWARDS = "紧急情况可以先使用后报告，何时补报条文没有规定"


@rule(
    "irons-most",
    "看守所使用手铐、脚镣不超过十五日",
    RESTRAINTS.cite(),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="restrained_in_centre",
    by="started_on",
    since=RESTRAINTS.since,
    for_inmate=True,
)
def irons_most(c: Columns, o: Ops) -> Answer:
    """Not of those sentenced to death; longer with the leave of the head of the police bureau."""
    applies = c.irons & ~c.death_sentence & ~c.extended
    return applies, o.pick(P.irons_most, c.started_on) - c.ran


@rule(
    "restraint-approval",
    "看守所使用戒具由所长批准",
    CENTRES.cite("17"),
    kind=Kind.PROCEDURE,
    addressee=Addressee.CENTRE,
    when="restrained_in_centre",
    says="没有看守所所长批准",
)
def restraint_approval(c: Columns, o: Ops) -> Answer:
    """In an emergency used first and reported afterwards; by when, no text says."""
    margin = o.need(c.approved_by_head)
    return True, o.where((margin < 0) & c.emergency, o.undecided(AFTERWARDS), margin)


@rule(
    "restraint-forbidden",
    "禁用双铐、背铐、双镣",
    CENTRES.cite("17"),
    kind=Kind.PROCEDURE,
    standing=Standing.SECOND_HAND,
    addressee=Addressee.CENTRE,
    when="restrained_in_centre",
    says="登记为双铐、背铐或者双镣",
    for_inmate=True,
)
def restraint_forbidden(c: Columns, o: Ops) -> Answer:
    """The source is a retelling: it may warn."""
    return True, o.need(~c.doubled)


@rule(
    "centre-restraint-lifted",
    "看守所使用戒具的危险消除后立即解除",
    CENTRES.cite("17"),
    kind=Kind.PROCEDURE,
    standing=Standing.INFERRED,
    addressee=Addressee.CENTRE,
    when="restrained_in_centre",
    for_inmate=True,
)
def centre_restraint_lifted(c: Columns, o: Ops) -> Answer:
    """「立即」 has no number: the same day is taken for it, so that a breach may warn and not accuse."""
    return o.happened(c.cause_gone_on), o.first(c.cause_gone_on, c.on) - c.until


@rule(
    "prison-restraint-lifted",
    "监狱使用警械的情形消失后停止使用",
    PRISONS_2012.cite("45"),
    PRISONS_2026.cite("65、66、67"),
    kind=Kind.PROCEDURE,
    standing=Standing.INFERRED,
    when="restrained_in_prison",
    by="started_on",
    for_inmate=True,
)
def prison_restraint_lifted(c: Columns, o: Ops) -> Answer:
    """No prison law gives a number of days, the old one not even 「立即」: the same day is taken for it."""
    return o.happened(c.cause_gone_on), o.first(c.cause_gone_on, c.on) - c.until


@rule(
    "restraint-filmed",
    "监狱使用警械录音录像（2026年11月1日起）",
    PRISONS_2026.cite("65、66、67"),
    kind=Kind.EVIDENCE,
    when="restrained_in_prison",
    by="started_on",
    since=PRISONS_2026.since,
    says="没有录音录像",
)
def restraint_filmed(c: Columns, o: Ops) -> Answer:
    """Its use is recorded in sound and picture."""
    return True, o.need(c.filmed)
