"""The facts of an act of the chain, line by line, and what its figures mean: facts alone, both sides read them."""

from __future__ import annotations

from typing import Any

from commutation.clocks.outside import NOTICE_DAYS, days_ahead
from commutation.models import OutsideAct, OutsideCase
from commutation.states.outside import Act

LABELS = {
    "illness": "病种", "planned_on": "诊断日", "time": "时间", "hospital": "医院", "held_on": "听证日",
    "why": "听证原因", "place": "地点", "commissioned_on": "委托书送达医院", "issued_on": "诊断书出具",
    "received_on": "收到", "papers": "所附依据", "letter": "书面送达", "care_group": "鉴别小组人数",
    "care_doctors": "其中医疗专业人员", "body": "机构", "until_on": "至", "objections": "异议及处理", "case_no": "文号",
    "outcome": "结果", "members": "到会委员", "not_public": "不公开", "bureau": "居住地监狱管理局",
    "named_on": "指定接收监狱", "keeper": "接收档案的监狱", "residence": "居住地", "handed_to": "接收人",
    "next_on": "下次复查", "ground": "情形", "returned_on": "收监", "not_counted_from": "建议不计入刑期自",
    "not_counted_until": "至", "not_counted_why": "事由", "reason": "原因", "paper": "证明文书", "present": "到场人员",
    "people": "参加人员", "procurator": "检察院派员", "opinion": "意见和理由", "lacking": "暂缺的病历资料",
}  # fmt: skip


TOOK = {"": "收到后第 {} 个工作日抄送", "sent_": "批准后第 {} 个工作日送达", "named_": "收到后第 {} 个工作日指定"}


def words_of(one: OutsideAct, case: OutsideCase) -> list[str]:
    """What an act's form told, then what came of it."""
    facts = one.facts
    lines = [
        f"{label}：{_said(facts[name])}" for name, label in LABELS.items() if facts.get(name) not in (None, "", False)
    ]
    return lines + _told_ahead(one, case) + _figures(facts) + _of_act(one)


def _said(value: Any) -> str:
    return "是" if value is True else str(value)


def _told_ahead(one: OutsideAct, case: OutsideCase) -> list[str]:
    ahead = one.facts.get("told_ahead", one.facts.get("ahead"))
    if ahead is None:
        return []
    least = days_ahead(case.ground, one.on, urgent=case.urgent)
    return [f"提前 {ahead} 个工作日通报" + (f"（不足 {least} 个工作日）" if ahead < least else "")]


def _figures(facts: dict[str, Any]) -> list[str]:
    """How long things took, and whether that was longer than the text of their day allows."""
    said = [
        words.format(took) + _over(took, facts.get(f"{name}within"))
        for name, words in TOOK.items()
        if (took := facts.get(f"{name}after")) is not None
    ]
    if "days" in facts:
        said.append(f"公示 {facts['days']} 日" + (f"（不足 {NOTICE_DAYS} 日）" if facts.get("short") else ""))
    return said


def _over(days: int, most: int | None) -> str:
    return f"（超过 {most} 个工作日）" if most is not None and days > most else ""


def _of_act(one: OutsideAct) -> list[str]:
    facts = one.facts
    said = {
        Act.SERVICE: "监狱收到决定书",
        Act.GUARANTOR: "审查符合" if facts.get("accepted") else "审查不符合",
        Act.ATTENDANCE: "已派员到场" if facts.get("came") else "未派员",
        Act.HANDOVER: "跨省，档案转居住地监狱管理局指定的监狱" if facts.get("cross_province") else "",
    }.get(Act(one.act), "")
    return [said] if said else []
