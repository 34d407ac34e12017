"""A prison's papers filled from what is recorded: 花名册, 建议书, 审核表, 移送清单; the unknown stays blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from commutation.models import Batch, Deliberation, Filing, Material
from commutation.states import Kind
from procuratorate.custody.models import Judgment
from procuratorate.documents.engine.leaf import words_of

ROSTER = {
    "ward": "监区", "number": "罪犯编号", "name": "姓名", "term": "原判刑期", "starts_on": "刑期起",
    "ends_on": "刑期止", "delivered_on": "送监日", "earlier_on": "前次裁定", "earlier_months": "前次减刑",
    "conduct_since": "考核期起", "conduct_until": "考核期止", "points": "得分", "commendations": "表扬",
    "performance": "财产判项履行",
}  # fmt: skip
ASKED = {
    Kind.COMMUTATION: ("该犯近期确有悔改表现，具体事实如下：", "第七十八条"),
    Kind.PAROLE: ("该犯确有悔改表现，没有再犯罪的危险，具体事实如下：", "第八十一条"),
}
BASIS = "《中华人民共和国监狱法》、《中华人民共和国刑法》{article}、《中华人民共和国刑事诉讼法》第二百七十三条第二款"
DATE = "　　年　　月　　日"


def roster(batch: Batch, filings: Iterable[Filing]) -> dict[str, Any]:
    """A3 landscape, one line a person."""
    rows = [[*_cells(one), one.proposal] for one in filings]
    return {
        "heads": [*ROSTER.values(), "提请"],
        "rows": rows,
        "shape": "roster",
        "lead": f"数据提供单位：{batch.prison.name}　　{batch.title}　　共 {len(rows)} 人",
        "empty": "名单上没有人",
        "signed": [["制表", ""], ["审核", ""], ["日期", DATE]],
    }


def _cells(one: Filing) -> list[str]:
    known = {"ward": one.ward.short_name, "number": one.number, "name": one.name}
    return [str(known.get(name) or one.facts.get(name) or "") for name in ROSTER]


def proposal(one: Filing, court: str) -> dict[str, Any]:
    """建议书: who, the judgment and its changes, the facts of repentance as the prison's records have them."""
    said, article = ASKED[Kind(one.kind)]
    facts = one.facts
    conduct = (
        f"考核期{facts.get('conduct_since', '')}至{facts.get('conduct_until', '')}"
        if facts.get("conduct_since")
        else ""
    )
    lines = [
        _joined(
            "，", conduct, _said("累计得分{}分", facts.get("points")), _said("获得表扬{}次", facts.get("commendations"))
        ),
        _joined("，", _said("财产性判项：{}", facts.get("property")), facts.get("performance"), facts.get("proof")),
        str(facts.get("note") or ""),
    ]
    numbered = [f"{'一二三'[place]}、{line}。" for place, line in enumerate(filter(None, lines))]
    asks = f"为此，根据{BASIS.format(article=article)}的规定，建议对罪犯{one.name}予以{one.proposal}。特提请裁定。"
    return {"paragraphs": [_opening(one), said, *numbered, asks], "closing_to": court}


def _opening(one: Filing) -> str:
    person, sentence = one.inmate.person, one.inmate.sentence
    judgment: Judgment | None = sentence.judgment if sentence else None
    about = _joined(
        "，", f"罪犯{one.name}", _sex(person.get_sex_display()), _said("{}出生", words_of(person.born_on)),
        person.ethnicity, _said("户籍地{}", person.domicile),
    )  # fmt: skip
    judged = _judged(judgment, str(one.facts.get("term") or "")) if judgment else ""
    term = (
        _joined("，", _said("刑期自{}起", _day(sentence.starts_on)), _said("至{}止", _day(sentence.ends_now)))
        if sentence
        else ""
    )
    given = _said("{}交付我狱执行", _day(sentence.delivered_on)) if sentence else ""
    earlier = _joined(
        "，", _said("{}裁定", one.facts.get("earlier_on")), _said("减刑{}", one.facts.get("earlier_months"))
    )
    return "。".join(filter(None, (about, judged, term, given, earlier))) + "。"


def _judged(judgment: Judgment, term: str) -> str:
    crimes = "、".join(one.name for one in judgment.offences.all())
    return _joined(
        "", _said("因犯{}，", crimes), _said("经{}", judgment.court), _said("于{}", _day(judgment.judged_on)),
        _said("以{}", judgment.case_no), _said("判处{}", term),
    )  # fmt: skip


def _sex(word: str) -> str:
    return word if word in {"男", "女"} else ""


def _said(form: str, value: object) -> str:
    return form.format(value) if value else ""


def _joined(between: str, *words: object) -> str:
    return between.join(str(word) for word in words if word)


def _day(day: date | None) -> str:
    return words_of(day)


def review_form(one: Filing, levels: Sequence[Deliberation]) -> dict[str, Any]:
    """审核表: the facts as filed; each level as it was signed, the others left to the hand."""
    facts = {name: str(value or "") for name, value in one.facts.items()}

    def said(*names: str) -> str:
        return _joined("，", *(facts.get(name) for name in names))

    conduct = f"{facts['conduct_since']}至{facts.get('conduct_until', '')}，" if facts.get("conduct_since") else ""
    return {
        "cells": [
            ["姓名", one.name, "罪犯编号", one.number],
            ["监区", one.ward.short_name, "原判刑期", said("term")],
            ["刑期起", said("starts_on"), "刑期止", said("ends_on")],
            ["送监日", said("delivered_on"), "前次减刑", said("earlier_on", "earlier_months")],
            ["考核期、得分", conduct + said("points"), "表扬", said("commendations")],
            ["财产性判项履行", said("property", "performance", "proof")],
            ["拟提请", one.proposal],
        ],
        "boxes": [_box(level) for level in levels] or [["各级意见", ["尚无签署的会议记录。"], "", "tall"]],
    }  # fmt: skip


def _box(level: Deliberation) -> list[Any]:
    sitting = level.sitting
    votes = f"同意{level.votes_for}人，不同意{level.votes_against}人，弃权{level.abstained}人"
    voted = votes if level.votes_for + level.votes_against + level.abstained else ""
    said = _joined("；", level.get_outcome_display(), voted, level.words, level.reason)
    return [sitting.get_level_display(), [said], words_of(sitting.held_on), ""]


def transfer_list(one: Filing, materials: Iterable[Material], court: str) -> dict[str, Any]:
    """移送材料清单 by volume and page; what was replaced is left out."""
    rows = [_item(item) for item in materials]
    return {
        "lead": f"移送：{court}　　罪犯：{one.name}（{one.number}）",
        "heads": ["材料名称", "卷—册", "页数", "起止页", "缺页"],
        "rows": rows,
        "signed": [["移送人", ""], ["接收人", ""], ["接收日期", DATE]],
        "note": "",
    }


def _item(item: Material) -> list[str]:
    pages = f"{item.page_from}—{item.page_to}"
    count = str(item.page_to - item.page_from + 1)
    return [item.title, f"{item.volume}—{item.booklet}", count, pages, item.missing_pages]
