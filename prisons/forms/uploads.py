"""Small forms: a file, a reason."""

from __future__ import annotations

from django import forms


class RosterForm(forms.Form):
    """A roster to be read."""

    file = forms.FileField(
        label="花名册", error_messages={"required": "请选择表格文件。", "empty": "文件是空的，请检查后重选。"}
    )


class RevealForm(forms.Form):
    """Why a document number is looked at."""

    why = forms.CharField(
        label="查看理由", min_length=4, max_length=200, error_messages={"required": "请写明为办理何事核对号码。"}
    )


class StrikeForm(forms.Form):
    """Why a row is taken back."""

    why = forms.CharField(
        label="删除理由", min_length=2, max_length=200, error_messages={"required": "请写明删除理由。"}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
