"""The columns of a day's roster: what they are called, how they are read. One row is one person as he stands today."""

from __future__ import annotations

from typing import Any

from detention.states import Left
from detention.vocabulary import ANEW_CHOICES, GIVEN_CHOICES, PHASE_CHOICES, STOP_CHOICES, TRAIT_CHOICES
from procuratorate.custody.states import Sex
from procuratorate.lib import cells
from procuratorate.lib.cells import Parsed, Raw
from procuratorate.lib.cells.parsed import nothing, written
from procuratorate.lib.identifiers import centre_number, citizen_id
from procuratorate.lib.sheets import Column, Layout

GRANTS = (1, 2, 3)
_NUMERALS = "一二三"
_trait = cells.choice(dict(TRAIT_CHOICES))


def traits(raw: Raw) -> Parsed:
    """Several choices in one cell → tuple of codes."""
    if (empty := nothing(raw)) is not None:
        return empty
    read = [_trait(one) for one in written(raw).replace("，", "、").replace(",", "、").split("、") if one.strip()]
    wrong = next((one for one in read if one.problem), None)
    return wrong or Parsed(tuple(dict.fromkeys(one.value for one in read)))


def _text(key: str, title: str, longest: int, **more: Any) -> Column:
    return Column(key, title, cells.text(max_length=longest), **more)


def _day(key: str, title: str, mending: str = "", **more: Any) -> Column:
    return Column(key, title, cells.day, mending=mending, example="2026-11-05", **more)


def _pick(key: str, title: str, table: list[tuple[str, str]], **more: Any) -> Column:
    return Column(key, title, choices=dict(table), **more)


def _granted(place: int) -> tuple[Column, ...]:
    head = f"第{_NUMERALS[place - 1]}次延长"
    return (
        _pick(f"grant{place}_code", head, GIVEN_CHOICES, width=18),
        _day(f"grant{place}_on", f"{head}批准日", "照批准文书填写"),
        _text(f"grant{place}_paper", f"{head}文书号", 80, width=18),
        Column(f"grant{place}_amount", f"{head}日月数", cells.whole(), help="条文定有固定长度的不填"),
        _day(f"grant{place}_asked", f"{head}提请日", help="延长侦查羁押的填"),
    )


_PERSON = (
    Column("number", "在押人员编码", centre_number, required=True, unique=True, synonyms=("编码",), width=24),
    Column("name", "姓名", cells.name, required=True, help="照法律文书，生僻字照写"),
    _pick("sex", "性别", [(code, word) for code, word in Sex.choices if code in {Sex.MALE, Sex.FEMALE}], required=True),
    _day("born_on", "出生日期", help="不知道的不填；是否未成年按此判断"),
    Column("id_number", "公民身份号码", citizen_id, unique=True, help="身份不明填18个0", width=20),
    _day("entered_on", "入所日", "照收押登记填写", required=True),
    _text("cell", "监室", 20, fill_merged=True),
    _text("offence", "案由", 60, required=True, width=16),
    _text("case_number", "案件编号", 40, help="同案人员填写同一编号", width=18),
)
_STAGE = (
    _pick("phase", "办案环节", PHASE_CHOICES, required=True, width=14),
    _text("handler", "办案机关", 80, required=True, help="填全称或者简称", width=20),
    _day("start", "起算事由发生日", "照拘留证、逮捕证、受理通知填写", required=True, help="次日为第一日"),
    Column("traits", "影响期限的情形", traits, help="速裁、简易程序等，多项用顿号隔开", width=20),
    _text("paper", "法律文书", 80, width=20),
    _text("former", "移送机关", 80, help="由其他机关移送来的填，须换押", width=20),
    _day("handed_on", "收到换押证"),
    _text("handover_paper", "换押证号", 60),
    _pick("anew", "重新计算事由", ANEW_CHOICES, help="与已登记的起算日不同时填", width=14),
)
_TOLD = (
    _pick("stop", "停止计算事由", STOP_CHOICES),
    _day("stopped_on", "停止计算之日", help="不计入的第一日"),
    _day("resumed_on", "恢复计算之日"),
    _day("noticed_on", "发出届满通知", "照通知书填写"),
    _text("notice_paper", "届满通知文号", 80, width=18),
    _day("reported_on", "书面报告超期", "照报告填写"),
    _text("report_paper", "超期报告文号", 80, width=18),
    _day("due_on", "羁押期限届满", help="本所推算的；与系统推算不同的提醒核对"),
)
_JUDGMENT = (
    _day("effective_on", "判决生效日", "照执行通知书填写"),
    _day("papers_on", "收到执行文书", "照执行通知书回执填写"),
    _day("sentence_ends_on", "刑期届满", "照执行通知书填写"),
    _day("left_on", "出所日", "照出所登记填写"),
    _pick("left_how", "出所方式", Left.choices),
    _text("left_to", "去向、依据文书", 120, width=20),
)
LAYOUT = Layout(
    [*_PERSON, *_STAGE, *(column for place in GRANTS for column in _granted(place)), *_TOLD, *_JUDGMENT], naming="name"
)

NOTES = (
    "一人一行，填报送当日的情况；带星号的必填。日期写 2026-11-05、2026年11月5日都可以。",
    "已登记的人员，空着的栏不改动原有内容；监室、案由、判决各栏按新表更新，环节、延长、换押、通知按所填补登。",
    "姓名、性别、出生日期、证件号码、入所日与登记不一致的，退回核对；确系收押登记有误的，在人员页面“更正”。",
    "名册应当列全在所人员；没有列出的，报送以后提示检察室核对。",
)
