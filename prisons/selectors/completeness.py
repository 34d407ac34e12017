"""S24: how complete a dossier is, and exactly what it lacks. What does not apply to a person does not count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from procuratorate.custody.states import PropertyKind, SentenceKind

Facts = Mapping[str, Any]
TIMED = {SentenceKind.FIXED, SentenceKind.DETENTION, SentenceKind.CONTROL}


def _has(name: str) -> Callable[[Facts], bool]:
    return lambda facts: bool(facts[name])


def _each(shelf: str, name: str) -> Callable[[Facts], bool | None]:
    """Every row of a list has it; None (does not apply) when the list is empty."""
    return lambda facts: all(row[name] for row in facts[shelf]) if facts[shelf] else None


def _timed(name: str) -> Callable[[Facts], bool | None]:
    return lambda facts: bool(facts[name]) if facts["sentence_kind"] in TIMED else None


def _suspension(facts: Facts) -> bool | None:
    return bool(facts["suspension_ends_on"]) if facts["sentence_kind"] == SentenceKind.SUSPENDED_DEATH else None


def _paid(facts: Facts) -> bool | None:
    """What was paid is known for every item; 没收个人全部财产 has nothing to count."""
    items = [item for item in facts["property"] if item["kind"] != PropertyKind.CONFISCATION_ALL]
    return all(item["paid"] is not None for item in items) if items else None


BASICS: dict[str, tuple[str, Callable[[Facts], bool | None]]] = {
    "id_number": ("证件号码", _has("id_number")),
    "sex": ("性别", lambda facts: facts["sex"] in {"1", "2"}),
    "born_on": ("出生日期", _has("born_on")),
    "domicile": ("户籍地", _has("domicile")),
    "ward": ("监区", _has("ward")),
    "offence": ("罪名", _has("offence")),
    "committed": ("犯罪时间", _has("committed_to")),
    "court": ("原判法院", _has("court")),
    "case_no": ("判决案号", _has("case_no")),
    "judged_on": ("判决日", _has("judged_on")),
    "effective_on": ("生效日", _has("effective_on")),
    "sentence": ("原判刑期", _has("sentence_kind")),
    "starts_on": ("刑期起", _timed("starts_on")),
    "ends_on": ("刑期止", _timed("ends_on")),
    "suspension": ("死缓期满日", _suspension),
    "first_custody_on": ("首次羁押日", _has("first_custody_on")),
    "delivered_on": ("送监日", _has("delivered_on")),
    "admitted_on": ("入监日", _has("admitted_on")),
    "changes_ruled": ("历次变更裁定日", _each("changes", "ruled_on")),
    "changes_served": ("历次变更送达日", _each("changes", "served_on")),
    "changes_filed": ("历次变更报请日", _each("changes", "filed_on")),
    "paid": ("财产性判项履行情况", _paid),
    "conduct": ("考核期与得分", _has("conduct")),
}


def completeness_of(facts: Facts) -> tuple[int, list[str]]:
    """(0–100, codes of what is missing). A field declared 缺 is still missing: the paper is not there."""
    judged = {code: test(facts) for code, (_, test) in BASICS.items()}
    missing = [code for code, there in judged.items() if there is False]
    counted = sum(there is not None for there in judged.values())
    return round(100 * (counted - len(missing)) / counted), missing
