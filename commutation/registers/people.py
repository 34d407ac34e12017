"""The columns about a person that the registers share, from the list as filed and the dossier behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from commutation.models import Filing, Ruling
from commutation.selectors.rulings import words_of
from commutation.selectors.snapshots import dossiers_now
from commutation.states.courts import RulingState
from procuratorate.lib.clock import day_of

BEIJING = ZoneInfo("Asia/Shanghai")
SEALED = "犯罪记录封存"
Cells = dict[str, str]


def moments(since: date, until: date) -> tuple[datetime, datetime]:
    """The first and the last moment of some days in Beijing."""
    return datetime.combine(since, time.min, BEIJING), datetime.combine(until, time.max, BEIJING)


def day(moment: Any) -> date:
    """The Beijing day of a moment that a query made sure of."""
    return day_of(moment)


def about(filings: QuerySet[Filing]) -> dict[int, Cells]:
    """By filing: 姓名 to 刑期截止. A sealed offence is not told."""
    rows = list(filings)
    dossiers = dossiers_now(rows)
    rulings = _rulings(rows)
    return {
        one.pk: _cells(one, dossiers[one.inmate_id].facts if one.inmate_id in dossiers else {}, rulings.get(one.pk))
        for one in rows
    }


def _rulings(rows: Iterable[Filing]) -> dict[int, Ruling]:
    """The ruling that holds for each: the last."""
    found = Ruling.objects.filter(filing__in=[one.pk for one in rows]).exclude(state=RulingState.VOID)
    return {one.filing_id: one for one in found.order_by("ruled_on", "pk") if one.filing_id}


def _cells(one: Filing, dossier: Mapping[str, Any], ruling: Ruling | None) -> Cells:
    facts = one.facts
    since, until = (str(dossier.get(name) or facts.get(name) or "") for name in ("starts_on", "ends_on"))
    told = {
        "姓名": one.name,
        "出生日期": str(one.person.born_on or ""),
        "罪名": SEALED if dossier.get("is_sealed") else str(dossier.get("offence") or ""),
        "入监时间": str(dossier.get("admitted_on") or dossier.get("delivered_on") or facts.get("delivered_on") or ""),
        "原判刑期": str(facts.get("term") or ""),
        "刑期起止": f"{since} 至 {until}" if since and until else "",
        "刑期截止": str(dossier.get("ends_now") or until),
    }
    told["入所时间"] = told["入监时间"]
    return told | (_ruled(ruling) if ruling else {})


def _ruled(ruling: Ruling) -> Cells:
    return {"改判刑期": words_of(ruling) if ruling.months else "", "裁定单位": ruling.decider, "结果": words_of(ruling)}
