"""J1's chapters: the list, its levels, the notice, the sendings."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys import prison
from tests.journeys.office import arrives, register, wait_at_the_desk
from tests.journeys.prison import COMMITTEE, agree_and_sign, lower_levels, post_notice, seat, sit, wardens
from tests.journeys.story import CHEN, HAO, LAN, SHEN, TANG, WARD_OFFICER, YIN, Story

ASSESSMENT = "调查评估意见书"


def goes_up_the_levels(story: Story) -> None:
    prison.admit(story)
    the_list_is_taken(story)
    lower_levels(story)
    the_assessment_is_kept(story)
    the_committee_sits(story)
    the_notice_hangs(story)


def the_list_is_taken(story: Story) -> None:
    """What is right is taken at once; the row that was wrong comes with the whole list again, and nobody twice."""
    prison.new_batch(story, ordinal=9)
    prison.upload(story, good=3, refused=1, 送监日期="2021.2.30")
    prison.upload(story, good=1)
    story.desk(TANG).go(f"/batches/{story.batch}/people/").says(*(one.name for one in story.people.all()))


def the_assessment_is_kept(story: Story) -> None:
    """A parole has its assessment among the papers; the ward does not see it."""
    papers = f"/batches/{story.batch}/people/{story.filing(story.people.parole)}/materials/"
    told = {"item": "调查评估", "title": ASSESSMENT, "page_from": "1", "page_to": "4", "provider": "临澄县社区矫正局"}
    story.desk(TANG).go(papers).fill("#add", origin="原件", **told).press("保存", "#add").says(f"{ASSESSMENT}已入")
    story.desk(WARD_OFFICER).go(papers).silent(ASSESSMENT)


def the_committee_sits(story: Story) -> None:
    """The procurator is invited, sits in, remarks; one extent is cut with article and reason, against one voice."""
    chen = wait_at_the_desk(story.desk(CHEN))
    sitting = sit(story, "评审委员会")
    story.desk(TANG).press("邀请检察机关列席").says("邀请已送达派驻青岑监狱检察室")
    arrives(chen, re.compile("邀请列席"))

    tang, changed = story.desk(TANG), story.people.changed
    seat(tang, sitting, COMMITTEE, absent=COMMITTEE[-1])
    tang.press("开始记录").follow(changed.name)
    tang.fill(outcome="变更", after="6", article="法释〔2016〕23号第6条第2款")
    member = tang.row(COMMITTEE[3])
    member.locator("select").select_option(label="不同意")
    tang.press("登记").says("须写明理由")  # a change needs its reason, and so does dissent
    tang.fill(reason="九月有一次扣分")
    member = tang.row(COMMITTEE[3])
    member.locator("input").fill("主张维持七个月")
    tang.press("登记").says(f"{changed.name}的评议已登记")
    agree_and_sign(story, sitting)
    story.desk(SHEN).says("应到 9，实到 8", "7 / 9 应到", "8 / 9 应到", f"不同意 {COMMITTEE[3]}：主张维持七个月")

    story.desk(CHEN).go("/cases/sit-ins/").follow("评审委员会").fill(remarks="请补一份消费明细。").press("登记已列席")
    tang.go(sitting).says("已列席", "陈砚平", "请补一份消费明细。")


def the_notice_hangs(story: Story) -> None:
    """Four working days are refused, five are registered; the notice is taken down on the day after the last."""
    days, tang = story.days, story.desk(TANG)
    short, last = days.working(3), days.working(4)
    post_notice(story, short).says("没有保存")
    page = post_notice(story, last).says("已登记公示，5 个工作日", "5 个工作日，须满 5 个", "公示中").page
    address = page.url
    expect(page.get_by_role("button", name="登记期满")).to_have_count(0)
    tang.says(story.people.calm.name, "减刑6个月")
    days.on(5)
    tang.go(address).press("登记期满").says("已登记期满，5 个工作日")
    story.desk(SHEN).go(address).silent("内容校验值不一致")


def is_consulted_on(story: Story) -> None:
    """The head sends; the clerk may not. It stands on the open desk of the office, and on no other office's."""
    chen, yin = wait_at_the_desk(story.desk(CHEN)), wait_at_the_desk(story.desk(YIN))
    story.desk(TANG).go(f"/batches/{story.batch}/consult/", status=403).says("内勤可以先定稿，再请科长发送")
    story.desk(SHEN).go(f"/batches/{story.batch}/consult/").press("发送 4 人").says("派驻青岑监狱检察室已收到")
    title = re.compile(f"{story.title()}.*（4人）")
    arrives(chen, title)
    register(chen, title)
    expect(yin.locator("main")).not_to_contain_text(title)
    story.desk(YIN).go(f"/cases/batches/{story.batch}/", status=404)
    story.desk(LAN).go(f"/batches/{story.batch}/", status=404)


def is_filed(story: Story) -> None:
    """Each opinion is answered, the wardens meet, the copy is sent: ten days from the day after."""
    answers(story)
    wardens(story)
    story.days.on(1)
    hao = story.desk(HAO).go(f"/batches/{story.batch}/file/").silent("还没有答复")
    hao.fill(platform_no="澜监减假第9批").press("登记并抄送副本 4 份").says("副本 4 份已抄送", story.days.left(10))
    story.desk(CHEN).go(f"/cases/batches/{story.batch}/").says(
        "办案平台 澜监减假第9批", "建议书副本", story.days.left(10)
    )


def answers(story: Story) -> None:
    """未采纳 without a reason is not taken."""
    tang, early = story.desk(TANG), story.people.early
    tang.go(f"/batches/{story.batch}/opinions/").says("间隔时间不足")
    for one in story.people.all():
        tang.row(one.number).get_by_label("未采纳" if one is early else "采纳", exact=True).check()
    tang.press("答复所选各人").says("没有答复：未采纳的，请逐人说明理由")
    tang.row(early.number).get_by_label("理由").fill("前次裁定送达日以回证为准，我单位认为已满。")
    tang.press("答复所选各人").says("已答复 4 人")
    story.desk(CHEN).go(f"/cases/batches/{story.batch}/opinions/").says("我单位认为已满")
