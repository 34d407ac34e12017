"""What must happen later is a row: an outbox row written with the business, or a job a person waits for."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q, QuerySet

from procuratorate.lib.clock import Clock
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Organ
from procuratorate.organs.states import Side


class Outbox(models.Model):
    """An announcement to be made once. `key` is its business identity, so it cannot be made twice."""

    topic = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Clock())
    next_try = models.DateTimeField(db_default=Clock())
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "待办消息"
        indexes = [models.Index(fields=["next_try", "id"], condition=Q(done_at=None, dead_at=None), name="outbox_open")]

    def __str__(self) -> str:
        return self.key


class Heartbeat(models.Model):
    """When a task of the schedule last ran to its end, for the health page."""

    name = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "定时任务"

    def __str__(self) -> str:
        return self.name


class JobState(models.TextChoices):
    WAITING = "waiting", "排队"
    RUNNING = "running", "办理中"
    DONE = "done", "完成"
    FAILED = "failed", "未成"
    CANCELLED = "cancelled", "已取消"


class Jobs(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """A job belongs to whoever started it, and to colleagues of that organ; administrators see no case work."""
        own = Q(assignment__officer_id=actor.officer_id)
        return self.filter(own if actor.side == Side.ADMINISTRATION else own | Q(organ_id=actor.organ_id))

    def open(self) -> Self:
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])


class Job(models.Model):
    """Long work with progress: claimed with a lease, so a killed worker's job is taken up again."""

    kind = models.CharField(max_length=60)
    title = models.CharField("任务", max_length=120)
    args = models.JSONField(default=dict)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+", null=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", null=True)
    state = models.CharField("状态", max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField("进度", max_length=120, blank=True)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=300, blank=True)
    address = models.CharField("结果页", max_length=200, blank=True)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField("提交", db_default=Clock())
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager[Job]] = Jobs.as_manager()

    class Meta:
        verbose_name = "任务"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_open")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)
