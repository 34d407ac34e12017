"""The court's half of a case, as far as it is told here: by imports, by paper, by a clerk. No court logs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from commutation.models.filings import Filing
from commutation.querysets import OfFiling
from commutation.states.courts import Missing, Trial, WithdrawalState, WitnessKind
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class CourtCase(models.Model):
    """One filing before a court. `hearing_grounds` say why it must be heard (法释〔2014〕5号第6条)."""

    filing = models.OneToOneField(Filing, models.PROTECT, related_name="court_case", verbose_name="提请")
    court = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="法院")
    case_no = models.CharField("案号", max_length=60, blank=True)
    received_on = models.DateField("法院收到日", null=True, blank=True)
    accepted_on = models.DateField("立案日", null=True, blank=True)
    notice_from = models.DateField("法院公示起", null=True, blank=True)
    notice_until = models.DateField("法院公示止", null=True, blank=True)
    trial = models.CharField("审理方式", max_length=10, choices=Trial, blank=True)
    hearing_grounds = models.JSONField("应当开庭事由", default=list)
    panel = models.CharField("合议庭", max_length=120, blank=True)
    contact = models.CharField("承办法官、书记员", max_length=120, blank=True)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="审理期限")
    version = models.PositiveIntegerField("版本", default=1)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "法院办理"
        constraints = [
            models.UniqueConstraint(
                fields=["court", "case_no"], condition=~Q(case_no=""), name="one_court_case_per_number"
            ),
            models.CheckConstraint(
                condition=Q(notice_until=None) | Q(notice_until__gte=F("notice_from")), name="court_notice_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.case_no or f"法院办理 {self.pk}"


class Supplement(models.Model):
    """Papers the court asked to be sent after (补送)."""

    case = models.ForeignKey(CourtCase, models.PROTECT, related_name="supplements")
    kind = models.CharField("种类", max_length=10, choices=Missing)
    words = models.CharField("所需材料", max_length=300)
    asked_on = models.DateField("法院通知日")
    clock = models.ForeignKey(Deadline, models.PROTECT, related_name="+", verbose_name="补送期限")
    sent_on = models.DateField("补送日", null=True, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[Supplement]]

    class Meta:
        verbose_name = "补送"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words


class Hearing(models.Model):
    """A day in court; the procurators who went, and what came of it."""

    case = models.ForeignKey(CourtCase, models.PROTECT, related_name="hearings")
    on = models.DateField("开庭日")
    begins_at = models.TimeField("时间", null=True, blank=True)
    place = models.CharField("地点", max_length=120)
    is_remote = models.BooleanField("远程视频", default=False)
    notified_on = models.DateField("通知或公告日", null=True, blank=True)
    held = models.BooleanField("已开庭", null=True)
    adjourned_why = models.CharField("延期或休庭原因", max_length=200, blank=True)
    procurators = models.ManyToManyField(Officer, related_name="+", verbose_name="出庭检察人员", blank=True)
    opinion = models.TextField("出庭意见", blank=True)
    words = models.TextField("庭审情况", blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[Hearing]]

    class Meta:
        verbose_name = "开庭"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"开庭 {self.on}"


class Witness(models.Model):
    """Somebody on the list of witnesses. Hidden from wards: same-cell prisoners would be known (practice.md §5.2)."""

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="witnesses")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    kind = models.CharField("身份", max_length=10, choices=WitnessKind)
    name = models.CharField("姓名", max_length=60)
    came = models.BooleanField("到庭", null=True)

    objects: ClassVar[models.Manager[Witness]]

    class Meta:
        verbose_name = "证人"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Withdrawal(models.Model):
    """The prison asks the court to let a filing be withdrawn; only the court's leave ends the case."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="withdrawals", verbose_name="提请")
    asked_on = models.DateField("申请日")
    reason = models.CharField("理由", max_length=300)
    state = models.CharField("状态", max_length=10, choices=WithdrawalState, default=WithdrawalState.ASKED)
    decided_on = models.DateField("法院答复日", null=True, blank=True)
    paper = models.CharField("裁定书文号", max_length=60, blank=True)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="通报")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "撤回"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing"], condition=Q(state=WithdrawalState.ASKED), name="one_withdrawal_asked"
            ),
            models.CheckConstraint(
                condition=Q(state=WithdrawalState.ASKED, decided_on=None)
                | (~Q(state=WithdrawalState.ASKED) & Q(decided_on__isnull=False)),
                name="a_withdrawal_is_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
