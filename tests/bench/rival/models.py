"""A nomination as an ordinary Django project would keep it: one typed column for each of the sheet's."""

from __future__ import annotations

from django.db import models

from commutation.columns import PERFORMANCE
from commutation.states import Kind


class Nomination(models.Model):
    """The same facts as `commutation.Filing`, without row security, audit, hashes or the rows as written."""

    inmate = models.ForeignKey("prisons.Inmate", models.PROTECT, related_name="+")
    ward = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=60)
    id_number = models.CharField(max_length=18, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    rights_months = models.PositiveSmallIntegerField(null=True, blank=True)
    probation_until = models.DateField(null=True, blank=True)
    term = models.CharField(max_length=40, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    earlier_on = models.DateField(null=True, blank=True)
    earlier_served_on = models.DateField(null=True, blank=True)
    earlier_months = models.PositiveSmallIntegerField(null=True, blank=True)
    conduct_since = models.DateField(null=True, blank=True)
    conduct_until = models.DateField(null=True, blank=True)
    points = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    commendations = models.PositiveSmallIntegerField(null=True, blank=True)
    property = models.CharField(max_length=200, blank=True)
    performance = models.CharField(max_length=20, blank=True, choices=list(PERFORMANCE.items()))
    proof = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "rival"
        constraints = [models.UniqueConstraint(fields=["inmate", "kind"], name="one_nomination")]

    def __str__(self) -> str:
        return self.name
