"""Fields several forms ask alike."""

from __future__ import annotations

from django import forms

from detention.vocabulary import HANDLERS, PHASE_CHOICES, TRAIT_CHOICES
from procuratorate.organs.models import Organ

MOST = 2**31 - 1


def handler_field() -> forms.Field:
    """The organ that handles the case: police, procuratorates, courts, supervision commissions that exist."""
    organs = Organ.objects.filter(until=None, kind__in=HANDLERS).order_by("kind", "path")
    return forms.ModelChoiceField(label="办案机关", queryset=organs)


def phase_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="办案环节", choices=PHASE_CHOICES)


def traits_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="影响期限的情形",
        choices=TRAIT_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="速裁、简易程序和对裁定上诉的期限不同，照文书勾选",
    )


def words_field(most: int = 300) -> forms.CharField:
    return forms.CharField(label="说明", max_length=most, required=False, widget=forms.Textarea(attrs={"rows": 2}))
