"""A clerk's workbooks from published rulings: dates moved by whole years until current, the missing invented.

What the ruling does not say is invented and said to be so: a comment on the cell of the roster, the 备注 of the list.
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment

from procuratorate.desk.demo.names import identity_number

SOURCE = Path(__file__).parents[1] / "data" / "rulings.csv"
NAMES = ("韦临川", "欧阳㛃", "段砚秋", "蒲见山", "宗怀瑜", "阿勒腾·那仁")
KINDS = {"减刑": "减刑", "假释": "假释"}
LIFE = "life"


@dataclass
class Case:
    """One person of the rulings: the roster's row, the list's row, and which columns were invented."""

    roster: dict[str, Any]
    listed: dict[str, Any]
    invented: set[str] = field(default_factory=set)


def cases(on: date) -> list[Case]:
    """The rows in which commutation or parole was ruled, as they would stand before the court on a day."""
    with SOURCE.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["outcome"] in KINDS]
    return [_case(row, name, place, on) for place, (row, name) in enumerate(zip(rows, NAMES, strict=True), 9001)]


def roster(people: list[Case]) -> bytes:
    """The prison's roster; a comment on every invented cell."""
    return sheet([case.roster for case in people], [case.invented for case in people])


def nominations(people: list[Case], wrong: dict[int, dict[str, Any]] | None = None) -> bytes:
    """The list of the wards; `wrong` puts other values into the rows of its keys."""
    return sheet([case.listed | (wrong or {}).get(place, {}) for place, case in enumerate(people)], [])


UNTOLD = "监区 罪犯编号 姓名 性别 出生日期 公民身份号码 原判法院 生效日 送监日 首次羁押日".split()


def _case(row: dict[str, str], name: str, place: int, on: date) -> Case:
    years, invented = _years(row, on), set(UNTOLD)
    who = {"监区": "一监区", "罪犯编号": f"9901{place:06d}", "姓名": name}
    sentence = _sentence(row, years, invented)
    change = _change(row, years, sentence["送监日"], invented)
    listed = who | {"提请种类": row["outcome"]} | _proposal(row, years) | _performance(row)
    if change:
        listed |= {"前次减刑裁定日": change["前次裁定日"], "前次裁定送达日": change["前次裁定送达日"]}
    listed["备注"] = f"出自{row['ref']}，日期整体后移{years}年；虚构的栏：{'、'.join(sorted(invented))}"
    return Case(who | _identity(place) | sentence | change, listed, invented)


def _identity(place: int) -> dict[str, Any]:
    born = date(1980, 5, place % 28 + 1)
    number = identity_number(place, f"{born:%Y%m%d}", "男", "9901")
    return {"性别": "男", "出生日期": born, "公民身份号码": number, "原判法院": "临澄市中级人民法院"}


def _sentence(row: dict[str, str], years: int, invented: set[str]) -> dict[str, Any]:
    """Offences and term; a day the ruling leaves out follows from the others."""
    for_life = row["orig"] == LIFE
    judged, starts, ends = (_day(row[key], years) for key in ("judgment_date", "start", "end"))
    invented |= {"判决日"} if judged is None else set()
    judged = judged or starts + timedelta(days=200)  # type: ignore[operator]
    effective = judged + timedelta(days=11)
    invented |= {"刑期起"} if starts is None else set()
    told = {
        "罪名": "、".join(one.split("(")[0].removesuffix("罪") + "罪" for one in row["crime"].split(";")),
        "判决日": judged,
        "生效日": effective,
        "原判刑期": "无期徒刑" if for_life else row["orig"].replace("y", "年"),
        "刑期起": starts or effective,
        "首次羁押日": starts or judged - timedelta(days=210),
        "送监日": judged + timedelta(days=30),
    }
    return told | ({} if for_life else {"原判刑期止": ends})


def _years(row: dict[str, str], on: date) -> int:
    """Whole years after which the ruling lies ahead."""
    ruled = date.fromisoformat(row["ruling_date"] + "-01" * (row["ruling_date"].count("-") == 1))
    years = on.year - ruled.year
    return years if _moved(ruled, years) > on else years + 1


def _change(row: dict[str, str], years: int, delivered: date, invented: set[str]) -> dict[str, Any]:
    """The last earlier change; its filing and service are told by no ruling."""
    if not row["prev"]:
        return {}
    told, _, months = row["prev"].split(";")[-1].partition(":")
    if told[:2] == "20":
        ruled = _moved(date.fromisoformat(told + "-15" * (told.count("-") == 1)), years)
    else:
        ruled, months = delivered + timedelta(days=900), ""
        invented.add("前次裁定日")
    invented |= {"前次报请日", "前次裁定送达日"} | ({"前次裁定日"} if told.count("-") == 1 else set())
    ends = row["end_before"] or row["parole_end"]
    return {
        "前次变更种类": "减刑",
        "前次报请日": ruled - timedelta(days=40),
        "前次裁定日": ruled,
        "前次裁定送达日": ruled + timedelta(days=6),
        "前次减去刑期": f"{months}个月" if months else None,
        "现刑期止": _day(ends, years),
    }


def _proposal(row: dict[str, str], years: int) -> dict[str, Any]:
    if row["outcome"] == "减刑":
        return {"拟减刑期": f"{row['granted']}个月"}
    return {"假释考验期止": _day(row["parole_end"], years)}


def _performance(row: dict[str, str]) -> dict[str, Any]:
    if not row["prop"]:
        return {}
    closed = {"终结": "终结执行", "缴": "全部履行"}
    done = next((word for sign, word in closed.items() if sign in row["prop"]), "未履行")
    return {"财产性判项": row["prop"].split(",")[0], "财产判项履行": done, "票据、证明页码": "正卷二册15页"}


def _day(text: str, years: int) -> date | None:
    return _moved(date.fromisoformat(text), years) if text else None


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def sheet(rows: list[dict[str, Any]], invented: list[set[str]]) -> bytes:
    """A workbook; `invented`: by row, the columns whose cells bear a comment."""
    book = Workbook()
    page = book.active
    titles = list(dict.fromkeys(title for row in rows for title in row))
    page.append(titles)
    for number, row in enumerate(rows, 2):
        for place, title in enumerate(titles, 1):
            cell = page.cell(number, place, row.get(title))
            if invented and title in invented[number - 2]:
                cell.comment = Comment("虚构", "测试")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
