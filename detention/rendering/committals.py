"""Committals on paper and on their page: who goes where, with which papers, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from detention.law import Facts, Finding, Verdict, explain
from detention.law.instruments import PRISONS_2026
from detention.models import Committal
from detention.states import EXECUTION_PAPERS, CommittalState, View
from procuratorate.lib.names import mask

RULES = frozenset({"delivery", "refusal-statement", "must-admit", "rest-to-prison"})


@dataclass(frozen=True)
class Event:
    """One line of the course of a committal: when, who, what; with the paper it rests on."""

    on: date
    who: str
    what: str
    words: str = ""
    paper: Any = None


def cn(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def facts_of_refusal(one: Committal) -> dict[str, Any]:
    """不予收监说明书 to the centre."""
    day = one.refused_on or one.sent_on
    law = "三十二条第三款" if day >= PRISONS_2026.since else ""
    basis = f"依照《中华人民共和国监狱法》第{law}的规定，特此书面说明。" if law else "特此书面说明。"
    return {
        "addressee": one.centre.name,
        "paragraphs": [
            f"你所{cn(one.sent_on)}送交我狱执行刑罚的罪犯{one.name}（在押人员编码{one.number}，因{one.offence}被判处"
            f"{one.sentence}），经审查，我狱于{cn(day)}决定不予收监。",
            f"不予收监的事由：{one.get_ground_display()}。具体理由：{one.refused_words.rstrip('。')}。",
            f"随送文书：{'、'.join(names_of(one.papers)) or '无'}。",
            f"{basis}本说明同时抄送对我狱承担检察职责的人民检察院。",
        ],
    }


def facts_of_opinion(one: Committal) -> dict[str, Any]:
    """应当收监检察意见书 to the prison."""
    day = one.refused_on or one.sent_on
    statement = f"（{one.statement.number}）" if one.statement else ""
    return {
        "addressee": one.prison.name,
        "paragraphs": [
            f"{one.centre.name}{cn(one.sent_on)}向你狱送交罪犯{one.name}（在押人员编码{one.number}，因{one.offence}被判处"
            f"{one.sentence}）执行刑罚，你狱于{cn(day)}以“{one.get_ground_display()}”为由不予收监{statement}。",
            f"经审查，我院认为不收监的理由不成立：{one.view_words.rstrip('。')}。",
            "依照《中华人民共和国监狱法》第三十二条第三款的规定，你狱应当将该罪犯收监，并将收监情况告知我院。",
        ],
    }


def names_of(codes: list[str]) -> list[str]:
    return [EXECUTION_PAPERS[code] for code in codes if code in EXECUTION_PAPERS]


def lacking(one: Committal) -> list[str]:
    """Papers that should have gone with him and did not: of the property judgment only since 1 November 2026."""
    wanted = [code for code in EXECUTION_PAPERS if code != "property" or one.sent_on >= PRISONS_2026.since]
    return [EXECUTION_PAPERS[code] for code in wanted if code not in one.papers]


def course_of(one: Committal) -> list[Event]:
    """What happened, in order."""
    events = [
        Event(one.papers_on, one.centre.short_name, "收到执行文书"),
        Event(one.sent_on, one.centre.short_name, f"送交{one.prison.short_name}", "、".join(names_of(one.papers))),
    ]
    if one.refused_on:
        said = f"{one.get_ground_display()}：{one.refused_words}"
        events.append(Event(one.refused_on, one.prison.short_name, "不予收监", said, one.statement))
    if one.opinion_on and one.opinion:
        events.append(Event(one.opinion_on, one.opinion.organ.short_name, "提出应当收监的意见", "", one.opinion))
    if one.admitted_on:
        number = f"罪犯编号 {one.prison_number}" if one.prison_number else ""
        events.append(Event(one.admitted_on, one.prison.short_name, "收监", number))
    if one.family_told_on:
        events.append(Event(one.family_told_on, one.prison.short_name, "通知家属"))
    return events


def next_of(one: Committal) -> str:
    """What is to be done, and by whom."""
    if one.state == CommittalState.SENT:
        return f"{one.prison.short_name}收监或者书面说明理由"
    if one.state == CommittalState.REFUSED and one.view == View.HOLDS:
        return "理由成立：看守所撤回，补齐文书再送"
    if one.state == CommittalState.REFUSED:
        return "检察长签发书面意见" if one.view == View.FAILS else "检察院审查不收监的理由"
    if one.state == CommittalState.OBLIGED:
        return f"{one.prison.short_name}应当收监"
    if one.state == CommittalState.ADMITTED and not one.family_told_on:
        return "监狱通知家属"
    return "—"


def findings_of(one: Committal, due: date | None, on: date) -> list[Finding]:
    """What the rules say of this attempt, breaches alone; for procurators. A person decides."""
    facts = Facts(
        sentenced=True, serving_here=False, papers_on=one.papers_on, delivery_due=due,
        sentence_ends_on=one.sentence_ends_on, delivered_on=one.admitted_on, left_on=one.admitted_on,
        refused=one.refused_on is not None, refused_on=one.refused_on, statement_on=one.statement_on,
        must_admit=one.opinion_on is not None, opinion_on=one.opinion_on, admitted_on=one.admitted_on,
    )  # fmt: skip
    found = explain(facts, on=on)
    return [each for each in found if each.rule.code in RULES and each.verdict is Verdict.BREACHED]


def title_of(one: Committal, *, full: bool) -> str:
    return str(one.name) if full else mask(one.name)
