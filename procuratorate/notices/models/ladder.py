"""Rungs of the ladder: drafted by the sweep or by hand, sent by a leader (practice.md F19)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import Clock
from procuratorate.lib.digest import sm3_of
from procuratorate.notices.models.notices import Notice
from procuratorate.notices.querysets import OfNotice
from procuratorate.notices.states import RungKind, RungState
from procuratorate.organs.models import Officer, Organ


class Rung(models.Model):
    """A step up, in the name of `organ`. `drafted_by` is nobody where the sweep drafted it; nothing goes by itself."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="rungs")
    kind = models.CharField("步骤", max_length=10, choices=RungKind)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="发出单位")
    recipient = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="送往")
    article = models.CharField("依据", max_length=200)
    why = models.CharField("缘由", max_length=200)
    words = models.TextField("正文")
    state = models.CharField("状态", max_length=10, choices=RungState, default=RungState.DRAFT)
    drafted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人")
    drafted_at = models.DateTimeField("拟稿时间", db_default=Clock())
    number = models.CharField("文号", max_length=60, blank=True)
    settled_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    settled_at = models.DateTimeField("决定时间", null=True)
    reason = models.CharField("不发的理由", max_length=200, blank=True)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="+", verbose_name="传输")

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "督促与报告"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "kind"], condition=Q(state=RungState.DRAFT), name="one_draft_per_rung"
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None)
                | Q(state=RungState.DROPPED)
                | ~Q(settled_by=F("drafted_by"))
                | Q(drafted_by=None),
                name="a_rung_is_not_sent_by_its_drafter",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def words_hash(self) -> str:
        """What a form says its reader has read."""
        return sm3_of(self.words)
