"""Fields and forms that many pages share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from procuratorate.lib.characters import bare
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.edits import opened, read_opened
from procuratorate.organs.states import HOUSES


class Day(forms.DateField):
    """A date typed or picked: full-width digits, 2026.11.5, 2026/11/5 and 2026年11月5日 are understood."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"placeholder": "2026-11-05"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "日期读不懂，请写成 2026-11-05。"

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = bare(value).rstrip("日").translate(str.maketrans("年月./", "----"))
        return super().to_python(value)


class Number(forms.CharField):
    """An officer's number: half-width, no spaces, capital letters."""

    def to_python(self, value: Any) -> str:
        return bare(super().to_python(value) or "").upper()


class Posts(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Posts to tick, each with its organ."""

    def label_from_instance(self, post: Any) -> str:
        return post_words(post)


class OneOrgan(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One organ; a part is named with what it is part of, for several wards have a 一分监区."""

    def label_from_instance(self, organ: Any) -> str:
        return organ_words(organ)


class OnePost(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One post, with who holds it."""

    def label_from_instance(self, post: Any) -> str:
        return f"{post.officer.name}，{post_words(post)}"


def organ_words(organ: Any) -> str:
    """A house by its name; a part after all that is above it within the house."""
    words = [organ.name]
    while organ.kind not in HOUSES and organ.parent:
        organ = organ.parent
        words.append(organ.short_name)
    return " ".join(reversed(words))


def post_words(post: Any) -> str:
    return f"{post.organ.short_name} {post.get_role_display()}"


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=200, help_text="记入审计，例如依据的文件、核对身份的方式。")


class DayForm(ReasonForm):
    """When something ends, and why."""

    until = Day(label="最后一日")
    field_order = ["until", "reason"]


class Opened(forms.Form):
    """A form that remembers what it was opened with, so that a change made meanwhile is seen (organs.edits)."""

    opened = forms.CharField(widget=forms.HiddenInput)
    editable: tuple[str, ...] = ()

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        self.row = row
        initial = {name: getattr(row, name) for name in self.editable} | {"opened": opened(row, self.editable)}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)

    def clean_opened(self) -> dict[str, str]:
        try:
            return read_opened(self.cleaned_data["opened"])
        except Unacceptable as error:
            raise forms.ValidationError(error.message) from error

    def changes(self) -> dict[str, Any]:
        """What was typed, by field of the model."""
        return {name: self.cleaned_data[name] for name in self.editable}
