"""The papers of a filing, catalogued 卷—册—页. Files are named by their own hash and never change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from commutation.models.filings import Filing
from commutation.querysets import OfFiling
from commutation.states.levels import Item, Origin
from procuratorate.lib.clock import Clock
from procuratorate.lib.files import path_of
from procuratorate.organs.models import Officer, Organ


class Material(models.Model):
    """One paper. `stored` is the SM3 of its file; a paper replaced stays, and names what replaced it."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="materials", verbose_name="提请")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    item = models.CharField("目录", max_length=20, choices=Item)
    title = models.CharField("名称", max_length=120)
    volume = models.PositiveSmallIntegerField("卷", default=1)
    booklet = models.PositiveSmallIntegerField("册", default=1)
    page_from = models.PositiveSmallIntegerField("起页")
    page_to = models.PositiveSmallIntegerField("止页")
    missing_pages = models.CharField("缺页", max_length=60, blank=True)
    origin = models.CharField("来源", max_length=14, choices=Origin, default=Origin.VERIFIED_COPY)
    provider = models.CharField("提供单位", max_length=80)
    declared = models.BooleanField("已声明与原件一致", default=False)
    made_on = models.DateField("形成日", null=True, blank=True)
    stored = models.CharField("文件校验", max_length=64, blank=True)
    filename = models.CharField("文件名", max_length=200, blank=True)
    media_type = models.CharField("格式", max_length=60, blank=True)
    size = models.PositiveIntegerField("大小", default=0)
    is_restricted = models.BooleanField("监区不可见", default=False)  # assessments, medical papers, who disclosed
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="替换为"
    )
    replaced_why = models.CharField("替换原因", max_length=200, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="上传人")
    at = models.DateTimeField("上传时间", db_default=Clock())

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "材料"
        ordering = ["filing", "volume", "booklet", "page_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(page_to__gte=F("page_from"), page_from__gte=1), name="pages_run_forward"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_why=""), name="a_replaced_paper_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_here(self) -> bool:
        """Whether its file lies at this site; one that crosses a gateway may come in a later packet."""
        return not self.stored or path_of(self.stored).exists()

    @property
    def pages(self) -> str:
        """卷1册1第3—5页."""
        span = f"{self.page_from}" if self.page_from == self.page_to else f"{self.page_from}—{self.page_to}"
        return f"卷{self.volume}册{self.booklet}第{span}页"
