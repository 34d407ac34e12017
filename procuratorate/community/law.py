"""What is owed of those who serve outside walls: pure dated sums and the points they raise. No Django.

Every point warns and accuses nobody: a person looks (house.md §6). Numbers and articles: law.md §3.11, §1.8.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from procuratorate.lib.law.dates import add_months
from procuratorate.lib.law.params import Instrument

COMMUNITY = Instrument("社区矫正法", "中华人民共和国社区矫正法", date(2020, 7, 1))
MEASURES = Instrument("社区矫正法实施办法", "中华人民共和国社区矫正法实施办法", date(2020, 7, 1))
RECALLS = Instrument("司发通〔2023〕24号", "关于进一步规范暂予监外执行工作的意见", date(2023, 7, 1))
PROPERTY = Instrument("法释〔2024〕5号", "关于办理减刑、假释案件审查财产性判项执行问题的规定", date(2024, 5, 1))

ARRIVE_DAYS, PAPER_DAYS, DECIDE_DAYS, TAKE_DAYS, ANSWER_DAYS = 10, 10, 30, 3, 7
LONG, MONTHS = 10, 1  # of being lost: more than ten days, more than a month
REVOCABLE = frozenset({"probation", "parole"})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Outside:
    """One subject as the register has it. `due` of the arrival is reckoned by the calendar; None where none runs."""

    kind: str
    effective_on: date
    papers_due: date | None = None
    papers_on: date | None = None
    arrive_due: date | None = None
    arrived_on: date | None = None
    lost_on: date | None = None
    found_on: date | None = None
    admonished_on: date | None = None
    warned_on: date | None = None
    proposed_on: date | None = None
    decided_on: date | None = None
    taken_on: date | None = None
    until: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Point:
    """A reason to look: what, in words, by which article, and who would be asked."""

    code: str
    title: str
    text: str
    article: str
    asked: str


def points(one: Outside, on: date) -> tuple[Point, ...]:
    """What stands out on a day, in the order of the course."""
    found = (_papers(one, on), _arrival(one, on), _lost(one, on), _decision(one, on), _taking(one, on), _end(one, on))
    return tuple(point for point in found if point is not None)


def _papers(one: Outside, on: date) -> Point | None:
    if one.kind == "rights" or one.papers_due is None or (one.papers_on or on) <= one.papers_due:
        return None
    late = ((one.papers_on or on) - one.papers_due).days
    text = f"生效后{PAPER_DAYS}日内应当送达执行机关，至{one.papers_due}；已超过{late}日"
    return Point("papers", "法律文书送达执行机关", text, f"{COMMUNITY.name}第二十条", "决定机关")


def _arrival(one: Outside, on: date) -> Point | None:
    if one.arrive_due is None or (one.arrived_on or on) <= one.arrive_due:
        return None
    late = ((one.arrived_on or on) - one.arrive_due).days
    what = "移送、接收" if one.kind == "outside" else "报到"
    text = f"应于{one.arrive_due}前{what}，已超过{late}日；核对有无漏管"
    article = "第二十一条第二款、第三款" if one.kind == "outside" else "第二十一条第一款"
    return Point("arrival", f"十日内{what}", text, f"{COMMUNITY.name}{article}", "执行机关")


def wanted_for(kind: str, lost_on: date, until: date) -> tuple[str, str]:
    """Which measure a time out of supervision asks for, and by which article ("", "" for who is not in 社区矫正).

    Ten days admonish, more warn, more than a month asks for revocation of 缓刑 and 假释 (「不满、以下、超过」 exclude
    their number: law.md §7 no. 34).
    """
    if kind == "rights":
        return "", ""
    if kind in REVOCABLE and until > add_months(lost_on, MONTHS):
        return "proposed", f"{MEASURES.name}第四十六条、第四十七条"
    if (until - lost_on).days > LONG:
        return "warned", f"{MEASURES.name}第三十五条"
    return "admonished", f"{MEASURES.name}第三十四条"


WORDS = {"admonished": "训诫", "warned": "警告", "proposed": "提请撤销"}
ORDER = ("admonished", "warned", "proposed")


def _lost(one: Outside, on: date) -> Point | None:
    if one.lost_on is None:
        return None
    until = one.found_on or on
    measure, article = wanted_for(one.kind, one.lost_on, until)
    if not measure:
        return None
    taken = {"admonished": one.admonished_on, "warned": one.warned_on, "proposed": one.proposed_on}
    if any(taken[name] is not None for name in ORDER[ORDER.index(measure) :]):
        return None
    days = (until - one.lost_on).days
    text = f"{one.lost_on}起脱离监管，已{days}日，登记中没有{WORDS[measure]}"
    return Point("lost", f"脱离监管的处置：{WORDS[measure]}", text, article, "社区矫正机构")


def _decision(one: Outside, on: date) -> Point | None:
    if one.proposed_on is None:
        return None
    due = one.proposed_on + DECIDE_DAYS * ONE_DAY
    if (one.decided_on or on) <= due:
        return None
    text = f"{one.proposed_on}提请，三十日至{due}，没有按期决定"
    return Point("decision", "三十日内作出收监、撤销决定", text, f"{COMMUNITY.name}第四十九条", "决定机关")


def _taking(one: Outside, on: date) -> Point | None:
    if one.decided_on is None or one.decided_on < RECALLS.since or one.kind != "outside":
        return None
    due = one.decided_on + TAKE_DAYS * ONE_DAY
    if (one.taken_on or on) <= due:
        return None
    text = f"{one.decided_on}决定，收到决定书后三日内收监；至{due}没有登记收监，核对收到之日"
    return Point("taking", "三日内收监", text, f"{RECALLS.name}第十四条", "监狱、看守所")


def _end(one: Outside, on: date) -> Point | None:
    if one.until is None or (one.ended_on or one.taken_on or on) <= one.until:
        return None
    text = f"期限至{one.until}，没有登记解除、宣告"
    return Point("end", "期满解除、宣告", text, "条文未收录，仅作提示", "执行机关")
