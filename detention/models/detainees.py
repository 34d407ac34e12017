"""People held in a detention centre, and the stages their case goes through, one clock each."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from detention.law import CLOCKS, Holder, Phase
from detention.querysets import Detainees, OfDetainee
from detention.states import Left, Presence
from detention.vocabulary import ACCUSED, CONVICTED, PHASE_CHOICES
from procuratorate.custody.models import Custody, Person
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import State
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Detainee(models.Model):
    """One stay in a centre. Who has the same `case_number` is a co-defendant.

    `due_on` repeats the end of the clock that runs, so that the wall of a centre is one walk over an index; it is None
    while the clock stands still and where the law gives no period. `version` guards the record against stale pages.
    """

    custody = models.OneToOneField(Custody, models.PROTECT, related_name="detainee", verbose_name="羁押")
    person = models.ForeignKey(Person, models.PROTECT, related_name="detainees", verbose_name="人员")
    centre = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="看守所")
    number = models.CharField("在押人员编码", max_length=30)
    cell = models.CharField("监室", max_length=20, blank=True)
    offence = models.CharField("案由", max_length=60)
    case_number = models.CharField("案件编号", max_length=40, blank=True)
    entered_on = models.DateField("入所日")
    left_on = models.DateField("出所日", null=True, blank=True)
    left_how = models.CharField("出所方式", max_length=12, choices=Left, blank=True)
    left_to = models.CharField("去向、依据文书", max_length=120, blank=True)
    state = models.CharField("状态", max_length=6, choices=Presence, default=Presence.IN)
    stage = models.ForeignKey("detention.Stage", models.PROTECT, null=True, related_name="+", verbose_name="当前环节")
    due_on = models.DateField("羁押期限届满", null=True)
    sentence_ends_on = models.DateField("刑期届满", null=True, blank=True)
    effective_on = models.DateField("判决生效日", null=True, blank=True)
    papers_on = models.DateField("收到执行文书", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    changed_at = models.DateTimeField("最近登记", db_default=Clock())  # what goes along with the next day's telling
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = Detainees.as_manager()

    class Meta:
        verbose_name = "在押人员"
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_detainee_per_number"),
            models.CheckConstraint(
                condition=Q(state=Presence.IN, left_on=None) | Q(state=Presence.LEFT, left_on__isnull=False),
                name="who_left_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "due_on"], condition=Q(state=Presence.IN), name="the_wall_of_a_centre"),
            models.Index(fields=["centre", "case_number"], condition=~Q(case_number=""), name="co_defendants"),
            models.Index(fields=["centre", "cell"], condition=Q(state=Presence.IN), name="people_of_a_cell"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return f"/detainees/{self.pk}/"

    @property
    def noun(self) -> str:
        """犯罪嫌疑人, 被告人 or 罪犯, by stage (practice.md §5.3)."""
        phase = self.stage.phase if self.stage else ""
        return "罪犯" if phase in CONVICTED else "被告人" if phase in ACCUSED else "犯罪嫌疑人"


class Stage(models.Model):
    """One phase of the case with one organ, from the day the case came to it.

    `counted_from` is the event its clock runs from now: the event of the phase, or of a recount (`why`). `handed_on` is
    the day the handover paper (换押证) reached the centre; a first stage needs none.
    """

    detainee = models.ForeignKey(Detainee, models.PROTECT, related_name="stages", verbose_name="在押人员")
    phase = models.CharField("环节", max_length=20, choices=PHASE_CHOICES)
    handler = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="办案机关")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    counted_from = models.DateField("起算事由发生日")
    why = models.CharField("重新计算事由", max_length=40, blank=True)
    traits = models.JSONField("影响期限的情形", default=list)
    paper = models.CharField("法律文书", max_length=80, blank=True)
    needs_handover = models.BooleanField("须换押", default=False)
    handed_on = models.DateField("收到换押证", null=True, blank=True)
    handover_paper = models.CharField("换押证号", max_length=60, blank=True)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="时限")
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfDetainee.as_manager()

    class Meta:
        verbose_name = "办案环节"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["detainee"], condition=Q(until=None), name="one_open_stage"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="stage_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} {self.since}"

    @property
    def holder(self) -> Holder:
        """Which kind of organ the clock runs against."""
        return CLOCKS[Phase(self.phase)].holder

    @property
    def silent(self) -> str:
        """Why the law gives no period, or nothing."""
        return CLOCKS[Phase(self.phase)].silent

    @property
    def is_stopped(self) -> bool:
        return self.clock is not None and self.clock.state == State.STOPPED

    def gap_until(self, on: date) -> date | None:
        """Until when no handover paper was there; None where none was lacking."""
        if not self.needs_handover:
            return None
        end = self.handed_on or min(self.until or on, on)
        return end if end > self.since else None
