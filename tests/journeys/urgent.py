"""立即保外就医: decided and released first, confirmed by the committee and made known inside the prison afterwards."""

from __future__ import annotations

import re

from tests.journeys import prison
from tests.journeys.office import arrives, wait_at_the_desk
from tests.journeys.outside import act, case
from tests.journeys.story import CHEN, TANG, WARD_OFFICER, YIN, Story

HOSPITAL, FINDING, CORRECTIONS = "澜江省第二人民医院", "主动脉夹层，随时有生命危险", "临澄县社区矫正局"
NUMBER = "澜狱监外急〔2026〕2号"


def is_let_out_at_once(story: Story) -> None:
    """Told, diagnosed, decided and received within a day, without list, levels or notice before."""
    prison.admit(story)
    prison.new_batch(story, ordinal=11)
    prison.upload(story, good=1)
    today = story.days.today.isoformat()
    tang = story.desk(TANG).go(f"/outside/start/{story.filing(story.people.ill)}/")
    tang.fill(ground="严重疾病（保外就医）", urgent=True, illness="主动脉夹层", on=today).press("启动")
    tang.says("立即保外就医")
    chen = wait_at_the_desk(story.desk(CHEN))
    act(story, "diagnosis_notice", planned_on=today, hospital=HOSPITAL)  # asks for no working day ahead
    arrives(chen, re.compile("病情诊断通报"))
    act(
        story, "diagnosis", hospital=HOSPITAL, designated="是", issued_on=today, received_on=today,
        doctors="方远山 主任医师 心血管外科\n袁清和 副主任医师 重症医学科", finding=FINDING, conclusion="符合",
    )  # fmt: skip
    act(story, "diagnosis_copy", papers="病历4页")
    act(story, "bureau").says("剩 15 个工作日")
    act(story, "decision", case_no=NUMBER, received_on=today).says("已批准", NUMBER, story.days.left(10))
    arrives(chen, re.compile("立即保外就医决定"))


def is_made_known_afterwards(story: Story) -> None:
    """Handed over; then three working days to confirm, three from the approval to announce, for five days."""
    act(story, "handover", body=CORRECTIONS, residence="临澄县柳荫路").says("监外执行中", "评审委员会确认")
    story.days.on(1)
    act(story, "committee", members="9").says("到会委员：9")
    until = story.days.working(5).isoformat()
    tang = act(story, "public_notice", until_on=until, place="各监区公示栏")
    tang.says("各监区公示栏").silent("（不足")
    story.desk(CHEN).go(case(story)).says("监外执行中", NUMBER, "名单发出征求意见以后可见")
    story.desk(WARD_OFFICER).go(case(story)).silent(FINDING, "主动脉夹层")
    story.desk(YIN).go(case(story), status=404)
