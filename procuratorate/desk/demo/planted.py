"""The manifest of planted faults (planted.toml), read: who each is, and the rows they come in by.

Every person is complete and lawful but for what the manifest says of them. Days are worked out from the day of filing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from procuratorate.desk.demo.names import identity_number, person_name
from procuratorate.desk.demo.terms import end_of_term, shifted

Told = Mapping[str, Any]
Row = dict[str, str]
OFFSET = re.compile(r"([+-]?\d+)([md])")
KINDS = {"fixed": "", "life": "无期徒刑", "death": "死刑缓期二年执行"}
PREFIX = {"qc": "9901", "lp": "9902"}
ORDINARY: Told = {
    "kind": "fixed",
    "term": 84,
    "months": 6,
    "delivered": "-40m",
    "offences": "盗窃罪",
    "ask": "commutation",
}
MONTHLY = 92  # points of an ordinary month


@dataclass(frozen=True)
class Planted:
    """One person of the manifest. `rule` is None for a lawful twin."""

    number: str
    fault: int
    batch: str
    rule: str | None
    verdict: str
    lacks: str
    told: Told

    @property
    def way(self) -> str:
        """The path of its own through the levels; "" goes with everybody."""
        return str(self.told.get("way", ""))


@cache
def planted() -> tuple[Planted, ...]:
    """Everybody in the manifest, each twin after the fault it stands beside."""
    entries = tomllib.loads((Path(__file__).parent / "planted.toml").read_text(encoding="utf-8"))["planted"]
    return tuple(one for entry in entries for one in _both(entry))


def _both(entry: Told) -> list[Planted]:
    base = {**ORDINARY, **entry.get("who", {})}
    faulty = _person(entry, 0, {**base, **entry.get("wrong", {})}, entry["rule"])
    return [faulty, _person(entry, 1, {**base, **entry["right"]}, None)] if "right" in entry else [faulty]


def _person(entry: Told, place: int, told: Told, rule: str | None) -> Planted:
    number = f"{PREFIX[entry['batch'][:2]]}{entry['serial'] + place:06d}"
    verdict, lacks = (entry["verdict"], entry.get("lacks", "")) if rule else ("", "")
    return Planted(number, entry["fault"], entry["batch"], rule, verdict, lacks, told)


def of_batch(batch: str) -> list[Planted]:
    """Whom the manifest puts on a list."""
    return [one for one in planted() if one.batch == batch]


def day_of_offset(said: str, filed: date) -> date:
    """ "-12m-9d" from the day of filing, or a day."""
    if "m" not in said and "d" not in said:
        return date.fromisoformat(said)
    day = filed
    for number, unit in OFFSET.findall(said):
        day = shifted(day, int(number)) if unit == "m" else day + timedelta(days=int(number))
    return day


class Days:
    """The days of one person, from the day of filing."""

    def __init__(self, told: Told, filed: date) -> None:
        self.told, self.filed = told, filed
        self.delivered = self.of("delivered")
        self.custody = self.of("custody") if "custody" in told else shifted(self.delivered, -6)
        half = self.custody + (self.delivered - self.custody) // 2
        self.judged = self.of("judged") if "judged" in told else half
        self.effective = self.judged + (self.delivered - self.judged) // 2

    def of(self, name: str) -> date:
        return day_of_offset(str(self.told[name]), self.filed)


def roster_row(one: Planted, ward: str, filed: date) -> Row:
    """The row of a roster that brings this person in."""
    told, days = one.told, Days(one.told, filed)
    rng = Random(one.number)
    committed = told.get("committed") or [f"{days.custody - timedelta(days=20)}"] * 2
    born = told.get("born") or f"{date.fromisoformat(committed[0]).year - 30}-06-15"
    serial = int(one.number[4:])
    row = {
        "ward": ward, "number": one.number, "name": person_name(rng, "男"), "sex": "男", "born_on": born,
        "id_number": identity_number(serial, born.replace("-", ""), "男", one.number[:4]),
        "identity": str(told.get("identity", "核实")), "former_rank": str(told.get("rank", "")),
        "offences": str(told["offences"]), "categories": str(told.get("categories", "")),
        "committed_from": committed[0], "committed_to": committed[1], "rights": str(told.get("rights", "")),
        "court": "临澄市中级人民法院", "case_no": f"（{days.judged.year}）澜01刑初{serial % 1000}号",
        "judged_on": f"{days.judged}", "effective_on": str(told.get("effective", days.effective)),
        "delivered_on": f"{days.delivered}",
        "admitted_on": f"{days.delivered}", "first_custody_on": f"{days.custody}",
    }  # fmt: skip
    return row | _term(told, days) | _earlier(told, days, row) | _property(told) | _conduct(told, days)


def _term(told: Told, days: Days) -> Row:
    if told["kind"] != "fixed":
        until = {"suspension_ends_on": f"{days.of('suspension_ends')}"} if told["kind"] == "death" else {}
        begun = {} if "effective" in told else {"starts_on": f"{days.effective}"}
        return {"term": KINDS[told["kind"]], **begun, **until}
    years, rest = divmod(told["term"], 12)
    begun_on = days.custody + timedelta(days=told.get("first_custody", 0))
    credited = told.get("credit", 0) - told.get("forgotten", 0) if "credit" in told else -told.get("forgotten", 0)
    ends = end_of_term(begun_on, told["term"], days.judged) - timedelta(days=credited)
    words = (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")
    return {"term": words, "starts_on": f"{begun_on}", "ends_on": f"{ends}"}


def _earlier(told: Told, days: Days, row: Row) -> Row:
    """The last change a roster tells: a commutation, with what it took off the end."""
    if became := told.get("became"):
        ruled = day_of_offset(became["ruled"], days.filed)
        return _ruled(ruled, f"{ruled + timedelta(days=6)}") | _new_end(became, ruled, days)
    if "cut" not in told:
        return {}
    served = "缺" if told.get("served") == "缺" else f"{days.of('served')}"
    ends = end_of_term(days.custody, told["term"], days.judged)
    now = shifted(ends, -told["cut"])
    return _ruled(days.of("ruled"), served) | {"change_months": f"{told['cut']}个月", "ends_now": f"{now}"}


def _ruled(ruled: date, served: str) -> Row:
    return {
        "change_filed_on": f"{ruled - timedelta(days=40)}", "change_ruled_on": f"{ruled}", "change_served_on": served,
        "change_court": "临澄市中级人民法院", "change_case_no": f"（{ruled.year}）澜01刑更{ruled.toordinal() % 900}号",
    }  # fmt: skip


def _new_end(became: Told, ruled: date, days: Days) -> Row:
    return {"ends_now": f"{end_of_term(ruled, became['new_months'], ruled)}"} if "new_months" in became else {}


def _property(told: Told) -> Row:
    if "taking" in told:
        return {"taking": str(told["taking"]), "closing": str(told.get("closing", "")), "proof": "正卷二册31页"}
    if "fine" not in told:
        return {}
    paid = {"fine_paid": f"{told['paid']}"} if "paid" in told else {}
    return {
        "fine": f"{told['fine']}", **paid, "closing": str(told.get("closing", "")),
        "paid_by": str(told.get("paid_by", "")), "proof": "正卷二册31页",
    }  # fmt: skip


def _conduct(told: Told, days: Days) -> Row:
    """Points from service of the last ruling, else from delivery, to the month's end that the list was made on."""
    since = days.of("served") if told.get("served", "缺") != "缺" else days.delivered
    until = (days.filed - timedelta(days=75)).replace(day=1) - timedelta(days=1)
    length = (until.year - since.year) * 12 + until.month - since.month + 1
    return {
        "period_since": f"{since}", "period_until": f"{until}", "points": str(told.get("points", length * MONTHLY)),
        "commendations": str(max(1, length * MONTHLY // 600)), "account_month": f"{until:%Y-%m}",
        "spending": str(told.get("spending", 260)), "limit": "500", "balance": str(told.get("balance", 1200)),
    }  # fmt: skip


def list_row(one: Planted, name: str, ends_now: date | None) -> Row:
    """The row of the list that nominates this person."""
    told = one.told
    row = {"number": one.number, "name": name, "note": str(told.get("note", ""))}
    if told["ask"] == "parole":
        return row | {"kind": "假释", "probation_until": f"{ends_now}"}
    if told["ask"] == "outside":
        return row | {"kind": "暂予监外执行"}
    served = {"earlier_served_on": "缺"} if told.get("served") == "缺" else {}
    rights = {"rights_months": str(told["new_rights"])} if "new_rights" in told else {}
    return row | {"kind": "减刑", "months": f"{told['months']}个月"} | served | rights
