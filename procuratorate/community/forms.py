"""What the register asks."""

from __future__ import annotations

from django import forms

from procuratorate.community.states import Kind
from procuratorate.custody.states import Closing, Sex
from procuratorate.lib.asking import DayField, TellingForm

MOST = 2**31 - 1


class SubjectForm(TellingForm):
    kind = forms.ChoiceField(label="种类", choices=Kind.choices)
    name = forms.CharField(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=Sex.choices)
    born_on = DayField(label="出生日期", required=False)
    offence = forms.CharField(label="罪名", max_length=80)
    sentence = forms.CharField(label="原判刑罚", max_length=80, required=False)
    decider = forms.CharField(label="判决、裁定、决定机关", max_length=80)
    decided_no = forms.CharField(label="文书号", max_length=80, required=False)
    effective_on = DayField(
        label="生效日",
        help_text="暂予监外执行填收到决定之日；附加剥夺政治权利填主刑执行完毕或者假释之日。报到的十日从次日起算",
    )
    until = DayField(label="期限届满", required=False)
    body = forms.CharField(label="执行机关", max_length=80, help_text="社区矫正机构；剥夺政治权利的填公安派出所")
    residence = forms.CharField(label="执行地", max_length=120, required=False)


class EventForm(TellingForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)
    act = forms.ChoiceField(label="事项")
    on = DayField(label="日期")
    paper = forms.CharField(label="文书号", max_length=80, required=False)
    words = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="脱离监管的写明失联、擅离或者逾期不返及起止时刻（超过四十八小时：司发通〔2026〕8号第13条）",
    )  # fmt: skip


class AskForm(TellingForm):
    court = forms.CharField(label="执行法院", max_length=80)
    letter = forms.CharField(label="函号", max_length=80)
    items = forms.CharField(label="所问判项", max_length=300, help_text="逐项写明，如“罚金三万元”")
    received_on = DayField(label="法院收函日", help_text="七日内出具证明，从收到次日起算（法释〔2024〕5号第13条第2款）")


class AnswerForm(TellingForm):
    on = DayField(label="收到证明日")
    closing = forms.ChoiceField(
        label="结案方式", choices=Closing.choices, required=False, help_text="终结执行与终结本次执行不同，照证明填写"
    )
    answer = forms.CharField(label="证明内容、凭证", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
