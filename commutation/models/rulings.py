"""Rulings and decisions as they come back, what they were matched with, served on whom, and what was made of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.models.filings import Filing
from commutation.querysets import OfOffice, Rulings
from commutation.states import Kind
from commutation.states.courts import Recipient, RecordState, RulingOutcome, RulingState
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Ruling(models.Model):
    """One ruling (裁定书) or decision (决定书). `organ` registered it; `source` keeps the row or paper as it came.

    `peer_received_on`: receipt by the 院 of the court's level, whence 20 days (刑诉法第274条；规则第639、640条).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="登记单位")
    filing = models.ForeignKey(
        Filing, models.PROTECT, null=True, blank=True, related_name="rulings", verbose_name="对应提请"
    )
    kind = models.CharField("种类", max_length=20, choices=Kind)
    decider = models.CharField("作出单位", max_length=80)
    court = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="作出单位")
    case_no = models.CharField("案号", max_length=60)
    ruled_on = models.DateField("裁定日")
    name = models.CharField("姓名", max_length=120)
    number = models.CharField("罪犯编号", max_length=30, blank=True)
    id_tail = models.CharField("证件号后四位", max_length=4, blank=True)
    outcome = models.CharField("结果", max_length=12, choices=RulingOutcome)
    months = models.PositiveSmallIntegerField("减刑（月）", null=True, blank=True)
    rights_months = models.PositiveSmallIntegerField("剥夺政治权利改为（月）", null=True, blank=True)
    ends_on = models.DateField("刑期止或考验期止", null=True, blank=True)
    gives_reasons = models.BooleanField("调整、不予已说理", null=True)
    published_on = models.DateField("上网公布日", null=True, blank=True)
    prison_received_on = models.DateField("监狱收到日", null=True, blank=True)
    peer_received_on = models.DateField("同级院收到日", null=True, blank=True)
    source = models.JSONField("原始记录", default=dict)
    stored = models.CharField("文件校验", max_length=64, blank=True)
    match = models.JSONField("对应说明", default=list)  # [{"what", "theirs", "ours", "same"}]
    state = models.CharField("状态", max_length=10, choices=RulingState, default=RulingState.UNMATCHED)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="审查期限")
    review = models.TextField("审查情况", blank=True)
    reviewed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="审查人")
    reviewed_at = models.DateTimeField("审查时间", null=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="重新审理前的裁定"
    )
    recorded_at = models.DateTimeField("新刑期登记", null=True)
    version = models.PositiveIntegerField("版本", default=1)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = Rulings.as_manager()

    class Meta:
        verbose_name = "裁定、决定"
        ordering = ["-ruled_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "decider", "case_no", "name"],
                condition=~Q(state=RulingState.VOID),
                name="one_ruling_per_case_and_name",
            ),
            models.UniqueConstraint(
                fields=["filing"],
                condition=Q(filing__isnull=False, supersedes=None) & ~Q(state=RulingState.VOID),
                name="one_first_ruling_per_filing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RulingState.UNMATCHED, RulingState.VOID], filing=None)
                | (~Q(state__in=[RulingState.UNMATCHED, RulingState.VOID]) & Q(filing__isnull=False)),
                name="matched_rulings_have_a_filing",
            ),
        ]
        indexes = [models.Index(fields=["organ", "state", "-ruled_on"], name="rulings_of_an_organ")]

    def __str__(self) -> str:
        return self.case_no

    def get_absolute_url(self) -> str:
        return f"/rulings/{self.pk}/"


class RulingMatch(models.Model):
    """That a ruling was held to be about a filing, why, and who took it back. Written once, undone once."""

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="matches")
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="+")
    why = models.JSONField("依据")
    by_machine = models.BooleanField("自动对应", default=False)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="对应人")
    at = models.DateTimeField("对应时间", db_default=Clock())
    undone_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="撤销人")
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_why = models.CharField("撤销原因", max_length=200, blank=True)

    objects: ClassVar[models.Manager[RulingMatch]]

    class Meta:
        verbose_name = "裁定对应"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_why="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_why="")),
                name="an_undone_match_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ruling_id} → {self.filing_id}"


class RulingService(models.Model):
    """Service of a ruling on one recipient of its dated table; `due_on` as the table reckons it."""

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="services")
    recipient = models.CharField("受送达人", max_length=20, choices=Recipient)
    name = models.CharField("名称", max_length=80, blank=True)
    article = models.CharField("依据", max_length=200)
    due_on = models.DateField("应送达日", null=True, blank=True)
    served_on = models.DateField("送达日", null=True, blank=True)
    proof = models.CharField("凭证", max_length=120, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[RulingService]]

    class Meta:
        verbose_name = "裁定送达"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ruling", "recipient", "name"], name="served_once")]

    def __str__(self) -> str:
        return self.get_recipient_display()


class RecordFiling(models.Model):
    """备案审查 of a ruling on a former official, to the 院 his former rank points to (BA:2, ten days).

    `clock` is the filing 院's while it has to send, `review_clock` that of the 院 above while it reviews,
    `follow_clock` again the lower one's, for what lacked or what it is to carry out. Both dispatches are the last.
    """

    ruling = models.OneToOneField(Ruling, models.PROTECT, related_name="record_filing")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="报备单位")
    to = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="备案单位")
    rank = models.CharField("原职级", max_length=40)
    article = models.CharField("依据", max_length=200)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="报备期限")
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="报送")
    state = models.CharField("状态", max_length=10, choices=RecordState, default=RecordState.DUE)
    sent_on = models.DateField("报送日", null=True, blank=True)
    review_clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="备案审查期限")
    answer = models.TextField("处理意见", blank=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="备案审查人")
    answered_at = models.DateTimeField("备案审查时间", null=True)
    answer_dispatch = models.ForeignKey(
        "dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="处理意见传输"
    )
    follow_clock = models.ForeignKey(
        Deadline, models.PROTECT, null=True, related_name="+", verbose_name="补报、报告期限"
    )
    report = models.TextField("执行情况", blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="报备人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfOffice.as_manager()

    class Meta:
        verbose_name = "备案审查"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"备案 {self.ruling_id}"
