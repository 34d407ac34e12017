"""What the prison's section does: the list, the levels, the notice on the wall, the sendings."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from tests.journeys.hand import WAIT, Hand
from tests.journeys.people import WARD, XLSX
from tests.journeys.story import HAO, PRISON, SHEN, TANG, Story

COMMITTEE = (
    "侯镇岳 冷双成 谷一鸣 明月峡 易水寒 江行雪 宁采石 方既白 石听泉"
).split()  # nine, the least by law; the last one is away


def admit(story: Story) -> None:
    """The people are in the prison before they are put forward."""
    tang, everybody = story.desk(TANG), story.people.all()
    tang.go("/inmates/import/")
    choose(tang, "花名册.xlsx", story.people.roster())
    tang.press("上传")
    expect(tang.page.get_by_role("button", name=f"写入可接受的 {len(everybody)} 行")).to_be_visible(timeout=2 * WAIT)
    tang.press(f"写入可接受的 {len(everybody)} 行")
    expect(tang.page.locator("main")).to_contain_text(f"新增 {len(everybody)}", timeout=2 * WAIT)


def choose(hand: Hand, name: str, data: bytes) -> None:
    hand.page.set_input_files("main input[type=file]", {"name": name, "mimeType": XLSX, "buffer": data})


def new_batch(story: Story, ordinal: int) -> None:
    tang, today = story.desk(TANG), story.days.today
    tang.go("/batches/new/")
    tang.fill(year=str(today.year + 1), ordinal=str(ordinal), cutoff_on=today.isoformat())
    story.batch = tang.press("建立").number()


def upload(story: Story, good: int, refused: int = 0, **wrong: str) -> None:
    """Bring in the list; `wrong` goes into one row. What is right is taken, what is not says how to mend it."""
    tang = story.desk(TANG).go(f"/batches/{story.batch}/import/")
    choose(tang, "名单.xlsx", story.people.nominations(**wrong))
    tang.press("上传并核对")
    expect(tang.page.get_by_role("heading", name="逐行结果")).to_be_visible(timeout=2 * WAIT)
    if refused:
        expect(tang.page.get_by_role("link", name=f"只下载须改的 {refused} 行")).to_be_visible()
    tang.press(f"提交可接受的 {good} 行").says("已列入名单")


def sit(story: Story, level: str, organ: str = PRISON) -> str:
    """Arrange a meeting of today; returns its address."""
    tang = story.desk(TANG).go(f"/batches/{story.batch}/levels/")
    tang.fill("#plan", level=level, organ=organ, held_on=story.days.today.isoformat())
    tang.press("安排", "#plan")
    return f"/batches/sittings/{tang.number()}/"


def seat(hand: Hand, sitting: str, names: list[str], absent: str = "") -> None:
    """Who should come, the first in the chair, and who came; a page has room for four more at a time."""
    done = 0
    while done < len(names):
        hand.go(f"{sitting}roster/")
        empty = hand.page.locator("main [name$='-name']").count()
        for place, name in enumerate(names[:empty]):
            _seat(hand, place, name, name == absent)
        for place in range(len(names), empty):  # whoever sat there the last time
            hand.fill(**{f"seat-{place}-name": "", f"seat-{place}-post": ""})
        done = min(len(names), empty)
        hand.press("保存")


def _seat(hand: Hand, place: int, name: str, is_absent: bool) -> None:
    line = {"name": name, "post": "委员", "duty": "应到人员" if place else "主持"}
    hand.fill(**{f"seat-{place}-{key}": value for key, value in line.items()})
    hand.fill(**{f"seat-{place}-present": not is_absent, f"seat-{place}-absence": "外出培训" if is_absent else ""})


def agree_and_sign(story: Story, sitting: str, signer: str = SHEN) -> None:
    """Everybody not spoken of is agreed to; whoever presides over the section or the prison signs."""
    tang = story.desk(TANG).go(sitting)
    tang.page.get_by_role("button", name="开始记录").or_(tang.page.get_by_role("button", name="其余")).first.wait_for()
    if tang.page.get_by_role("button", name="开始记录").count():
        tang.press("开始记录")
    tang.press("其余")
    story.desk(signer).go(sitting).ask("签署", "sign-sitting").press("签署", "#sign-sitting").says("已签署")


def lower_levels(story: Story) -> None:
    """监区集体研究, 监区长办公会, 刑罚执行科审查, each on a day of its own."""
    for level in ("监区集体研究", "监区长办公会"):
        sitting = sit(story, level, WARD)
        seat(story.desk(TANG), sitting, ["翟立冬", "温伯言", "雷惊蛰"])
        agree_and_sign(story, sitting)
        story.days.on(1)
    agree_and_sign(story, sit(story, "刑罚执行科审查"))
    story.days.on(1)


def wardens(story: Story) -> None:
    sitting = sit(story, "监狱长办公会")
    seat(story.desk(TANG), sitting, ["郝景川", "邬致远", "沈维岳"])
    agree_and_sign(story, sitting, HAO)


def post_notice(story: Story, until: date, scope: str = "减刑、假释") -> Hand:
    """Register the list as posted today, to be taken down at the end of a day."""
    tang = story.desk(TANG).go(f"/batches/{story.batch}/notices/")
    tang.fill(
        "#post", scope=scope, place="各监区公示栏、会见室", posted_on=story.days.today.isoformat(),
        until_on=until.isoformat(), contact="向刑罚执行科书面提出，或投检察信箱",
    )  # fmt: skip
    return tang.press("登记", "#post")
