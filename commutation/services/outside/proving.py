"""Who stands for the person, and where he would live (司发通〔2014〕112号第10、11条；司发通〔2016〕78号第11、15条)."""

from __future__ import annotations

from commutation.models import Assessment, Guarantor, OutsideAct
from commutation.services.outside.acting import Doing, enter, not_before, wanted
from commutation.states.outside import CONDITIONS, Act
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.gate import signer


def examine_guarantor(doing: Doing) -> OutsideAct:
    """保证人资格审查: each of the four conditions answered. Address and phone stay in the prison's own row."""
    not_before(doing, doing.on, "on", "审查日", Act.START)
    told = doing.told
    conditions = {name: bool(told.get(name)) for name in CONDITIONS}
    accepted = told["accepted"] == "yes"
    if accepted and not all(conditions.values()):
        lacking = "；".join(label for name, label in CONDITIONS.items() if not conditions[name])
        why = f"四项条件须全部具备才能登记为符合，还缺：{lacking}。"
        raise Unacceptable(why, fields={"accepted": why})
    made = Guarantor.objects.create(
        case=doing.case,
        prison_id=doing.case.prison_id,
        name=told["name"],
        relation=told["relation"],
        phone=told.get("phone", ""),
        address=told.get("address", ""),
        conditions=conditions,
        examined_on=doing.on,
        accepted=accepted,
        by_id=signer(doing.actor),
    )
    return enter(doing, {"guarantor": made.pk, "accepted": accepted})


def assess_residence(doing: Doing) -> OutsideAct:
    """委托 the assessment, or note the answer to the one commissioned last."""
    told = doing.told
    received = told.get("received_on")
    not_before(doing, doing.on, "on", "委托日", Act.START)
    not_before(doing, received, "received_on", "收到评估意见日", Act.START)
    if received:
        wanted(doing, "conclusion", "收到评估意见的，请登记评估意见是符合还是不符合。")
        if received < doing.on:
            raise Unacceptable("收到评估意见日早于委托日，请核对。", fields={"received_on": "早于委托日"})
    values = {
        "commissioned_on": doing.on,
        "body": told["body"],
        "residence": told.get("residence", ""),
        "residence_changed": bool(told.get("residence_changed")),
        "received_on": received,
        "conclusion": told.get("conclusion", "") if received else "",
        "words": told.get("report", "") if received else "",
        "by_id": signer(doing.actor),
    }
    open_one = Assessment.objects.filter(filing=doing.case.filing_id, received_on=None).order_by("-pk").first()
    if open_one is not None and doing.replaces is None and received:
        Assessment.objects.filter(pk=open_one.pk).update(**values)
        made = open_one
    else:
        made = Assessment.objects.create(filing_id=doing.case.filing_id, prison_id=doing.case.prison_id, **values)
    facts = doing.said("received_on") | {"assessment": made.pk, "body": told["body"]}
    return enter(doing, facts)
