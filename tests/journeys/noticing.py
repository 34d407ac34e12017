"""J4's chapter: a violation notice drafted, signed, served, answered, sent back, disputed, closed; all in one day."""

from __future__ import annotations

from procuratorate.lib.clock import SHANGHAI
from tests.journeys.hand import Hand
from tests.journeys.story import CHEN, HEAD, PEI, PRISON, TANG, WARD_OFFICER, Story

NUMBER, DECISION = "临城郊检纠违〔2026〕61号", "临城郊检复查〔2026〕61号"
FACTS = ("四监区加扣分公示二个工作日", "三监区会见登记没有离开时间", "禁闭审批表没有写明解除时间")
PDF = {"name": "更正审批单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 journey"}


def is_struck_off(story: Story) -> None:
    notice = drafted(story)
    signed(story, notice)
    served(story, notice)
    answered(story, notice)
    disputed(story, notice)
    closed(story, notice)


def drafted(story: Story) -> str:
    """Three points; nobody outside sees the draft."""
    chen = story.desk(CHEN).go("/notices/new/")
    chen.fill(kind="纠正违法通知书", matter="一般事项", addressee=PRISON, title="公示、登记和审批").press("拟出初稿")
    notice = str(chen.number())
    for place, one in enumerate(FACTS):
        chen.page.locator(f"[name='p{place}-facts']").fill(one)
        chen.says(one, within="#paper")  # the paper follows what is typed, also while a point stands empty
        if place == 1:  # two empty points stand below those there are
            chen.press("保存草稿")
    chen.says("起十五日内将纠正情况书面回复").press("保存并去送审")
    story.desk(TANG).go(f"/notices/{notice}/", status=404)
    chen.fill(".signer", comment="建议发出").press("送审")
    return notice


def signed(story: Story, notice: str) -> None:
    story.desk(HEAD).go("/opinions/to-sign/").says("公示、登记和审批").go(f"/notices/{notice}/").press(
        "审核同意，送签发"
    )
    pei = story.desk(PEI).go(f"/notices/{notice}/").says(*FACTS)
    pei.fill(".signer", number=NUMBER).press("签发").says(NUMBER, "等回证")


def served(story: Story, notice: str) -> None:
    """The day on the slip starts the fifteen days."""
    now = story.product.ledger.one("SELECT clock()").astimezone(SHANGHAI)
    chen = story.desk(CHEN).go(f"/notices/{notice}/service/")
    chen.fill(outcome="本人签收", received_at=f"{now:%Y-%m-%d %H:%M}", received_by="郝景川", served_by="陈砚平")
    chen.page.locator("[name=scan]").set_input_files(PDF)
    chen.press("登记").says("回证收到", "回证扫描件", "回复到期")


def answered(story: Story, notice: str) -> None:
    """The clerk answers two points with proof; one goes back and is answered again. The ward sees none of it."""
    story.desk(WARD_OFFICER).go(f"/notices/{notice}/", status=404)
    tang = story.desk(TANG).go(f"/notices/{notice}/").says(NUMBER, *FACTS).silent("建议发出")
    reply(tang, notice, 1, "采纳")
    reply(tang, notice, 2, "部分采纳")
    chen = story.desk(CHEN).go(f"/notices/{notice}/").says("更正审批单.pdf")
    check(chen, 1, "已纠正", "现场核对，原件相符")
    check(chen, 2, "退回补充", "须附登记簿")
    reply(tang, notice, 2, "采纳")
    check(chen.go(f"/notices/{notice}/"), 2, "已纠正", "登记簿已看")


def reply(tang: Hand, notice: str, position: int, stance: str) -> None:
    tang.go(f"/notices/{notice}/reply/")
    tang.page.locator(f"#p{position}").get_by_label(stance, exact=True).check()
    tang.page.locator(f"[name='p{position}-words']").fill(f"第{position}项已更正")
    tang.page.locator(f"[name='p{position}-proof']").set_input_files(PDF)
    tang.press("送出答复").says("答复已送出")


def check(chen: Hand, position: int, finding: str, words: str) -> None:
    dialog = f"{position}-check"
    chen.page.locator(f"main [data-open='{dialog}']").click()
    within = f"[id='{dialog}']"
    chen.fill(within, finding=finding, words=words).press("登记", within).says("已登记核实情况")


def disputed(story: Story, notice: str) -> None:
    """The third point is disputed, examined and revoked by the chief."""
    tang = story.desk(TANG).go(f"/notices/{notice}/objection/")
    tang.page.get_by_label("第3项").check()
    tang.fill(words="背面写有解除时间").press("送出异议").says("复查中")
    chen = story.desk(CHEN).go(f"/notices/{notice}/")
    decide(chen, "拟复查意见", "送检察长决定", words="背面确有解除时间")
    pei = story.desk(PEI).go(f"/notices/{notice}/").says("背面确有解除时间")
    decide(pei, "复查决定", "决定并发出", words="异议成立", number=DECISION)
    story.desk(TANG).go(f"/notices/{notice}/").says("已撤销", "异议成立")


def decide(hand: Hand, opener: str, button: str, **said: str) -> None:
    opened = hand.page.locator("main [data-open]").filter(has_text=opener)
    within = f"[id='{opened.get_attribute('data-open')}']"
    opened.click()
    hand.fill(within, outcome="异议成立，撤销", **said).press(button, within)


def closed(story: Story, notice: str) -> None:
    """A second person strikes it off; the register has one line."""
    chen = story.desk(CHEN).go(f"/notices/{notice}/")
    chen.ask("提出销号", "propose").fill("#propose", words="均已办结").press("请第二人复核", "#propose").says(
        "须第二人复核 当前"
    )
    head = story.desk(HEAD).go(f"/notices/{notice}/")
    head.ask("复核销号", "close").fill("#close", words="同意").press("确认销号", "#close").says("已销号")
    chen.go("/notices/register/").says(NUMBER, "已纠正2项", "已撤销1项")
    story.desk(TANG).go(f"/notices/{notice}/").says("销号").silent("均已办结")
