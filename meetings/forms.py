"""Shape of input about meetings; what the room's screen sends, cell by cell."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django import forms

from meetings.models import Meeting
from meetings.states import Outcome, Presence, Source
from procuratorate.lib import cells
from procuratorate.lib.asking import DayField, TellingForm
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.models import Organ

AT_ONCE = ("", "即日", "即日起", "立即")
MOST_LINES, LONGEST = 40, 200_000


class SeriesForm(TellingForm):
    """Which of the sites one supervises, and the 代字 its minutes are numbered under."""

    site = forms.ChoiceField(label="对方单位")
    word = forms.CharField(label="纪要代字", max_length=20, help_text="印发时按年度自动取号，如 临城郊联纪〔2026〕2号")

    def __init__(self, pairs: list[tuple[Organ, Organ]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {f"{office.pk}-{site.pk}": (office, site) for office, site in pairs}
        choices = [(key, f"{office.name}—{site.name}") for key, (office, site) in self.pairs.items()]
        self.fields["site"].choices = choices  # type: ignore[attr-defined]

    def clean_word(self) -> str:
        word = str(self.cleaned_data["word"])
        if not re.fullmatch(r"[\u4e00-\u9fff]{2,20}", word):
            raise forms.ValidationError("代字只用汉字，如 临城郊联纪；年度和序号印发时自动加上。")
        return word


class PlanForm(TellingForm):
    held_on = DayField(label="会议日")
    starts_at = forms.RegexField(
        r"^([01]?\d|2[0-3]):[0-5]\d$", label="时刻", initial="14:30",
        error_messages={"invalid": "时刻写作 14:30"}, max_length=5,
    )  # fmt: skip
    place = forms.CharField(label="地点", max_length=120)
    proposals_until = DayField(label="议题征集截止", help_text="发通知后，对方在这一天以前（含当天）提出议题")
    is_special = forms.BooleanField(label="专题会议", required=False, help_text="不计入半年一次")
    title = forms.CharField(label="名称", max_length=80, required=False, help_text="不填的，写作“××××年×半年联席会议”")


class ItemForm(TellingForm):
    source = forms.ChoiceField(label="来源", choices=Source.choices, initial=Source.MEASURE)
    title = forms.CharField(
        label="议题", max_length=120, help_text="不写在押人员姓名；正在核查的事项、线索、控告申诉不上会"
    )
    background = forms.CharField(
        label="情况", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    speaker = forms.CharField(label="汇报人", max_length=60, required=False)


class PersonForm(TellingForm):
    organ = forms.ChoiceField(label="一方")
    name = forms.CharField(label="姓名", max_length=60)
    post = forms.CharField(label="职务", max_length=60, required=False)
    sits_in = forms.BooleanField(label="列席", required=False, help_text="列席人员不计入应到人数")

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sides = {str(one.pk): one for one in (meeting.office, meeting.site)}
        self.fields["organ"].choices = [(key, one.name) for key, one in self.sides.items()]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "organ": self.sides[self.cleaned_data["organ"]]}


class TextForm(TellingForm):
    """The minutes as text: a line a paragraph; 一、 and （一） at its head set the level."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32000)
    text = forms.CharField(label="正文", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 24}))
    why = forms.CharField(label="修改说明", max_length=200, required=False)


def sections_of(text: str) -> list[tuple[int, str]]:
    """Lines with their level by GB/T 9704: 一、 is 1, （一） is 2, the rest 0."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(_level(line), line) for line in lines]


def _level(line: str) -> int:
    if re.match(r"[一二三四五六七八九十]+、", line):
        return 1
    return 2 if re.match(r"（[一二三四五六七八九十]+）", line) else 0


def told_item(raw: bytes, meeting: Meeting, on: date) -> tuple[int, dict[str, Any]]:
    """(version, what `note_item` keeps) out of the room's JSON. Raises Unacceptable for what cannot be read."""
    said = _mapping(raw)
    outcome = str(said.get("outcome") or "")
    if outcome not in ("", *Outcome.values):
        raise Unacceptable("没有这种结果，请按 F1 至 F4 选择。")
    lines = said.get("agreed") or []
    if not isinstance(lines, list) or len(lines) > MOST_LINES:
        raise Unacceptable(f"一个议题最多{MOST_LINES}条议定事项。")
    told: dict[str, Any] = {name: _text(said, name, 4000) for name in ("background", "dissent", "aside")}
    agreed = [_line(one, meeting, place, on) for place, one in enumerate(lines, 1) if isinstance(one, dict)]
    return _version(said), {**told, "outcome": outcome, "agreed": [one for one in agreed if one["words"]]}


def told_person(raw: bytes) -> tuple[int, dict[str, Any]]:
    """(version, what `note_person` keeps)."""
    said = _mapping(raw)
    presence = str(said.get("presence") or "")
    if presence not in ("", *Presence.values):
        raise Unacceptable("没有这种到会情况，请重新选择。")
    return _version(said), {"presence": presence, "note": _text(said, "note", 80)}


def _mapping(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw)
    except ValueError as error:
        raise Unacceptable("没有读懂页面送来的内容。请刷新后再记。") from error
    if not isinstance(said, dict):
        raise Unacceptable("没有读懂页面送来的内容。请刷新后再记。")
    return said


def _version(said: dict[str, Any]) -> int:
    version = said.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 0 < version < 2**31 - 1:
        raise Unacceptable("页面已经过期。请刷新后再记。")
    return version


def _text(said: dict[str, Any], name: str, most: int) -> str:
    words = str(said.get(name) or "").strip()
    if len(words) > most or "\x00" in words:
        raise Unacceptable(f"内容太长，最多{most}字。请分条记录。", fields={name: f"最多{most}字"})
    return words


def _line(said: dict[str, Any], meeting: Meeting, place: int, on: date) -> dict[str, Any]:
    words, unit = _text(said, "words", 400), _text(said, "unit", 60)
    if words and not unit:
        why = f"第{place}条没有责任单位。"
        raise Unacceptable(why, fields={"unit": why})
    side = str(said.get("side") or "")
    sides = {"office": meeting.office, "site": meeting.site, "both": None}
    if side not in sides:
        raise Unacceptable(f"第{place}条请选择由哪一方办理。", fields={"side": "请选择责任方"})
    due = _due(_text(said, "due", 20), place, on)
    return {"words": words, "organ": sides[side], "unit": unit, "person": _text(said, "person", 60), "due_on": due}


def _due(said: str, place: int, on: date) -> date | None:
    if said in AT_ONCE:
        return None
    parsed = cells.day(said)
    if parsed.problem or not isinstance(parsed.value, date):
        why = f"第{place}条的时限“{said}”读不成日期，写作 2026-12-31，或者写“即日”。"
        raise Unacceptable(why, fields={"due": why})
    if parsed.value < on:
        why = f"第{place}条的时限早于今天。"
        raise Unacceptable(why, fields={"due": why})
    return parsed.value
