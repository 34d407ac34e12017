"""The shape of what an administrator hands in."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.deadlines.pasting import pasted_from, read_pasted
from procuratorate.deadlines.services.noticed import FIRST_YEAR, LAST_YEAR, NoticedDay
from procuratorate.lib.errors import Unacceptable


class NoticeForm(forms.Form):
    """A holiday notice: pasted lines, or a table whose rows become lines. `days` holds what was read."""

    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    number = forms.CharField(
        label="文号", max_length=60, help_text="照通知填写", error_messages={"required": "请照通知填写文号。"}
    )
    title = forms.CharField(
        label="通知名称", max_length=120, required=False, help_text="不填即为“国务院办公厅关于某年部分节假日安排的通知”"
    )
    text = forms.CharField(
        label="日期",
        required=False,
        widget=forms.Textarea({"rows": 12, "placeholder": "2027-01-01 放假 元旦\n2027-02-06 上班 春节"}),
        help_text="每行一项：日期、放假或上班、节日名称；连续几日可写“2027-02-05至2027-02-11”。可从表格复制后粘贴",
    )
    file = forms.FileField(label="或上传表格", required=False, help_text="三列：日期、安排、节日")
    replace = forms.BooleanField(
        label="替换该年度原有的全部日期", required=False, help_text="发文变更个别日期时不要勾选"
    )

    days: list[NoticedDay]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            upload = cleaned.get("file")
            if upload:
                cleaned["text"] = pasted_from(upload.read(), upload.name)
            self.days = read_pasted(cleaned.get("text", ""))
        except Unacceptable as wrong:
            self.take(wrong)
        return cleaned

    def take(self, wrong: Unacceptable) -> None:
        """Put what a service refused beside the fields it speaks of."""
        for name, message in wrong.fields.items():
            self.add_error({"days": "text"}.get(name, name), message)
