"""羁押期限即将届满通知书, from what is recorded."""

from __future__ import annotations

from typing import Any

from detention.models import Detainee, Finding, Stage
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.models import Organ


def facts_of_referral(finding: Finding, house: Organ, to: Organ) -> dict[str, Any]:
    """What was verified, against whom, and why it is for the 院 it goes to."""
    one, upward = finding.detainee, house.path.startswith(to.path)
    who = (
        f"{one.noun}{one.person.name}（在押人员编码{one.number}，{one.offence}）羁押于{finding.centre.name}。"
        if one
        else ""
    )
    return {
        "addressee": to.name,
        "paragraphs": [
            f"我院在对{finding.centre.name}的检察中发现：{who}{finding.text.rstrip('。')}（{finding.article}）。",
            f"核查情况：{finding.reason}",
            f"上述情况的纠正对象为{finding.addressee.name}，依照{finding.proposer_basis or '有关规定'}。"
            f"现将有关情况{'报告' if upward else '通报'}你院，请依法办理，并将办理情况告知我院。",
            house.name,
        ],
    }


def facts_of_notice(detainee: Detainee, stage: Stage, clock: Deadline) -> dict[str, Any]:
    """Who, which clock, until when and by which sum; what the organ is asked to do before that day."""
    name, due = detainee.person.name, clock.due_on
    end = f"{due.year}年{due.month}月{due.day}日"
    return {
        "addressee": stage.handler.name,
        "paragraphs": [
            f"你单位办理的{detainee.offence}一案{detainee.noun}{name}（在押人员编码{detainee.number}），"
            f"{detainee.entered_on.year}年{detainee.entered_on.month}月{detainee.entered_on.day}日入所，"
            f"现羁押于我所。其{stage.get_phase_display()}羁押期限将于{end}届满。",
            f"期限推算：{clock.sum['sentence'].removesuffix('。')}（{clock.article}）。在押期间至期满之日为止，不因节假日延长。",
            "请在期限届满以前办结，或者依法变更强制措施，或者将延长羁押期限、换押的法律文书送达我所。"
            "期限届满未收到上述文书的，我所将依照规定书面报告人民检察院。",
        ],
        "stub": [
            ["送往单位", stage.handler.name], [detainee.noun, name], ["案由", detainee.offence],
            ["届满日期", end], ["填发人", ""], ["签收人", ""], ["签收日期", ""],
        ],
    }  # fmt: skip
