"""Execution outside prison: the case, its acts with their days, and what follows while a person is outside."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from commutation.models.filings import Filing
from commutation.querysets import OfFiling, OutsideCases
from commutation.states.outside import Act, Conclusion, Decider, Ground, OutsideState
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class OutsideCase(models.Model):
    """The chain of one filing for outside service. `urgent`: 立即保外就医, whose publicity comes afterwards.

    The procuratorate is told of it before the list is sent (`told_at`, with the notice before the diagnosis), when it
    does not see the filing yet: so the case bears person, name and number itself.
    """

    filing = models.OneToOneField(Filing, models.PROTECT, related_name="outside_case", verbose_name="提请")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    person = models.ForeignKey("custody.Person", models.PROTECT, related_name="+", verbose_name="人员")
    number = models.CharField("罪犯编号", max_length=30)
    name = models.CharField("姓名", max_length=120)
    told_at = models.DateTimeField("首次通报检察院", null=True, blank=True)
    ground = models.CharField("情形", max_length=12, choices=Ground)
    urgent = models.BooleanField("立即保外就医", default=False)
    decider = models.CharField("决定、批准机关", max_length=10, choices=Decider, default=Decider.BUREAU)
    state = models.CharField("状态", max_length=10, choices=OutsideState, default=OutsideState.STARTED)
    residence = models.CharField("居住地", max_length=200, blank=True)
    next_recheck_on = models.DateField("下次复查", null=True, blank=True)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="当前时限")
    version = models.PositiveIntegerField("版本", default=1)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("启动时间", db_default=Clock())

    objects: ClassVar[Any] = OutsideCases.as_manager()

    class Meta:
        verbose_name = "暂予监外执行"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["prison", "state", "next_recheck_on"], name="outside_cases_of_a_prison")]

    def __str__(self) -> str:
        return f"暂予监外执行 {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whom it is about is taken from the filing."""
        if self.person_id is None:
            self.person_id, self.number, self.name = self.filing.person_id, self.filing.number, self.filing.name
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/outside/{self.pk}/"

    def is_recheck_late(self, on: date) -> bool:
        """Whether the illness should have been looked at again before a day."""
        due = self.next_recheck_on
        return self.state == OutsideState.OUTSIDE and due is not None and due < on


class OutsideAct(models.Model):
    """One act of the chain on its day. `facts` are those of its form; an act put right names the row it replaces.

    Wards read those of FOR_WARDS alone: the others may name illness, hospital, guarantors or who objected.
    """

    case = models.ForeignKey(OutsideCase, models.PROTECT, related_name="acts")
    act = models.CharField("事项", max_length=20, choices=Act)
    on = models.DateField("日期")
    facts = models.JSONField("内容", default=dict)
    words = models.CharField("说明", max_length=300, blank=True)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="传输")
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="时限")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正前"
    )
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[OutsideAct]]

    class Meta:
        verbose_name = "办理事项"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "on"],
                condition=Q(act=Act.ATTENDANCE) & ~Q(facts__has_key="taken_back"),
                name="one_attendance_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.on}"


class Diagnosis(models.Model):
    """A diagnosis: two doctors with their titles; a minority opinion is kept (司发通〔2023〕24号第6、8条)."""

    case = models.ForeignKey(OutsideCase, models.PROTECT, related_name="diagnoses")
    hospital = models.CharField("医院", max_length=120)
    designated = models.BooleanField("省级人民政府指定医院", null=True)
    diagnosed_on = models.DateField("诊断日")
    issued_on = models.DateField("诊断书出具日", null=True, blank=True)
    doctors = models.JSONField("诊断人员", default=list)  # [{"name", "title", "speciality"}]
    finding = models.TextField("诊断结论")
    conclusion = models.CharField("是否符合", max_length=10, choices=Conclusion)
    minority = models.TextField("不同意见", blank=True)
    valid_until = models.DateField("有效期止", null=True, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[Diagnosis]]

    class Meta:
        verbose_name = "病情诊断"
        ordering = ["diagnosed_on", "pk"]

    def __str__(self) -> str:
        return f"诊断 {self.diagnosed_on}"


class Guarantor(models.Model):
    """A guarantor and the four conditions (司发通〔2014〕112号第11条). Address and phone: for the section alone."""

    case = models.ForeignKey(OutsideCase, models.PROTECT, related_name="guarantors")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    name = models.CharField("姓名", max_length=60)
    relation = models.CharField("关系", max_length=30)
    phone = models.CharField("电话", max_length=30, blank=True)
    address = models.CharField("住址", max_length=200, blank=True)
    conditions = models.JSONField("条件", default=dict)  # {"capable": true, "free": …, "income": …, "home": …}
    examined_on = models.DateField("审查日")
    accepted = models.BooleanField("符合")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[Guarantor]]

    class Meta:
        verbose_name = "保证人"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"保证人 {self.pk}"


class Assessment(models.Model):
    """An assessment of where a person would live, for parole too; hidden from wards (司发通〔2026〕8号第5条)."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="assessments", verbose_name="提请")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    commissioned_on = models.DateField("委托日")
    body = models.CharField("调查评估机构", max_length=80)
    residence = models.CharField("核实的居住地", max_length=200, blank=True)
    residence_changed = models.BooleanField("居住地已变更", default=False)
    received_on = models.DateField("收到评估意见日", null=True, blank=True)
    conclusion = models.CharField("评估意见", max_length=10, choices=Conclusion, blank=True)
    words = models.TextField("内容", blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "调查评估"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("commissioned_on")),
                name="an_assessment_follows_its_commission",
            )
        ]

    def __str__(self) -> str:
        return f"调查评估 {self.pk}"


class Recall(models.Model):
    """Back to prison: the ground, the days outside that count for nothing, and why (刑事诉讼法第268条)."""

    case = models.OneToOneField(OutsideCase, models.PROTECT, related_name="recall")
    ground = models.CharField("收监情形", max_length=200)
    found_on = models.DateField("发现日")
    decided_on = models.DateField("决定日", null=True, blank=True)
    received_on = models.DateField("监狱收到决定日", null=True, blank=True)
    returned_on = models.DateField("收监日", null=True, blank=True)
    not_counted_from = models.DateField("不计入刑期起", null=True, blank=True)
    not_counted_until = models.DateField("不计入刑期止", null=True, blank=True)
    not_counted_why = models.CharField("不计入的事由", max_length=200, blank=True)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="收监期限")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[Recall]]

    class Meta:
        verbose_name = "收监执行"
        constraints = [
            models.CheckConstraint(
                condition=Q(not_counted_from=None, not_counted_until=None, not_counted_why="")
                | (Q(not_counted_until__gte=F("not_counted_from")) & ~Q(not_counted_why="")),
                name="days_not_counted_say_why",
            )
        ]

    def __str__(self) -> str:
        return self.ground
