"""J3's chapter: a draft returned, mended, extended, signed."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.office import endorse, issue, open_case, send_back, submit
from tests.journeys.story import CHEN, PEI, TANG, Story

DRAFT = "报请前间隔时间不足一年"
NUMBER = "临城郊检意见〔2026〕40号"


def is_signed(story: Story) -> None:
    paper = drafted(story)
    story.days.to(story.days.working(6))
    pei = story.desk(PEI).go(f"/opinions/to-sign/?paper={paper}")
    pei.says("待签发", story.people.early.name, "同意承办意见。", "间隔时间", "审核同意")
    mended(story, paper)
    issue(pei, NUMBER).says("这份文书已经改过")  # the page the chief had read is not the paper any more
    extended_and_issued(story, paper)


def drafted(story: Story) -> str:
    """The paragraph comes of the verified finding, with its article; head before chief."""
    chen = open_case(story, story.people.early).follow("起草意见")
    chen.fill(kind="检察意见书").press("拟出初稿")
    paper = str(chen.number())
    expect(chen.page.locator("[name=facts]")).to_have_value(re.compile("有期徒刑减刑间隔时间：前次裁定送达"))
    chen.press("保存并去送审")
    story.desk(TANG).go(f"/opinions/{paper}/received/", status=404)
    submit(chen, "拟不同意提请。")
    endorse(story, paper)
    return paper


def mended(story: Story, paper: str) -> None:
    """Returned by the deputy while the chief reads, mended, submitted and endorsed again."""
    send_back(story, paper, "请写明送达日。")
    chen = story.desk(CHEN).go(f"/opinions/{paper}/").says("请写明送达日。")
    chen.go(f"/opinions/{paper}/edit/")
    box = chen.page.locator("[name=facts]")
    box.fill(f"{box.input_value()}\n{DRAFT}，以送达回证为准。")
    chen.press("保存并去送审")
    submit(chen, "已写明。")
    endorse(story, paper)


def extended_and_issued(story: Story, paper: str) -> None:
    pei = story.desk(PEI).go(f"/opinions/to-sign/?paper={paper}").says(DRAFT)
    pei.ask("延长 10 日", "extend", reason="送达日期有争议，须向法院核对").press("批准延长", "#extend").says(
        "已批准延长，审查到"
    )
    pei.go(f"/opinions/to-sign/?paper={paper}")
    issue(pei, NUMBER).says("已签发")
    pei.go(f"/opinions/{paper}/").says(NUMBER, "已发出", "临澄市中级人民法院")
    open_case(story, story.people.early).says("已办结")
    story.desk(TANG).go(f"/opinions/{paper}/received/").says(DRAFT, NUMBER).silent("拟不同意提请。", "请写明送达日。")
