"""The lights of what every site needs: outbox, jobs, Redis, disk, the libraries that print."""

from __future__ import annotations

import shutil
from ctypes.util import find_library
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Min

from procuratorate.lib.clock import SHANGHAI
from procuratorate.work import hints
from procuratorate.work.health import Colour, Light, probe
from procuratorate.work.models import Heartbeat, Job, JobState, Outbox

SLOW, STUCK = timedelta(seconds=60), timedelta(minutes=5)
PRINTING = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
FULL, ALMOST = 0.95, 0.85
TASKS = {
    "work.drain": "补发消息", "work.resume_jobs": "接续任务", "deadlines.sweep": "巡查时限",
    "organs.tidy": "清理到期授权", "dispatch.send_digests": "发送每日汇总", "dispatch.push_webhooks": "推送",
    "commutation.sweep_findings": "重查名单", "detention.judge_centres": "核对羁押",
    "screening.resume": "接续筛查", "screening.snapshot": "归档在办案件",
}  # fmt: skip


@probe("outbox", "待办消息")
def outbox(at: datetime) -> Light:
    """How long the oldest announcement has waited to be made."""
    oldest = Outbox.objects.filter(done_at=None, dead_at=None).aggregate(at=Min("created_at"))["at"]
    waited = at - oldest if oldest else timedelta()
    told = f"最早一条已等 {int(waited.total_seconds())} 秒" if oldest else "没有积压"
    if waited > STUCK:
        return Light(Colour.RED, told, "后台进程可能停了，请重启 hints 进程。件已存好，不会丢失。")
    return Light(Colour.AMBER if waited > SLOW else Colour.GREEN, told)


@probe("dead", "办不成的消息")
def dead(at: datetime) -> Light:
    """Announcements given up after all tries: a person must look."""
    count = Outbox.objects.exclude(dead_at=None).count()
    if not count:
        return Light(Colour.GREEN, "没有")
    return Light(Colour.AMBER, f"{count} 条多次未成", "请看日志中的原因，排除后用 manage.py revive_outbox 重办。")


@probe("jobs", "任务")
def queue(at: datetime) -> Light:
    """Jobs waiting for a worker."""
    waiting = Job.objects.filter(state=JobState.WAITING)
    oldest = waiting.aggregate(at=Min("created_at"))["at"]
    told = f"排队 {waiting.count()}，办理中 {Job.objects.filter(state=JobState.RUNNING).count()}"
    late = oldest is not None and at - oldest > STUCK
    return Light(Colour.AMBER, told, "最早的已等 5 分钟以上，请看 work 进程。") if late else Light(Colour.GREEN, told)


@probe("beats", "定时任务")
def beats(at: datetime) -> Light:
    """Whether what the schedule names has run lately: twice its period and a minute are forgiven."""
    last = dict(Heartbeat.objects.values_list("name", "at"))
    schedule: list[dict[str, Any]] = list(settings.CELERY_BEAT_SCHEDULE.values())
    forgiven = {entry["task"]: timedelta(seconds=2 * entry["schedule"] + 60) for entry in schedule}
    late = [task for task, time in forgiven.items() if task in last and at - last[task] > time]
    never = [task for task in forgiven if task not in last]
    if late or not last:
        words = "没有按时运行：" + _named(late or never)
        return Light(Colour.RED, words, "时限提醒会晚到，不会漏。请检查 beat 和后台进程。")
    if never:
        return Light(Colour.AMBER, "还没有运行过：" + _named(never), "刚启动时属正常，有的一小时一次，到时再看。")
    return Light(Colour.GREEN, f"最近一次 {max(last.values()).astimezone(SHANGHAI):%H:%M:%S}")


def _named(tasks: list[str]) -> str:
    return "、".join(TASKS.get(task, task) for task in tasks)


@probe("redis", "Redis")
def redis(at: datetime) -> Light:
    """Only speed depends on it: amber, never red."""
    if hints.alive():
        return Light(Colour.GREEN, "连通")
    return Light(Colour.AMBER, "连不上", "新到会晚几秒，不丢失。请检查 Redis。")


@probe("disk", "磁盘")
def disk(at: datetime) -> Light:
    """Where files are kept."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    total, used, free = shutil.disk_usage(settings.VAR_DIR)
    told = f"已用 {used / total:.0%}，剩 {free / 2**30:.1f} GB"
    if used / total > FULL:
        return Light(Colour.RED, told, "上传和生成文书将失败，请马上清理或扩容。")
    return Light(Colour.AMBER, told, "请尽快清理或扩容。") if used / total > ALMOST else Light(Colour.GREEN, told)


@probe("printing", "文书排版")
def printing(at: datetime) -> Light:
    """The system libraries that papers are laid out with."""
    missing = [name for name in PRINTING if find_library(name) is None]
    if not missing:
        return Light(Colour.GREEN, "系统库齐全")
    return Light(Colour.AMBER, "缺 " + "、".join(missing), "不能生成 PDF，可用网页打印。安装 libpango 等系统库。")
