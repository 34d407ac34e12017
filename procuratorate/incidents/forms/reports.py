"""What is told of an event when it is written down: a form for each kind, its own part asked again when put right."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.incidents.forms.common import When, area, days, known, late_field, line, tick
from procuratorate.incidents.law import Kind, Place
from procuratorate.incidents.vocabulary import CAUSE_CHOICES, DEVICE_CHOICES, STANDING_CHOICES
from procuratorate.lib.asking import TellingForm

CHOOSE = [("", "请选择")]


class Details(TellingForm):
    """The part of a kind's own. `place` drops what only the other kind of site is asked."""

    only: dict[str, Place] = {}
    title = ""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, where in self.only.items():
            if where is not place:
                del self.fields[name]


class Restraint(Details):
    title = "使用戒具"
    only = {"death_sentence": Place.CENTRE, "doubled": Place.CENTRE, "filmed": Place.PRISON}
    devices = forms.MultipleChoiceField(
        label="戒具",
        choices=DEVICE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请勾选。"},
    )
    reason = line("使用事由", 200)
    approver = line("批准人", 60, required=False, hint="姓名、职务")
    by_head = known("所长（监狱负责人）批准")
    emergency = tick("紧急情况先行使用，事后报告")
    days = days("批准日数", required=False, hint="审批表没有写明的不填")
    death_sentence = tick("已判处死刑尚未执行")
    doubled = tick("双铐、背铐或者双镣")
    filmed = known("使用过程录音录像", "监狱法（2026年修订）第65至67条")


class Confinement(Details):
    title = "禁闭"
    only = {"standing": Place.CENTRE}
    standing = forms.ChoiceField(
        label="身份", choices=CHOOSE + STANDING_CHOICES, help_text="留所服刑的有法定日数，未决的没有"
    )
    reason = line("禁闭事由", 200)
    days = days("批准日数", required=True)
    approver = line("批准人", 60, hint="姓名、职务")
    by_head = known("所领导（监狱负责人）批准")
    paper = line("审批表编号", 80, required=False)


class Incident(Details):
    title = "监管事故"
    what = forms.ChoiceField(
        label="事故种类",
        choices=[
            *CHOOSE, ("disorder", "严重破坏监管秩序"), ("health", "突发公共卫生事件"), ("fire", "火灾、安全生产事故"),
            ("attack", "袭击民警、群体斗殴"), ("other", "其他"),
        ],
    )  # fmt: skip
    people = forms.IntegerField(label="涉及人数", min_value=0, max_value=9999, required=False)
    measures = area("已采取的措施", 1000, required=False)


class Injury(Details):
    title = "伤残"
    cause = line("致伤原因", 200)
    degree = forms.ChoiceField(
        label="程度",
        choices=[
            *CHOOSE, ("unknown", "待鉴定"), ("slight", "轻微伤"), ("minor", "轻伤"), ("serious", "重伤"),
            ("disabled", "残疾"),
        ],
    )  # fmt: skip
    treated = line("处置", 200, required=False, hint="送医时间、医院；不写诊断细节")


class Escape(Details):
    title = "脱逃"
    how = line("脱逃方式、路线", 300)
    measures = area("追捕、布控措施", 1000, required=False)


class Death(Details):
    title = "死亡"
    cause = forms.ChoiceField(
        label="死亡原因（初步）", choices=CAUSE_CHOICES, help_text="正常、非正常由原因判断；没有查明的选“原因待查”"
    )
    where = line("死亡地点", 120, hint="监舍、医院、途中等")
    hospital = line("抢救医院", 120, required=False)


DETAILS: dict[Kind, type[Details]] = {
    Kind.RESTRAINT: Restraint,
    Kind.CONFINEMENT: Confinement,
    Kind.INCIDENT: Incident,
    Kind.INJURY: Injury,
    Kind.ESCAPE: Escape,
    Kind.DEATH: Death,
}


class ReportForm(TellingForm):
    """Who and when, before what; what happened in words, after it."""

    number = line("人员编号", 30, hint="罪犯编号或者在押人员编码")
    happened_at = When(label="发生时间", help_text="开始使用、开始执行或者事件发生的时间")
    words = area("情况", 4000, rows=4)
    late_why = late_field()


def details_of(kind: Kind) -> type[Details]:
    return DETAILS[kind]


def _report_of(kind: Kind) -> type[Details]:
    """A kind's own part between who and when, and the words."""

    class Whole(ReportForm, DETAILS[kind]):  # type: ignore[misc,valid-type]  # the base is chosen at import
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            own = [name for name in self.fields if name not in ReportForm.base_fields]
            self.order_fields(["number", "happened_at", *own, "words", "late_why"])
            self.fields["number"].required = kind is not Kind.INCIDENT

    return Whole


REPORTS: dict[Kind, type[Details]] = {kind: _report_of(kind) for kind in Kind}
