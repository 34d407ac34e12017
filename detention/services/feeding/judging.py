"""What only the records can say of a row: known or new, by whose name, held by which organ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from detention.models import Detainee
from detention.selectors.wall import with_course
from detention.services.feeding.columns import GRANTS
from detention.states import Presence
from detention.vocabulary import HANDLERS
from procuratorate.custody.services import match_persons
from procuratorate.custody.services.admission import Match
from procuratorate.lib.identifiers import UNIDENTIFIED
from procuratorate.lib.sheets import ReadRow
from procuratorate.organs.models import Organ

PAIRS = (
    ("stop", "stopped_on", "停止计算须同时填事由和日期"),
    ("noticed_on", "notice_paper", "届满通知须同时填日期和文号"),
    ("reported_on", "report_paper", "超期报告须同时填日期和文号"),
    ("left_on", "left_how", "出所须同时填日期和方式"),
    ("handed_on", "handover_paper", "换押须同时填日期和换押证号"),
)
SAME = ("name", "sex", "born_on", "id_number", "entered_on")
MEND = "核对编码；确系收押登记有误的，在人员页面更正后再报"


@dataclass
class Known:
    """The records the rows are held against."""

    centre: Organ
    on: date
    handlers: dict[str, Organ]
    stays: dict[str, Any]
    matches: dict[str, Match]

    @classmethod
    def of(cls, rows: Sequence[ReadRow], centre: Organ, on: date) -> Known:
        """Read once for a chunk: five queries. `on`: the day they tell of."""
        numbers = [row.values["number"] for row in rows if row.values["number"]]
        stays = with_course(Detainee.objects.filter(centre=centre, number__in=numbers).select_related("custody"))
        organs = [*Organ.objects.filter(until=None, kind__in=HANDLERS), centre]
        named = {name: one for one in organs for name in (one.name, one.short_name, one.code) if name}
        known = [row.values["id_number"] or "" for row in rows]
        return cls(centre, on, named, {one.number: one for one in stays}, match_persons(known))

    def stay_of(self, row: ReadRow) -> Any:
        return self.stays.get(row.values["number"])

    def handler_of(self, row: ReadRow, key: str = "handler") -> Organ | None:
        return self.handlers.get(row.values[key] or "")


def judge(rows: Iterable[ReadRow], known: Known) -> None:
    """Add to every row what is wrong about it."""
    for row in rows:
        _judge_days(row, known.on)
        _judge_pairs(row)
        _judge_organs(row, known)
        stay = known.stay_of(row)
        if stay is not None:
            _judge_same(row, stay)
        elif row.values["number"]:
            _judge_new(row, known)


def _judge_days(row: ReadRow, on: date) -> None:
    for column in row.layout.columns:
        value = row.values[column.key]
        if isinstance(value, date) and value > on and column.key not in {"due_on", "sentence_ends_on"}:
            row.refuse(column.key, f"晚于所报之日（{on}）", "照文书核对日期")
    entered, left = row.values["entered_on"], row.values["left_on"]
    if entered and left and left < entered:
        row.refuse("left_on", "出所日早于入所日", "照出所登记核对两个日期")


def _judge_pairs(row: ReadRow) -> None:
    grants = [(f"grant{n}_code", f"grant{n}_on", "延长须同时填种类和批准日") for n in GRANTS]
    grants += [(f"grant{n}_code", f"grant{n}_paper", "延长须填批准文书号") for n in GRANTS]
    for first, second, why in (*PAIRS, *grants):
        given = {key: bool(row.values[key]) for key in (first, second)}
        if len(set(given.values())) > 1:
            row.refuse(next(key for key, there in given.items() if not there), why, "补填，或者删去另一栏")
    if row.values["resumed_on"] and not row.values["stopped_on"]:
        row.refuse("stopped_on", "填了恢复之日，没有填停止之日", "照文书补填")


def _judge_organs(row: ReadRow, known: Known) -> None:
    for key in ("handler", "former"):
        said = row.values[key]
        if said and known.handler_of(row, key) is None:
            near = get_close_matches(said, known.handlers, n=2, cutoff=0.3)
            mend = f"是否“{'”、“'.join(near)}”" if near else "填单位全称或者简称；没有的请管理员先建立"
            row.refuse(key, "没有登记这个单位", mend)


def _judge_same(row: ReadRow, stay: Any) -> None:
    """What an admission fixed is not changed by a roster."""
    number = stay.person.id_number
    stored = {
        "name": stay.person.name, "sex": stay.person.sex, "born_on": stay.person.born_on,
        "id_number": number if number != UNIDENTIFIED else None, "entered_on": stay.entered_on,
    }  # fmt: skip
    for key in SAME:
        said = row.values[key]
        if said and said != UNIDENTIFIED and stored[key] and said != stored[key]:
            row.refuse(
                key, f"与收押登记（{stay.person.get_sex_display() if key == 'sex' else stored[key]}）不一致", MEND
            )
    if stay.state == Presence.LEFT and row.values["left_on"] != stay.left_on:
        row.refuse("number", f"此人已于{stay.left_on}登记出所", "核对编码；重新收押的用新的编码")


def _judge_new(row: ReadRow, known: Known) -> None:
    if row.values["handed_on"] and not row.values["former"]:
        row.warn("handed_on", "没有填移送机关，换押证没有登记", "由其他机关移送来的，补填移送机关后再报")
    match = known.matches.get(row.values["id_number"] or "")
    if match is not None and (match.is_held or match.name != row.values["name"]):
        row.refuse(
            "id_number", "这个证件号码已经登记，姓名不同或者仍在关押", "核对号码；确系同一人的，请原单位先登记出所"
        )
