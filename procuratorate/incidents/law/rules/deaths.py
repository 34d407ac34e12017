"""What must hold after a death: who is told, what is sealed."""

from __future__ import annotations

from procuratorate.incidents.law.instruments import BOOK as P
from procuratorate.incidents.law.instruments import DEATHS_CENTRE, DEATHS_PRISON, PRISONS_2012, PRISONS_2026, SERVING
from procuratorate.incidents.law.rules.shared import rule
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.rules import Addressee, Kind
from procuratorate.lib.law.standings import Standing


@rule(
    "prison-death-told",
    "罪犯死亡立即通知近亲属",
    PRISONS_2012.cite("55"),
    PRISONS_2026.cite("81"),
    DEATHS_PRISON.cite("5"),
    kind=Kind.PROCEDURE,
    standing=Standing.INFERRED,
    when="died_in_prison",
    by="started_on",
    for_inmate=True,
)
def prison_death_told(c: Columns, o: Ops) -> Answer:
    """「立即」 has no number: the day of the death is taken for it."""
    return True, c.started_on - o.first(c.kin_told_on, c.on)


@rule(
    "prison-death-reported",
    "罪犯死亡立即通知检察院",
    PRISONS_2012.cite("55"),
    PRISONS_2026.cite("81"),
    DEATHS_PRISON.cite("5"),
    kind=Kind.PROCEDURE,
    standing=Standing.INFERRED,
    when="died_in_prison",
    by="started_on",
)
def prison_death_reported(c: Columns, o: Ops) -> Answer:
    """「立即」 has no number: the day of the death is taken for it."""
    return True, c.started_on - o.first(c.reported_on, c.on)


@rule(
    "centre-death-told",
    "在押人员死亡立即通知近亲属",
    DEATHS_CENTRE.cite("5"),
    kind=Kind.PROCEDURE,
    standing=Standing.INFERRED,
    addressee=Addressee.CENTRE,
    when="died_in_centre",
    by="started_on",
    since=DEATHS_CENTRE.since,
    for_inmate=True,
)
def centre_death_told(c: Columns, o: Ops) -> Answer:
    """「立即」 has no number: the day of the death is taken for it."""
    return True, c.started_on - o.first(c.kin_told_on, c.on)


@rule(
    "centre-death-reported",
    "在押人员死亡立即报告检察院",
    DEATHS_CENTRE.cite("5"),
    SERVING.cite("65"),
    kind=Kind.PROCEDURE,
    standing=Standing.INFERRED,
    addressee=Addressee.CENTRE,
    when="died_in_centre",
    by="started_on",
    since=DEATHS_CENTRE.since,
)
def centre_death_reported(c: Columns, o: Ops) -> Answer:
    """「立即」 has no number: the day of the death is taken for it."""
    return True, c.started_on - o.first(c.reported_on, c.on)


@rule(
    "prison-death-video",
    "封存死亡前十五日监控录像",
    DEATHS_PRISON.cite("7"),
    kind=Kind.EVIDENCE,
    when="died_in_prison",
    by="started_on",
    since=DEATHS_PRISON.since,
)
def prison_death_video(c: Columns, o: Ops) -> Answer:
    """What was sealed begins fifteen days before the death or earlier. Nothing sealed yet: nothing to judge."""
    return True, c.started_on - o.pick(P.video, c.started_on) - c.video_from


@rule(
    "centre-death-video",
    "封存死亡前十五日监控录像（看守所比照）",
    DEATHS_PRISON.cite("7"),
    kind=Kind.EVIDENCE,
    standing=Standing.INFERRED,
    addressee=Addressee.CENTRE,
    when="died_in_centre",
    by="started_on",
    since=DEATHS_PRISON.since,
)
def centre_death_video(c: Columns, o: Ops) -> Answer:
    """The text read is the prisons'; that of the centres is taken to say the same, so that it may warn."""
    return True, c.started_on - o.pick(P.video, c.started_on) - c.video_from
