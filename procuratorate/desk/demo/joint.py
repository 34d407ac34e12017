"""Joint meetings of 青岑监狱 and its resident office: one of the last half-year with its minutes, one coming up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from meetings.clocks import half_before, half_of
from meetings.models import AgreedItem, Attendance, Item, Meeting, Minutes, Series
from meetings.services import (
    begin_meeting,
    call_meeting,
    close_item,
    end_meeting,
    found_series,
    issue_minutes,
    note_item,
    note_person,
    offer_minutes,
    plan_meeting,
    propose_item,
    report_item,
    share_minutes,
    sign_minutes,
)
from meetings.states import Outcome, Presence
from procuratorate.desk.demo.times import historian, moment, working_day_before
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ, Pairing

SITE, SECRETARY, CHIEF, CLERK, WARDEN = "9901-QC", "J9901", "J9904", "Y9901", "Y9903"
DUE_IN, COMING_IN = 60, 12  # days: to do what was agreed; to the next meeting
TOLD_BEFORE = 8  # working days ago the next was called: the newest arrival stays the newest list
# item → (what was agreed, whose unit, days beside DUE_IN or None for at once)
AGREED: dict[str, tuple[tuple[str, str, int | None], ...]] = {
    "财产性判项结案方式的认定": (
        ("录入财产性判项时按执行法院文书选填结案方式，不得以“未履行”概括", "刑罚执行科", None),
        ("对以未履行为由从严的案件逐件复核，结果抄送检察室", "刑罚执行科", 0),
        ("每季度首月核对一次结案方式，检察室派员参加", "双方", 30),
    ),
    "加扣分公示期限": (
        ("加扣分公示不少于三个工作日，遇调休按放假通知计算", "狱政管理科", None),
        ("公示栏检修的，顺延并在登记簿注明", "狱政管理科", 0),
    ),
    "诊断前通报与现场监督": (
        ("诊断前至少一个工作日通报检察室", "生活卫生科", None),
        ("病情通报单统一格式", "生活卫生科", 20),
        ("出监告知表寄送后三个工作日内核对回执", "驻监检察室", 40),
        ("监控移位的，书面告知检察室", "狱政管理科", 50),
    ),
}
LEFT = 3  # the last of them are not done, and late by now


def build_joint(on: date) -> None:
    """A series with its history; everybody acts in their own post on the day."""
    site = Organ.objects.get(code=SITE)
    office = Pairing.objects.select_related("procuratorate").get(counterpart=site, until=None).procuratorate
    day = working_day_before(half_before(half_of(on)).last, 4)
    secretary = historian(SECRETARY, day)
    founded = moment(day - timedelta(days=30), "09:10:00")
    series = found_series(office=office, site=site, word="临城郊联纪", actor=secretary, at=founded)
    _past(series, office, day)
    _coming(series, site, on)


def _plan(series: Series, host: Organ, day: date, actor: Actor, at: datetime) -> Meeting:
    told: dict[str, Any] = {
        "held_on": day, "starts_at": "14:30", "place": series.site.name, "is_special": False, "title": "",
        "proposals_until": day - timedelta(days=5),
    }  # fmt: skip
    return plan_meeting(series=series, host=host, told=told, actor=actor, at=at)


def _past(series: Series, office: Organ, day: date) -> None:
    """Planned, called, held, compared, signed, issued; most of what was agreed is done."""
    secretary = historian(SECRETARY, day)
    before = day - timedelta(days=14)
    meeting = _plan(series, office, day, secretary, moment(before, "09:00:00"))
    Item.objects.filter(meeting=meeting).exclude(source__in=("last", "reform")).delete()
    for title in AGREED:
        told = {"source": "trend", "title": title, "background": "双方核对了上半年的情况。", "speaker": ""}
        propose_item(meeting=meeting, told=told, actor=secretary, at=moment(before, "09:20:00"))
    call_meeting(meeting=meeting, actor=secretary, at=moment(before, "10:00:00"))
    begin_meeting(meeting=meeting, actor=secretary, at=moment(day, "14:30:00"))
    _note(meeting, secretary, day)
    end_meeting(meeting=meeting, actor=secretary, at=moment(day, "16:40:00"))
    _settle(meeting, day)
    _follow(meeting, day)


def _note(meeting: Meeting, secretary: Actor, day: date) -> None:
    for person in Attendance.objects.filter(meeting=meeting):
        came = {"presence": Presence.PRESENT, "note": ""}
        note_person(person=person, version=1, told=came, actor=secretary, at=moment(day, "14:25:00"))
    for item in Item.objects.filter(meeting=meeting).select_related("meeting"):
        lines = [_line(meeting, day, *one) for one in AGREED.get(item.title, ())]
        told: dict[str, Any] = {
            "background": item.background, "outcome": Outcome.AGREED if lines else Outcome.LATER, "dissent": "",
            "aside": "", "agreed": lines,
        }  # fmt: skip
        note_item(item=item, version=item.version, told=told, actor=secretary, at=moment(day, "15:30:00"))


def _line(meeting: Meeting, day: date, words: str, unit: str, more: int | None) -> dict[str, Any]:
    organs = {"双方": None, "驻监检察室": meeting.office}
    due = None if more is None else day + timedelta(days=DUE_IN + more)
    return {"words": words, "organ": organs.get(unit, meeting.site), "unit": unit, "person": "", "due_on": due}


def _settle(meeting: Meeting, day: date) -> None:
    secretary, at = historian(SECRETARY, day), moment(day + timedelta(days=1), "09:30:00")
    share_minutes(meeting=meeting, actor=secretary, at=at)
    offer_minutes(meeting=meeting, actor=secretary, at=at + timedelta(hours=5))
    text = Minutes.objects.filter(meeting=meeting).order_by("-number")[0]
    for number in (CHIEF, WARDEN):
        leader = historian(number, day)
        sign_minutes(meeting=meeting, content_hash=text.content_hash, actor=leader, at=at + timedelta(hours=6))
    issue_minutes(meeting=meeting, actor=secretary, at=at + timedelta(hours=7))


def _follow(meeting: Meeting, day: date) -> None:
    """All but the last are reported by their owner and closed by the other side."""
    rows = list(AgreedItem.objects.filter(item__meeting=meeting).select_related("item__meeting", "organ", "clock"))
    for agreed in rows[:-LEFT]:
        owner, other = _sides(agreed, meeting)
        at = moment(day + timedelta(days=20), "10:00:00")
        report_item(agreed=agreed, report="已办结，有关材料备查。", actor=historian(owner, day), at=at)
        close_item(agreed=agreed, words="已核对。", actor=historian(other, day), at=at + timedelta(days=1))


def _sides(agreed: AgreedItem, meeting: Meeting) -> Iterable[str]:
    return (SECRETARY, CLERK) if agreed.organ_id == meeting.office_id else (CLERK, SECRETARY)


def _coming(series: Series, site: Organ, on: date) -> None:
    """The prison is host this time; the office has brought an item."""
    told_on = working_day_before(on, TOLD_BEFORE)
    clerk, at = historian(CLERK, told_on), moment(told_on, "08:40:00")
    meeting = _plan(series, site, on + timedelta(days=COMING_IN), clerk, at)
    call_meeting(meeting=meeting, actor=clerk, at=at)
    told = {"source": "other", "title": "征求意见的约定期限", "background": "", "speaker": "陈砚平"}
    propose_item(meeting=meeting, told=told, actor=historian(SECRETARY, told_on), at=moment(told_on, "08:50:00"))
