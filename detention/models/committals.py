"""One attempt to hand a sentenced person to a prison (交付执行): both ends write their part of the same row."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from detention.models.detainees import Detainee
from detention.querysets import Committals
from detention.states import OPEN_COMMITTALS, CommittalState, Refused, View
from procuratorate.custody.models import Person
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


def _link(to: Any, words: str, **more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(to, models.PROTECT, related_name="+", verbose_name=words, **more)


class Committal(models.Model):
    """The centre writes the sending, the prison what it did, the procuratorate what it thinks of a refusal.

    The prison does not read the stay: so name, number, offence and the end of the term stand here as they were sent.
    `papers` are codes of EXECUTION_PAPERS. A refused attempt stays; the next is a row of its own.
    """

    detainee = models.ForeignKey(Detainee, models.PROTECT, related_name="committals", verbose_name="在押人员")
    person = _link(Person, "人员")
    centre, prison = _link(Organ, "看守所"), _link(Organ, "监狱")
    name = models.CharField("姓名", max_length=120)
    number = models.CharField("在押人员编码", max_length=30)
    offence = models.CharField("罪名", max_length=60)
    sentence = models.CharField("刑种、刑期", max_length=80)
    sentence_ends_on = models.DateField("刑期届满", null=True, blank=True)
    papers_on = models.DateField("收到执行文书")
    sent_on = models.DateField("送交日")
    papers = models.JSONField("随送文书", default=list)
    state = models.CharField("状态", max_length=12, choices=CommittalState, default=CommittalState.SENT)
    dispatch = _link("dispatch.Dispatch", "移送", null=True)

    refused_on = models.DateField("不予收监日", null=True, blank=True)
    ground = models.CharField("不予收监事由", max_length=8, choices=Refused, blank=True)
    refused_words = models.CharField("理由", max_length=500, blank=True)
    statement = _link("documents.Paper", "不予收监说明书", null=True)
    statement_on = models.DateField("书面说明日", null=True, blank=True)
    refused_by = _link(Officer, "签署人", null=True)

    referral = _link("dispatch.Dispatch", "通报", null=True)
    view = models.CharField("审查意见", max_length=6, choices=View, blank=True)
    view_words = models.CharField("审查理由", max_length=500, blank=True)
    viewed_by, viewed_at = _link(Officer, "审查人", null=True), models.DateTimeField("审查时间", null=True)
    opinion = _link("documents.Paper", "检察意见书", null=True)
    opinion_on = models.DateField("意见签发日", null=True, blank=True)

    admitted_on = models.DateField("收监日", null=True, blank=True)
    prison_number = models.CharField("罪犯编号", max_length=30, blank=True)
    family_told_on = models.DateField("通知家属日", null=True, blank=True)
    family_clock = _link(Deadline, "通知家属期限", null=True)
    ended_words = models.CharField("撤回原因", max_length=200, blank=True)
    by = _link(Officer, "送交人", null=True)
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = Committals.as_manager()

    class Meta:
        verbose_name = "交付执行"
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["detainee"], condition=Q(state__in=sorted(OPEN_COMMITTALS)), name="one_open_committal"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CommittalState.REFUSED, CommittalState.OBLIGED])
                | (Q(refused_on__isnull=False) & ~Q(ground="") & ~Q(refused_words="")),
                name="a_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommittalState.ADMITTED) | Q(admitted_on__gte=F("sent_on")),
                name="admitted_after_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommittalState.OBLIGED) | Q(view=View.FAILS, opinion__isnull=False),
                name="obliged_by_an_opinion",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "-sent_on"], name="committals_of_a_centre"),
            models.Index(fields=["prison", "state", "-sent_on"], name="committals_to_a_prison"),
        ]

    def __str__(self) -> str:
        return f"交付执行 {self.number}"

    def get_absolute_url(self) -> str:
        return f"/committals/{self.pk}/"
