"""三步上手: what each post does first, in three steps."""

from __future__ import annotations

from dataclasses import dataclass

from procuratorate.deadlines.rendering import ClockFace
from procuratorate.organs.states import PRISON_STAFF, PROCURATORS, Role


@dataclass(frozen=True)
class Step:
    """One step; `url` is where it is done."""

    title: str
    text: str
    url: str


CLOCKS = Step("看时限", "点开任何一个时限，就是它的算式：起算、逐日计否、依据，能念出来，也能打印。", "/deadlines/")
ARRIVALS = Step("登记来件", "对方发出即到达，不用刷新。打开仅为佐证，登记才是签收；每件有可打印的回执。", "/inbox/")
PROCURATOR = (
    Step("从工作台开始", "五个数字各是一道筛选。J、K 上下，Enter 打开最急的一件。", "/desk/"),
    ARRIVALS,
    Step("逐案审阅", "案件按剩余日数排列；报请时的内容与今天的档案并列，不同之处标黄。", "/cases/"),
)
PRISON = (
    Step("导入名单", "下载模板，填好后上传。退回的行写明怎样改正，在原表上改完再传一次。", "/batches/"),
    Step("走完节点，征求意见", "按方案登记各节点，由刑罚执行科负责人发送检察机关，回执即刻生成。", "/batches/"),
    Step("办检察来文", "询问、意见和通知按时限排列，逐件登记。", "/inbox/"),
)
ADMINISTRATION = (
    Step("设单位", "按层级建立单位和部门，登记派驻、对应关系的起止日期。", "/organs/"),
    Step("设人员和岗位", "岗位都有任期；离岗先移交，再结束。", "/officers/"),
    Step("核对工作日历", "放假通知公布后导入，受影响的时限自动改算并逐件列出。", "/calendar/"),
)
AUDIT = (
    Step("抽查记录", "按人、按事项、按日期筛选办理和查阅记录，拒绝的操作也有。", "/audit/"),
    Step("核对校验", "每行在写入时由数据库算出校验值，页上逐行写明是否相符。", "/audit/"),
    Step("看日历", "办理时间是否在工作日，以工作日历为准。", "/calendar/"),
)
OTHERS = (ARRIVALS, CLOCKS, Step("看工作日历", "休、班各有依据的放假通知；期限都按它计算。", "/calendar/"))

CLOCK_FACES = tuple(
    (ClockFace(css, left, right, plain=True), means)
    for css, left, right, means in (
        ("", "剩 9 日", "12-01 到期", "法定期限"),
        ("is-soon", "剩 3 个工作日", "11-25 约定", "双方约定的期限，非法定；三日内变黄"),
        ("is-soon", "剩 3 日", "11-23 顺延", "末日逢休息日，顺延到其后第一个工作日"),
        ("is-today", "今日到期", "11-20", "今天办结才不逾期"),
        ("is-over", "逾期 1 日", "11-19 到期", "已过期限"),
        ("is-stop", "停止计算", "恢复后另定", "有停止的事由，恢复后接着算"),
        ("is-done", "已办结", "11-18，早 2 日", "期限已了结"),
    )
)


def steps_for(role: Role) -> tuple[Step, ...]:
    """Three steps of a post."""
    if role in PROCURATORS:
        return PROCURATOR
    if role in PRISON_STAFF:
        return PRISON
    return {Role.ADMINISTRATOR: ADMINISTRATION, Role.AUDITOR: AUDIT}.get(role, OTHERS)
