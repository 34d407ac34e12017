"""J5's chapters: the court's half, rulings, the objection, what follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.browser.rulings import sheet
from tests.journeys.hand import Hand
from tests.journeys.office import endorse, issue, submit
from tests.journeys.people import Somebody
from tests.journeys.prison import choose
from tests.journeys.story import CHEN, COURT, DEPUTY, PEI, TANG, WARD_OFFICER, YIN, Story

WITNESS = "凌霜降"
AGAIN = "（2026）澜01刑更912号之一"
OBJECTION = "临城郊检纠裁〔2026〕7号"


def is_heard(story: Story) -> None:
    """The prison registers what the court wrote; witnesses stay hidden from the ward; an opinion only on the day."""
    tang, case = story.desk(TANG), f"/courts/{story.filing(story.people.early)}/"
    today = story.days.on(1)
    at_the_court(tang.go(case), today)
    asked_for_papers(story, today)
    hearing = story.days.working(4)
    form = "form[action$='/hearing/']"
    tang.unfold("登记开庭通知").fill(
        form, on=hearing.isoformat(), place="青岑监狱科技法庭", notified_on=today.isoformat(),
        witnesses=f"同监室罪犯 {WITNESS}",
    )  # fmt: skip
    tang.press("登记", form).says(WITNESS)
    story.desk(WARD_OFFICER).go(case).says("青岑监狱科技法庭").silent(WITNESS)
    story.desk(YIN).go(case, status=404)
    pleads(story, case, hearing)


def at_the_court(tang: Hand, today: date) -> None:
    form = "form:not([action])"
    tang.fill(
        form, case_no="（2026）澜01刑更912号", received_on=today.isoformat(), accepted_on=today.isoformat(),
        trial="开庭审理",
    )  # fmt: skip
    tang.press("登记", form).says("已登记法院办理情况", "已立案", COURT)


def asked_for_papers(story: Story, today: date) -> None:
    """Three days from the court's notice."""
    tang, form = story.desk(TANG), "form[action$='/supplement/']"
    tang.unfold("登记补送通知").fill(form, words="前次裁定送达回证原件", asked_on=today.isoformat())
    tang.press("登记", form).says("已登记补送通知", story.days.left(3))
    tang.press("登记补送", "form[action$='/sent/']").says("已登记补送。", "已办结")


def pleads(story: Story, case: str, hearing: date) -> None:
    chen, form = story.desk(CHEN), "form[action$='/held/']"
    said = {"held": "已开庭", "words": "核对送达回证。", "opinion": "间隔时间不足，不同意减刑。"}
    chen.go(case).unfold("登记庭审情况").fill(form, **said).press("登记", form)
    chen.says("还没有到，不能登记已开庭")
    story.days.to(hearing)
    chen.go(case).unfold("登记庭审情况").fill(form, **said).press("登记", form)
    chen.says("出庭意见：间隔时间不足，不同意减刑。", "陈砚平")


def is_ruled_on(story: Story) -> None:
    """Of four rows three are sure; the fourth bears a wrong number: every point is compared, a person decides."""
    today = story.days.on(8)
    chen, changed = story.desk(CHEN).go("/rulings/sheet/"), story.people.changed
    choose(chen, "裁定.xlsx", rulings(story, today))
    chen.press("导入").says("已登记 4", "其中已对应 3", "待对应")
    chen.go(ruling(story, changed)).says("对应到哪一件提请", "姓名", "相符", "罪犯编号", "不符")
    chen.press("就是这一件").says("已对应到")
    form = "form[action$='/unmatch/']"
    chen.unfold("不是这一件，撤销对应").fill(form, reason="编号抄错，先核对").press("撤销对应", form)
    chen.says("已撤销对应", "撤销：编号抄错，先核对").press("就是这一件")
    chen.says("编号抄错，先核对", story.days.left(20), "监狱提请", "征求意见阶段检察意见", "检察意见书（同意）")
    story.desk(YIN).go(ruling(story, changed), status=404)


def rulings(story: Story, today: date) -> bytes:
    """The court's list: one granted against the opinion, one with a slip in the number."""
    everybody, head = story.people, {"作出单位": COURT, "裁定日": today - timedelta(days=3), "本单位收到日": today}
    cuts = (
        (911, everybody.calm, everybody.calm.number, "6个月"),
        (912, everybody.early, everybody.early.number, "7个月"),
        (913, everybody.changed, everybody.calm.number, "6个月"),
        (914, everybody.parole, everybody.parole.number, None),
    )
    return sheet([head | _row(*cut) for cut in cuts], [])


def _row(place: int, one: Somebody, number: str, cut: str | None) -> dict[str, Any]:
    told = {
        "种类": "减刑" if cut else "假释",
        "案号": f"（2026）澜01刑更{place}号",
        "姓名": one.name,
        "罪犯编号": number,
    }
    return told | {"结果": "准予", "减去": cut}


def ruling(story: Story, one: Somebody) -> str:
    found = story.product.ledger.one(
        "SELECT id FROM commutation_ruling WHERE name = %s ORDER BY id DESC LIMIT 1", one.name
    )
    return f"/rulings/{found}/"


def is_objected_to(story: Story) -> None:
    """Drafted, endorsed, signed within twenty days by the deputy for a chief on leave; the court's month is watched."""
    early = ruling(story, story.people.early)
    story.days.on(2)
    chen = story.desk(CHEN).go(early).says("监狱提请", "检察意见书", "不同").follow("起草纠正意见")
    chen.press("拟出初稿")
    paper = str(chen.number())
    chen.says("由谁提出").press("保存并去送审")
    submit(chen, "裁定认定的间隔时间与送达回证不符。")
    endorse(story, paper)
    deputy = acts_for_the_chief(story)
    deputy.go(f"/opinions/to-sign/?paper={paper}").says("纠正不当减刑裁定意见书", "代行 裴明山")
    issue(deputy, OBJECTION).says("已签发")
    chen.go("/opinions/?state=issued").says("穆清和（代裴明山）")
    story.desk(TANG).go(early).silent("裁定认定的间隔时间与送达回证不符。")
    form, today = "form[action$='/rehearing/']", story.days.on(1)
    chen.go(early).says("已提纠正意见", "已办结").fill(form, on=today.isoformat()).press("法院已收到纠正意见", form)
    chen.says("前重新审理")
    chen.go("/deadlines/").says("法院重新审理")


def acts_for_the_chief(story: Story) -> Hand:
    """The chief gives the post for a week; the deputy takes it up in the top bar."""
    today = story.days.today
    pei = (
        story.desk(PEI)
        .go("/delegations/")
        .fill(since=today.isoformat(), until=(today + timedelta(days=7)).isoformat(), basis="院授〔2026〕3号")
    )
    pei.press("授权").says("穆清和", "代行中")
    deputy = story.desk(DEPUTY).go("/delegations/").says("裴明山", "院授〔2026〕3号")
    deputy.page.locator(".top-post").click()
    return deputy.press("城郊检察院 检察长", ".top-user").says("代 裴明山", within=".top-post")


def is_carried_out(story: Story) -> None:
    """No objection to the others; parole is served on community corrections too; the new term enters the dossier."""
    chen, calm = story.desk(CHEN), ruling(story, story.people.calm)
    chen.go(calm).press("审查完毕，没有纠正意见").says("审查完毕，没有纠正意见。", "审查无意见", "已办结")
    chen.go(ruling(story, story.people.parole)).says("社区矫正机构", "执行地县级人民检察院")
    today = story.days.today
    tang = serve_on_the_inmate(story, calm)
    tang.press("新刑期登记入档案").says("新刑期已登记入档案")
    month = f"{today:%Y-%m}"
    chen.go(f"/rulings/month/?month={month}").says("减刑", "假释")


def serve_on_the_inmate(story: Story, which: str) -> Hand:
    """Today, by the prison."""
    tang = story.desk(TANG).go(which).says("罪犯本人")
    line = tang.page.locator("tr", has=tang.page.locator("form[action*='/services/']")).nth(2)
    line.locator("summary").click()
    line.locator("[name=served_on]").fill(story.days.today.isoformat())
    with tang.page.expect_navigation():
        line.get_by_role("button", name="登记").click()
    return tang.says("已登记送达")


def is_served_late(story: Story) -> None:
    """Past its seventh day what nobody registered is told to both sides; served then, it stays told as a doubt."""
    changed = ruling(story, story.people.changed)
    story.days.on(6)
    story.desk(CHEN).go(changed).says("未登记").silent("疑似迟延")
    serve_on_the_inmate(story, changed).says("疑似迟延")
    story.desk(CHEN).go(changed).says("疑似迟延")


def is_reheard(story: Story) -> None:
    """The court ruled anew: a person says so, the month ends, the new ruling is reviewed like any other."""
    chen, early = story.desk(CHEN), story.people.early
    first, today = ruling(story, early), story.days.on(3)
    chen.go("/rulings/sheet/")
    choose(chen, "重新审理.xlsx", sheet([_again(early, today)], []))
    chen.press("导入").says("已登记 1", "待对应")
    chen.go(first).says(AGAIN).press("这是重新审理的结果").says("已登记重新审理的结果", AGAIN, "原裁定")
    chen.says("待审查", story.days.left(20))
    assert ruling(story, early) != first
    chen.go(first).says("已重新审理", AGAIN, "已办结")
    story.desk(TANG).go(ruling(story, early)).says("不予", "原裁定").silent(OBJECTION)
    story.desk(YIN).go(ruling(story, early), status=404)


def _again(one: Somebody, today: date) -> dict[str, Any]:
    told = {"作出单位": COURT, "裁定日": today - timedelta(days=1), "本单位收到日": today, "案号": AGAIN}
    return told | {"种类": "减刑", "姓名": one.name, "罪犯编号": one.number, "结果": "不予"}
