"""Shape of input of the review: notes, questions and answers, what a person makes of a finding, opinions."""

from __future__ import annotations

from django import forms

from commutation.clocks.questions import DEFAULT_ANSWER_DAYS, MOST_ANSWER_DAYS
from commutation.states.reviews import Advice, Gravity

WORDS = 2000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NoteForm(forms.Form):
    words = forms.CharField(label="札记", max_length=WORDS, widget=_area(4), help_text="只有检察机关看得到")


class QuestionForm(forms.Form):
    words = forms.CharField(label="问题", max_length=WORDS, widget=_area(4))
    wanted = forms.CharField(
        label="需补材料", max_length=200, required=False, help_text="如 2026年6月至10月消费明细、执行情况说明"
    )
    days = forms.IntegerField(
        label="约定答复期限（工作日）",
        min_value=1,
        max_value=MOST_ANSWER_DAYS,
        initial=DEFAULT_ANSWER_DAYS,
        help_text="双方约定，不是法定期限",
    )


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label="答复", max_length=WORDS, widget=_area(5), help_text="补送的材料先在材料目录登记；不能补的写明原因"
    )


class SettleForm(forms.Form):
    act = forms.CharField(label="办法", max_length=20)
    gravity = forms.ChoiceField(label="性质", choices=[("", "—"), *Gravity.choices], required=False)
    reason = forms.CharField(label="核查情况", max_length=WORDS, widget=_area(2), required=False)


class AdviceForm(forms.Form):
    advice = forms.ChoiceField(label="意见", choices=Advice.choices)
    words = forms.CharField(
        label="理由", max_length=WORDS, widget=_area(4), required=False, help_text="不是“同意”的必填，写明事实和依据"
    )


class AdjustForm(forms.Form):
    """What is asked for instead. Texts: read like the columns of a list, so that 7个月 and 七个月 are understood."""

    months = forms.CharField(label="调整后减刑幅度", max_length=20, required=False, help_text="如 6个月")
    rights_months = forms.CharField(label="剥夺政治权利改为", max_length=20, required=False, help_text="不改不填")
    probation_until = forms.CharField(label="假释考验期止", max_length=30, required=False)
    article = forms.CharField(label="法律依据", max_length=200, help_text="如 法释〔2016〕23号第六条")
    reason = forms.CharField(label="理由", max_length=300, widget=_area(2))
