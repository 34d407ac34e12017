"""A recording by camera and time range, its export, and why somebody looks at it."""

from __future__ import annotations

import re

from django import forms

from procuratorate.incidents.forms.common import When, area, line
from procuratorate.incidents.states import Hash
from procuratorate.lib.asking import TellingForm

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
HEX = re.compile(r"[0-9a-f]{64}")


class RecordingForm(TellingForm):
    camera = line("部位", 60, hint="如 二监区禁闭室走廊")
    channel = line("画面号", 40, hint="监所视频系统里的编号：字母、数字、横线")
    starts_at = When(label="起")
    ends_at = When(label="止")
    sealed_at = When(label="封存时间", required=False, help_text="没有封存的不填")
    sealed_by = line("封存人", 120, required=False)
    witness = line("见证人", 120, required=False)
    medium = line("载体编号", 80, required=False, hint="封存的光盘、硬盘编号")
    note = area("封存说明", 500, required=False, rows=2)

    def clean_channel(self) -> str:
        said = str(self.cleaned_data["channel"]).strip()
        if not CODE.fullmatch(said):
            raise forms.ValidationError("画面号只能有字母、数字和横线，最长40位。")
        return said


class ExportForm(TellingForm):
    exported_at = When(label="导出时间")
    exported_by = line("导出人", 120)
    digest_kind = forms.ChoiceField(label="校验算法", choices=Hash.choices)
    digest = line("校验值", 130, hint="导出文件的校验值，64位十六进制；交接时重新计算比对")

    def clean_digest(self) -> str:
        said = "".join(str(self.cleaned_data["digest"]).split()).lower()
        if not HEX.fullmatch(said):
            raise forms.ValidationError("校验值应为64位十六进制（0–9、a–f）。请从导出工具复制。")
        return said


class ViewingForm(TellingForm):
    purpose = line("调阅事由", 200, hint="写明核查的事项；每次调阅都留记录")
