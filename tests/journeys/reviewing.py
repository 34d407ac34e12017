"""J2's chapters: the queue, questions, opinions, the signature over a list."""

from __future__ import annotations

from tests.journeys.office import open_case, rules_have_run, settle, tick
from tests.journeys.story import CHEN, MANAGER, TANG, WARD_OFFICER, Story

INTERVAL = "有期徒刑减刑间隔时间"
NOTE = "送达回证复印件与裁定书日期不一致，去法院核对。"
QUESTION = "前次裁定何时送达？请附送达回证。"


def advises(story: Story) -> None:
    rules_have_run(story)
    works_the_queue(story)
    asks_and_is_answered(story)
    gives_opinions(story)


def works_the_queue(story: Story) -> None:
    """Agreed days are called agreed; a finding is one until a person settled it; the unopened are not reviewed."""
    chen, early, calm = story.desk(CHEN), story.people.early, story.people.calm
    chen.go(f"/cases/batches/{story.batch}/").says("约定期限", "剩 5 个工作日")
    tick(chen, *story.people.all())
    chen.press("审阅完毕").says("还没有打开", calm.name)
    open_case(story, early).says(INTERVAL, "疑点", "不符合")
    settle(chen, INTERVAL, "查证属实", "查阅送达回证，距本次报请不满一年。", "轻微违法")
    chen.says("查证属实")
    chen.page.keyboard.press("n")
    chen.fill("#note", words=NOTE).press("记下", "#note").says(NOTE)
    story.desk(TANG).go(f"/batches/{story.batch}/people/{story.filing(early)}/").silent(NOTE, "查证属实")


def asks_and_is_answered(story: Story) -> None:
    """A question stops no clock; the prison answers on its own page."""
    tang, early = story.desk(TANG), story.people.early
    chen = open_case(story, early)
    chen.page.keyboard.press("q")
    chen.fill("#ask", words=QUESTION, wanted="送达回证").says("约定的征求意见期限继续计算", within="#ask")
    chen.press("发给监狱", "#ask").says("本件的审查期限继续计算", QUESTION)
    story.days.on(1)
    tang.go("/batches/questions/").follow(early.name).says(QUESTION, "需补材料", "剩 2 个工作日")
    tang.fill(reply="回证已附卷，送达日见回证。").press("答复")
    open_case(story, early).says("回证已附卷", "剩 4 个工作日")


def gives_opinions(story: Story) -> None:
    """Drafts stay in the office; J walks on; 同意 goes only to cases that were opened."""
    tang, everybody = story.desk(TANG), story.people
    chen = open_case(story, everybody.early)
    chen.page.keyboard.press("o")
    chen.fill("#advise", advice="不同意", words="间隔时间不足。").press("拟稿", "#advise")
    tang.go(f"/batches/{story.batch}/opinions/").says("还没有收到检察意见").silent("间隔时间不足")
    chen.go(f"/cases/batches/{story.batch}/")
    others = (everybody.calm, everybody.changed, everybody.parole)
    tick(chen, *others)
    chen.press("拟“同意”").says("没有拟稿", "还没有打开", everybody.parole.name)
    open_case(story, everybody.early).says("第 1 件，共 4 件")  # what is doubtful comes first
    chen.page.keyboard.press("j")
    chen.says("第 2 件，共 4 件")
    for one in others:
        open_case(story, one).says("各层级意见", "无不同意见" if one is everybody.calm else "")
    chen.says("调查评估意见书")
    chen.go(f"/cases/batches/{story.batch}/")
    tick(chen, *others)
    chen.press("拟“同意”").says("已拟“同意” 3 件")
    chen.go(f"/cases/batches/{story.batch}/opinions/").ask("一并提出 4 人", "give").press("提出", "#give")
    chen.says("已提出 4 人的意见", "澜江省青岑监狱已收到")


def agrees(story: Story) -> None:
    """The case manager accepts and allots; only what was opened since the copy came can be signed, each kind apart."""
    is_accepted(story)
    chen, everybody = story.desk(CHEN), story.people
    agree = f"/opinions/agree/{story.batch}/"
    chen.go(agree).says("还有 4 件您没有打开")
    checks_again(story)
    for one in (everybody.calm, everybody.changed, everybody.parole):
        open_case(story, one)
    chen.go(agree)
    tick(chen, everybody.calm, everybody.changed, everybody.parole)
    chen.fill(number="临城郊检意见〔2026〕38号").press("签署同意").says("请分开签署")
    chen.page.locator("main tr").filter(has_text=everybody.parole.number).locator("input[type=checkbox]").uncheck()
    chen.press("签署同意").says("已签署，临城郊检意见〔2026〕38号，2人")
    chen.go(agree)
    tick(chen, everybody.parole)
    chen.fill(number="临城郊检意见〔2026〕39号").press("签署同意").says("1人")
    story.desk(TANG).go("/inbox/").says("检察意见书")
    story.desk(WARD_OFFICER).go(f"/cases/{story.filing(everybody.calm)}/", status=403)


def checks_again(story: Story) -> None:
    """Only what changed since is shown; on the day of filing the sum is another, so a person looks at it again."""
    chen = open_case(story, story.people.early).says(
        "征求意见以后的变化", "未采纳", "我单位认为已满", story.days.left(10)
    )
    chen.says("所据事实有变化", "此前认定")
    settle(chen, INTERVAL, "查证属实", "报请日核对回证，仍不满一年。", "轻微违法")


def is_accepted(story: Story) -> None:
    manager = story.desk(MANAGER).go("/acceptance/")
    with manager.page.expect_navigation():
        manager.row(story.title(), "建议书副本").get_by_role("link", name=story.title()).click()
    number = "临城郊检减假受〔2026〕9号"
    manager.fill(unified_no=number).press("受理").says("请写明缺什么")
    for box in manager.page.locator("main [name^=ok_]").all()[1:]:
        box.check()
    manager.fill(words_0="副本缺一份，已通知补送").press("受理").says("已受理", "副本缺一份，已通知补送")
    manager.press("轮案 4 件").says("已轮案", "陈砚平 4 件")
