"""What courts have pronounced: judgments and the offences in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from procuratorate.custody.models.persons import Person
from procuratorate.custody.querysets import OfPerson
from procuratorate.custody.states import Instance, SentenceKind


class Judgment(models.Model):
    """A judgment. `is_prior` marks an earlier conviction (前科); a sealed earlier record of a minor is never stored."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="judgments", verbose_name="人员")
    court = models.CharField("法院", max_length=80)
    case_no = models.CharField("案号", max_length=60, blank=True)
    instance = models.CharField("审级", max_length=10, choices=Instance, default=Instance.FIRST)
    judged_on = models.DateField("判决日", null=True, blank=True)
    effective_on = models.DateField("生效日", null=True, blank=True)
    main_text = models.TextField("判决主文", blank=True)
    is_prior = models.BooleanField("前科", default=False)
    is_sealed = models.BooleanField("犯罪记录封存", default=False)
    absent = models.JSONField("缺项", default=list)

    objects: ClassVar[models.Manager[Judgment]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "判决"
        ordering = ["judged_on", "pk"]

    def __str__(self) -> str:
        return self.case_no or self.court


class Offence(models.Model):
    """One offence of a judgment with its own term; `code` is 章-节-条 of the Criminal Law (law.md §6.2)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="offences", verbose_name="人员")
    judgment = models.ForeignKey(Judgment, models.CASCADE, related_name="offences", verbose_name="判决")
    name = models.CharField("罪名", max_length=80)
    code = models.CharField("罪名代码", max_length=20, blank=True)
    is_main = models.BooleanField("主罪", default=False)
    committed_from = models.DateField("犯罪起", null=True, blank=True)
    committed_to = models.DateField("犯罪止", null=True, blank=True)
    kind = models.CharField("刑种", max_length=20, choices=SentenceKind, blank=True)
    months = models.PositiveSmallIntegerField("刑期（月）", null=True, blank=True)

    objects: ClassVar[models.Manager[Offence]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "罪行"
        ordering = ["-is_main", "pk"]
        constraints = [models.UniqueConstraint(fields=["judgment", "name"], name="one_offence_per_judgment")]

    def __str__(self) -> str:
        return self.name
