"""Whom the stories are about: six invented people of 一监区, each with what the law will ask about."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any

from procuratorate.desk.demo.names import identity_number
from procuratorate.lib.law.dates import add_months
from tests.browser.rulings import sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WARD = "一监区"
FIRST = 9701  # serials no roster of the demonstration has


@dataclass(frozen=True)
class Somebody:
    """One person: what the roster says, and what is asked for."""

    name: str
    number: str
    roster: dict[str, Any] = field(hash=False)
    asked: dict[str, Any] = field(hash=False)

    @property
    def line(self) -> dict[str, Any]:
        """The row of the wards' list."""
        return {"监区": WARD, "罪犯编号": self.number, "姓名": self.name} | self.asked


class Listed:
    """People on one list."""

    def all(self) -> list[Somebody]:
        return [getattr(self, one.name) for one in fields(self)]  # type: ignore[arg-type]

    def roster(self) -> bytes:
        return sheet([one.roster for one in self.all()], [])

    def nominations(self, **wrong: str) -> bytes:
        """The list; `wrong` goes into the first row."""
        rows = [one.line for one in self.all()]
        return sheet([rows[0] | wrong, *rows[1:]], [])


@dataclass(frozen=True)
class People(Listed):
    """`calm` gives no cause for doubt, `early` was commuted ten months ago, `changed` is cut at the committee."""

    calm: Somebody
    early: Somebody
    changed: Somebody
    parole: Somebody


@dataclass(frozen=True)
class Patients(Listed):
    ill: Somebody


def people(on: date) -> People:
    """As they stand on the day of the list."""
    served = ago(on, 10)
    cut = {
        "前次变更种类": "减刑", "前次报请日": served - timedelta(days=60), "前次裁定日": served - timedelta(days=8),
        "前次裁定送达日": served, "前次减去刑期": "8个月",
    }  # fmt: skip
    told = {"前次减刑裁定日": cut["前次裁定日"], "前次裁定送达日": served}
    return People(
        calm=_somebody(0, "柏知远", on, {"提请种类": "减刑", "拟减刑期": "6个月"}),
        early=_somebody(1, "沙行舟", on, {"提请种类": "减刑", "拟减刑期": "7个月"} | told, cut=cut),
        changed=_somebody(2, "连云岫", on, {"提请种类": "减刑", "拟减刑期": "7个月"}),
        parole=_somebody(3, "庄牧之", on, {"提请种类": "假释"}, years=6),
    )


def patients(on: date) -> Patients:
    return Patients(ill=_somebody(4, "桑采薇", on, {"提请种类": "暂予监外执行"}))


def somebody_at_once(on: date) -> Patients:
    return Patients(ill=_somebody(5, "霍青梧", on, {"提请种类": "暂予监外执行"}))


def _somebody(
    place: int, name: str, on: date, asked: dict[str, Any], *, years: int = 8, cut: dict[str, Any] | None = None
) -> Somebody:
    """Sentenced to so many years, four and a half of them behind bars."""
    number = f"9901{FIRST + place:06d}"
    starts = ago(on, 54)
    ends = add_months(starts, 12 * years) - timedelta(days=1)
    born = date(1983, 3, 4 + place)
    roster = {
        "监区": WARD, "罪犯编号": number, "姓名": name, "性别": "男", "出生日期": born,
        "公民身份号码": identity_number(FIRST + place, f"{born:%Y%m%d}", "男", "9901"), "罪名": "盗窃罪",
        "原判法院": "临澄市中级人民法院", "判决日": ago(on, 50), "生效日": ago(on, 50) + timedelta(days=11),
        "原判刑期": f"{years}年", "刑期起": starts, "原判刑期止": ends, "首次羁押日": starts, "送监日": ago(on, 48),
    }  # fmt: skip
    if cut:
        roster |= cut | {"现刑期止": ago(ends, 8)}
    asked = asked | {
        "考核期起": f"{ago(on, 26):%Y-%m}",
        "考核期止": f"{ago(on, 1):%Y-%m}",
        "考核得分": 2438.5,
        "表扬次数": 4,
    }
    if asked["提请种类"] == "假释":
        asked = asked | {"假释考验期止": ends}
    return Somebody(name, number, roster, asked | {"财产判项履行": "无财产性判项"})


def ago(day: date, months: int) -> date:
    """The same day of an earlier month, the 28th at most."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
