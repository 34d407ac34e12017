"""What drafters and signers type."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from commutation.documents import DRAFTED
from commutation.services.opinions import Words
from procuratorate.organs.models import Organ

NUMBER_HELP = "照统一业务系统的文号填写，如 临城郊检意见〔2026〕38号；本系统不另编号"


class BeginForm(forms.Form):
    """Which paper, to whom."""

    kind = forms.ChoiceField(label="文书", choices=[(kind.value, kind.label) for kind in DRAFTED])
    addressee = forms.ModelChoiceField(
        label="主送", queryset=Organ.objects.none(), required=False, empty_label="按提请途径确定",
        help_text="同一审级有多个法院，或者送执行地检察院时选择",
    )  # fmt: skip

    def __init__(self, *args: object, organs: Iterable[Organ], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["addressee"].queryset = organs  # type: ignore[attr-defined]


class OpinionForm(forms.Form):
    """The words of a paper. Lengths are the service's to judge, with everything else."""

    title = forms.CharField(label="标题", max_length=200)
    facts = forms.CharField(label="事实", widget=forms.Textarea(attrs={"rows": 10}))
    grounds = forms.CharField(label="理由与法律依据", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    request = forms.CharField(label="意见", widget=forms.Textarea(attrs={"rows": 3}))
    number = forms.CharField(label="文号", required=False, max_length=80, help_text=f"可在签发时填。{NUMBER_HELP}")

    def words(self) -> Words:
        told = self.cleaned_data
        return Words(told["title"], told["facts"], told["grounds"], told["request"])


class SignForm(forms.Form):
    number = forms.CharField(label="文号", max_length=80, help_text=NUMBER_HELP)
    comment = forms.CharField(label="意见", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class CommentForm(forms.Form):
    comment = forms.CharField(label="意见", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AgreeForm(forms.Form):
    """A signature over a list."""

    addressee = forms.ModelChoiceField(label="主送", queryset=Organ.objects.none())
    number = forms.CharField(label="文号", max_length=80, help_text=NUMBER_HELP)

    def __init__(self, *args: object, organs: Iterable[Organ], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["addressee"].queryset = organs  # type: ignore[attr-defined]
