"""What the case manager and the offices type."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from commutation.clocks.managing import FLOW_NOTICE_ARTICLE
from procuratorate.organs.models import Officer, Organ


class AcceptForm(forms.Form):
    unified_no = forms.CharField(
        label="统一业务系统受理号", max_length=80, help_text="先在统一业务系统受理，再照填；本系统不另编号"
    )


class AllotForm(forms.Form):
    officer = forms.ModelChoiceField(label="承办检察官", queryset=Officer.objects.none())
    reason = forms.CharField(label="指定理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: object, officers: Iterable[Officer], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        chosen = Officer.objects.filter(pk__in=[one.pk for one in officers]).order_by("number")
        self.fields["officer"].queryset = chosen  # type: ignore[attr-defined]


class FlowForm(forms.Form):
    """流程监控通知书: whom, about what."""

    office = forms.ModelChoiceField(label="办案部门", queryset=Organ.objects.none())
    number = forms.CharField(label="编号", max_length=60, required=False, help_text="照统一业务系统填写")
    words = forms.CharField(
        label="事项和要求",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="只写流程：时限、文书、送达；不写实体意见",
    )
    article = forms.CharField(label="依据", max_length=200, initial=FLOW_NOTICE_ARTICLE)

    def __init__(self, *args: object, offices: Iterable[Organ], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    reply = forms.CharField(label="回复", widget=forms.Textarea(attrs={"rows": 3}))
