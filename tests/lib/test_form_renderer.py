"""A list to choose from is the one Django would have drawn, hostile words and all."""

from __future__ import annotations

from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import mark_safe

from procuratorate.lib.form_renderer import FormRenderer

CHOICES = [
    ("", "全部监区"),
    ("<b>&\"'", "一监区 <script>alert(1)</script>"),
    (7, mark_safe("<i>七</i>")),
    ("青岑监狱 \"'", [("a", "甲"), ("b", "乙 & 丙")]),
]


class Asking(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"class": 'x"y', "data-on": True, "off": False}))
    several = forms.MultipleChoiceField(choices=CHOICES, required=False)


def drawn(renderer: DjangoTemplates, **data: object) -> list[str]:
    return [str(bound) for bound in Asking(data or None, renderer=renderer)]


def test_a_list_is_as_django_draws_it() -> None:
    for data in ({}, {"one": "7", "several": ["a", "<b>&\"'"]}, {"one": "nothing of these"}):
        for ours, theirs in zip(drawn(FormRenderer(), **data), drawn(DjangoTemplates(), **data), strict=True):
            assert parse_html(ours) == parse_html(theirs)
            assert "<script>" not in ours
