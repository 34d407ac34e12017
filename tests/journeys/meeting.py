"""J6's chapter: a special meeting planned, called, held by keys in the room, its minutes compared, signed, issued."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.journeys.hand import WAIT
from tests.journeys.story import CHEN, HAO, PEI, PRISON, TANG, WARD_OFFICER, Story

TITLE, TOPIC, THEIRS = "会见登记专题联席会议", "会见登记逐项记载", "会见室监控检修期间的登记"
AGREED, UNIT = "会见登记每日由两人核对签字", "狱政管理科"
DISSENT, ASIDE = "监狱提出双人签字警力不足", "检修合同另行了解"


def is_followed_up(story: Story) -> None:
    meeting = called(story)
    held(story, meeting)
    compared(story, meeting)
    signed(story, meeting)
    done(story)


def called(story: Story) -> int:
    """The office prepares; the prison sees it once it is called, and brings an item."""
    days = story.days
    chen = story.desk(CHEN).go("/meetings/").says("青岑监狱")
    chen.page.locator("main tr").filter(has_text=PRISON).get_by_role("link", name="筹备会议").first.click()
    chen.page.wait_for_url("**/plan/")
    chen.fill(held_on=f"{days.working(2)}", starts_at="14:30", place="青岑监狱", proposals_until=f"{days.working(1)}")
    chen.fill(is_special=True, title=TITLE).press("筹备")
    meeting = chen.number()
    told = {"source": "专题", "title": TOPIC, "background": "抽查三监区会见登记三十份。"}
    chen.fill("form.form", **told).press("增加").says(TOPIC)
    story.desk(TANG).go(f"/meetings/{meeting}/", status=404)
    chen.press("发会议通知").says("通知已发出", "通知回执")
    tang = story.desk(TANG).go(f"/meetings/{meeting}/").says(TOPIC)
    tang.fill("form.form", title=THEIRS, background="检修三日。").press("提出").says(THEIRS)
    story.desk(WARD_OFFICER).go(f"/meetings/{meeting}/", status=403)
    return meeting


def held(story: Story, meeting: int) -> None:
    """Attendance, lines, outcomes and the end by keys; everything kept as it is typed."""
    story.days.on(2)
    chen = story.desk(CHEN).go(f"/meetings/{meeting}/").press("开会").says("输入即存")
    attended(chen.page)
    for place, one in enumerate(topics(chen.page)):
        expect(item(chen.page).locator("h2")).to_have_text(one)
        if one == TOPIC:
            agreed(chen.page, f"{story.days.working(10)}")
        chen.page.keyboard.press("F1" if one == TOPIC else "F2")
        expect(chen.page.locator("[data-state]").nth(place)).to_have_text("议定" if one == TOPIC else "会后研究")
        chen.page.keyboard.press("F8")
    written_elsewhere(chen.page)
    with chen.page.expect_navigation(url="**/minutes/", timeout=2 * WAIT):
        chen.page.keyboard.press("F9")
    chen.says("会议结束，纪要稿已生成", AGREED, UNIT, DISSENT).silent(ASIDE)


def attended(page: Page) -> None:
    """One key a person: once came, twice excused, a third time unmarked, a fourth came again."""
    for key, pressed, word in (("1", 1, "到会"), ("2", 2, "请假"), ("A", 1, "到会"), ("B", 4, "到会")):
        for _ in range(pressed):
            page.keyboard.press(key)
        expect(page.locator(f"[data-press='{key}'] [data-came]")).to_have_text(word)
    expect(page.locator("[data-saved]")).to_contain_text("已存")


def topics(page: Page) -> list[str]:
    return page.locator(".room-item h2").all_text_contents()


def item(page: Page) -> Locator:
    return page.locator(".room-item:not([hidden])")


def agreed(page: Page, due: str) -> None:
    """Enter leads from cell to cell; F7 and F6 to what was said against it and to what stays out of the minutes."""
    item(page).locator("[data-add]").click()
    for said in (AGREED, None, UNIT, "秦立新", due):
        if said:
            page.keyboard.type(said)
        page.keyboard.press("Enter")
    for key, said in (("F7", DISSENT), ("F6", ASIDE)):
        page.keyboard.press(key)
        page.keyboard.type(said)


def written_elsewhere(page: Page) -> None:
    """A second window of an older version is not written over the first."""
    other = page.context.new_page()
    other.goto(page.url)
    for window, words in ((page, "先改的"), (other, "后改的")):
        window.locator("[data-go]").first.click()
        item(window).locator("[data-field=background]").fill(words)
        if window is page:
            expect(item(page).locator("[data-problem]")).to_be_hidden()
            expect(page.locator("[data-saved]")).to_contain_text("已存")
    expect(item(other).locator("[data-problem]")).to_contain_text("已在别处改过", timeout=WAIT)
    other.close()


def compared(story: Story, meeting: int) -> None:
    """The prison asks for a change and gets it; what is not in the minutes it never sees."""
    address = f"/meetings/{meeting}/minutes/"
    tang = story.desk(TANG).go(address, status=404)
    chen = story.desk(CHEN).go(address).press("送对方核对")
    tang.go(address).says(AGREED, DISSENT).silent(ASIDE)
    tang.fill(words="写明自下月起执行").press("提出").says("写明自下月起执行")
    chen.go(address).fill(".remark", answer="已写入")
    with chen.page.expect_navigation():
        chen.page.get_by_role("button", name="采纳", exact=True).click()
    chen.says("已采纳")
    chen.follow("修改")
    box = chen.page.locator("main [name=text]")
    box.fill(box.input_value().replace(DISSENT, f"{DISSENT}，自下月起执行"))
    chen.press("存为新版").says("自下月起执行").press("提请会签")


def signed(story: Story, meeting: int) -> None:
    """Both leaders sign the text that stands; the secretary numbers and issues it."""
    address = f"/meetings/{meeting}/minutes/"
    for leader in (PEI, HAO):
        story.desk(leader).go(address).says("自下月起执行").press("会签").says("已会签")
    chen = story.desk(CHEN).go(address).press("编号、印发").says("纪要已编号印发", "联纪〔")
    story.desk(TANG).go(address).says("联纪〔", "打开印发件")
    chen.follow("打开印发件").says("联席会议纪要")


def done(story: Story) -> None:
    """What was agreed stands in the prison's clocks, is reported done and struck off by the other side."""
    tang = story.desk(TANG).go("/deadlines/").says(AGREED)
    tang.go("/meetings/follow-ups/")
    line = tang.row(AGREED)
    line.locator("[name=words]").fill("自本月起执行，登记簿附后")
    with tang.page.expect_navigation():
        line.get_by_role("button", name="报办结").click()
    chen = story.desk(CHEN).go("/meetings/follow-ups/?tab=reported")
    line = chen.row(AGREED)
    line.locator("[name=words]").fill("登记簿已核对")
    with chen.page.expect_navigation():
        line.get_by_role("button", name="销号").click()
    tang.go("/meetings/follow-ups/?tab=closed").says(AGREED, "已销号")
    tang.go("/deadlines/").silent(AGREED)
