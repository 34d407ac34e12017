"""J9's chapters: a death in a centre that is doubted, one in a prison that is not; both sides at their own desks."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from playwright.sync_api import expect

from procuratorate.lib.clock import SHANGHAI
from tests.journeys.custody import CHANG, GENG, PDF
from tests.journeys.hand import WAIT, Hand
from tests.journeys.office import arrives, wait_at_the_desk
from tests.journeys.story import CHEN, TANG, YIN, Story

PHOTO = {"name": "现场照片.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n journey"}
CONCLUSION, DOUBT, VIEW = "系自缢死亡，监管没有责任", "值班记录与录像不符", "排除他杀；值班民警未按规定巡视"
NUMBER, NO_DOUBT = "临城郊检死结〔2026〕61号", "临城郊检死通〔2026〕61号"
HELD = """
SELECT one.number FROM detention_detainee one JOIN detention_stage stage ON stage.id = one.stage_id
 WHERE one.state = 'in' AND stage.phase = 'investigation' AND one.person_id NOT IN (
   SELECT person_id FROM incidents_incident WHERE person_id IS NOT NULL)
   AND one.centre_id = (SELECT id FROM organs_organ WHERE code = '9901-K1') ORDER BY one.entered_on DESC LIMIT 1
"""
SERVING = """
SELECT one.number FROM custody_custody one WHERE one.until IS NULL
   AND one.organ_id = (SELECT id FROM organs_organ WHERE code = '9901-QC')
   AND NOT EXISTS (SELECT FROM incidents_incident WHERE person_id = one.person_id)
   AND NOT EXISTS (SELECT FROM commutation_filing WHERE person_id = one.person_id) ORDER BY one.number LIMIT 1
"""


def now(story: Story, **ago: int) -> str:
    moment: datetime = story.product.ledger.one("SELECT clock()").astimezone(SHANGHAI) - timedelta(**ago)
    return f"{moment:%Y-%m-%d %H:%M}"


def reported(story: Story, who: str, query: str, **told: str) -> str:
    """The address of the event as it was written down."""
    hand = story.desk(who).go(f"/incidents/report/death/?number={story.product.ledger.one(query)}")
    hand.fill(happened_at=now(story, minutes=20), **told).press("登记并通报").says("已登记并通报派驻检察室：死亡")
    return re.sub(r"^https?://[^/]+", "", hand.page.url).split("?")[0]


def act(story: Story, desk: str, which: str, file: object = None, /, **told: str | bool) -> Hand:
    """One act on the page of the event, done now unless told."""
    hand = story.desk(desk).go(f"{story.page}?act={which}#act").fill("#act", **told)
    if file:
        hand.page.locator("#act [name=file]").set_input_files(file)  # type: ignore[arg-type]
    return hand.press("登记", "#act")


def happens(story: Story) -> None:
    """Written down by the centre, on the procurator's open desk at once; unnatural: a patrol is asked for."""
    waiting = wait_at_the_desk(story.desk(GENG))
    told = {"cause": "自杀", "where": "监室", "words": "巡视时发现在监室内自缢，抢救无效。"}
    story.page = reported(story, CHANG, HELD, **told)
    arrives(waiting, re.compile("死亡"))
    geng = story.desk(GENG).go(story.page).says("死亡后 72 小时", "原则上", "非正常死亡，应当组织巡回检察")
    expect(geng.row("立即派员到场")).to_contain_text("未登记")
    story.desk(CHANG).go(story.page).silent("非正常死亡，应当组织巡回检察", "逐条核对")
    story.desk(YIN).go(story.page, status=404)


def is_told_of(story: Story) -> None:
    """Kin, superiors, the handling organ; the scene with its pictures; fifteen days of video sealed."""
    act(story, CHANG, "kin_told", who="父亲", way="电话").says("已登记：通知近亲属")
    act(story, CHANG, "superior_told", organ="临澄市公安局")
    act(story, CHANG, "court_told", organ="临澄市公安局澄阳分局")
    act(story, CHANG, "scene", PHOTO, words="封闭监室，同监室人员分散看管。", people="法制、刑侦人员").says(
        "现场照片.png"
    )
    form = "form[action$='/recordings/']"
    chang = story.desk(CHANG).go(story.page).unfold("登记一段录像")
    chang.fill(
        form, camera="监室内", channel="K1-207", starts_at=now(story, days=16), ends_at=now(story, minutes=5),
        sealed_at=now(story), sealed_by="看守所", witness="驻所检察官", medium="FC-61",
    ).press("登记录像", form)  # fmt: skip
    geng = story.desk(GENG).go(story.page).says("K1-207", "FC-61", "父亲", "现场照片.png")
    expect(geng.page.locator("svg.hours")).to_have_attribute("aria-label", re.compile("封存录像"))


def is_visited(story: Story) -> None:
    """Who came, whom they asked, what was examined: none of it is read by the centre, nor what kin ask for."""
    act(story, GENG, "attended", PHOTO, people="耿若川", words="查看现场").says("已登记：到场")
    act(story, GENG, "chief_told", chief="检察长")
    act(story, GENG, "reported_up", words="原因待查，已派员到场。").says("报上一级院")
    act(story, GENG, "checked", PDF, way="询问在场人员、知情人", asked="同监室人员", words="询问笔录三份。").says(
        "签收件.pdf"
    )
    act(story, GENG, "kin_applied", who="父亲", words="申请查明死因。")
    act(
        story, GENG, "examined", who="市检察院法医", entrusted=True, kin_present=True, filmed=True, words="尸表检验。"
    ).says("委托鉴定", "近亲属到场")
    chang = story.desk(CHANG).go(story.page)
    chang.silent("同监室人员，", "询问笔录三份", "申请查明死因", "尸表检验", "签收件.pdf")


def is_doubted(story: Story) -> None:
    """The day after: a late entry says why, in sight of both; the conclusion is doubted, the office concludes."""
    happened = now(story)
    story.days.to(story.days.today + timedelta(days=1))
    refused = act(story, CHANG, "certificate", happened_at=happened, organ="澄阳分局").says("写明补录原因")
    refused.fill("#act", late_why="夜间办理，次日补录").press("登记", "#act")
    story.desk(GENG).go(story.page).says("补录", "夜间办理，次日补录")
    act(story, GENG, "checked", view="同意监所的调查结论", words="核查").says("监所还没有登记调查结论")
    act(story, CHANG, "conclusion", PDF, words=CONCLUSION, paper="调查报告").says(CONCLUSION, "签收件.pdf")
    act(story, GENG, "checked", view="对调查结论有异议，调查核实", words=DOUBT).says("对调查结论有异议")
    act(story, GENG, "kin_answered", words="已受理，另行书面告知。")
    act(story, GENG, "closed", words="办结").says("先发出无疑义通知或者调查结论")
    act(story, GENG, "patrol", organ="临澄市人民检察院", words="三日以内开展。").silent("非正常死亡，应当组织巡回检察")
    story.desk(CHANG).go(story.page).silent(DOUBT, "三日以内开展")


def is_concluded(story: Story) -> None:
    """In writing to the centre and to kin, whose three days run; then the whole file in one press."""
    act(story, GENG, "concluded", number=NUMBER, words=VIEW).says(NUMBER)
    story.desk(CHANG).go(story.page).says(NUMBER, VIEW).follow(NUMBER).says(NUMBER)
    act(story, GENG, "kin_informed", who="父亲", paper="送达回证").says("剩 3 日")
    act(story, GENG, "closed", words="已书面通知看守所和近亲属。").says("已办结")
    pages = {who: bound(story, who) for who in (GENG, CHANG)}
    assert pages[GENG] > pages[CHANG], "what the office keeps is not bound for the centre"


def bound(story: Story, who: str) -> int:
    """How many papers the file has that was bound for this officer, in one press on the page of the event."""
    hand = story.desk(who).go(story.page).press("装订全卷")
    expect(hand.page.locator("main")).to_contain_text("完成", timeout=12 * WAIT)
    hand.go(f"{story.page}bundle/").says("监管事件登记表", "事件办理记录", "监控录像封存清单", "现场照片.png")
    address = hand.page.locator("main a[href*='/bundle/']").first.get_attribute("href") or ""
    assert hand.page.request.get(address).body().startswith(b"%PDF")
    return hand.page.locator("main table[data-keys] tbody tr").count()


def is_agreed_to(story: Story) -> None:
    """In a prison: nobody doubts it, the prison has it in writing."""
    told = {"cause": "疾病", "where": "监狱医院", "words": "久病医治无效。"}
    story.page = reported(story, TANG, SERVING, **told)
    act(story, CHEN, "attended", people="陈砚平").silent("应当组织巡回检察")
    act(story, TANG, "conclusion", PDF, words="因病死亡。").says("因病死亡。")
    act(story, CHEN, "checked", view="同意监所的调查结论", words="查阅病历、诊疗记录。").says("同意监所的调查结论")
    act(story, CHEN, "no_doubt", number=NO_DOUBT).says(NO_DOUBT)
    story.desk(TANG).go(story.page).says(NO_DOUBT).silent("查阅病历")
    act(story, CHEN, "closed", words="没有疑义。").says("已办结")
