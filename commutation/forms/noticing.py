"""Which notice a procurator begins from findings."""

from __future__ import annotations

from django import forms

from procuratorate.lib.asking import TellingForm
from procuratorate.notices.states import Kind, Matter


class NoticeFromForm(TellingForm):
    kind = forms.ChoiceField(
        label="文书", choices=Kind.choices, initial=Kind.CORRECTION,
        help_text="瑕疵、轻微的口头纠正；严重违法书面纠正；管理漏洞、隐患用检察建议（规则第624条）",
    )  # fmt: skip
    matter = forms.ChoiceField(label="事由", choices=Matter.choices, initial=Matter.GENERAL)
    title = forms.CharField(label="事由摘要", max_length=120, help_text="不写在押人员姓名，如：计分考核和公示")
