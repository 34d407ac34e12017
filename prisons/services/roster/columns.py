"""The columns of a roster: what they are called, how they are read, where each value goes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from prisons.states import Grade
from procuratorate.custody.states import (
    Category,
    ChangeKind,
    Closing,
    Identity,
    Instance,
    Payer,
    Sex,
    Vulnerable,
)
from procuratorate.lib import cells
from procuratorate.lib.cells import Parsed, Raw
from procuratorate.lib.cells.parsed import nothing, refuse, written
from procuratorate.lib.characters import bare
from procuratorate.lib.identifiers import citizen_id, prisoner_number
from procuratorate.lib.names import normalise, problem
from procuratorate.lib.sheets import Column, Layout

_SPLIT = str.maketrans(dict.fromkeys(",，;；/\n", "、"))
_BETWEEN_OFFENCES = re.compile(r"[;；/\n]")
_CATEGORY_WORDS = {
    "职务": "A1", "金融": "A2", "涉黑": "A3", "危安": "A4", "恐怖": "A5", "毒品再犯": "A6", "毒品集团首要分子": "A6",
    "八类": "B", "暴力": "B", "限减": "X", "终身": "T",
}  # fmt: skip
_DOCUMENT = ("身份证号", "身份证号码", "证件号码")
_VULNERABLE_WORDS = {"病犯": "ill", "残疾": "disabled", "老年": "aged", "未成年": "minor", "孕": "pregnant"}


@dataclass(frozen=True)
class Rights:
    """剥夺政治权利: months, or for life."""

    months: int | None = None
    for_life: bool = False


@dataclass(frozen=True)
class Taking:
    """没收财产: a sum, or all the person has."""

    everything: bool = False
    ordered: object = None


def words_of(raw: Raw) -> Parsed:
    """Several words in one cell → tuple of str."""
    if (empty := nothing(raw)) is not None:
        return empty
    return _each_once(_pieces(written(raw)))


def _pieces(text: str) -> list[str]:
    return [one.strip() for one in text.translate(_SPLIT).split("、") if one.strip()]


def _each_once(said: list[str]) -> Parsed:
    long = next((one for one in said if len(one) > 60), None)
    return refuse(f"“{long[:12]}…”过长", "各项之间用顿号隔开") if long else Parsed(tuple(dict.fromkeys(said)))


def offences(raw: Raw) -> Parsed:
    """罪名 → tuple of str. A name ends with 罪, whatever 、 stands within it: 走私、贩卖、运输、制造毒品罪 is one."""
    if (empty := nothing(raw)) is not None:
        return empty
    return _each_once([name for part in _BETWEEN_OFFENCES.split(written(raw)) for name in _offences_in(part)])


def _offences_in(text: str) -> list[str]:
    whole: list[str] = []
    begun: list[str] = []
    for piece in _pieces(text):
        begun.append(piece)
        if piece.endswith("罪"):
            whole.append("、".join(begun))
            begun = []
    return whole + begun


def names_of(raw: Raw) -> Parsed:
    """Several names in one cell → tuple of str, every character kept."""
    parsed = words_of(raw)
    if not isinstance(parsed.value, tuple):
        return parsed
    kept = tuple(normalise(one) for one in parsed.value)
    wrong = next((why for one in kept if (why := problem(one))), None)
    return refuse(*wrong) if wrong else Parsed(kept)


def several(table: dict[str, str], also: dict[str, str] | None = None) -> cells.Parse:
    """A parser of several choices in one cell → tuple of codes."""
    one = cells.choice(table, also)

    def parse(raw: Raw) -> Parsed:
        said = words_of(raw)
        if not isinstance(said.value, tuple):
            return said
        read = [one(word) for word in said.value]
        wrong = next((each for each in read if each.problem), None)
        return wrong or Parsed(tuple(each.value for each in read))

    return parse


def rights(raw: Raw) -> Parsed:
    """剥夺政治权利 → `Rights`."""
    if isinstance(raw, str) and "终身" in bare(raw):
        return Parsed(Rights(for_life=True))
    parsed = cells.extent(bare(raw).removeprefix("剥夺政治权利") if isinstance(raw, str) else raw)
    return Parsed(Rights(months=parsed.value)) if isinstance(parsed.value, int) else parsed


def taking(raw: Raw) -> Parsed:
    """没收财产 → `Taking`; 全部 has no sum."""
    if isinstance(raw, str) and "全部" in bare(raw):
        return Parsed(Taking(everything=True))
    parsed = cells.money()(raw)
    return Parsed(Taking(ordered=parsed.value)) if parsed.value is not None else parsed


_JUDGMENT = "照生效裁判文书填写"
_NOTICE = "照执行通知书填写"
_RULING = "照最近一次裁定书填写"
_RECEIPT = "照执行通知书回执上的日期填写"


def _text(key: str, title: str, longest: int, *synonyms: str, **more: Any) -> Column:
    return Column(key, title, cells.text(max_length=longest), synonyms=synonyms, **more)


def _day(key: str, title: str, mending: str, *synonyms: str, **more: Any) -> Column:
    return Column(key, title, cells.day, synonyms=synonyms, mending=mending, example="2021-02-03", **more)


def _sum(key: str, title: str) -> Column:
    return Column(key, title, cells.money(), help="元", example="20000", mending="照判决书、票据填写")


def _pick(key: str, title: str, table: Iterable[tuple[str, Any]], **more: Any) -> Column:
    return Column(key, title, choices={code: label for code, label in table if code}, **more)


_IDENTITY = (
    _text("ward", "监区", 40, help="本监狱的监区简称", example="一监区", fill_merged=True),
    Column("number", "罪犯编号", prisoner_number, required=True, unique=True, synonyms=("编号",), width=14),
    Column("name", "姓名", cells.name, required=True, synonyms=("罪犯姓名",), help="照判决书，生僻字照写"),
    Column("former_names", "曾用名", names_of, synonyms=("别名",), help="多个用顿号隔开"),
    _pick("sex", "性别", Sex.choices, example="男"),
    _day("born_on", "出生日期", "照身份证填写"),
    Column("id_number", "公民身份号码", citizen_id, unique=True, synonyms=_DOCUMENT, help="身份不明填18个0", width=20),
    _pick("identity", "身份状态", Identity.choices),
    _text("nationality", "国籍", 20, help="中国可不填"),
    _text("ethnicity", "民族", 20, help="仅用于法定表头"),
    _text("education", "文化程度", 20),
    _text("occupation", "捕前职业", 60),
    _text("former_rank", "原职级", 40, help="原国家工作人员填", example="县处级"),
    _text("domicile", "户籍地", 200, width=24),
    _text("address", "居住地", 200, width=24),
    Column("vulnerable", "特殊群体", several(dict(Vulnerable.choices), _VULNERABLE_WORDS), help="多项用顿号隔开"),
)
_CASE = (
    Column(
        "offences",
        "罪名",
        offences,
        required=True,
        help="写全称，以“罪”字结尾；多罪用顿号隔开，主罪在前",
        mending=_JUDGMENT,
        width=18,
    ),
    _day("committed_from", "犯罪时间起", _JUDGMENT),
    _day("committed_to", "犯罪时间止", _JUDGMENT, "犯罪时间"),
    Column(
        "categories", "罪犯类别", several(dict(Category.choices), _CATEGORY_WORDS), help="累犯、职务犯罪等", width=16
    ),
    _text("court", "原判法院", 80, "判决法院", required=True, mending=_JUDGMENT, width=24),
    _text("case_no", "判决案号", 60, "案号", mending=_JUDGMENT, width=24),
    _pick("instance", "审级", Instance.choices),
    _day("judged_on", "判决日", _JUDGMENT, "判决日期", required=True, may_lack=True),
    _day("effective_on", "生效日", _NOTICE, "生效日期", may_lack=True),
    Column("term", "原判刑期", cells.term, required=True, help="8年6个月、无期、死缓、死缓限制减刑", mending=_JUDGMENT),
    Column("rights", "剥夺政治权利", rights, help="3年，或终身", example="2年"),
    _day("starts_on", "刑期起", _NOTICE, "刑期起日"),
    _day("ends_on", "原判刑期止", _NOTICE, "刑期止"),
    _day("ends_now", "现刑期止", _RULING, help="减过刑的填"),
    _day("suspension_ends_on", "死缓期满日", _NOTICE, help="死缓罪犯填"),
    _day("first_custody_on", "首次羁押日", _JUDGMENT, "羁押日期", may_lack=True),
    _day("delivered_on", "送监日", _RECEIPT, "送监日期", "交付执行日", required=True, may_lack=True),
    _day("admitted_on", "入监日", "照收监登记填写", "入监日期"),
    _day("transferred_in_on", "调入日", "照调犯通知填写", help="从其他监狱调入的填"),
    _text("from_where", "原押单位", 80, "原监狱", "原看守所", width=20),
)
_CHANGE = (
    _pick("change_kind", "前次变更种类", ChangeKind.choices, help="不填为减刑", width=14),
    _day("change_filed_on", "前次报请日", "照建议书填写", "前次提请日", may_lack=True),
    _day("change_ruled_on", "前次裁定日", _RULING, may_lack=True),
    _day("change_served_on", "前次裁定送达日", "照送达回证填写", may_lack=True),
    _text("change_court", "前次裁定法院", 80, width=20),
    _text("change_case_no", "前次裁定案号", 60, width=20),
    Column("change_months", "前次减去刑期", cells.extent, example="7个月", mending=_RULING),
)
_PROPERTY = (
    _sum("fine", "罚金"),
    _sum("fine_paid", "已缴罚金"),
    Column("taking", "没收财产", taking, help="金额，或填“全部”", mending=_JUDGMENT),
    _sum("taking_paid", "已执行没收"),
    _sum("restitution", "责令退赔"),
    _sum("restitution_paid", "已退赔"),
    _sum("recovery", "追缴"),
    _sum("recovery_paid", "已追缴"),
    _sum("compensation", "民事赔偿"),
    _sum("compensation_paid", "已赔偿"),
    _pick("closing", "结案方式", Closing.choices, help="终结执行与终结本次执行不同", width=14),
    _pick("paid_by", "履行人", Payer.choices),
    _text("proof", "履行凭证", 120, help="票据号、卷页", width=18),
)
_CONDUCT = (
    _day("period_since", "考核期起", "照计分考核表填写"),
    _day("period_until", "考核期止", "照计分考核表填写"),
    Column("points", "考核得分", cells.number(least=None), example="600"),
    Column("carried", "余分", cells.number(least=None)),
    _pick("grade", "等级", Grade.choices),
    Column("commendations", "表扬次数", cells.whole(unit="次")),
    _text("commendation_no", "表扬批准文号", 60, width=18),
    Column("account_month", "消费月份", cells.month, example="2026-10"),
    _sum("spending", "当月消费"),
    _sum("limit", "消费限额"),
    _sum("balance", "账户余额"),
)
LAYOUT = Layout([*_IDENTITY, *_CASE, *_CHANGE, *_PROPERTY, *_CONDUCT], naming="name")

NOTES = (
    "一人一行；带星号的必填。日期写 2021-02-03、2021年2月3日都可以。",
    "再次导入同一罪犯编号和姓名，按新表更新所填各栏；空着的栏不改动原有内容。",
    "未成年人犯罪记录已封存的前科不得填写。",
)
