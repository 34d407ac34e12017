"""Clocks. A clock knows organs, a title and an address, and nothing of what it is about: its caller keeps the link."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from procuratorate.deadlines.models.calendar import CalendarNotice
from procuratorate.deadlines.querysets import Deadlines
from procuratorate.deadlines.states import ReminderStep, State
from procuratorate.lib.clock import Clock
from procuratorate.lib.law.terms import Roll, Term, Unit
from procuratorate.organs.models import Officer, Organ

UNITS = [(unit.value, unit.words) for unit in (Unit.DAY, Unit.WORKING_DAY, Unit.MONTH)]


class Deadline(models.Model):
    """Until when an organ must do something, and the sum that led there (`sum`, see `services.sums`)."""

    kind = models.CharField("种类", max_length=40)
    title = models.CharField("事项", max_length=120)
    masked_title = models.CharField("事项（遮名）", max_length=120)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="deadlines", verbose_name="承办单位")
    counterpart = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="deadlines_towards", verbose_name="相对单位"
    )
    starts_on = models.DateField("起算事由发生日")
    start_reason = models.CharField("起算事由", max_length=120)
    term_amount = models.PositiveSmallIntegerField("期限")
    term_unit = models.CharField("单位", max_length=12, choices=UNITS)
    rolls = models.BooleanField("末日逢节假日顺延", default=True)
    agreed = models.BooleanField("约定期限", default=False)
    article = models.CharField("依据", max_length=200)
    due_on = models.DateField("到期日")
    soon_on = models.DateField("临近之日")  # from this day on no more than three days, or working days, are left
    sum = models.JSONField("算式")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    address = models.CharField("办理页面", max_length=200, blank=True)
    at = models.DateTimeField("起计时间", db_default=Clock())
    ended_at = models.DateTimeField("终止登记时间", null=True, blank=True)
    ended_on = models.DateField("终止之日", null=True, blank=True)
    end_reason = models.CharField("终止事由", max_length=200, blank=True)

    objects: ClassVar[Any] = Deadlines.as_manager()

    class Meta:
        verbose_name = "时限"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(term_amount__gte=1), name="a_term_has_length"),
            models.CheckConstraint(condition=Q(due_on__gt=F("starts_on")), name="due_after_the_start"),
            models.CheckConstraint(
                condition=Q(state__in=[State.OPEN, State.STOPPED], ended_at=None, ended_on=None)
                | Q(state__in=[State.MET, State.CANCELLED], ended_at__isnull=False, ended_on__isnull=False),
                name="ended_clocks_have_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "due_on"], condition=Q(state=State.OPEN), name="open_clocks_of_an_organ"),
            models.Index(fields=["soon_on"], condition=Q(state=State.OPEN), name="open_clocks_by_nearness"),
            models.Index(fields=["organ", "state", "due_on"], name="clocks_of_an_organ"),
        ]

    def __str__(self) -> str:
        return self.masked_title

    @property
    def term(self) -> Term:
        return Term(self.term_amount, Unit(self.term_unit))

    @property
    def roll(self) -> Roll:
        return Roll.NEXT_WORKING_DAY if self.rolls else Roll.NEVER

    @property
    def met_late(self) -> bool:
        """Whether it was met after its last day."""
        return self.state == State.MET and self.ended_on is not None and self.ended_on > self.due_on

    def is_overdue(self, on: date) -> bool:
        """Whether it is still open after its last day."""
        return self.state == State.OPEN and self.due_on < on


class Extension(models.Model):
    """So much more time, and why."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="extensions")
    amount = models.PositiveSmallIntegerField("延长")
    unit = models.CharField("单位", max_length=12, choices=UNITS)
    reason = models.CharField("理由", max_length=200)
    article = models.CharField("依据", max_length=200)
    decided_on = models.DateField("批准日")
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Extension]]

    class Meta:
        verbose_name = "延长"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"延长{self.term}"

    @property
    def term(self) -> Term:
        return Term(self.amount, Unit(self.unit))


class Pause(models.Model):
    """Days that do not count, `first` and `last` among them; without `last` the clock still stands."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="pauses")
    first = models.DateField("停止之日")
    last = models.DateField("最后一日", null=True)
    reason = models.CharField("事由", max_length=200)
    article = models.CharField("依据", max_length=200)
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Pause]]

    class Meta:
        verbose_name = "停止计算"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["deadline"], condition=Q(last=None), name="one_open_pause"),
            models.CheckConstraint(condition=Q(last=None) | Q(last__gte=F("first")), name="a_pause_has_length"),
        ]

    def __str__(self) -> str:
        return f"{self.first} 起停止计算"


class Shift(models.Model):
    """An open clock moved by a notice."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="shifts")
    notice = models.ForeignKey(CalendarNotice, models.PROTECT, related_name="shifts")
    old_due = models.DateField("原到期日")
    new_due = models.DateField("现到期日")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Shift]]

    class Meta:
        verbose_name = "到期日变动"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.old_due} → {self.new_due}"


class Reminder(models.Model):
    """That a reminder was given. `due_on` is in the key because a clock that moved must be reminded of again."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="reminders")
    step = models.CharField("提醒", max_length=12, choices=ReminderStep)
    due_on = models.DateField("所提醒的到期日")
    on_day = models.DateField("提醒日")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Reminder]]

    class Meta:
        verbose_name = "时限提醒"
        constraints = [models.UniqueConstraint(fields=["deadline", "step", "due_on"], name="one_reminder_per_step")]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.due_on}"
