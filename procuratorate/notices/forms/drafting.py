"""What a drafter types: the notice, and its points one below the other."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.dispatch.states import Channel
from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.notices.models import Notice
from procuratorate.notices.services import NoticeWords, PointWords
from procuratorate.notices.states import Kind, Matter
from procuratorate.organs.models import Organ

BLANK = 2  # empty points below those there are
MOST = 30


def area(label: str, rows: int = 3, most: int = 4000, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class BeginForm(TellingForm):
    """Which paper, to whom, about what."""

    kind = forms.ChoiceField(
        label="文书", choices=Kind.choices, initial=Kind.VIOLATION,
        help_text="瑕疵、轻微的口头纠正；严重违法或者口头七日未纠正的书面纠正；管理漏洞、隐患用检察建议（规则第624条）",
    )  # fmt: skip
    matter = forms.ChoiceField(
        label="事由", choices=Matter.choices, initial=Matter.GENERAL, help_text="超期羁押五日、计分考核五个工作日回复"
    )
    addressee = forms.ModelChoiceField(label="被监督单位", queryset=Organ.objects.none())
    others = forms.ModelMultipleChoiceField(
        label="同时主送", queryset=Organ.objects.none(), required=False,
        help_text="检察建议书、纠正意见书可以同时发给几个单位（按住 Ctrl 选择）：一个文号，各自送达、答复、销号",
    )  # fmt: skip
    title = forms.CharField(label="事由摘要", max_length=120, help_text="不写在押人员姓名，如：禁闭审批和计分公示")

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("addressee", "others"):
            self.fields[name].queryset = organs  # type: ignore[attr-defined]


class NoticeForm(TellingForm):
    """The words around the points."""

    title = forms.CharField(label="事由摘要", max_length=120, help_text="不写在押人员姓名")
    opening = area("发现情况", 2, 2000, required=False)
    closing = area("依据与要求", 3, 2000)
    spoken_on = DayField(label="口头提出日期", required=False)
    spoken_to = forms.CharField(label="接受人", max_length=60, required=False, help_text="被监督单位当场接受的人")
    urgent_days = forms.IntegerField(
        label="紧急情况另定回复日数", required=False, min_value=1, max_value=59, help_text="一般两个月，不填"
    )
    on_paper = forms.BooleanField(label="书面送达，不在线上发", required=False)

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unused = {
            "spoken_on": not notice.is_oral, "spoken_to": not notice.is_oral, "on_paper": notice.is_oral,
            "urgent_days": notice.kind != Kind.SUGGESTION,
        }  # fmt: skip
        for name, is_unused in unused.items():
            if is_unused:
                del self.fields[name]

    def words(self) -> NoticeWords:
        return NoticeWords(**self.cleaned_data)


def words_of(notice: Notice) -> dict[str, Any]:
    """What stands in the form at first."""
    names = ("title", "opening", "closing", "spoken_on", "spoken_to", "urgent_days")
    return {name: getattr(notice, name) for name in names} | {"on_paper": notice.channel == Channel.PAPER}


class PointForm(forms.Form):
    """One point. An empty one is no point."""

    facts = area("发现的情况", 2, required=False)
    article = forms.CharField(
        label="依据", max_length=300, required=False, help_text="文件名、条款，如：监狱法第五十八条"
    )
    demand = area("要求", 1, required=False)

    def words(self) -> PointWords:
        return PointWords(**self.cleaned_data)


def point_forms(data: Any, notice: Notice) -> list[PointForm]:
    """Those there are and some blank ones below; of a POST as many as were sent."""
    if data is not None:
        count = sum(1 for place in range(MOST + BLANK) if f"p{place}-facts" in data)
        return [PointForm(data, prefix=f"p{place}") for place in range(count)]
    known = [
        {"facts": one.now.facts, "article": one.now.article, "demand": one.now.demand}
        for one in notice.points.prefetch_related("mendings").order_by("position")
    ]
    rows: list[dict[str, str]] = [*known, *({} for _ in range(BLANK))]
    return [PointForm(initial=one, prefix=f"p{place}") for place, one in enumerate(rows[: MOST + BLANK])]
