"""Officers, the posts they hold from when to when, and how they like to be told."""

from __future__ import annotations

from typing import Any, ClassVar, TypedDict

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from procuratorate.lib.clock import Clock
from procuratorate.organs.models.organs import Organ, during
from procuratorate.organs.querysets import Officers, Revocable
from procuratorate.organs.states import Role


class Habit(TypedDict):
    opens: str
    hidden: list[str]


class OfficerManager(BaseUserManager["Officer"].from_queryset(Officers)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> Officer:
        officer: Officer = self.get(number__iexact=username)
        return officer


class Officer(AbstractBaseUser):
    """A person who works here. No flag makes anybody see everything: reach comes from assignments alone."""

    password = None  # type: ignore[assignment]  # every side reads officers; the hash is a Credential
    number = models.CharField("工号", max_length=30, unique=True)
    name = models.CharField("姓名", max_length=60)
    initials = models.CharField("拼音首字母", max_length=30, blank=True)
    badge = models.CharField("警号、证号", max_length=30, blank=True)
    email = models.EmailField("邮箱", blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须改密码", default=True)
    news = models.CharField(
        "新到提醒",
        max_length=10,
        choices=[("now", "即时邮件"), ("digest", "每日汇总"), ("none", "只在系统内")],
        default="none",
    )
    digest_hour = models.PositiveSmallIntegerField("汇总时刻", default=8)
    session_epoch = models.PositiveIntegerField("会话代次", default=0)
    lists = models.JSONField("名单的打开方式", default=dict, blank=True)

    USERNAME_FIELD = "number"
    REQUIRED_FIELDS = ["name"]
    is_superuser = False
    is_staff = False

    objects: ClassVar[Any] = OfficerManager()

    class Meta:
        verbose_name = "人员"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(Lower("number"), name="one_officer_per_number")]

    def __str__(self) -> str:
        return self.name

    def habit(self, page: str) -> Habit:
        """How this officer reads a list: the filters it opens with, the columns left out."""
        return {"opens": "", "hidden": [], **self.lists.get(page, {})}

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end when the password changes or an administrator ends them: both raise `session_epoch`."""
        told = f"{self.pk}:{self.session_epoch}"
        return salted_hmac("organs.session", told, secret=secret, algorithm="sha256").hexdigest()

    def check_password(self, raw_password: str | None) -> bool:
        """Only checks, and only where hashes may be read: at the login's door, or a service's (Credential)."""
        stored = Credential.objects.filter(officer_id=self.pk).values_list("password", flat=True).first()
        return check_password(raw_password, stored or make_password(None))

    def set_password(self, raw_password: str | None) -> None:
        """Keeps nothing (`services.credentials.store` does): the login spends a check's time on an unknown number."""
        make_password(raw_password)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Only named grants (guardian) answer here, without their end: ask `organs.selectors.holds`."""
        from guardian.core import ObjectPermissionChecker  # needs the models that load after this one

        if not self.is_active or obj is None:
            return False
        return perm.rpartition(".")[2] in ObjectPermissionChecker(self).get_user_perms(obj)


class Credential(models.Model):
    """The hash of an officer's password, apart from what is read of officers everywhere."""

    officer = models.OneToOneField(Officer, models.CASCADE, primary_key=True, related_name="+")
    password = models.CharField(max_length=128)

    objects: ClassVar[models.Manager[Credential]]

    class Meta:
        verbose_name = "密码"

    def __str__(self) -> str:
        return str(self.officer_id)


class Assignment(models.Model):
    """A post held in an organ. A substitute's assignment points to the post substituted for: both names are printed."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="assignments", verbose_name="人员")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="assignments", verbose_name="单位")
    role = models.CharField("岗位", max_length=30, choices=Role)
    title = models.CharField("职务", max_length=40, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    acting_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="substitutes", verbose_name="代行"
    )
    basis = models.CharField("依据", max_length=120, blank=True)
    revoked_at = models.DateTimeField("立即截止", null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Assignment]] = Revocable.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="assignment_dates"),
            models.CheckConstraint(condition=Q(acting_for=None) | ~Q(until=None), name="substitution_has_an_end"),
            ExclusionConstraint(
                name="one_assignment_per_post_and_day",
                expressions=[
                    (F("officer"), RangeOperators.EQUAL),
                    (F("organ"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (during(), RangeOperators.OVERLAPS),
                ],
                condition=Q(revoked_at=None),
                violation_error_message="该人员在这一时间已任同一岗位，请改起止日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.get_role_display()}"


class SavedView(models.Model):
    """A list's filters under a name, for one officer or shared with the house."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="saved_views")
    page = models.CharField("页面", max_length=60)
    name = models.CharField("名称", max_length=40)
    query = models.CharField("条件", max_length=500)
    shared_with = models.ForeignKey(Organ, models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField("时间", db_default=Clock())

    class Meta:
        verbose_name = "常用视图"
        constraints = [models.UniqueConstraint(fields=["officer", "page", "name"], name="one_view_per_name")]

    def __str__(self) -> str:
        return self.name
