"""A notice, its points, and every act on its way. Triggers (migration 0002) keep what was issued as it was."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.states import Channel
from procuratorate.lib.clock import Clock
from procuratorate.notices.querysets import Notices, OfNotice
from procuratorate.notices.states import IN_HAND, Kind, Matter, PointState, State, Step
from procuratorate.organs.models import Officer, Organ

if TYPE_CHECKING:
    from procuratorate.notices.models.disputes import Mending


class Notice(models.Model):
    """A paper of supervision in the name of `organ` (a 院), handled in `office`, to one addressee.

    `origin` says where it comes from and `origin_url` the page of it: the field that knows keeps the link itself.
    `persons` are the people in custody it names: who stepped back from one of them does not see it. A paper to several
    units is a row for each, with its own answers and clock: `joint` is the one it was drafted as, `others` are the
    ids of the other units.
    """

    kind = models.CharField("文书", max_length=12, choices=Kind)
    matter = models.CharField("事由", max_length=16, choices=Matter, default=Matter.GENERAL)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="提出单位")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="承办部门")
    addressee = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="被监督单位")
    channel = models.CharField("送达途径", max_length=10, choices=Channel, default=Channel.SCREEN)
    number = models.CharField("文号", max_length=60, blank=True)
    title = models.CharField("事由摘要", max_length=120)
    opening = models.TextField("发现情况")
    closing = models.TextField("依据与要求")
    origin = models.CharField("来源", max_length=120, blank=True)
    origin_url = models.CharField("来源页面", max_length=200, blank=True)
    persons = ArrayField(models.BigIntegerField(), default=list, verbose_name="所涉人员")
    urgent_days = models.PositiveSmallIntegerField("另定回复日数", null=True, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name="接续"
    )
    joint = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name="同一文书"
    )
    others = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="同时主送")
    spoken_on = models.DateField("提出日期", null=True, blank=True)
    spoken_to = models.CharField("接受人", max_length=60, blank=True)
    content_hash = models.CharField("内容校验", max_length=64)
    version = models.PositiveIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    drafter = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="拟稿人")
    approver = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    approved_for = models.CharField("代行", max_length=60, blank=True)
    created_at = models.DateTimeField("拟稿时间", db_default=Clock())
    issued_at = models.DateTimeField("发出时间", null=True)
    served_on = models.DateField("送达日期", null=True)
    answered_at = models.DateTimeField("答复齐全时间", null=True)
    proposed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="拟销号人")
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="复核人")
    closed_at = models.DateTimeField("办结时间", null=True)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="+", verbose_name="传输")
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="回复期限")

    objects: ClassVar[Any] = Notices.as_manager()

    class Meta:
        verbose_name = "纠正文书"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "number"], condition=~Q(number="") & Q(joint=None), name="one_notice_per_number"
            ),
            models.UniqueConstraint(
                fields=["joint", "addressee"], condition=Q(joint__isnull=False), name="a_paper_reaches_a_unit_once"
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("drafter")) | Q(kind=Kind.ORAL),
                name="the_notice_is_not_signed_by_its_drafter",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted([*IN_HAND, State.DROPPED]))
                | Q(issued_at__isnull=False, approver__isnull=False),
                name="sent_notices_were_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED)
                | Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(closed_by=F("proposed_by")),
                name="a_second_person_strikes_off",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state"], name="notices_of_an_organ"),
            models.Index(fields=["addressee", "-id"], name="notices_to_an_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return f"/notices/{self.pk}/"

    @property
    def is_oral(self) -> bool:
        return self.kind == Kind.ORAL

    @property
    def name(self) -> str:
        """How the paper is called."""
        return str(self.get_kind_display())


class Point(models.Model):
    """One thing to be mended: what was found, by which article, what is asked. Frozen once the notice is issued."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField("项")
    facts = models.TextField("发现的情况")
    article = models.CharField("依据", max_length=300, blank=True)
    demand = models.TextField("要求", blank=True)
    state = models.CharField("状态", max_length=10, choices=PointState, default=PointState.OPEN)

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "指出事项"
        ordering = ["notice", "position"]
        constraints = [models.UniqueConstraint(fields=["notice", "position"], name="one_point_per_position")]

    def __str__(self) -> str:
        return f"第{self.position}项"

    @cached_property
    def now(self) -> Point | Mending:
        """The words that hold: as mended last, else as they were issued. What is only typed was never mended."""
        found = list(self.mendings.all()) if self.pk else []
        return found[-1] if found else self


class NoticeStep(models.Model):
    """One act on a notice's way; `content` is what the notice said then. Written once, read by both where shared."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="steps")
    step = models.CharField("环节", max_length=10, choices=Step)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    acting_for = models.CharField("代行", max_length=60, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    words = models.TextField("说明", blank=True)
    content = models.JSONField("当时内容", null=True)
    content_hash = models.CharField("当时校验", max_length=64, blank=True)
    is_shared = models.BooleanField("双方可见", default=False)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="+", verbose_name="传输")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "办理过程"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_step_display())
