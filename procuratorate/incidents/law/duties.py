"""The checklist of an event by its kind: what is owed, by whom, on what text, in the days that text was in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procuratorate.incidents.law.instruments import (
    DEATHS_CENTRE,
    DEATHS_PRISON,
    OVER_CENTRES,
    OVER_PRISONS,
    PRISONS_2012,
    PRISONS_2026,
    SERVING,
    SPP_RULES,
)
from procuratorate.incidents.law.words import Kind, Place
from procuratorate.lib.law.articles import Cite
from procuratorate.lib.law.standings import Standing


class Whose(StrEnum):
    SITE = "site"
    OFFICE = "office"


@dataclass(frozen=True)
class Duty:
    """`code` names what is owed; the same code twice is the same duty by another text or at another place.

    `unnatural`: owed of an unnatural death alone. `cites` are those in force on the day of the event.
    """

    code: str
    label: str
    whose: Whose
    kinds: frozenset[Kind]
    places: frozenset[Place]
    cites: tuple[Cite, ...]
    unnatural: bool = False
    standing: Standing = Standing.VERIFIED

    @property
    def cite(self) -> str:
        return "；".join(one.formal for one in self.cites)

    @property
    def short_cite(self) -> str:
        return "；".join(one.short for one in self.cites)

    def standing_on(self, on: date) -> tuple[Cite, ...]:
        """Its texts in force on a day."""
        return tuple(c for c in self.cites if (c.since or date.min) <= on <= (c.until or date.max))


DEATH, GRAVE = frozenset({Kind.DEATH}), frozenset({Kind.DEATH, Kind.INJURY, Kind.ESCAPE, Kind.INCIDENT})
PRISON, CENTRE, BOTH = frozenset({Place.PRISON}), frozenset({Place.CENTRE}), frozenset(Place)
SITE, OFFICE, INFERRED = Whose.SITE, Whose.OFFICE, Standing.INFERRED
OLD, NEW = PRISONS_2012, PRISONS_2026

_ANSWERED = (NEW.cite("81"), SPP_RULES.cite("663"))

DUTIES = (
    Duty("reported", "通知检察院", SITE, DEATH, PRISON, (OLD.cite("55"), NEW.cite("81"), DEATHS_PRISON.cite("5"))),
    Duty("reported", "报告检察院", SITE, DEATH, CENTRE, (DEATHS_CENTRE.cite("5"), SERVING.cite("65"))),
    Duty("kin_told", "通知近亲属", SITE, DEATH, PRISON, (OLD.cite("55"), NEW.cite("81"), DEATHS_PRISON.cite("5"))),
    Duty("kin_told", "通知近亲属", SITE, DEATH, CENTRE, (DEATHS_CENTRE.cite("5"),)),
    Duty("superior_told", "报告监狱管理机关", SITE, DEATH, PRISON, (DEATHS_PRISON.cite("5"),)),
    Duty("superior_told", "报告所属公安机关", SITE, DEATH, CENTRE, (DEATHS_CENTRE.cite("5"),)),
    Duty("court_told", "通知原审法院", SITE, DEATH, PRISON, (OLD.cite("55"), DEATHS_PRISON.cite("5"))),
    Duty("court_told", "通报办案机关或者原审法院", SITE, DEATH, CENTRE, (DEATHS_CENTRE.cite("5"),)),
    Duty("scene", "现场保护、勘验", SITE, DEATH, PRISON, (DEATHS_PRISON.cite("7"),)),
    Duty("scene", "现场保护、勘验", SITE, DEATH, CENTRE, (DEATHS_PRISON.cite("7"),), standing=INFERRED),
    Duty("video", "封存死亡前十五日监控录像", SITE, DEATH, PRISON, (DEATHS_PRISON.cite("7"),)),
    Duty("video", "封存死亡前十五日监控录像", SITE, DEATH, CENTRE, (DEATHS_PRISON.cite("7"),), standing=INFERRED),
    Duty("certificate", "死亡证明同时抄送检察院", SITE, DEATH, PRISON, (NEW.cite("48③"),)),
    Duty("certificate", "公安机关出具死亡证明", SITE, DEATH, CENTRE, (DEATHS_CENTRE.cite("16"),)),
    Duty("attended", "立即到场监督", OFFICE, DEATH, PRISON, (NEW.cite("81"), OVER_PRISONS.cite("31"))),
    Duty("attended", "立即派员到场", OFFICE, DEATH, CENTRE, (OVER_CENTRES.cite("19"),), standing=INFERRED),
    Duty("chief_told", "报告检察长", OFFICE, DEATH, PRISON, (OVER_PRISONS.cite("31、32、33"),)),
    Duty("chief_told", "报告检察长", OFFICE, DEATH, CENTRE, (OVER_CENTRES.cite("19"),), standing=INFERRED),
    Duty("reported_up", "重大事故登记表报上一级院，并续报", OFFICE, GRAVE, PRISON, (OVER_PRISONS.cite("31、32、33"),)),
    Duty(
        "reported_up", "重大事故登记表报上一级院，并续报", OFFICE, GRAVE, CENTRE, (OVER_CENTRES.cite("19"),),
        standing=INFERRED,
    ),
    Duty("examined", "检验尸体，原则上接到通知后24小时内", OFFICE, DEATH, PRISON, (OVER_PRISONS.cite("32"),), True),
    Duty("examined", "检验尸体，原则上接到通知后24小时内", OFFICE, DEATH, CENTRE, (OVER_CENTRES.cite("19"),), True),
    Duty("examined", "立即检验并委托鉴定", OFFICE, DEATH, PRISON, (NEW.cite("81"),), True),
    Duty("patrol", "组织巡回检察", OFFICE, DEATH, BOTH, (SPP_RULES.cite("662②"),), True),
    Duty("conclusion", "监所调查结论", SITE, GRAVE, BOTH, (SPP_RULES.cite("662、663"),)),
    Duty("checked", "审查监所的调查结论", OFFICE, GRAVE, BOTH, (SPP_RULES.cite("662、663"),)),
    Duty("answered", "没有疑义的通知监狱，有疑义的作出结论", OFFICE, DEATH, PRISON, _ANSWERED),
    Duty("answered", "结论书面通知看守所和近亲属", OFFICE, DEATH, CENTRE, (SPP_RULES.cite("663"),)),
)  # fmt: skip


def duties_of(kind: Kind, place: Place, on: date, *, unnatural: bool) -> Iterator[tuple[Duty, tuple[Cite, ...]]]:
    """What is owed of an event of that day, each with its texts in force then."""
    for duty in DUTIES:
        if kind in duty.kinds and place in duty.places and (unnatural or not duty.unnatural):
            cites = duty.standing_on(on)
            if cites:
                yield duty, cites
