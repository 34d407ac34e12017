"""Shape of input: the facts of a 送达回证."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings

from procuratorate.dispatch.models import PaperService
from procuratorate.dispatch.states import Outcome
from procuratorate.lib.characters import half_width
from procuratorate.organs.actors import Actor
from procuratorate.organs.forms.common import OneOrgan
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind

FORM = "%Y-%m-%d %H:%M"
FORMATS = [FORM, "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]
SAID = str.maketrans({".": "-", "/": "-", "年": "-", "月": "-", "日": " ", "时": ":", "分": ""})


class MomentField(forms.DateTimeField):
    """A day and a time as people write them: 2026-11-20 09:30, ２０２６.11.20 9:30, 2026年11月20日9时30分."""

    widget = forms.DateTimeInput(attrs={"placeholder": "2026-11-20 09:30", "autocomplete": "off"}, format=FORM)
    default_error_messages = {"invalid": "请按“2026-11-20 09:30”填写回证上的年月日时分。"}

    def to_python(self, value: Any) -> datetime | None:
        said = half_width(value).translate(SAID) if isinstance(value, str) else value
        moment: datetime | None = super().to_python(" ".join(said.split()) if isinstance(said, str) else said)
        return moment


class ServiceForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Facts as they stand on the slip. What must be filled with which outcome is the service's to judge."""

    received_at = MomentField(label="收到时间", input_formats=FORMATS)

    class Meta:
        model = PaperService
        fields = [
            "outcome", "received_at", "received_by", "substitute_reason", "refusal_reason", "witness", "place",
            "served_by", "note", "correction_reason",
        ]  # fmt: skip

    def __init__(self, *args: Any, correcting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", "请选择"), *Outcome.choices]  # type: ignore[attr-defined]
        if not correcting:
            del self.fields["correction_reason"]

    def _post_clean(self) -> None:
        """No validation by the model: the service says what is missing where, constraints would say it in SQL."""


class PacketForm(forms.Form):
    """A file that came through the gateway."""

    file = forms.FileField(label="交换包", error_messages={"required": "请选择交换包文件。", "empty": "文件是空的。"})

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError("文件超过 20 MB。请发件单位分几个包制作。")
        return file


class WebhookForm(forms.Form):
    """Where a system of an organ wants to hear of arrivals."""

    organ = OneOrgan(label="单位", queryset=Organ.objects.none(), empty_label="请选择", help_text="连同它的内设机构。")
    name = forms.CharField(label="用途", max_length=60, help_text="哪个系统用，例如“办案平台待办提醒”。")
    url = forms.CharField(label="地址", max_length=300, help_text="https 地址。只推送编号和种类，不含内容和人员。")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.filter(pk__in=actor.home, until=None).exclude(kind__in=[Kind.WARD, Kind.SUBWARD])
        self.fields["organ"].queryset = rows.select_related("parent")  # type: ignore[attr-defined]
