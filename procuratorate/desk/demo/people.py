"""Invented inmates as rows of a roster, so that they come in through the same door as a clerk's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from procuratorate.desk.demo.names import identity_number, person_name
from procuratorate.desk.demo.terms import end_of_term, shifted

Row = dict[str, Any]
COURTS = ("临澄市中级人民法院", "临澄市澄阳区人民法院", "望川市中级人民法院", "石滩县人民法院", "临澄市汀桥区人民法院")
# name → share in a hundred
OFFENCES = {
    "盗窃罪": 22,
    "诈骗罪": 17,
    "故意伤害罪": 13,
    "走私、贩卖、运输、制造毒品罪": 13,
    "抢劫罪": 9,
    "强奸罪": 6,
    "寻衅滋事罪": 5,
    "开设赌场罪": 4,
    "故意杀人罪": 4,
    "受贿罪": 3,
    "集资诈骗罪": 2,
    "组织、领导、参加黑社会性质组织罪": 2,
}
CATEGORY = {
    "受贿罪": "职务犯罪、贪贿特别规定",
    "集资诈骗罪": "金融犯罪",
    "组织、领导、参加黑社会性质组织罪": "涉黑犯罪",
    "抢劫罪": "八类暴力犯罪",
    "强奸罪": "八类暴力犯罪",
    "故意杀人罪": "八类暴力犯罪",
}
RANKS = ("乡科级", "乡科级", "县处级")
SCHOOLING = ("小学", "初中", "初中", "初中", "高中", "中专", "大专", "大学")
WORK = ("务农", "务工", "无业", "个体经营", "司机", "公司职员")


@dataclass(frozen=True)
class Site:
    """Where the people of one prison live, and how its numbers begin."""

    prefix: str
    wards: tuple[str, ...]
    women: tuple[str, ...] = ()


def roster(site: Site, count: int, on: date, rng: Random) -> Iterator[Row]:
    """`count` rows for one prison as of `on`."""
    for serial in range(1, count + 1):
        ward = rng.choice(site.wards)
        sex = "女" if ward in site.women else "男"
        number = f"{site.prefix}{serial:06d}"
        case = _case(rng, on)
        grown = date.fromisoformat(case["committed_from"])
        yield _identity(rng, sex, number, ward, grown) | case


def _identity(rng: Random, sex: str, number: str, ward: str, grown: date) -> Row:
    born = grown - timedelta(days=rng.randrange(18 * 366, 58 * 365))
    row: Row = {
        "ward": ward,
        "number": number,
        "name": person_name(rng, sex),
        "sex": sex,
        "born_on": born.isoformat(),
        "id_number": identity_number(int(number[4:]), f"{born:%Y%m%d}", sex, number[:4]),
        "education": rng.choice(SCHOOLING),
        "occupation": rng.choice(WORK),
        "domicile": rng.choice(("澜江省临澄市澄阳区", "澜江省临澄市北岭县", "澜江省望川市石滩县")),
    }
    if rng.random() < 0.004:
        row["former_names"] = person_name(rng, sex)
    if rng.random() < 0.02:
        row["vulnerable"] = "残疾"
    return row


def _case(rng: Random, on: date) -> Row:
    offence = rng.choices(list(OFFENCES), list(OFFENCES.values()))[0]
    kind = rng.choices(("short", "middle", "long", "life", "death"), (36, 28, 26, 7, 3))[0]
    row = {"offences": offence, "court": rng.choice(COURTS), "categories": _categories(rng, offence)}
    row |= {"former_rank": rng.choice(RANKS)} if offence == "受贿罪" else {}
    row |= _term(rng, kind, on)
    row |= _crime(rng, date.fromisoformat(row["first_custody_on"]))
    return row | _property(rng, kind) | _conduct(rng, row, on)


def _categories(rng: Random, offence: str) -> str:
    listed = [CATEGORY[offence]] if offence in CATEGORY else []
    return "、".join(listed + (["累犯"] if rng.random() < 0.14 else []))


def _crime(rng: Random, custody: date) -> Row:
    """Days of the crime: over a few months at most, and a few before the first custody."""
    until = custody - timedelta(days=rng.randint(1, 120))
    since = until - timedelta(days=rng.choice((0, 0, rng.randint(1, 200))))
    return {"committed_from": since.isoformat(), "committed_to": until.isoformat()}


MONTHS = {"short": (10, 59), "middle": (60, 119), "long": (120, 240), "life": (0, 0), "death": (0, 0)}
WORDS = {"life": "无期徒刑", "death": "死刑缓期二年执行"}


def _term(rng: Random, kind: str, on: date) -> Row:
    months = rng.randint(*MONTHS[kind])
    served = rng.uniform(0.2, 0.92) * (months or 150) * 30.4
    custody = on - timedelta(days=int(served) + 1)
    judged = custody + timedelta(days=rng.randint(60, min(300, max(61, int(served * 0.4)))))
    effective = judged + timedelta(days=rng.randint(10, 40))
    delivered = effective + timedelta(days=rng.randint(8, 25))
    row: Row = {
        "term": WORDS.get(kind) or _words(months),
        "judged_on": judged.isoformat(),
        "effective_on": effective.isoformat(),
        "case_no": f"（{judged.year}）澜{rng.randint(1, 12):02d}刑初{rng.randint(1, 480)}号",
        "first_custody_on": custody.isoformat(),
        "delivered_on": delivered.isoformat(),
        "admitted_on": delivered.isoformat(),
        "from_where": rng.choice(("临澄市第一看守所", "石滩县看守所")),
    }
    span = _span(custody, months, judged)
    if delivered >= on:
        return row | {"delivered_on": on.isoformat(), "admitted_on": on.isoformat()} | span
    if not months:
        suspended = {"suspension_ends_on": _span(effective, 24, judged)["ends_on"]} if kind == "death" else {}
        return row | suspended | {"starts_on": effective.isoformat(), "rights": "终身"}
    return row | span | _earlier(rng, delivered, end_of_term(custody, months, judged), months, on)


def _words(months: int) -> str:
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")


def _span(start: date, months: int, judged: date) -> Row:
    if not months:
        return {}
    return {"starts_on": start.isoformat(), "ends_on": end_of_term(start, months, judged).isoformat()}


def _earlier(rng: Random, delivered: date, ends: date, months: int, on: date) -> Row:
    """One earlier commutation for some who have served long enough."""
    first = delivered + timedelta(days=rng.randint(420, 900))
    ruled = first + timedelta(days=rng.randint(30, 60))
    if months < 60 or ruled + timedelta(days=200) > on or rng.random() > 0.6:
        return {}
    cut = rng.randint(3, 9)
    return {
        "change_filed_on": first.isoformat(),
        "change_ruled_on": ruled.isoformat(),
        "change_served_on": (ruled + timedelta(days=rng.randint(3, 20))).isoformat(),
        "change_court": COURTS[0],
        "change_case_no": f"（{ruled.year}）澜01刑更{rng.randint(1, 900)}号",
        "change_months": f"{cut}个月",
        "ends_now": shifted(ends, -cut).isoformat(),
    }


def _property(rng: Random, kind: str) -> Row:
    if rng.random() > 0.78:
        return {}
    if kind == "death" and rng.random() < 0.5:
        return {"taking": "全部", "closing": "终结执行", "proof": _pages(rng)}
    ordered = rng.choice((2000, 5000, 10000, 20000, 50000, 100000))
    paid, closing = rng.choices(
        ((ordered, "履行完毕"), (ordered // 2, ""), (0, ""), (0, "终结执行"), (0, "终结本次执行")), (44, 21, 12, 9, 14)
    )[0]
    payer = {"paid_by": rng.choice(("本人", "亲属代履行"))} if paid else {}
    proof = {"proof": _pages(rng)} if (paid or closing) and rng.random() > 0.03 else {}
    return {"fine": str(ordered), "fine_paid": str(paid), "closing": closing, **payer, **proof}


def _pages(rng: Random) -> str:
    return f"正卷二册{rng.randint(1, 80)}页"


def _conduct(rng: Random, row: Row, on: date) -> Row:
    """Points from the last service (else delivery) to a quarter's end that every list of the season knows."""
    since = date.fromisoformat(row.get("change_served_on") or row["delivered_on"])
    past = on - timedelta(days=100)
    quarter = date(past.year, (past.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    if since >= quarter:
        return {}
    points = round((quarter - since).days / 30.4 * rng.uniform(78, 108), 1)
    return {
        "period_since": since.isoformat(),
        "period_until": quarter.isoformat(),
        "points": str(points),
        "commendations": str(int(points // 600)),
        "account_month": f"{quarter:%Y-%m}",
        "spending": str(rng.randint(60, 480)),
        "limit": "500",
        "balance": str(rng.randint(0, 9000)),
    }
