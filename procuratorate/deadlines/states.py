"""States of a clock, the acts that move it, and the steps of its reminders. Overdue is derived, never stored."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class State(TextChoices):
    OPEN = "open", "计时中"
    STOPPED = "stopped", "停止计算"
    MET = "met", "已办结"
    CANCELLED = "cancelled", "已撤销"


RUNNING = frozenset({State.OPEN, State.STOPPED})  # may still move

MOVES = moves(
    extend=({State.OPEN}, State.OPEN),
    stop=({State.OPEN}, State.STOPPED),
    resume=({State.STOPPED}, State.OPEN),
    meet=({State.OPEN, State.STOPPED}, State.MET),
    cancel=({State.OPEN, State.STOPPED}, State.CANCELLED),
)


class ReminderStep(TextChoices):
    """How near the end is. One that was slept through is not made up for: only the one that fits today is given."""

    THREE_DAYS = "three_days", "三日内到期"
    ONE_DAY = "one_day", "明日到期"
    DUE = "due", "今日到期"
    OVERDUE = "overdue", "已逾期"


# What the auditor reads.
ACTS = {
    "deadlines.import_notice": "导入放假通知", "deadlines.open": "期限起算", "deadlines.extend": "延长期限",
    "deadlines.stop": "中止期限", "deadlines.resume": "恢复期限", "deadlines.meet": "期限办结",
    "deadlines.cancel": "撤销期限", "deadlines.take_over": "移交期限",
}  # fmt: skip
