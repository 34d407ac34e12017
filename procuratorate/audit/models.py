"""One table, append-only by trigger and by grant. It holds ids and hashes, never the text of a sensitive record."""

from django.db import models

from procuratorate.lib.clock import Clock


class Outcome(models.TextChoices):
    DONE = "done", "办成"
    READ = "read", "查阅"
    REFUSED = "refused", "拒绝"


class Entry(models.Model):
    """Who did, read or was refused what, on what, when, and why. Written by `audit.services` alone."""

    at = models.DateTimeField("时间", db_default=Clock())
    officer_id = models.BigIntegerField("人员", null=True)
    officer_name = models.CharField("姓名", max_length=60, blank=True)
    organ_id = models.BigIntegerField("单位", null=True)
    role = models.CharField("岗位", max_length=40, blank=True)
    acting_for = models.CharField("代行", max_length=60, blank=True)
    act = models.CharField("行为", max_length=80)
    target_type = models.CharField("对象种类", max_length=80, blank=True)
    target_id = models.CharField("对象", max_length=64, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    reason = models.CharField("理由", max_length=500, blank=True)
    detail = models.JSONField("细目", default=dict)
    address = models.GenericIPAddressField("地址", null=True)
    trace = models.CharField("参考号", max_length=40, blank=True)
    row_hash = models.CharField("行校验", max_length=64, editable=False, db_default="")

    class Meta:
        verbose_name = "审计记录"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "-at"]),
            models.Index(fields=["officer_id", "-at"]),
            models.Index(fields=["organ_id", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.officer_name} {self.act}"
