"""What the component page shows. Everyone and everything is invented; deadlines and citations are illustrations."""

# ruff: noqa: E501 - Chinese characters count two columns

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

TODAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 1, 22, 7, tzinfo=UTC)
MONTH = [(date(2026, 11, n), date(2026, 11, n).weekday() < 5) for n in range(1, 31)]
COUNTS = {"none": 0, "one": 1, "many": 3000}


@dataclass(frozen=True)
class Face:
    css: str
    left: str
    right: str = ""
    plain: bool = True
    title: str = ""
    lines: tuple[tuple[date, bool, str], ...] = ()
    sentence: str = ""
    article: str = ""
    warnings: tuple[str, ...] = ()
    nature: str = ""
    start: str = ""
    stops: str = ""
    calendar: str = ""
    on: date | None = TODAY
    due: date | None = None


def _line(number: int) -> tuple[date, bool, str]:
    day = date(2026, 11, number)
    return day, day.weekday() < 5, ""


OPEN_CLOCK = Face(
    "is-soon",
    "剩 3 个工作日",
    "11-25 到期",
    plain=False,
    title="征求意见答复期限：7 个工作日",
    nature="约定期限，非法定",
    article="《减刑假释征求意见会签办法》第六条（两方会签，2025-03-01 起）",
    start="11-16 材料清单签收，次日为第 1 日",
    calendar="国务院办公厅 2026 年放假安排：11 月无放假、无调休，周六周日照跳",
    stops="无。请补材料不停期",
    due=date(2026, 11, 25),
    lines=tuple(_line(number) for number in range(17, 26)),
    sentence="自 11 月 16 日签收起，扣去两个休息日，数满 7 个工作日，到 11 月 25 日止，今日之后还剩 3 个工作日。",
)
WARNED_CLOCK = Face(
    "",
    "剩 41 日",
    "01-02 顺延",
    plain=False,
    title="异议复查期限",
    article="示例条文",
    start="2026-12-03",
    sentence="最后一日遇元旦放假，顺延至放假后第一个工作日。",
    warnings=("2027 年放假安排尚未公布，公布后可能变动。",),
    lines=tuple((date(2026, 12, 4) + timedelta(days=n), True, "") for n in range(30)),
)
CLOCKS = (
    (Face("is-over", "逾期 1 日", "11-19 到期"), "逾期"),
    (Face("is-today", "今日到期", "11-20"), "今日"),
    (Face("is-soon", "剩 3 日", "11-23 顺延"), "三日内"),
    (Face("", "剩 14 日", "12-04 到期"), "平常"),
    (Face("is-stop", "无法定期限", "11-18 已请"), "停止、无期限"),
    (Face("is-done", "已办结", "11-18，早 2 日"), "办结"),
    (Face("is-soon", "剩 3 个工作日", "11-25 约定"), "约定"),
    (Face("", "第 2 日"), "只有左半"),
)
SIGNS = ("met", "breach", "unsure", "soon", "na")
STEPS = (
    {"name": "考核截止", "text": "09-30", "state": "done"},
    {"name": "监区报送", "text": "10-16", "state": "done"},
    {"name": "评审会", "text": "11-04", "state": "done"},
    {"name": "公示", "text": "5/5 日", "state": "done", "url": "#ladder"},
    {"name": "征求意见", "text": "第 4 日，今", "state": "at"},
    {"name": "监狱长办公会", "text": "拟 11-27", "state": "ahead"},
    {"name": "报送", "text": "拟 12-01", "state": ""},
)
LATE_STEPS = (
    {"name": "送达", "text": "11-09 回证签收", "state": "done"},
    {"name": "书面回复", "text": "逾期 1 日", "state": "late"},
    {"name": "督促", "text": "须领导签发", "state": ""},
)
FIGURES = (
    {"count": 1, "label": "逾期", "url": "?due=over", "css": "over", "current": True},
    {"count": 2, "label": "今日到期", "url": "?due=today", "css": "today"},
    {"count": 4, "label": "三日内", "url": "?due=soon", "css": "soon"},
    {"count": 6, "label": "新到", "url": "?due=new"},
    {"count": 0, "label": "收到回复", "url": "?due=reply"},
)
SEGMENTS = (
    {"css": "b-out", "count": 74, "label": "已出意见"},
    {"css": "b-read", "count": 44, "label": "已阅"},
    {"css": "b-doubt", "count": 6, "label": "疑点"},
    {"css": "b-warned", "count": 3, "label": "提醒"},
    {"css": "b-unsure", "count": 2, "label": "无法判断"},
    {"css": "b-new", "count": 26, "label": "未阅或未到"},
)
CHIPS = (
    ("", "全部", 421),
    ("over", "已届满", 1),
    ("week", "七日内", 8),
    ("gap", "换押缺口", 2),
    ("stop", "计时停止", None),
)
PEOPLE = (
    ("龚䶮", "9901204418", "七监区", CLOCKS[0][0], (1, 0, 0)),
    ("陈堃喆", "9901204419", "二监区", CLOCKS[1][0], (0, 2, 1)),
    ("阿勒腾·那森", "9901204420", "六监区", CLOCKS[2][0], (6, 9, 2)),
    ("欧阳修远", "9901204421", "十监区（老病残）", OPEN_CLOCK, (0, 0, 0)),
    ("祁云山", "9901204417", "六监区", CLOCKS[4][0], (0, 0, 1)),
)
JOBS: tuple[dict[str, Any], ...] = (
    {
        "title": "核对 2026年第四批 名单",
        "state": "waiting",
        "done": 0,
        "total": 0,
        "step": "前面还有 1 项",
        "is_open": True,
    },
    {
        "title": "核对 2026年第四批 名单",
        "state": "running",
        "done": 1240,
        "total": 3000,
        "step": "读第 1,240 行",
        "is_open": True,
        "left": 6,
    },
    {
        "title": "核对 2026年第四批 名单",
        "state": "done",
        "done": 3000,
        "total": 3000,
        "is_open": False,
        "address": "#jobs",
    },
    {
        "title": "核对 2026年第四批 名单",
        "state": "failed",
        "done": 12,
        "total": 3000,
        "is_open": False,
        "error": "第一张表里找不到“罪犯编号”一栏，请用下载的表样重填。",
    },
    {"title": "核对 2026年第四批 名单", "state": "cancelled", "done": 800, "total": 3000, "is_open": False},
)
RECEIPT = {
    "title": "送达回证",
    "number": "澜狱刑执征〔2026〕4号",
    "rows": (
        ("文书", "2026年第四批减刑假释征求意见，152 件"),
        ("送出", "青岑监狱刑罚执行科 唐晓溪 2026-11-16 10:12:44"),
        ("到达", "驻青岑监狱检察室 2026-11-16 10:12:44"),
        ("打开", "陈砚平 2026-11-16 10:15:02"),
        ("签收", ""),
    ),
    "hash": "7c1e2f0a9b4d88c31e5a60f7d2b94c1358ae77f0b6a2c94d5e8f10327b6ca904",
    "note": "打开不等于送达。",
}
LAWS = (
    {
        "kind": "breach", "name": "减刑间隔", "label": "疑点，待核查", "cite": "法释〔2016〕23号 6③、40②", "standing": "条文已核实",
        "why": "前次裁定 2025-06-09 送达，加 18 个月（原判十年以上），最早可于 2026-12-09 报请；拟报请 2026-12-01，早 8 日。",
        "extra": "监狱校验自裁定日 05-26 起算，得 2026-11-26，故为符合。", "evidence": "回证 卷二 31", "evidence_url": "#law",
    },
    {
        "kind": "unsure", "name": "有无履行能力", "cite": "法释〔2024〕5号 3、4", "standing": "条文已核实",
        "why": "退赔 186,400 元，已付 61,000 元。缺消费明细（2026-06 至 10）和《执行情况说明》，不能判断。",
        "extra": "11-18 已请刑罚执行科补送，未到。",
    },
    {"kind": "soon", "name": "层级间改变", "cite": "司法部令130号", "standing": "推断", "why": "由 9 个月改为 8 个月，写明理由，未写条款。"},
    {"kind": "met", "name": "减刑幅度", "cite": "法释〔2016〕23号 6②", "why": "确有悔改表现，一次不超过 9 个月；本次 8 个月。"},
    {"kind": "na", "name": "起始时间", "cite": "法释〔2016〕23号 6①", "why": "非首次减刑。"},
)  # fmt: skip
CONFLICT = {
    "title": "征求意见阶段检察意见，祁某某 9901204417",
    "by": "陆文瑾",
    "at": datetime(2026, 11, 20, 1, 24, 11, tzinfo=UTC),
    "message": "您填写的内容没有丢失。",
    "save_url": "#",
    "url": "#",
    "rows": (
        {"name": "kind", "label": "意见种类", "opened": "建议补充", "stored": "暂缓提请", "mine": "暂缓提请", "kind": "same"},
        {
            "name": "why", "label": "理由", "kind": "pick", "opened": "间隔自裁定送达之日起算，本次报请尚早。",
            "stored": "间隔自裁定送达之日（2025-06-09）起算，至 2026-12-09 满 18 个月，本次报请尚早。",
            "mine": "间隔自裁定送达之日起算，拟报请日早 8 日，建议改在 12-09 以后。",
        },
        {"name": "ask", "label": "要求补充", "opened": "消费明细", "stored": "消费明细", "mine": "消费明细、执行情况说明", "kind": "mine"},
        {"name": "with", "label": "附件", "opened": "送达回证", "stored": "送达回证、原判决书 13 页", "mine": "送达回证", "kind": "theirs"},
    ),
}  # fmt: skip
FIELDS = {"served": "前次裁定送达日：二月没有 30 日，请照送达回证改写", "number": "罪犯编号：应为 10 位数字，现为 5 位"}


def _rail(label: str, count: int = 0, *, current: bool = False, divider: bool = False) -> dict[str, Any]:
    return {"label": label, "url": "#", "count": count, "current": current, "divider": divider}


SHELL: dict[str, Any] = {
    "mark": "刑执监督",
    "organ": "临澄城郊地区人民检察院",
    "office": "驻青岑监狱检察室",
    "post": "陈砚平 · 承办检察官",
    "posts": [{"label": "驻青岑监狱检察室 承办检察官", "url": "#", "current": True}, {"label": "驻澄东监狱检察室 检察官", "url": "#", "current": False}],
    "acting_for": "",
    "demo": True,
    "day": "2026-11-20 星期五",
    "day_kind": "工作日",
    "now": MOMENT,
    "bell": 3,
    "bell_url": "#",
    "rail": [
        _rail("工作台", current=True), _rail("案件", 28), _rail("时限", 8), _rail("文书", 5), _rail("新到", 6),
        _rail("谈话", 2, divider=True), _rail("场所"), _rail("会议", 1), _rail("登记"),
    ],
}  # fmt: skip
ALL: dict[str, Any] = {
    "clocks": CLOCKS, "open_clock": OPEN_CLOCK, "warned_clock": WARNED_CLOCK, "signs": SIGNS, "steps": STEPS, "late_steps": LATE_STEPS,
    "figure_items": FIGURES, "segments": SEGMENTS, "chip_options": CHIPS, "people": PEOPLE, "jobs": JOBS, "slip": RECEIPT, "laws": LAWS,
    "moment": MOMENT, "codes": (400, 403, 404, 409, 413, 422, 429, 500, 503),
}  # fmt: skip
