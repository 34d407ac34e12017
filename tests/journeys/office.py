"""What the procurators do: the live arrival, the case and its findings, questions, opinions, papers to a signature."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.hand import WAIT, Hand
from tests.journeys.people import Somebody
from tests.journeys.story import CHEN, DEPUTY, HEAD, Story
from tests.running.waiting import until


def wait_at_the_desk(hand: Hand) -> Page:
    """Open the desk and mark the page: what arrives later must come without loading it again."""
    hand.go("/desk/")
    expect(hand.page.locator("[data-live]").first).to_have_text("实时", timeout=WAIT)
    hand.page.evaluate("window.neverReloaded = true")
    return hand.page


def arrives(page: Page, title: re.Pattern[str]) -> None:
    """Something new stands at the top of the open desk."""
    expect(page.locator("[data-live-list]")).to_contain_text(title, timeout=10_000)
    assert page.evaluate("window.neverReloaded"), "the page was loaded again"


def register(page: Page, title: re.Pattern[str]) -> None:
    line = page.locator("[data-live-list] > *", has_text=title).first
    line.get_by_role("button", name=re.compile("登记")).click()
    expect(line).to_contain_text("已登记")


def rules_have_run(story: Story) -> None:
    """A worker goes through the rules after a sending."""
    query = (
        "SELECT count(*) FROM commutation_finding f JOIN commutation_filing g ON g.id = f.filing_id WHERE batch_id = %s"
    )
    until(lambda: story.count(query, story.batch), 60, "findings of the batch")


def open_case(story: Story, one: Somebody, who: str = CHEN) -> Hand:
    return story.desk(who).go(f"/cases/{story.filing(one)}/").says(one.name)


def settle(hand: Hand, rule: str, act: str, reason: str, gravity: str = "") -> None:
    """What a person makes of a finding."""
    line = hand.page.locator("article.law").filter(has_text=rule)
    line.locator("details.settle summary").click()
    line.locator("[name=reason]").fill(reason)
    if gravity:
        line.locator("[name=gravity]").select_option(label=gravity)
    with hand.page.expect_navigation():
        line.get_by_role("button", name=act).click()


def tick(hand: Hand, *people: Somebody) -> None:
    for one in people:
        hand.page.locator("main tr").filter(has_text=one.number).locator("input[type=checkbox]").check()


def submit(hand: Hand, words: str) -> Hand:
    """Off to the head of the department, with the drafter's opinion."""
    return (
        hand.fill("form[action$='/submit/']", comment=words)
        .press("送审", "form[action$='/submit/']")
        .says("已送部门负责人审核")
    )


def endorse(story: Story, paper: str) -> None:
    head = story.desk(HEAD).go(f"/opinions/to-sign/?paper={paper}")
    form = "form[action$='/endorse/']"
    head.fill(form, comment="同意承办意见。").press("审核同意", form).says("已审核同意，送检察长签发")


def issue(hand: Hand, number: str) -> Hand:
    form = "form[action$='/issue/']"
    return hand.fill(form, number=number).press("签发", form)


def send_back(story: Story, paper: str, words: str, who: str = DEPUTY) -> Hand:
    hand = story.desk(who).go(f"/opinions/to-sign/?paper={paper}")
    return hand.ask("退回", "return", comment=words).press("退回", "#return").says("已退回拟稿人修改")
