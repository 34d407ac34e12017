"""Execution outside prison: told before the diagnosis, proved, decided, handed over, looked at again, brought back."""

from __future__ import annotations

import re

from tests.journeys import prison
from tests.journeys.hand import Hand
from tests.journeys.office import arrives, open_case, tick, wait_at_the_desk
from tests.journeys.prison import COMMITTEE, agree_and_sign, lower_levels, post_notice, seat, sit, wardens
from tests.journeys.story import CHEN, HAO, SHEN, TANG, WARD_OFFICER, YIN, Story

ILLNESS, PLACE, FINDING = "扩张型心肌病", "门诊楼三层", "病情符合严重疾病范围第三条"
BUREAU = "澜江省监狱管理局"
CORRECTIONS = "临澄县社区矫正局"


def is_diagnosed(story: Story) -> None:
    begins(story)
    is_told_ahead(story)
    is_watched(story)
    is_copied(story)
    is_vouched_for(story)


def begins(story: Story) -> None:
    prison.admit(story)
    prison.new_batch(story, ordinal=10)
    prison.upload(story, good=1)
    tang = story.desk(TANG).go(f"/outside/start/{story.filing(story.people.ill)}/")
    tang.fill(ground="严重疾病（保外就医）", illness=ILLNESS, on=story.days.today.isoformat()).press("启动")
    tang.says("已启动", "下一步：诊断前通报检察院")


def case(story: Story) -> str:
    query = "SELECT id FROM commutation_outsidecase WHERE filing_id = %s"
    return f"/outside/{story.count(query, story.filing(story.people.ill))}/"


def act(story: Story, which: str, /, **facts: str | bool) -> Hand:
    """Record one act of the chain with the day of today."""
    tang = story.desk(TANG).go(f"{case(story)}?act={which}#act")
    return tang.fill("#act", on=story.days.today.isoformat(), **facts).press("登记", "#act")


def is_told_ahead(story: Story) -> None:
    """A working day ahead at the latest, or why not; from then on the office sees the case, and no other."""
    days, hospital = story.days, "澜江省第二人民医院"
    story.desk(CHEN).go(case(story), status=404)
    chen = wait_at_the_desk(story.desk(CHEN))
    late = act(story, "diagnosis_notice", planned_on=days.today.isoformat(), hospital=hospital)
    late.says("不足1个工作日")
    planned = days.working(2)
    act(story, "diagnosis_notice", planned_on=planned.isoformat(), hospital=hospital, place=PLACE)
    arrives(chen, re.compile("病情诊断通报"))
    story.desk(CHEN).go(case(story)).says(PLACE, "提前 2 个工作日通报")
    story.desk(YIN).go(case(story), status=404)


def is_watched(story: Story) -> None:
    """What the office noted at the hospital stays its own."""
    story.days.on(2)
    chen, form = story.desk(CHEN).go(case(story)), "form[action$='/watch/']"
    chen.fill(form, came="已派员到场", present="陆文瑾", words="核对了身份。").press("登记", form)
    chen.says("已登记监督诊断的情况", "核对了身份。")
    story.desk(TANG).go(case(story)).silent("核对了身份。")


def is_copied(story: Story) -> None:
    """The diagnosis goes to the office within three working days; the ward reads none of it."""
    today = story.days.today.isoformat()
    act(
        story, "diagnosis", hospital="澜江省第二人民医院", designated="是", issued_on=today, received_on=today,
        doctors="方远山 主任医师 心血管内科\n袁清和 副主任医师 重症医学科", finding=FINDING, conclusion="符合",
    ).says("已登记：病情诊断", "剩 3 个工作日")  # fmt: skip
    story.desk(WARD_OFFICER).go(case(story)).silent(FINDING, "方远山", ILLNESS)
    story.days.on(1)
    story.desk(TANG).go(case(story)).says("剩 2 个工作日")
    act(story, "diagnosis_copy", papers="病历12页").says("收到后第 1 个工作日抄送", "没有正在计算的时限")


def is_vouched_for(story: Story) -> None:
    """Guarantor and assessment; where the guarantor lives is the section's alone to know."""
    vouched = {"capable": True, "free": True, "income": True, "home": True}
    act(story, "guarantor", name="桑守拙", relation="父亲", address="柳荫路九号", accepted="符合", **vouched)
    act(story, "assessment", body=CORRECTIONS, residence="临澄县柳荫路")
    story.days.on(1)
    act(story, "assessment", body=CORRECTIONS, received_on=story.days.today.isoformat(), conclusion="符合")
    story.desk(WARD_OFFICER).go(case(story)).silent("柳荫路九号", "桑守拙")


def is_filed(story: Story) -> None:
    """The same levels, three working days on the wall, the office's opinion; then the copy."""
    lower_levels(story)
    sitting = sit(story, "评审委员会")
    seat(story.desk(TANG), sitting, COMMITTEE)
    agree_and_sign(story, sitting)
    post_notice(story, story.days.working(2), "暂予监外执行").says("3 个工作日，须满 3 个")
    notice = story.desk(TANG).page.url
    story.days.on(3)
    story.desk(TANG).go(notice).press("登记期满")
    is_consulted_on(story)
    wardens(story)
    story.days.on(1)
    story.desk(HAO).go(f"/batches/{story.batch}/file/").fill(platform_no="澜监暂外第10批").press("登记并抄送副本 1 份")
    story.desk(TANG).go(case(story)).says("已提请", "监狱内公示", "征求检察意见")


def is_consulted_on(story: Story) -> None:
    ill = story.people.ill
    story.desk(SHEN).go(f"/batches/{story.batch}/consult/").press("发送 1 人")
    chen = open_case(story, ill)
    chen.page.keyboard.press("o")
    chen.fill("#advise", advice="同意").press("拟稿", "#advise")
    chen.go(case(story)).says(FINDING, "桑守拙").silent("柳荫路九号")
    chen.go(f"/cases/batches/{story.batch}/opinions/").ask("一并提出 1 人", "give").press("提出", "#give")
    tang = story.desk(TANG).go(f"/batches/{story.batch}/opinions/")
    tang.row(ill.number).get_by_label("采纳", exact=True).check()
    tang.press("答复所选各人").says("已答复 1 人")


def is_granted(story: Story) -> None:
    """The bureau has fifteen working days; its decision comes as a paper, matched, and starts the ten days."""
    agrees(story)
    act(story, "bureau").says("剩 15 个工作日")
    until = story.days.today + (story.days.working(1) - story.days.today) * 2
    act(story, "web_notice", until_on=until.isoformat(), place="澜江省监狱管理局网站")
    today = story.days.on(6).isoformat()
    tang = story.desk(TANG).go(f"/rulings/new/?filing={story.filing(story.people.ill)}")
    tang.fill(court=BUREAU, case_no="澜狱监外〔2026〕31号", ruled_on=today, outcome="照准", received_on=today)
    tang.press("登记").says("已登记，并已对应到提请")
    tang.go(case(story)).says("已批准", "澜狱监外〔2026〕31号", story.days.left(10))


def agrees(story: Story) -> None:
    chen = open_case(story, story.people.ill).says(story.days.left(10))
    chen.go(f"/opinions/agree/{story.batch}/")
    tick(chen, story.people.ill)
    chen.fill(addressee=BUREAU, number="临城郊检意见〔2026〕61号").press("签署同意").says("已签署")


def is_outside(story: Story) -> None:
    """Handed over, and the office told as it happens; three months later somebody must have looked."""
    chen = wait_at_the_desk(story.desk(CHEN))
    story.days.on(1)
    act(story, "handover", body=CORRECTIONS, residence="临澄县柳荫路").says("监外执行中")
    arrives(chen, re.compile("交付社区矫正通报"))
    story.days.to(story.days.working(70))
    late, number = "/outside/?tab=recheck", story.people.ill.number
    for who in (CHEN, TANG):
        story.desk(who).go(late).says(number)
    act(story, "recheck", hospital="澜江省第二人民医院", conclusion="病情好转，可以收监")
    story.desk(CHEN).go(late).silent(number)


def is_brought_back(story: Story) -> None:
    """The ground is gone: three days from the decision's receipt; the office gets a copy."""
    chen = wait_at_the_desk(story.desk(CHEN))
    act(story, "ground_gone", ground="病情好转，刑期未满").says("情形消失待收监")
    today = story.days.on(1).isoformat()
    act(story, "recall", case_no="澜狱收监〔2027〕3号", received_on=today).says(story.days.left(3))
    arrives(chen, re.compile("收监执行决定"))
    returns(story)


def returns(story: Story) -> None:
    """The row of the decision is put right with the day of return; what it said before stays readable."""
    today = story.days.on(1).isoformat()
    tang = story.desk(TANG).go(case(story))
    tang.page.get_by_role("row", name=re.compile("澜狱收监")).get_by_role("link", name="更正").click()
    tang.fill("#act", returned_on=today, words="已于今日收监").press("更正", "#act").says("已收监")
    story.desk(CHEN).go(case(story)).says("已收监").silent("柳荫路九号")
