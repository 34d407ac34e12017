"""The facts of a case in one compact table, from the dossier it is judged on and the list as filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from commutation.models import Filing
from procuratorate.custody.states import Category, ChangeKind, PropertyKind, SentenceKind
from procuratorate.lib.cells import years_and_months

Dossier = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it is, what it says; `wide` over both columns."""

    label: str
    words: list[str]
    wide: bool = False


def digest_of(filing: Filing, dossier: Dossier, on: date) -> list[Item]:
    """原判, 刑期, 送监, 历次减刑, 类别, 考核, 财产判项: what is not known says so."""
    facts = filing.facts
    told = [
        Item("原判", [_judged(dossier, facts)], wide=True),
        Item("刑期", [_term(dossier)]),
        Item("送监", [str(dossier.get("delivered_on") or facts.get("delivered_on") or "没有记载")]),
        Item("历次减刑", _cuts(dossier, facts)),
        Item("类别", [_categories(dossier), f"拟报请 {on}" if not filing.filed_at else f"报请 {on}"]),
        Item("考核", [_conduct(dossier, facts)]),
        Item("财产判项", _property(dossier, facts)),
    ]
    return [Item(one.label, [words for words in one.words if words] or ["没有记载"], one.wide) for one in told]


def _judged(dossier: Dossier, facts: Mapping[str, str]) -> str:
    offences = "、".join(one["name"] for one in dossier.get("offences") or () if one.get("name"))
    rights = dossier.get("rights_months")
    extra = "剥夺政治权利终身" if dossier.get("rights_for_life") else f"剥夺政治权利{months(rights)}" if rights else ""
    parts = (offences, _sentence(dossier) or facts.get("term", ""), extra, *_ordered(dossier))
    court = "".join(filter(None, (dossier.get("court"), dossier.get("case_no"))))
    return "；".join(filter(None, ("，".join(filter(None, parts)), court)))


def _sentence(dossier: Dossier) -> str:
    kind, length = dossier.get("sentence_kind"), dossier.get("sentence_months")
    if not kind:
        return ""
    label = SentenceKind(kind).label
    return f"{label}{months(length)}" if length else label


def months(count: int | None) -> str:
    """102 → 八年六个月 written with digits: 8年6个月."""
    return years_and_months(count) or "0个月"


def _term(dossier: Dossier) -> str:
    start, end, now = (dossier.get(name) for name in ("starts_on", "ends_on", "ends_now"))
    told = f"{start or '？'} 至 {end or '？'}" if start or end else ""
    return f"{told}，现止 {now}" if now and now != end else told


def _cuts(dossier: Dossier, facts: Mapping[str, str]) -> list[str]:
    cuts = [one for one in dossier.get("changes") or () if one["kind"] == ChangeKind.COMMUTATION]
    if cuts:
        return [f"{place}. {_cut(one)}" for place, one in enumerate(cuts, 1)]
    if facts.get("earlier_on"):
        return [f"{facts['earlier_on']} 裁定，{facts.get('earlier_served_on', '')} 送达（名单所填）"]
    return ["没有减过刑"]


def _cut(change: Mapping[str, Any]) -> str:
    length = f"减{change['months']}个月" if change.get("months") else ""
    return f"{length} {change.get('ruled_on') or '日期不明'} 裁定，{change.get('served_on') or '没有回证'} 送达".strip()


def _categories(dossier: Dossier) -> str:
    codes = dossier.get("categories") or ()
    return "、".join(Category(code).label for code in codes if code in Category.values) or "一般"


def _conduct(dossier: Dossier, facts: Mapping[str, str]) -> str:
    period = f"{facts['conduct_since']} 至 {facts.get('conduct_until', '')}" if facts.get("conduct_since") else ""
    points = f"{facts['points']} 分" if facts.get("points") else ""
    praise = f"表扬 {facts['commendations']} 次" if facts.get("commendations") else ""
    return "，".join(filter(None, (period, points, praise, f"处罚 {len(dossier.get('punishments') or ())}")))


def _ordered(dossier: Dossier) -> list[str]:
    rows = dossier.get("property") or ()
    return [f"{PropertyKind(one['kind']).label}{_yuan(one.get('ordered'))}" for one in rows]


def _property(dossier: Dossier, facts: Mapping[str, str]) -> list[str]:
    rows = dossier.get("property") or ()
    if not rows:
        return [
            facts.get("property", "") or "没有财产性判项",
            facts.get("performance", "") if facts.get("property") else "",
        ]
    return [_item(one) for one in rows]


def _item(row: Mapping[str, Any]) -> str:
    paid, ordered = (_yuan(row.get(name)) or "不明" for name in ("paid", "ordered"))
    return f"{PropertyKind(row['kind']).label} 已履行{paid}／{ordered}"


def _yuan(amount: Any) -> str:
    return f"{float(amount):,.0f}元" if amount not in (None, "") else ""
