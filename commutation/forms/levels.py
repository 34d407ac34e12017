"""Shape of input about levels: a sitting's day and place, its roster line by line, what it said of one filing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from commutation.models import Attendance, Filing
from commutation.services.deliberating import MOST_MONTHS, Said
from commutation.services.sittings import MOST_MEMBERS, Seat
from commutation.states import Kind
from commutation.states.levels import VOTING, Duty, Form, Level, Outcome, Stance
from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.lib.characters import squeezed
from procuratorate.organs.models import Organ

MAIN = ("outcome", "after", "rights", "until", "article", "reason", "words")
LINES = 4  # empty lines at the end of a roster


class SittingForm(TellingForm):
    """A sitting to arrange: which level, whose, when."""

    level = forms.ChoiceField(label="层级", choices=Level.choices)
    organ = forms.ModelChoiceField(label="召开单位", queryset=Organ.objects.none(), empty_label=None)
    held_on = DayField(label="日期")

    def __init__(self, *args: Any, organs: Any, levels: Iterable[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
        self.fields["level"].choices = [(one.value, one.label) for one in levels]  # type: ignore[attr-defined]


class RecordForm(TellingForm):
    """When and where, and the record's own words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    held_on = DayField(label="日期")
    began_at = forms.TimeField(label="开始", required=False, help_text="如 09:30")
    ended_at = forms.TimeField(label="结束", required=False)
    place = forms.CharField(label="地点", max_length=80, required=False)
    papers_on = DayField(label="材料送交委员日", required=False)
    words = forms.CharField(label="记录", max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 8}))


class SeatForm(forms.Form):
    """One line of a roster."""

    name = forms.CharField(label="姓名", max_length=60, required=False)
    post = forms.CharField(label="职务", max_length=60, required=False)
    duty = forms.ChoiceField(label="身份", choices=Duty.choices, initial=Duty.MEMBER, required=False)
    is_medical = forms.BooleanField(label="医务", required=False)
    present = forms.BooleanField(label="到会", required=False)
    absence = forms.CharField(label="缺席原因", max_length=120, required=False)
    signed = forms.BooleanField(label="已签名", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["name"], told["duty"] = squeezed(told.get("name", "")), told.get("duty") or Duty.MEMBER
        if not told["name"] and (told.get("post") or told.get("present") or told.get("absence")):
            self.add_error("name", "这一行没有姓名；不要这一行的，请把其他格也清空")
        return told


RosterForms = forms.formset_factory(
    SeatForm, extra=LINES, max_num=MOST_MEMBERS, absolute_max=MOST_MEMBERS + LINES, validate_max=True
)


def roster_forms(roster: Iterable[Attendance], data: Any = None) -> Any:
    """The roster as lines to edit, a few empty ones below. A line whose name is cleared is taken off."""
    names = ("name", "post", "duty", "is_medical", "present", "absence", "signed")
    return RosterForms(data, prefix="seat", initial=[{name: getattr(one, name) for name in names} for one in roster])


def seats_of(lines: Any) -> list[Seat]:
    """Those that bear a name, in order."""
    return [Seat(**line.cleaned_data) for line in lines if line.cleaned_data.get("name")]


# What of a proposal a level has no say in, by its kind.
ABSENT = {
    Kind.COMMUTATION: ("until",),
    Kind.PAROLE: ("after", "rights"),
    Kind.OUTSIDE_SERVICE: ("after", "rights", "until", "article"),
}


class SaidForm(TellingForm):
    """What a sitting said of one filing; below it each member's own stance."""

    outcome = forms.ChoiceField(label="结果", choices=Outcome.choices, initial=Outcome.AGREED)
    after = forms.IntegerField(
        label="变更后的幅度（月）", required=False, min_value=1, max_value=MOST_MONTHS, help_text="不变的不填"
    )
    rights = forms.IntegerField(
        label="变更后的剥夺政治权利（月）", required=False, min_value=1, max_value=MOST_MONTHS, help_text="不变的不填"
    )
    until = DayField(label="变更后的考验期止", required=False)
    article = forms.CharField(
        label="变更的法律依据", max_length=200, required=False, help_text="变更时必填，可从常用条文选"
    )
    reason = forms.CharField(
        label="理由", max_length=300, required=False, help_text="变更、暂缓、不予提请时必填",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    words = forms.CharField(label="评议意见", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, filing: Filing, roster: Iterable[Attendance], form: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = [one for one in roster if one.duty in VOTING] if form == Form.MEETING else []
        self.fields["article"].widget.attrs["list"] = "articles"
        for name in ABSENT[Kind(filing.kind)]:
            del self.fields[name]
        if filing.kind == Kind.OUTSIDE_SERVICE:
            kept = [(one.value, one.label) for one in Outcome if one != Outcome.CHANGED]
            self.fields["outcome"].choices = kept  # type: ignore[attr-defined]
        for one in self.members:
            self.fields[f"stance_{one.pk}"] = forms.ChoiceField(
                label=f"{one.name}的意见", choices=Stance.choices, initial=Stance.FOR, required=False
            )
            self.fields[f"words_{one.pk}"] = forms.CharField(label=f"{one.name}的理由", max_length=500, required=False)

    def main(self) -> list[forms.BoundField]:
        """The fields of the decision itself."""
        return [self[name] for name in MAIN if name in self.fields]

    def lines(self) -> list[tuple[Attendance, forms.BoundField, forms.BoundField]]:
        """Each member with stance and words."""
        return [(one, self[f"stance_{one.pk}"], self[f"words_{one.pk}"]) for one in self.members]

    def said(self) -> Said:
        told = self.cleaned_data
        voices = {
            one.pk: (Stance(told.get(f"stance_{one.pk}") or Stance.FOR), told.get(f"words_{one.pk}", ""))
            for one in self.members
        }
        return Said(
            outcome=Outcome(told["outcome"]),
            after=told.get("after"),
            rights=told.get("rights"),
            until=told.get("until"),
            article=told.get("article", ""),
            reason=told.get("reason", ""),
            words=told.get("words", ""),
            voices={pk: voice for pk, voice in voices.items() if voice[0] != Stance.FOR or voice[1]},
        )


class SitInForm(forms.Form):
    """列席: came, with remarks, or not, with why."""

    remarks = forms.CharField(
        label="列席意见", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="没有意见的可以不填；提交后监狱可见，不能再改",
    )  # fmt: skip
    why_not = forms.CharField(label="未列席原因", max_length=200, required=False)
