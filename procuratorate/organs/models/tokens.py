"""What is given by name: API tokens of organs, named grants with an end, answers kept for repeated requests."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from procuratorate.lib.clock import Clock
from procuratorate.organs.models.officers import Assignment, Officer
from procuratorate.organs.models.organs import Organ
from procuratorate.organs.querysets import Revocable


class Token(models.Model):
    """A system's key to the API. It acts in one post, so the same gate judges it; only the hash is kept."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="tokens", verbose_name="以何岗位")
    name = models.CharField("用途", max_length=60)
    scopes = models.CharField("范围", max_length=200)
    digest = models.CharField("摘要", max_length=64, unique=True)
    since = models.DateField("起")
    until = models.DateField("止")
    last_used_at = models.DateTimeField("最近使用", null=True)
    revoked_at = models.DateTimeField("收回", null=True)

    objects: ClassVar[models.Manager[Token]] = Revocable.as_manager()

    class Meta:
        verbose_name = "接口令牌"

    def __str__(self) -> str:
        return self.name


class NamedGrant(models.Model):
    """Why and until when guardian holds an object permission; the permission itself is guardian's row."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="named_grants")
    permission = models.CharField(max_length=100)
    target_type = models.CharField(max_length=80)
    target_id = models.CharField(max_length=64)
    reason = models.CharField("理由", max_length=200)
    granted_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Clock())
    until = models.DateField("止")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "指名授权"

    def __str__(self) -> str:
        return f"{self.permission} {self.target_type} {self.target_id}"


class IdempotencyKey(models.Model):
    """The answer given to a request, so that the same request repeated gets it again and has no second effect."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Clock())

    class Meta:
        verbose_name = "幂等键"
        constraints = [models.UniqueConstraint(fields=["organ", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key
