"""What an officer has typed and not yet sent. It lies with the house, not in the browser: it may name persons."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from procuratorate.lib.clock import Clock
from procuratorate.organs.models.officers import Officer


class Draft(models.Model):
    """The forms of one page as one officer left them; nobody else ever reads it."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+")
    page = models.CharField("页面", max_length=200)
    forms = models.JSONField("所填")
    saved_at = models.DateTimeField("保存", db_default=Clock())

    objects: ClassVar[models.Manager[Draft]]

    class Meta:
        verbose_name = "草稿"
        constraints = [models.UniqueConstraint(fields=["officer", "page"], name="one_draft_per_officer_and_page")]

    def __str__(self) -> str:
        return self.page
