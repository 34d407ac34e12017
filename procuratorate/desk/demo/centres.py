"""Two detention centres in the demonstration: people in every phase, planted faults with their lawful twins.

Everybody comes in through the centre's own services, on the days of the past that the builder alone may write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from detention import services
from detention.catalogue import ITEMS
from detention.models import Detainee
from detention.services.sharing import propose_list, send_feed, sign_list
from procuratorate.desk.demo.names import identity_number, person_name
from procuratorate.desk.demo.times import historian, moment
from procuratorate.lib.law.dates import add_months
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

OFFENCES = ("盗窃", "诈骗", "故意伤害", "寻衅滋事", "贩卖毒品", "开设赌场", "危险驾驶", "帮助信息网络犯罪活动")
COUNTIES = ("990101", "990102", "990121")


@dataclass(frozen=True)
class Step:
    """One act `back` days before the day of seeding; `told` are the fields of its form."""

    act: str
    back: int
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stay:
    """One person: phase and days since its event, then what happened; `finds` are the rules that must speak."""

    phase: str
    back: int
    steps: tuple[Step, ...] = ()
    finds: frozenset[str] = frozenset()
    cell: str = ""
    case: str = ""
    minor: bool = False
    title: str = ""


def moved(phase: str, back: int, late: int | None = 0) -> Step:
    """The case goes on to another organ; the handover paper comes `late` days after, or never."""
    return Step("pass_on", back, {"phase": phase, "late": late})


def planted(on: date) -> list[Stay]:
    """Faults, each beside a twin that is lawful (practice.md §6.3, number 30)."""
    month = (on - _months_before(on, 2)).days  # arrested so long ago, two months end today
    after = {"over-detention", "expiry-notice", "over-detention-report"}
    notice, report = Step("notice", 5), Step("report", 2, {"paper_number": "临一看超报〔2026〕1号"})
    longer = Step("grant", 9, {"code": "first_extension", "paper_number": "临检延〔2026〕31号", "asked": 12})
    asked_late = Step("grant", 6, {"code": "first_extension", "paper_number": "临检延〔2026〕32号", "asked": 6})
    return [
        Stay("investigation", month + 2, finds=frozenset(after), title="超期二日，没有通知也没有报告"),
        Stay("investigation", month + 2, (longer,), title="同日届满，届满前已延长"),
        Stay("investigation", month + 3, (notice, report), frozenset({"over-detention"}), title="超期三日，都有"),
        Stay("investigation", month, (Step("notice", 4),), title="今日届满，已通知"),
        Stay("investigation", month + 1, (asked_late,), frozenset({"extension-asked"}), title="届满前五日才提请延长"),
        Stay("investigation", 60, (moved("prosecution", 14, None),), frozenset({"handover"}), title="换押缺口十四日"),
        Stay("investigation", 60, (moved("prosecution", 20, 6),), frozenset({"handover"}), title="换押证第六日收到"),
        Stay("investigation", 60, (moved("prosecution", 20),), title="换押证同日"),
        Stay("investigation", 20, finds=frozenset({"separate-co-defendants"}), cell="801", case="澄阳2026-77"),
        Stay("investigation", 20, finds=frozenset({"separate-co-defendants"}), cell="801", case="澄阳2026-77"),
        Stay("investigation", 20, cell="802", case="澄阳2026-78"),
        Stay("investigation", 20, cell="803", case="澄阳2026-78", title="同案，不同监室"),
        Stay("investigation", 18, finds=frozenset({"separate-minors"}), cell="804", minor=True),
        Stay("investigation", 18, finds=frozenset({"separate-minors"}), cell="804"),
        Stay("investigation", 18, cell="805", minor=True, title="未成年人单独监室"),
        *_convicted(),
        Stay("investigation", 40, (Step("stop", 20, {"code": "expertise", "paper_number": "澄公鉴〔2026〕6号"}),)),
        Stay("investigation", 50, (Step("anew", 12, {"code": "other_offence", "paper_number": "澄公重〔2026〕2号"}),)),
        Stay("investigation", 300, (moved("first_trial", 250), moved("second_trial", 200), moved("death_review", 150))),
    ]  # fmt: skip


def _convicted() -> list[Stay]:
    """Sentenced and still there: delivered late, papers late, five months left, and the twins."""
    return [
        _sentenced(40, 60, -400, finds={"delivery", "court-papers"}, cell="901", title="四十日未交付执行"),
        _sentenced(25, 30, -400, finds=set(), cell="901", title="二十五日，未到一个月"),
        _sentenced(12, 30, -400, finds={"court-papers"}, cell="902", title="法院十八日才送达"),
        _sentenced(15, 20, -130, finds={"rest-in-centre"}, cell="903", title="余刑四个月留所", phase="serving"),
        _sentenced(15, 20, -60, finds=set(), cell="903", title="余刑不足三个月留所", phase="serving"),
    ]


def _sentenced(
    papers: int, effective: int, ends: int, *, finds: set[str], cell: str, title: str, phase: str = "delivery"
) -> Stay:
    """Tried in time; judgment in force and papers come so many days ago, the term ends in -`ends` days."""
    steps = (
        moved("prosecution", papers + 95),
        moved("first_trial", papers + 70),
        Step("judged", effective, {"effective": effective, "ends": ends}),
        moved(phase, papers),
    )
    return Stay("investigation", papers + 150, steps, frozenset(finds), cell, title=title)


def ordinary(count: int, rng: Random) -> list[Stay]:
    """Lawful stays by the shares of a year: 60 % 侦查, 15 % 起诉, 18 % 审判, 7 % 待交付."""
    return [_ordinary(place, rng) for place in range(count)]


def _ordinary(place: int, rng: Random) -> Stay:
    dice, cell = rng.random(), f"{101 + place % 24}"
    if dice < 0.6:
        return Stay("investigation", rng.randrange(3, 54), cell=cell)
    if dice < 0.75:
        back = rng.randrange(2, 22)
        return Stay("investigation", back + 50, (moved("prosecution", back),), cell=cell)
    back = rng.randrange(5, 80)
    tried = (moved("prosecution", back + 24), moved("first_trial", back))
    if dice < 0.93:
        return Stay("investigation", back + 74, tried, cell=cell)
    gone = rng.randrange(2, 20)
    tried = (moved("prosecution", gone + 88), moved("first_trial", gone + 65))
    end = (Step("judged", gone + 5, {"effective": gone + 5, "ends": -500}), moved("delivery", gone))
    return Stay("investigation", gone + 138, (*tried, *end), cell=f"{910 + place % 3}")


def build_centres(on: date, counts: Sequence[int] = (110, 36)) -> dict[int, frozenset[str]]:
    """Fill both centres; what must be found, by detainee. Inside `acting_as(BUILDER)`."""
    wanted: dict[int, frozenset[str]] = {}
    houses: tuple[tuple[str, str, list[Stay]], ...] = (("9901-K1", "K9901", planted(on)), ("990223-K", "K9911", []))
    for (code, number, faults), count in zip(houses, counts, strict=True):
        rng = Random(code)  # the same province each time
        builder = _Builder(Organ.objects.get(code=code), historian(number, on), on, rng)
        for stay in [*faults, *ordinary(count, rng)]:
            wanted[builder.admit(stay).pk] = stay.finds
    _share(on)
    return wanted


def _share(on: date) -> None:
    """The first centre and its office signed a list eleven days ago. One day was told late, one not at all, one without
    an item, one corrected afterwards; the others in time and whole."""
    centre, began = _organ("9901", "K1"), on - timedelta(days=11)
    head, geng = historian("K9902", began), historian("J9908", began)
    shared = propose_list(centre=centre, hour=10, actor=head, at=moment(began, "09:30:00"))
    sign_list(shared=shared, actor=geng, at=moment(began, "15:10:00"))
    for back in range(11, 0, -1):
        day = on - timedelta(days=back)
        if back == 6:
            continue
        told = moment(day + timedelta(days=1), "16:20:00" if back == 3 else "08:05:00")
        typed = {item.code: [(label, 0) for label in item.typed] for item in ITEMS}
        typed |= {"restraint": [("使用戒具", back % 3), ("禁闭", 0)], "people": [("提讯提解", 7 + back % 5)]}
        if back == 4:
            del typed["accidents"]
        whole: dict[str, Any] = {"centre": centre, "on": day, "words": {}, "actor": historian("K9901", day)}
        send_feed(**whole, typed=typed, why="", at=told)
        if back == 2:
            mended = typed | {"restraint": [("使用戒具", 5), ("禁闭", 0)]}
            send_feed(**whole, typed=mended, why="漏计夜间使用的戒具", at=told + timedelta(hours=5))


@dataclass
class _Builder:
    """Brings people into one centre."""

    centre: Organ
    actor: Actor
    on: date
    rng: Random
    place: int = 0

    def admit(self, stay: Stay) -> Detainee:
        self.place += 1
        county = self.rng.choice(COUNTIES) if self.centre.code.startswith("9901") else "990223"
        began = self.on - timedelta(days=stay.back)
        told = self._person(stay) | {
            "entered_on": began, "start": began, "phase": stay.phase, "handler": _organ(county, "GA"), "traits": [],
            "offence": self.rng.choice(OFFENCES), "case_number": stay.case,
            "cell": stay.cell or f"{830 + self.place}", "paper": f"公捕〔{began.year}〕{100 + self.place}号",
        }  # fmt: skip
        one = services.admit(centre=self.centre, told=told, actor=self.actor, at=moment(began, "10:20:00"))
        for step in stay.steps:
            self._do(one, step, county)
        return one

    def _person(self, stay: Stay) -> dict[str, Any]:
        years = 16 if stay.minor else self.rng.randrange(20, 60)
        born = self.on - timedelta(days=years * 365 + self.rng.randrange(200))
        county = "9905" if self.centre.code.startswith("9901") else "9906"
        head = "330199111" if self.centre.code.startswith("9901") else "330199222"
        return {
            "name": person_name(self.rng, "男"), "sex": "1", "born_on": born,
            "id_number": identity_number(self.place, f"{born:%Y%m%d}", "男", county),
            "number": f"{head}{self.on:%Y%m%d}{self.place:04d}",
        }  # fmt: skip

    def _do(self, one: Detainee, step: Step, county: str) -> None:
        one.refresh_from_db()
        day = self.on - timedelta(days=step.back)
        told, verb = WAYS[step.act](self, one, step.told, day, county)
        verb(detainee=one, version=one.version, told=told, actor=self.actor, at=moment(day, "15:40:00"))
        late = step.told.get("late")
        if late:
            one.refresh_from_db()
            came = day + timedelta(days=late)
            paper = {"handed_on": came, "handover_paper": f"换押〔{came.year}〕{self.place}号"}
            services.note_handover(
                detainee=one, version=one.version, told=paper, actor=self.actor, at=moment(came, "16:05:00")
            )


def _organ(county: str, suffix: str) -> Organ:
    found: Organ = Organ.objects.select_related("house").get(code=f"{county}-{suffix}")
    return found


def _pass_on(builder: _Builder, one: Detainee, told: dict[str, Any], day: date, county: str) -> tuple[Any, Any]:
    suffix = {"prosecution": "JCY", "first_trial": "FY", "delivery": "K", "serving": "K"}.get(told["phase"], "")
    handler = (
        builder.centre if suffix == "K" else _organ(county, suffix) if suffix else _organ(CITY[told["phase"]], "FY")
    )
    given = {"phase": told["phase"], "handler": handler, "on": day, "traits": []}
    if told["late"] == 0:
        given |= {"handed_on": day, "handover_paper": f"换押〔{day.year}〕{builder.place}号"}
    return given, services.pass_on


CITY = {"second_trial": "9901", "death_review": "99"}


def _judged(builder: _Builder, one: Detainee, told: dict[str, Any], day: date, county: str) -> tuple[Any, Any]:
    days = {"effective_on": told["effective"], "sentence_ends_on": told["ends"]}
    return {name: builder.on - timedelta(days=back) for name, back in days.items()} | {"on": day}, services.edit


def _given(verb: Any) -> Any:
    def way(builder: _Builder, one: Detainee, told: dict[str, Any], day: date, county: str) -> tuple[Any, Any]:
        asked = {"asked_on": builder.on - timedelta(days=told["asked"])} if "asked" in told else {}
        return {name: value for name, value in told.items() if name != "asked"} | asked | {"on": day}, verb

    return way


def _notice(builder: _Builder, one: Detainee, told: dict[str, Any], day: date, county: str) -> tuple[Any, Any]:
    return {"on": day, "word": "临一看届通字"}, services.issue_notice


WAYS = {
    "pass_on": _pass_on, "judged": _judged, "notice": _notice, "grant": _given(services.grant),
    "stop": _given(services.stop), "anew": _given(services.count_anew), "report": _given(services.note_report),
}  # fmt: skip


def _months_before(on: date, months: int) -> date:
    """The latest day from which so many months end on `on`."""
    day = on - timedelta(days=28 * months)
    while add_months(day, months) != on:
        day -= timedelta(days=1)
        if (on - day).days > 32 * months:
            return on - timedelta(days=30 * months + 1)
    return day
