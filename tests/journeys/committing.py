"""Delivery for execution by both ends: sent, refused in writing, weighed, obliged, taken in; the family is told."""

from __future__ import annotations

from tests.journeys.hand import Hand
from tests.journeys.story import CHEN, LAN, PEI, PRISON, SHEN, TANG, YIN, Story

CENTRE_OFFICER = "K9901"
REASON, VIEW = "判决书与执行通知书载明的刑期不一致", "经核对，法院已经更正执行通知书"
WAITING = """
SELECT one.id FROM detention_detainee one JOIN detention_stage stage ON stage.id = one.stage_id
 WHERE stage.phase = 'delivery' AND one.state = 'in'
   AND one.centre_id = (SELECT id FROM organs_organ WHERE code = '9901-K1')
   AND NOT EXISTS (SELECT FROM detention_committal sent WHERE sent.detainee_id = one.id)
 ORDER BY stage.since DESC LIMIT 1
"""


def plays(story: Story) -> None:
    """One person, from the centre to the prison."""
    one = story.count(WAITING)
    is_sent(story, one)
    page = f"/committals/{story.count('SELECT max(id) FROM detention_committal')}/"
    is_refused(story, page)
    is_weighed(story, page)
    is_obliged(story, page)
    is_taken_in(story, page, one)


def is_sent(story: Story, one: int) -> None:
    chang = story.desk(CENTRE_OFFICER).go("/committals/").says("判决已经生效、仍在看守所的人")
    chang.go(f"/detainees/{one}/deliver/")
    chang.fill(prison=PRISON, on=story.days.today.isoformat(), sentence="有期徒刑三年").press("登记并移送")
    chang.says("已登记送交", "送交中")


def act(story: Story, number: str, page: str, which: str, button: str, **told: str | bool) -> Hand:
    """One act of an officer on the page of the delivery."""
    return story.desk(number).go(f"{page}?act={which}#act").fill("#act", **told).press(button, "#act")


def is_refused(story: Story, page: str) -> None:
    """The clerk may not refuse; the head of the section signs, the office has its copy."""
    story.desk(LAN).go(page, status=404)
    story.desk(TANG).go("/committals/").says("监狱收监或者书面说明理由")
    story.desk(TANG).go(page).silent("签署并送达说明书")
    told = {"on": story.days.today.isoformat(), "ground": "文书记载有误，可能导致错误收监", "words": REASON}
    act(story, SHEN, page, "refuse", "签署并送达说明书", word="青监不收字", **told).says("不予收监", REASON)
    story.desk(CHEN).go("/inbox/").says("不予收监说明抄送")
    story.desk(CENTRE_OFFICER).go(page).says(REASON, "青监不收字")


def is_weighed(story: Story, page: str) -> None:
    """The procurator's view stays on his side."""
    story.desk(YIN).go(page, status=404)
    told = {"view": "不收监的理由不成立，应当收监", "words": VIEW}
    act(story, CHEN, page, "view", "记录审查意见", **told).says(VIEW)
    for number in (TANG, CENTRE_OFFICER):
        story.desk(number).go(page).silent(VIEW)


def is_obliged(story: Story, page: str) -> None:
    told = {"on": story.days.today.isoformat(), "word": "临城郊检收监"}
    act(story, PEI, page, "oblige", "签发并送达", **told).says("应当收监", "临城郊检收监")
    story.desk(TANG).go(page).says("提出应当收监的意见", "临城郊检收监")


def is_taken_in(story: Story, page: str, one: int) -> None:
    """The stay in the centre ends that day; five working days to tell the family."""
    today = story.days.today.isoformat()
    act(story, TANG, page, "admit", "登记收监", on=today).says("收监", "剩")
    story.desk(CENTRE_OFFICER).go(f"/detainees/{one}/").says("交付执行")
    act(story, TANG, page, "family", "登记", on=today).says("通知家属", "现在没有您要办的")
