"""An entry told in Chinese: its object, its particulars, why it was refused. The export keeps the codes beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from procuratorate.audit.models import Entry, Outcome

Named = Mapping[tuple[str, str], str]
SHOWN = 5  # ids told before "等"
REASONS = {
    "role": "岗位无权办理", "no_post": "没有在任岗位", "nobody": "系统任务不能代办", "state": "当时的状态不能办理",
    "not_yours": "不属于本单位", "recused": "有人应当回避", "outside": "不在管理范围内",
    "elsewhere": "还在其他单位任职", "self": "不能为本人办理", "own": "不能决定本人的回避",
    "kind": "须由检察机关的管理员办理", "level": "须由省级院办理", "not_the_recipient": "不是收件单位",
    "not_the_sender": "不是发件单位", "to_itself": "收件单位就是发件单位", "not_a_party": "不是时限的一方",
    "not_the_holder": "不是承办单位", "not_an_administrator": "须由管理员办理", "Http404": "看不到或者不存在",
    "PermissionDenied": "无权办理",
}  # fmt: skip
KEYS = {
    "ids": "记录", "filings": "提请", "sm3": "校验值", "digest": "校验值", "due": "到期", "until": "至",
    "since": "自", "rows": "行数", "days": "天数", "moved": "变动时限", "version": "第几版", "fields": "改动",
    "id": "编号", "step": "步骤", "state": "状态", "kind": "种类", "ended": "结束", "to": "收件单位",
    "service": "送达", "ward": "监区", "person": "人员编号", "organ": "单位", "officer": "人员", "role": "岗位",
    "post": "岗位", "parent": "上级", "site": "场所", "act": "行为", "news": "新到提醒", "permission": "权限",
    "departure": "离监", "ground": "事由", "target": "对象", "outcome": "结果", "most": "最多", "year": "年度",
    "number": "文号", "step_no": "步骤", "admitted": "新收", "updated": "更新", "adjustment": "调整",
    "advice": "意见", "again": "重复", "as": "到会", "assessment": "评估", "by": "由后件", "came": "到场",
    "case_no": "案号", "change": "刑罚变更", "closing": "结案方式", "count": "件数", "dispatch": "往来件",
    "filing": "提请", "final": "终局", "finding": "核实", "findings": "疑点", "from": "原为", "granted": "准许",
    "held": "已开庭", "incident": "事件", "inmate": "罪犯", "item": "议题", "joint": "同发", "late": "补录",
    "lines": "行数", "members": "人数", "n": "条数", "no": "文号", "notice": "文书", "objection": "异议",
    "of": "原件", "on": "日期", "page": "页面", "paper": "文书", "parts": "分区", "permille": "抽样千分之",
    "point": "第几项", "points": "各项", "prison": "监狱", "question": "提问", "recipient": "收件单位",
    "record": "记录", "register": "登记表", "remark": "核对意见", "row": "登记", "rule": "规则", "rules": "规则",
    "ruling": "裁定", "rung": "层级", "sent_on": "发出", "sit_in": "列席", "snooze": "暂不提示", "stage": "环节",
    "taken": "采纳", "title": "标题", "upheld": "成立", "view": "意见", "viewing": "调看", "wish": "请求",
    "working_days": "工作日",
}  # fmt: skip


def target_words(row: Entry, named: Named = MappingProxyType({})) -> str:
    """人员 17 管维周, for organs.officer:17; the code itself for what is no longer a table.

    `named`: what the reader may see the name of, by table and id.
    """
    model = _model(row)
    kind = str(model._meta.verbose_name) if model else row.target_type
    return f"{kind} {row.target_id} {named.get((row.target_type, row.target_id), '')}".strip()


def reason_words(row: Entry) -> str:
    """The reason an officer gave, or why the house refused."""
    return REASONS.get(row.reason, "不能办理") if row.outcome == Outcome.REFUSED else row.reason


def detail_words(row: Entry) -> str:
    """到期 2026-11-23；校验值 3f2a…: each particular named and told; long lists counted."""
    asked = row.detail.get("asked") or {}
    told = {key: given for key, given in (asked | row.detail).items() if key != "asked" and given not in ("", None)}
    return "；".join(_told(_model(row), key, given) for key, given in told.items())


def kinds_named(words: str) -> list[str]:
    """Labels of the tables called so on screen: ["organs.officer"] for 人员."""
    return [model._meta.label_lower for model in apps.get_models() if str(model._meta.verbose_name) == words]


def named_target(words: str) -> tuple[str, str]:
    """(人员, 17) of "人员 17" or "人员17"; the number is empty where none is given."""
    found = re.fullmatch(r"(\D+?)\s*(\d*)", words.strip())
    return (found[1], found[2]) if found else ("", "")


def _told(model: type[Model] | None, key: str, given: Any) -> str:
    field = _field(model, key)
    label = KEYS.get(key) or (str(field.verbose_name) if field else key)
    if isinstance(given, list) and key == "fields":
        given = "、".join(str(one.verbose_name) if (one := _field(model, name)) else str(name) for name in given)
    elif isinstance(given, list):
        shown = "、".join(map(str, given[:SHOWN]))
        given = f"{len(given)} 条（{shown}{'等' if len(given) > SHOWN else ''}）" if given else "0 条"
    elif field and field.choices:
        given = dict(field.flatchoices).get(given, given)
    elif isinstance(given, bool):
        given = "是" if given else "否"
    elif key in ("sm3", "digest"):
        given = f"{str(given)[:8]}…"
    return f"{label} {given}"


def _model(row: Entry) -> type[Model] | None:
    try:
        return apps.get_model(row.target_type) if row.target_type else None
    except (LookupError, ValueError):
        return None


def _field(model: type[Model] | None, key: str) -> Field[Any, Any] | None:
    fields = model._meta.fields if model else ()
    return next((field for field in fields if key in (field.name, field.attname)), None)
