"""J7's chapters: the centre tells its day, warns before an end, is asked about what it left undone, on two desks."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from procuratorate.lib.clock import SHANGHAI
from tests.browser.rulings import sheet
from tests.journeys.hand import WAIT, Hand
from tests.journeys.office import arrives, wait_at_the_desk
from tests.journeys.prison import choose
from tests.journeys.story import HEAD, PEI, YIN, Story
from tests.running.waiting import until

CHANG, SHI, GENG = "K9901", "K9902", "J9908"
WARNED, UNWARNED, WRONG = "向晚舟", "裴见秋", "毕错写"  # told of in time, of whom nothing was told, a row that is wrong
SHORT = "钟余短"  # sentenced, less than three months left
POLICE, CENTRE = "临澄市公安局澄阳分局", "临澄市第一看守所"
UPLOAD, WORD = "/detainees/feed/upload/", "临一看届通字"
PDF = {"name": "签收件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 journey"}
ANSWER = "已向办案机关补发通知，并清理同类情形。"


def end_of(story: Story) -> date:
    """A day of the coming week whose date every month has: two months before it the arrest."""
    week = (story.days.today + timedelta(days=back) for back in range(6, 0, -1))
    return next(day for day in week if day.day <= 27)


def arrested(end: date) -> date:
    month = (end.month - 3) % 12 + 1
    return date(end.year - (month > end.month), month, end.day)


def roster(story: Story) -> bytes:
    """Newcomers whose two months end this week, one sentenced with two months left, one whose organ nobody knows."""
    start = arrested(end_of(story))
    told = {
        "性别": "男",
        "出生日期": "1988-03-05",
        "入所日": start,
        "案由": "盗窃",
        "办案环节": "侦查",
        "起算事由发生日": start,
    }
    ends = story.days.today + timedelta(days=60)
    sentenced = {"办案环节": "待交付执行", "判决生效日": start, "收到执行文书": start, "刑期届满": ends}
    people = {
        WARNED: {"办案机关": POLICE}, UNWARNED: {"办案机关": POLICE}, WRONG: {"办案机关": "查无此局"},
        SHORT: {"办案机关": CENTRE, **sentenced},
    }  # fmt: skip
    return sheet(
        [
            {"在押人员编码": number(story, place), "姓名": name, "监室": f"丙{place}", **told, **more}
            for place, (name, more) in enumerate(people.items(), 1)
        ],
        [],
    )


def number(story: Story, place: int) -> str:
    return f"990101999{arrested(end_of(story)):%Y%m%d}{9000 + place}"


def stay(story: Story, name: str) -> str:
    query = "SELECT d.id FROM detention_detainee d JOIN custody_person p ON p.id = d.person_id WHERE p.name = %s"
    return f"/detainees/{story.count(query, name)}/"


def is_told(story: Story) -> None:
    """Rows with their results, what no record holds typed beside; the procurator's open desk has it at once."""
    waiting = wait_at_the_desk(story.desk(GENG))
    day = story.days.today.isoformat()
    chang = story.desk(CHANG).go(UPLOAD).fill(on=day)
    choose(chang, "名册.xlsx", roster(story))
    chang.press("上传并核对")
    expect(chang.page.get_by_role("button", name="写入 3 行并发送七项")).to_be_visible(timeout=12 * WAIT)
    chang.says("没有登记这个单位", WRONG)
    chang.fill(**{"figure-restraint-0": "2"}).press("写入 3 行并发送七项")
    expect(chang.page.locator("main")).to_contain_text("新收 3", timeout=12 * WAIT)
    arrives(waiting, re.compile("七项信息"))
    page = chang.follow("这一天的七项").says("视为通报", "表格报送，名册 4 行", "使用戒具 2").silent("疑点").page.url
    chang.follow("回执").says("视为通报", "内容校验一致")
    absent = "SELECT count(*) FROM detention_finding WHERE key = %s"
    until(lambda: story.count(absent, f"feed-absent:{day}"), 60, "what the roster leaves out")
    geng = story.desk(GENG).go(page).says("视为通报", "使用戒具 2", "每日名册未列在所人员").silent("发送更正")
    geng.go("/detainees/?tab=soon&names=full").says("七日内届满", WARNED, UNWARNED)
    story.desk(YIN).go(page, status=404)


def is_warned_of(story: Story) -> None:
    """Within seven days the wall asks for a notice; who signs it sees it numbered, its receipt comes back signed."""
    chang = story.desk(CHANG).go("/detainees/?tab=notice&names=full").says(WARNED, UNWARNED, "届满通知待发")
    shi = story.desk(SHI).go(f"{stay(story, WARNED)}?act=notice#act")
    shi.fill("#act", word=WORD).press("登记", "#act").says("已登记：签发届满通知", f"{WORD}〔")
    comes_back(story, shi)
    chang.go("/detainees/?tab=notice&names=full").silent(WARNED).says(UNWARNED)
    chang.go("/detainees/?tab=soon&names=full").says(WARNED, "届满通知已发，未见延长")
    story.desk(GENG).go(stay(story, WARNED)).says(f"{WORD}〔", "没有疑点")
    for number in (CHANG, GENG):
        cells = story.desk(number).go("/detainees/cells/")
        expect(cells.row("801")).to_contain_text("同案人员")
        expect(cells.row("804")).to_contain_text("未成年人与成年人")
        held = (
            story.desk(number).go("/committals/").says("判决已经生效、仍在看守所的人").row("不足三个月，核对是否留所")
        )
        expect(held).to_contain_text("待送交")


def comes_back(story: Story, shi: Hand) -> None:
    """The slip of the notice, signed by the organ that holds the clock, is entered; the stay says so."""
    now = story.product.ledger.one("SELECT clock()").astimezone(SHANGHAI)
    shi.page.locator("main tr").filter(has_text=f"{WORD}〔").get_by_role("link", name="回执").click()
    shi.follow("登记回证").fill(
        outcome="本人签收", received_at=f"{now:%Y-%m-%d %H:%M}", received_by="封问之", served_by="常守一"
    )
    shi.press("登记").says("本人签收", "封问之")
    shi.go(stay(story, WARNED)).says("回证收到")


def runs_over(story: Story) -> None:
    """The day after, two organs answer for two things; the centre reads neither, a procurator verifies."""
    story.days.to(end_of(story) + timedelta(days=2))
    for place, name in enumerate((WARNED, UNWARNED), 1):
        chang = story.desk(CHANG).go(f"{stay(story, name)}?act=report#act")
        reported = (story.days.today - timedelta(days=1)).isoformat()
        chang.fill("#act", on=reported, paper_number=f"临一看超报〔{place}〕号").press("登记", "#act")
        chang.says("已登记：登记超期报告").silent("不得超期羁押")
        judged(story, name)
    geng = (
        story.desk(GENG)
        .go(stay(story, WARNED))
        .says("不得超期羁押", "澄阳分局", "澄阳区")
        .silent("届满前七日以内通知办案机关")
    )
    verify(geng, "不得超期羁押", "调阅文书，未见延长、变更。")
    geng.go(stay(story, WARNED)).press("通报澄阳区检察院").says("已通报", "澄阳区")  # not in the name of this 院
    verify(geng.go(stay(story, UNWARNED)), "七日以内通知", "核对通知存根，未发。")


def judged(story: Story, name: str) -> None:
    """A worker has held the rules against somebody's stay."""
    query = "SELECT count(*) FROM detention_finding WHERE rule = 'over-detention' AND detainee_id = %s"
    until(lambda: story.count(query, stay(story, name).split("/")[2]), 60, "findings of the stay")


def is_corrected(story: Story) -> None:
    """What the centre owed goes to the centre: drafted from the finding, signed, answered on its own page."""
    geng = story.desk(GENG).go(stay(story, UNWARNED)).press("拟纠正意见书").says("逐项带入初稿", UNWARNED)
    paper = geng.number()
    geng.go(f"/notices/{paper}/")
    geng.fill("form[action$='/submit/']", comment="建议发出。").press("送审", "form[action$='/submit/']")
    head = story.desk(HEAD).go(f"/notices/{paper}/")
    head.fill("form[action$='/endorse/']", comment="同意。").press("审核同意，送签发", "form[action$='/endorse/']")
    pei, form = story.desk(PEI).go(f"/notices/{paper}/"), "form[action$='/issue/']"
    pei.fill(form, number="临城郊检纠〔2026〕61号").press("签发", form)
    served(story, geng, paper)
    shi = story.desk(SHI).go(f"/notices/{paper}/").says("临城郊检纠〔2026〕61号", UNWARNED)
    shi.go(f"/notices/{paper}/reply/").page.locator("[name='p1-stance'][value='adopted']").check()
    shi.page.set_input_files("[name='p1-proof']", PDF)
    shi.fill(**{"p1-words": ANSWER, "p1-done_on": story.days.today.isoformat()}).press("送出答复").says(ANSWER)
    story.desk(GENG).go(f"/notices/{paper}/").says(ANSWER)
    story.desk(YIN).go(f"/notices/{paper}/", status=404)


def served(story: Story, geng: Hand, paper: int) -> None:
    now = story.product.ledger.one("SELECT clock()").astimezone(SHANGHAI)
    geng.go(f"/notices/{paper}/service/")
    geng.fill(outcome="本人签收", received_at=f"{now:%Y-%m-%d %H:%M}", received_by="时敬亭", served_by="耿若川")
    geng.page.locator("[name=scan]").set_input_files(PDF)
    geng.press("登记").says("回证收到")


def verify(geng: Hand, title: str, reason: str) -> None:
    line = geng.page.locator("main tr").filter(has_text=title).last
    line.locator("summary").click()
    line.locator("[name=act]").select_option(label="查证属实")
    line.locator("[name=reason]").fill(reason)
    with geng.page.expect_navigation():
        line.get_by_role("button", name="记录").click()
    geng.says("查证属实", reason)
