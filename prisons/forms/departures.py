"""Shape of a departure, of a return, and of a receipt by another prison."""

from __future__ import annotations

from typing import Any

from django import forms

from prisons.forms.cells import CellField
from prisons.models import Departure, Inmate
from prisons.services.departing import KINDS, Leaving
from procuratorate.custody.states import Ended
from procuratorate.lib import cells
from procuratorate.lib.identifiers import prisoner_number
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind


def _day(label: str, help_text: str = "") -> CellField:
    told = {"required": f"请照凭证文书填写{label}。"}
    return CellField(cells.day, label=label, help_text=help_text, error_messages=told)


def _line(label: str, length: int, help_text: str = "", *, required: bool = False) -> CellField:
    told = {"required": f"请填写{label}。"}
    parse = cells.text(max_length=length)
    return CellField(parse, label=label, help_text=help_text, required=required, error_messages=told)


# What an empty field means here.
TOLD = {"paper": "死亡、脱逃、其他可不填", "reason": "死亡、脱逃、其他须填", "receiver": "调出须选"}


class DepartureForm(forms.Form):
    """How, when, on what papers, where to."""

    kind = forms.ChoiceField(label="离开方式", choices=[(kind.value, kind.label) for kind in KINDS])
    left_on = _day("离开日")
    paper = _line("凭证文书、文号", 120, "释放证明书、裁定书、决定书、调动批准文件")
    reason = _line("事由", 200)
    where_to = _line("去向", 120, "如户籍地司法所、接收医院；调出的选下面的监狱")
    receiver = forms.ModelChoiceField(
        Organ.objects.none(), label="接收监狱", required=False, empty_label="（不是调出）"
    )
    known = forms.BooleanField(label="已看过未办结的事项", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, inmate: Inmate, has_obstacles: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name, told in TOLD.items():
            self.fields[name].told = told  # type: ignore[attr-defined]
        field: Any = self.fields["receiver"]
        field.queryset = Organ.objects.filter(kind=Kind.PRISON, until=None).exclude(pk=inmate.prison_id)
        if not has_obstacles:
            del self.fields["known"]

    def told(self) -> Leaving:
        """What was said, for the service."""
        given = {
            name: value for name, value in self.cleaned_data.items() if value not in (None, "") and name != "version"
        }
        return Leaving(**{**given, "kind": Ended(given["kind"])})


class ReturnForm(forms.Form):
    """When and why somebody is back."""

    on = _day("返回日")
    reason = _line("返回事由", 200, "如“收监执行，（2026）澜01刑更30号”“登记有误”", required=True)


class ReceiptForm(forms.Form):
    """Where the receiving prison places the person, under which number, since when."""

    received_on = _day("调入日")
    ward = forms.ModelChoiceField(Organ.objects.none(), label="监区", empty_label=None)
    number = CellField(
        prisoner_number,
        label="罪犯编号",
        help_text="编号终身不变的照原编号",
        error_messages={"required": "请填写罪犯编号。"},
    )

    def __init__(self, data: Any = None, *, departure: Departure, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["ward"]
        field.queryset = Organ.objects.filter(house_id=departure.receiver_id, until=None).order_by("path")
