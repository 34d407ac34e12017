"""What a row means beyond its cells: the cells against one another, and against what is already stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from prisons.models import Inmate
from prisons.states import Presence
from procuratorate.custody import services as custody
from procuratorate.custody.services.admission import Match
from procuratorate.lib import identifiers
from procuratorate.lib.cells import MISSING, Kind
from procuratorate.lib.sheets import ReadRow
from procuratorate.organs.models import Organ

ORDER = (
    ("judged_on", "effective_on", "生效日早于判决日"),
    ("starts_on", "ends_on", "刑期止早于刑期起"),
    ("committed_from", "committed_to", "犯罪时间止早于起"),
    ("delivered_on", "admitted_on", "入监日早于送监日"),
    ("period_since", "period_until", "考核期止早于起"),
    ("change_ruled_on", "change_served_on", "送达日早于裁定日"),
    ("change_filed_on", "change_ruled_on", "裁定日早于报请日"),
)
CHANGE = ("change_filed_on", "change_served_on", "change_court", "change_case_no", "change_months")
TAKEN = "证件号码与系统中另一人的记录重复", "核对证件号码；如系由其他单位调入，请原单位先登记调出"


@dataclass
class Known:
    """What is stored already, read once for a whole roster."""

    prison: Organ
    wards: Mapping[str, Organ]
    inmates: Mapping[str, Inmate]  # by number
    matches: Mapping[str, Match]  # by document number

    @classmethod
    def of(cls, rows: Iterable[ReadRow], prison: Organ, on: date) -> Known:
        """Three queries for any number of rows."""
        values = [row.values for row in rows]
        numbers = [each["number"] for each in values if each["number"]]
        wards: dict[str, Organ] = {}
        for ward in Organ.objects.filter(house=prison, since__lte=on):
            wards |= {ward.short_name: ward, ward.name: ward}
        inmates = Inmate.objects.filter(prison=prison, number__in=numbers)
        inmates = inmates.select_related("person", "custody", "sentence__judgment")
        matches = custody.match_persons(each["id_number"] for each in values if each["id_number"])
        return cls(prison, wards, {row.number: row for row in inmates}, matches)

    def ward_of(self, row: ReadRow) -> Organ | None:
        """The ward a row names, the prison when it names none, None when there is no such ward."""
        said = row.values["ward"]
        return self.wards.get(said) if said else self.prison

    def person_of(self, row: ReadRow) -> int | None:
        """The person a row speaks of, if the system knows one."""
        inmate = self.inmates.get(row.values["number"])
        if inmate is not None:
            return inmate.person_id
        match = self.matches.get(row.values["id_number"] or "")
        return match.person_id if match else None


def judge(rows: Iterable[ReadRow], known: Known) -> None:
    """Add to every row what is wrong or odd about it."""
    for row in rows:
        _judge_place(row, known)
        _judge_document(row)
        _judge_dates(row)
        _judge_term(row)
        _judge_change(row)
        _judge_property(row)
        _judge_known(row, known)


def _judge_place(row: ReadRow, known: Known) -> None:
    if known.ward_of(row) is None:
        near = get_close_matches(row.values["ward"], known.wards, n=2, cutoff=0.3)
        row.refuse("ward", "本监狱没有这个监区", f"是否“{'”、“'.join(near)}”" if near else "照本监狱监区名称填写")


def _judge_document(row: ReadRow) -> None:
    number = row.values["id_number"]
    if not number or number is MISSING or identifiers.unidentified(number):
        return
    born, sex = identifiers.born(number), identifiers.sex(number)
    if born and row.values["born_on"] and born != row.values["born_on"]:
        row.warn("born_on", f"与证件号码中的{born}不一致", "核对后改正其中一处；已按所填保存")
    if sex and row.values["sex"] in {"1", "2"} and sex != row.values["sex"]:
        row.warn("sex", "与证件号码不一致", "核对后改正其中一处；已按所填保存")


def _judge_dates(row: ReadRow) -> None:
    for early, late, words in ORDER:
        first, second = row.values[early], row.values[late]
        if isinstance(first, date) and isinstance(second, date) and second < first:
            row.refuse(late, words, "照原件核对两个日期，改正其中一个")
    now, ends = row.values["ends_now"], row.values["ends_on"]
    if isinstance(now, date) and isinstance(ends, date) and now > ends:
        row.warn("ends_now", "晚于原判刑期止", "没有加刑、不计入刑期情形的，请核对")


def _judge_term(row: ReadRow) -> None:
    term = row.values["term"]
    if term is None:
        return
    if term.kind in {Kind.LIFE, Kind.SUSPENDED_DEATH} and row.values["ends_on"] and not row.values["change_ruled_on"]:
        row.warn("ends_on", "无期徒刑、死缓没有原判刑期止", "减为有期徒刑后的止日填“现刑期止”，并填前次裁定")
    if term.months and not (row.values["starts_on"] and row.values["ends_on"]):
        row.warn("ends_on", "没有填刑期起止", "照执行通知书补填；可先接受，报请前须补")


def _judge_change(row: ReadRow) -> None:
    """An interval runs from service (法释〔2016〕23号第40条): whoever was commuted before needs all three dates."""
    values = row.values
    if values["change_ruled_on"] is None:
        if any(values[name] is not None for name in CHANGE):
            row.refuse("change_ruled_on", "填了前次变更，没有填裁定日", "照最近一次裁定书填写；缺裁定书填“缺”")
        return
    if values["change_served_on"] is None:
        row.refuse("change_served_on", "有前次减刑者必填，间隔自送达日起算", "照送达回证填写；回证缺失请填“缺”")
    if values["change_filed_on"] is None:
        row.warn("change_filed_on", "没有填前次报请日", "照前次建议书补填；缺失填“缺”")


def _judge_property(row: ReadRow) -> None:
    values = row.values
    ordered = [
        name for name in ("fine", "taking", "restitution", "recovery", "compensation") if values[name] is not None
    ]
    for name in ("fine", "taking", "restitution", "recovery", "compensation"):
        if values[f"{name}_paid"] is not None and values[name] is None:
            row.refuse(name, "填了已履行金额，没有填判决金额", "照判决书填写")
    if values["closing"] and len(ordered) > 1:
        row.warn("closing", "有多项财产性判项，结案方式未写入", "请在档案中逐项填写结案方式")


def _judge_known(row: ReadRow, known: Known) -> None:
    values = row.values
    inmate = known.inmates.get(values["number"])
    match = known.matches.get(values["id_number"] or "")
    if inmate is not None:
        _judge_same(row, inmate, match)
    elif match is not None and match.keeper_id == known.prison.pk and match.is_held:
        row.refuse("id_number", "证件号码已登记在本监狱另一编号名下", "核对证件号码和罪犯编号")
    elif match is not None and (match.is_held or match.name != values["name"]):
        row.refuse("id_number", *TAKEN)


def _judge_same(row: ReadRow, inmate: Inmate, match: Match | None) -> None:
    if inmate.person.name != row.values["name"]:
        row.refuse(
            "number", f"该编号登记的是“{inmate.person.name}”", "核对编号；确系改名的，请在档案中更正姓名后再导入"
        )
    elif inmate.state == Presence.OUT:
        row.refuse("number", "该罪犯已登记离监", "核对编号；重新收监的，请先在档案中登记")
    elif match is not None and match.person_id != inmate.person_id:
        row.refuse("id_number", *TAKEN)
