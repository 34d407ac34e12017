"""A handful of events in the demonstration: what runs, what was lifted, both sides of 1 November 2026, a death.

Everything comes in through the services of both sides, on the moments of the past that the builder alone may write.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from procuratorate.custody.models import Custody
from procuratorate.desk.demo.times import historian, moment
from procuratorate.incidents.law import Kind
from procuratorate.incidents.models import Incident
from procuratorate.incidents.services import note_recording, record_act, report_incident
from procuratorate.incidents.services.writing import version_of
from procuratorate.incidents.states import Act
from procuratorate.lib.clock import day_of, now
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

OLD, NEW = date(2026, 10, 20), date(2026, 11, 5)  # T64: four days, unlawful by the old law, lawful by the new


def build_incidents(on: date) -> None:
    """青岑监狱 and the first centre. Inside `acting_as(BUILDER)`."""
    _prison(on)
    _centre(on)


def _prison(on: date) -> None:
    site = _Site("9901-QC", "Y9901", on)
    four = {"days": 4, "approver": "副监狱长", "by_head": True}
    for began, reason in ((OLD, "袭击他人"), (NEW, "私藏违禁品")):
        if began + timedelta(days=5) < on:
            one = site.report(
                Kind.CONFINEMENT, moment(began, "15:20:00"), f"因{reason}，经批准禁闭。", four | {"reason": reason}
            )
            site.act(one, Act.LIFTED, moment(began + timedelta(days=4), "15:00:00"), {"words": "期满解除。"})
    site.report(
        Kind.CONFINEMENT, moment(on - timedelta(days=6), "10:40:00"), "抗拒管理，经批准禁闭。",
        {"days": 10, "reason": "抗拒管理", "approver": "副监狱长", "by_head": True},
    )  # fmt: skip
    site.report(
        Kind.RESTRAINT, moment(on - timedelta(days=1), "21:15:00"), "有自伤迹象，约束保护。",
        {"devices": ["belt"], "reason": "防止自伤", "by_head": True, "filmed": True},
    )  # fmt: skip
    late = site.report(
        Kind.INJURY, moment(on - timedelta(days=3), "09:10:00"), "车间作业时被设备夹伤左手食指，已送医处置。",
        {"cause": "车间作业受伤", "degree": "unknown", "late_why": "当日在医院处置，次日补录"},
        at=moment(on - timedelta(days=2), "08:50:00"),
    )  # fmt: skip
    site.act(late, Act.CONCLUSION, moment(on - timedelta(days=1), "17:00:00"), {"words": "属作业中意外受伤。"})
    _death(site)


def _death(site: _Site) -> None:
    """Thirty-one hours ago: attended, kin told, part of the list still open."""
    began = _minute(now() - timedelta(hours=31))
    told = {"cause": "unknown", "where": "监狱医院", "hospital": "监狱医院"}
    one = site.report(Kind.DEATH, began, "夜间突发意识丧失，监狱医院抢救无效。", told, at=began + timedelta(minutes=35))
    site.act(one, Act.KIN_TOLD, began + timedelta(minutes=50), {"who": "胞兄", "way": "phone"})
    site.act(one, Act.SUPERIOR_TOLD, began + timedelta(minutes=55), {"organ": "澜江省监狱管理局"})
    site.act(one, Act.SCENE, began + timedelta(hours=2), {"words": "保护现场，同监室人员分散看管并询问。"})
    sealed = {
        "camera": "二监区监舍走廊", "channel": "QC-02-117", "starts_at": began - timedelta(days=15),
        "ends_at": began + timedelta(hours=1), "sealed_at": began + timedelta(hours=4), "sealed_by": "狱政管理科",
        "witness": "驻监检察人员", "medium": "FC-2026-031", "note": "死亡前十五日，硬盘封存一式两份。",
    }  # fmt: skip
    note_recording(incident=one, told=sealed, actor=site.actor, at=began + timedelta(hours=4, minutes=10))
    office = historian("J9901", day_of(began))
    site.act(one, Act.ATTENDED, began + timedelta(hours=1, minutes=40), {"people": "陈砚平、陆文瑾"}, office)
    site.act(one, Act.CHIEF_TOLD, began + timedelta(hours=2, minutes=10), {"chief": "检察长"}, office)
    site.act(one, Act.REPORTED_UP, began + timedelta(hours=5), {"words": "原因待查，已派员到场。"}, office)


def _centre(on: date) -> None:
    site = _Site("9901-K1", "K9901", on)
    irons = {"devices": ["handcuffs"], "reason": "有行凶危险", "approver": "所长", "by_head": True}
    site.report(Kind.RESTRAINT, moment(on - timedelta(days=16), "08:30:00"), "有行凶危险，使用手铐。", irons)
    site.report(Kind.RESTRAINT, moment(on - timedelta(days=5), "14:05:00"), "有行凶危险，使用手铐。", irons)
    site.report(
        Kind.CONFINEMENT, moment(on - timedelta(days=4), "16:30:00"), "殴打同监室人员，经批准禁闭。",
        {"standing": "serving", "days": 7, "reason": "殴打他人", "approver": "副所长", "by_head": True},
    )  # fmt: skip


def _minute(when: datetime) -> datetime:
    return when.replace(second=0, microsecond=0)


def _over_night(when: datetime, at: datetime) -> str:
    """What an entry after midnight says of itself."""
    return "零时前后，随即登记" if day_of(at) > day_of(when) else ""


class _Site:
    """Reports and acts of one site; every event about another person."""

    def __init__(self, code: str, clerk: str, on: date) -> None:
        self.organ = Organ.objects.get(code=code)
        self.actor = historian(clerk, on)
        stays = Custody.objects.filter(organ=self.organ, until=None).select_related("person", "organ", "ward")
        wards = stays.exclude(ward=self.organ) if self.organ.kind == OrganKind.PRISON else stays
        self.people = iter(wards.order_by("-number")[:20])

    def report(
        self, kind: Kind, when: datetime, words: str, told: Mapping[str, Any], at: datetime | None = None
    ) -> Incident:
        entered = at or when + timedelta(minutes=25)
        full = {"happened_at": when, "words": words, "late_why": _over_night(when, entered), **told}
        return report_incident(
            site=self.organ, kind=kind, stay=next(self.people), told=full, actor=self.actor, at=entered
        )

    def act(self, one: Incident, act: Act, when: datetime, told: Mapping[str, Any], actor: Actor | None = None) -> None:
        one.refresh_from_db()
        at = when + timedelta(minutes=8)
        full = {"happened_at": when, "words": "", "late_why": _over_night(when, at), **told}
        version = getattr(one, version_of(act))
        record_act(incident=one, act=act, version=version, told=full, actor=actor or self.actor, at=at)
