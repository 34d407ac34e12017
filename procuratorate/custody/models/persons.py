"""One row per human being, with every name the person was ever called."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from procuratorate.custody.querysets import OfPerson, Persons
from procuratorate.custody.states import AliasKind, Category, Identity, IdKind, Precision, Sex, Vulnerable
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Person(models.Model):
    """A human being. Ethnicity and nationality serve statutory heads alone: never filter, sort or chart by them.

    `keeper` is the site that holds (or last held) the person. `version` guards the whole dossier against lost updates.
    """

    keeper = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="数据提供单位")
    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField("出生日期", null=True, blank=True)
    born_precision = models.CharField("出生日期精度", max_length=10, choices=Precision, default=Precision.DAY)
    id_kind = models.CharField("证件种类", max_length=20, choices=IdKind, default=IdKind.CITIZEN)
    id_number = models.CharField("证件号码", max_length=30, blank=True)
    identity = models.CharField("身份状态", max_length=20, choices=Identity, default=Identity.VERIFIED)
    nationality = models.CharField("国籍", max_length=20, default="中国")
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    education = models.CharField("文化程度", max_length=20, blank=True)
    occupation = models.CharField("捕前职业", max_length=60, blank=True)
    former_rank = models.CharField("原职级", max_length=40, blank=True)
    domicile = models.CharField("户籍地", max_length=200, blank=True)
    address = models.CharField("居住地", max_length=200, blank=True)
    pinyin = models.CharField("拼音", max_length=200, blank=True, editable=False)
    initials = models.CharField("拼音首字母", max_length=60, blank=True, editable=False)
    search = models.TextField("检索词", blank=True, editable=False)
    absent = models.JSONField("缺项", default=list)
    version = models.PositiveIntegerField("版本", default=1)

    objects: ClassVar[models.Manager[Person]] = Persons.as_manager()

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.UniqueConstraint(
                fields=["id_kind", "id_number"],
                condition=~Q(id_number="") & ~Q(id_kind=IdKind.UNIDENTIFIED),
                name="one_person_per_document",
                violation_error_message="这个证件号码已经登记在另一名人员名下。",
            )
        ]
        indexes = [GinIndex(OpClass("search", "gin_trgm_ops"), name="person_search")]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name of a person: 曾用名, 别名, 自报姓名, 译名."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases", verbose_name="人员")
    kind = models.CharField("种类", max_length=20, choices=AliasKind, default=AliasKind.FORMER)
    name = models.CharField("名称", max_length=60)

    objects: ClassVar[models.Manager[Alias]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "其他姓名"
        constraints = [models.UniqueConstraint(fields=["person", "kind", "name"], name="one_alias_once")]

    def __str__(self) -> str:
        return self.name


class Vulnerability(models.Model):
    """A time in which a person is protected. Kinds only: no diagnosis is kept here."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="vulnerabilities", verbose_name="人员")
    kind = models.CharField("种类", max_length=20, choices=Vulnerable)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    basis = models.CharField("依据", max_length=120, blank=True)

    objects: ClassVar[models.Manager[Vulnerability]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "特殊群体"
        constraints = [models.UniqueConstraint(fields=["person", "kind", "since"], name="one_vulnerability_once")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class OfCategory(models.Model):
    """A category of law.md §1.3 that holds for a person, with the words of the judgment it rests on."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="categories", verbose_name="人员")
    code = models.CharField("类别", max_length=2, choices=Category)
    source = models.CharField("依据的裁判文字", max_length=300, blank=True)

    objects: ClassVar[models.Manager[OfCategory]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "罪犯类别"
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="one_category_once")]

    def __str__(self) -> str:
        return str(self.get_code_display())


class Correction(models.Model):
    """更正: what stood there, what stands there now, and why; both versions stay readable and print."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="corrections", verbose_name="人员")
    section = models.CharField("部分", max_length=30)
    changes = models.JSONField("更正内容", default=list)  # [{"label", "before", "after"}]
    reason = models.CharField("理由", max_length=200, blank=True)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", null=True, verbose_name="更正人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Correction]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "更正记录"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.section} {self.at:%Y-%m-%d}"
