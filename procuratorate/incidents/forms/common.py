"""Fields several forms ask alike."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.dispatch.forms import FORMATS, MomentField

MOST = 2**31 - 1
YES_NO = [("", "未核实"), ("true", "是"), ("false", "否")]


class When(MomentField):
    """A moment down to the minute, typed as people write it."""

    default_error_messages = {"invalid": "请按“2026-11-20 09:30”填写年月日时分。"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=FORMATS, **kwargs)


def area(label: str, most: int = 2000, *, required: bool = True, rows: int = 3, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=hint)


def line(label: str, most: int = 120, *, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


def known(label: str, hint: str = "") -> forms.NullBooleanField:
    """Yes, no, or not known yet: unknown is never taken for no."""
    return forms.NullBooleanField(
        label=label, required=False, help_text=hint, widget=forms.Select(choices=YES_NO)
    )  # fmt: skip


def tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=hint)


def days(label: str, *, required: bool, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=999, required=required, help_text=hint)


def attached(label: str) -> forms.FileField:
    """One PDF or picture, judged by its bytes in the service."""
    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
    return forms.FileField(
        label=label, required=False, max_length=200, widget=widget, help_text="PDF、JPG、PNG；多份请合并"
    )


def late_field() -> forms.CharField:
    return line("补录原因", 200, required=False, hint="登记日晚于发生日的必填；发生、登记两个时间都会显示")
