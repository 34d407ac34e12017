"""What the calculator asks. Nothing typed here is kept: it is arithmetic, of nobody's case."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from commutation.law.sentences.credits import Hold, credited
from commutation.law.sentences.lengths import length_of
from commutation.law.sentences.worked import Lifelong, Timed
from commutation.law.words import Punishment
from procuratorate.lib.asking import DayField

KINDS = [(str(one.value), one.label) for one in Punishment]
HOLDS = {
    "custody": Hold.CUSTODY,
    "retention": Hold.RETENTION,
    "residence": Hold.RESIDENCE,
    "at_home": Hold.AT_HOME,
}
MOST_YEARS = 25


def _kind(code: str) -> Punishment:
    return next(one for one in Punishment if str(one.value) == code)


class LengthField(forms.CharField):
    """`7年6个月`, `18个月`, `6m`."""

    default_error_messages = {"invalid": "看不懂这个刑期，应如 7年6个月、18个月、15日。"}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = length_of(text)
        if not found or found.whole_months > 12 * MOST_YEARS or found.days > 366 * MOST_YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class LengthsField(forms.CharField):
    """Several lengths, earliest first: `9个月；7个月`."""

    def to_python(self, value: Any) -> Any:
        parts = [part for part in re.split(r"[;；,，、\s]+", super().to_python(value) or "") if part]
        return tuple(LengthField().to_python(part) for part in parts)


class TimedForm(forms.Form):
    """管制、拘役、有期徒刑."""

    kind = forms.ChoiceField(label="刑种", choices=KINDS[:3], initial=str(Punishment.FIXED.value))
    length = LengthField(label="刑期", help_text="如 7年6个月")
    start = DayField(label="刑期起日", help_text="羁押未中断的为首次羁押之日")
    decided = DayField(label="判决日期", help_text="2021-03-01 起的裁判，月末按新的算法")
    custody = forms.IntegerField(label="先行羁押（日）", min_value=0, max_value=9999, required=False)
    retention = forms.IntegerField(label="监察留置、管护（日）", min_value=0, max_value=999, required=False)
    residence = forms.IntegerField(label="指定居所监视居住（日）", min_value=0, max_value=999, required=False)
    at_home = forms.IntegerField(label="取保候审等（日）", min_value=0, max_value=9999, required=False)
    not_counted = forms.IntegerField(label="不计入刑期（日）", min_value=0, max_value=9999, required=False)
    reductions = LengthsField(
        label="历次减刑", required=False, help_text="按先后填写，如 9个月；7个月", max_length=200
    )  # fmt: skip
    stated = DayField(label="文书载明的止日", required=False)
    rights = LengthField(label="附加剥夺政治权利", required=False, help_text="如 1年")

    def asked(self, on: date) -> Timed:
        """The cleaned form as a question of `on`."""
        data = self.cleaned_data
        kind = _kind(data["kind"])
        return Timed(
            kind=kind,
            on=on,
            credits=tuple(credited(kind, hold, data[name]) for name, hold in HOLDS.items() if data[name]),
            not_counted=data["not_counted"] or 0,
            **{name: data[name] for name in ("length", "start", "decided", "reductions", "stated", "rights")},
        )


class LifelongForm(forms.Form):
    """无期徒刑、死缓."""

    kind = forms.ChoiceField(label="刑种", choices=KINDS[3:])
    confirmed = DayField(label="判决生效日期", help_text="死缓为判决宣告或者核准文书送达之日")
    offence = DayField(label="犯罪日期", help_text="无期徒刑的实际执行下限依犯罪时间而定")
    fixed_on = DayField(label="裁定减为有期徒刑的日期", required=False)
    fixed = LengthField(label="减为有期徒刑", required=False, help_text="如 22年")
    direct = forms.BooleanField(label="死缓期满直接减为有期徒刑", required=False)
    reductions = LengthsField(label="其后历次减刑", required=False, help_text="按先后填写", max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("fixed_on")) != bool(data.get("fixed")):
            self.add_error("fixed" if data.get("fixed_on") else "fixed_on", "日期和刑期要一起填写。")
        if data.get("reductions") and not data.get("fixed"):
            self.add_error("reductions", "减为有期徒刑以后才有历次减刑，请先填写减为有期徒刑的刑期。")
        return data

    def asked(self, on: date) -> Lifelong:
        """The cleaned form as a question of `on`."""
        data = self.cleaned_data
        return Lifelong(on=on, **data | {"kind": _kind(data["kind"])})
