"""Property judgments, item by item (practice.md F14)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models

from procuratorate.custody.models.judgments import Judgment
from procuratorate.custody.models.persons import Person
from procuratorate.custody.querysets import OfPerson
from procuratorate.custody.states import Closing, Payer, PropertyKind


class PropertyItem(models.Model):
    """One item: what was ordered, what was paid and by whom, and how the executing court closed it. Sums in yuan."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="property_items", verbose_name="人员")
    judgment = models.ForeignKey(Judgment, models.CASCADE, related_name="property_items", verbose_name="判决")
    kind = models.CharField("种类", max_length=20, choices=PropertyKind)
    ordered = models.DecimalField("判决金额（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    paid = models.DecimalField("已履行（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    paid_by = models.CharField("履行人", max_length=10, choices=Payer, blank=True, default=Payer.NONE)
    closing = models.CharField("结案方式", max_length=20, choices=Closing, blank=True, default=Closing.NONE)
    closed_on = models.DateField("结案日", null=True, blank=True)
    closing_no = models.CharField("执行案号", max_length=60, blank=True)
    proof = models.CharField("凭证（票据号、卷页）", max_length=120, blank=True)

    objects: ClassVar[models.Manager[PropertyItem]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "财产性判项"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def unpaid(self) -> Decimal | None:
        """What remains, in yuan; None where no remainder can be counted: 没收个人全部财产, exempted, settled."""
        counted = self.kind != PropertyKind.CONFISCATION_ALL and self.closing not in {Closing.EXEMPTED, Closing.SETTLED}
        if not counted or self.ordered is None or self.paid is None:
            return None
        return max(self.ordered - self.paid, Decimal(0))
