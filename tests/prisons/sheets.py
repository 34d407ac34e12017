"""Rosters for tests: one good row, changed where a test wants it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prisons.services.roster import LAYOUT
from procuratorate.lib.identifiers import check_digit
from procuratorate.lib.sheets import write_table

GOOD: Mapping[str, Any] = {
    "ward": "一监区",
    "number": "9901200001",
    "name": "祁云山",
    "sex": "男",
    "born_on": "1985-03-05",
    "education": "初中",
    "domicile": "澜江省临澄市澄阳区",
    "offences": "抢劫罪",
    "committed_from": "2018-05-01",
    "committed_to": "2018-05-01",
    "categories": "累犯",
    "court": "临澄市中级人民法院",
    "case_no": "（2019）澜01刑初12号",
    "judged_on": "2019-03-10",
    "effective_on": "2019-03-25",
    "term": "10年6个月",
    "rights": "2年",
    "starts_on": "2018-06-01",
    "ends_on": "2028-11-30",
    "ends_now": "2028-03-31",
    "first_custody_on": "2018-06-01",
    "delivered_on": "2019-04-20",
    "admitted_on": "2019-04-20",
    "change_filed_on": "2022-03-01",
    "change_ruled_on": "2022-05-10",
    "change_served_on": "2022-05-24",
    "change_months": "8个月",
    "fine": "20000",
    "fine_paid": "20000",
    "closing": "履行完毕",
    "period_since": "2024-07-01",
    "period_until": "2026-09-30",
    "points": "612.5",
    "commendations": "4",
    "commendation_no": "青监奖〔2026〕18号",
    "account_month": "2026-10",
    "spending": "310",
    "limit": "400",
    "balance": "1250.50",
}


def document(serial: int, born: str = "19850305", odd: bool = True) -> str:
    """A document number of nobody: region prefix 99 is unassigned, the check digit is right."""
    first = f"990101{born}{serial % 100:02d}{'1' if odd else '2'}"
    return first + check_digit(first)


def row(**changes: Any) -> dict[str, Any]:
    return {**GOOD, "id_number": document(1), **changes}


def many(count: int) -> list[dict[str, Any]]:
    """So many different people."""
    surnames, given = "赵钱孙李周吴郑王冯陈", "云山海平志远文瑾立冬望舒怀"
    people = []
    for n in range(count):
        name = surnames[n % 10] + given[n % 13] + given[(n // 13) % 13]
        first = f"990101{1960 + n % 40}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
        born = f"{first[6:10]}-{first[10:12]}-{first[12:14]}"
        sex = "男" if n % 2 else "女"
        people.append(
            row(number=f"99013{n:05d}", name=name, id_number=first + check_digit(first), born_on=born, sex=sex)
        )
    return people


def workbook(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return write_table(LAYOUT.columns, rows)
