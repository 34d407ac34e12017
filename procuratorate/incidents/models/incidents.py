"""One event in a place of custody, and every act about it: rows that stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from procuratorate.custody.models import Custody, Person
from procuratorate.deadlines.models import Deadline
from procuratorate.incidents.law import UNNATURAL, Kind, Place
from procuratorate.incidents.querysets import Incidents, OfIncident
from procuratorate.incidents.states import OF_KIN, Act, State
from procuratorate.incidents.vocabulary import KIND_CHOICES
from procuratorate.lib.clock import Clock, day_of
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.states import Kind as OrganKind

DAY = timedelta(days=1)


class Incident(models.Model):
    """`occurred_at` is when it happened, `at` when it was written down: both are shown, a later day needs a reason.

    `place` is the ward or the site itself: reach asks this column. `facts` is what the form of its kind told.
    """

    kind = models.CharField("种类", max_length=12, choices=KIND_CHOICES)
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监所")
    place = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监区")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="派驻检察室")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="人员")
    custody = models.ForeignKey(Custody, models.PROTECT, null=True, related_name="+", verbose_name="羁押")
    number = models.CharField("人员编号", max_length=30, blank=True)
    occurred_at = models.DateTimeField("发生时间")
    late_why = models.CharField("补录原因", max_length=200, blank=True)
    words = models.TextField("情况")
    facts = models.JSONField("登记内容", default=dict)
    state = models.CharField("状态", max_length=8, choices=State)
    ended_at = models.DateTimeField("解除时间", null=True)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="时限")
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="通报")
    version = models.PositiveIntegerField("版本", default=1)  # of what the site wrote
    office_version = models.PositiveIntegerField("检察版本", default=1)  # of its own: the site learns nothing by it
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = Incidents.as_manager()

    class Meta:
        verbose_name = "监管事件"
        ordering = ["-occurred_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(occurred_at__lte=F("at")), name="no_event_lies_ahead"),
            models.CheckConstraint(
                condition=Q(at__lt=F("occurred_at") + DAY) | ~Q(late_why=""), name="a_late_entry_says_why"
            ),
            models.CheckConstraint(condition=Q(kind=Kind.INCIDENT) | Q(person__isnull=False), name="whose_event"),
            models.CheckConstraint(
                condition=Q(state=State.LIFTED, ended_at__gte=F("occurred_at"))
                | (~Q(state=State.LIFTED) & Q(ended_at=None)),
                name="what_was_lifted_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-occurred_at"], name="events_of_a_place"),
            models.Index(fields=["place", "kind"], condition=Q(state=State.RUNNING), name="what_runs_in_a_place"),
            models.Index(fields=["person"], name="events_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.occurred_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return f"/incidents/{self.pk}/"

    @property
    def law_place(self) -> Place:
        return Place.CENTRE if self.site.kind == OrganKind.CENTRE else Place.PRISON

    @property
    def noun(self) -> str:
        """罪犯 in a prison; in a centre the stage is not known here, so the word for all of them."""
        return "罪犯" if self.law_place is Place.PRISON else "在押人员"

    @property
    def is_late(self) -> bool:
        """Whether it was written down on a later day than it happened."""
        return day_of(self.at) > day_of(self.occurred_at)

    @property
    def gap(self) -> str:
        """How long after, in words."""
        return gap_words(self.occurred_at, self.at)

    @property
    def is_unnatural(self) -> bool:
        return self.kind == Kind.DEATH and self.facts.get("cause") in UNNATURAL


class IncidentAct(models.Model):
    """One act: when it was done, when written down. `is_shared`: the custody side reads it too."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="acts", verbose_name="监管事件")
    act = models.CharField("事项", max_length=16, choices=Act)
    happened_at = models.DateTimeField("办理时间")
    late_why = models.CharField("补录原因", max_length=200, blank=True)
    facts = models.JSONField("登记内容", default=dict)
    words = models.TextField("说明", blank=True)
    is_shared = models.BooleanField("双方可见", default=False)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="传输")
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="时限")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+", verbose_name="文书")
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfIncident.as_manager()

    class Meta:
        verbose_name = "事件办理"
        ordering = ["happened_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(happened_at__lte=F("at")), name="no_act_lies_ahead"),
            models.CheckConstraint(
                condition=Q(at__lt=F("happened_at") + DAY) | ~Q(late_why=""), name="a_late_act_says_why"
            ),
            models.CheckConstraint(condition=~Q(act__in=OF_KIN) | Q(is_shared=False), name="kin_are_never_shared"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.happened_at:%Y-%m-%d}"

    @property
    def is_late(self) -> bool:
        return day_of(self.at) > day_of(self.happened_at)

    @property
    def gap(self) -> str:
        return gap_words(self.happened_at, self.at)


def gap_words(event: datetime, entry: datetime) -> str:
    """相隔 3 小时 20 分: from an event to its entry."""
    minutes = max(0, int((entry - event).total_seconds() // 60))
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return f"{hours // 24} 日"
    return f"{hours} 小时 {rest} 分" if hours else f"{rest} 分"
