"""一志八表 and 一志一账六表: the registers with their official columns, as data.

Columns of the detention set: 看守所检察办法（2008）附件 〔核实 KJ 附件〕. The prison set: names from 监狱检察办法第54条
〔核实 JJ:54〕; its printed columns were not found, they follow the detention set 〔推断〕 and the note says so.
A sheet is a card (one matter, A4), or a list of many: A4 landscape, A3 where there are many columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

A3_FROM = 13  # columns
INFERRED = "监狱套表的印制栏目未见原件，参照看守所检察办法附件的同名表设计（推断），可照本省式样调整。"


class Site(StrEnum):
    PRISON = "监狱"
    CENTRE = "看守所"


@dataclass(frozen=True)
class Register:
    """One register. `columns`: a head, or (head, sub-heads). `upward`: to whom it is reported, in the form's words."""

    code: str
    name: str
    site: Site
    columns: tuple[str | tuple[str, tuple[str, ...]], ...]
    upward: str = ""
    is_card: bool = False

    @property
    def sheet(self) -> str:
        return "form" if self.is_card else "list"

    @property
    def needs(self) -> tuple[str, ...]:
        return ("cells", "boxes") if self.is_card else ("heads", "rows")

    @property
    def is_diary(self) -> bool:
        """A line a day: what is written into it later says so."""
        return self.slug.endswith("_diary")

    @property
    def shared(self) -> frozenset[str]:
        """Columns in which an officer's words stand behind what the product filled."""
        return frozenset(head for head in self.heads if self.is_diary and head.endswith(("检察情况", "情况记录")))

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.code.partition(".")[2]

    @property
    def shape(self) -> str:
        """The paper a list is printed on."""
        return "roster" if len(self.heads) >= A3_FROM else "wide"

    @property
    def note(self) -> str:
        """What stands below the table."""
        return "　".join(filter(None, (self.upward, INFERRED if self.site is Site.PRISON else "")))

    @property
    def heads(self) -> list[str]:
        """The cells of a row, left to right, as the sheet's second line of heads names them."""
        return [head for one in self.columns for head in ([one] if isinstance(one, str) else one[1])]

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The first line of heads, empty where no column is divided."""
        if all(isinstance(one, str) for one in self.columns):
            return []
        return [(one, 0) if isinstance(one, str) else (one[0], len(one[1])) for one in self.columns]

    @property
    def lower_heads(self) -> list[str]:
        """The second line of heads: all of them where there is no first."""
        if not self.groups:
            return self.heads
        return [head for one in self.columns if not isinstance(one, str) for head in one[1]]


DIARY = (
    "登记日期", "{site}检察人员", ("人数", ("{in}", "{out}", "实有", "{stay}")), "{in}、{out}检察情况",
    "{clock}检察情况", "其他检察工作情况记录", "备注",
)  # fmt: skip
VIOLATIONS = (
    "发生违法的单位",
    "违法情况",
    "提出纠正的时间",
    "检察纠正情况",
    "被监督单位反馈意见",
    "登记人、日期",
    "备注",
)
COMPLAINTS = (
    "年第　件",
    "收件（接谈）时间",
    "姓名",
    "身份",
    "联系方式",
    "控告、举报、申诉内容",
    "处理情况",
    "登记人、日期",
    "备注",
)
ACCIDENTS = ("发生事故单位", "事故情况", "检察情况", "填报单位、人、日期", "备注")
ABOUT = ("姓名", "出生日期", "罪名", "{came}时间", "原判刑期", "刑期起止", "改判刑期", "刑期截止")
FILED = (
    "办理单位", "变更种类", *ABOUT, ("提请情况", ("法定条件", "法定程序", "列席会议")),
    ("裁定情况", ("裁定单位", "结果")), "向何机关提请", "检察意见", "填报人、日期", "备注",
)  # fmt: skip
SHEET = (
    "被告知单位", "交付执行机关", "姓名", "性别", "出生日期", "原判罪名", "原判刑期", "改判罪名", "刑期截止",
    "变更执行种类", "监督考察期限", "{left}时间", "报到时间", "居住地址", "告知内容", "备注", "填表单位、人、日期",
)  # fmt: skip
TO_PEER, UPWARD = "本表向受理（审批）机关的同级人民检察院报送。", "本表报送上一级人民检察院，并随处理进展续报。"


def _said(
    columns: tuple[str | tuple[str, tuple[str, ...]], ...], words: dict[str, str]
) -> tuple[str | tuple[str, tuple[str, ...]], ...]:
    """The columns with a site's own words in place of the braces."""

    def say(text: str) -> str:
        for name, word in words.items():
            text = text.replace(f"{{{name}}}", word)
        return text

    return tuple(say(one) if isinstance(one, str) else (say(one[0]), tuple(map(say, one[1]))) for one in columns)


CENTRE = {
    "site": "驻所",
    "in": "收押",
    "out": "出所",
    "stay": "留所服刑",
    "clock": "羁押期限",
    "came": "入所",
    "left": "出所",
}
PRISON = {
    "site": "驻监",
    "in": "收监",
    "out": "出监",
    "stay": "在外（外诊、暂予）",
    "clock": "禁闭、戒具",
    "came": "入监",
    "left": "出监",
}

REGISTERS: tuple[Register, ...] = (
    Register("registers.centre_diary", "看守所检察日志", Site.CENTRE, _said(DIARY, CENTRE)),
    Register(
        "registers.detainees", "在押人员情况检察台账", Site.CENTRE,
        ("羁押场所", "姓名", "性别", "出生日期", "案由", "入所时间",
         ("羁押期限情况", ("侦查", "审查起诉", "一审", "二审", "其他")), "所内主要表现", "登记人", "备注"),
    ),
    Register("registers.centre_release", "监外执行罪犯出所告知表", Site.CENTRE, _said(SHEET, CENTRE), is_card=True),
    Register(
        "registers.centre_filings", "看守所办理减刑、假释、暂予监外执行情况登记表", Site.CENTRE, _said(FILED, CENTRE),
        TO_PEER,
    ),
    Register("registers.centre_accidents", "重大事故登记表（看守所）", Site.CENTRE, ACCIDENTS, UPWARD),
    Register("registers.centre_complaints", "控告、举报和申诉登记表（看守所）", Site.CENTRE, COMPLAINTS),
    Register("registers.centre_violations", "检察纠正违法情况登记表（看守所）", Site.CENTRE, VIOLATIONS),
    Register("registers.centre_serious", "严重违法情况登记表（看守所）", Site.CENTRE, VIOLATIONS, UPWARD),
    Register("registers.prison_diary", "监狱检察日志", Site.PRISON, _said(DIARY, PRISON)),
    Register("registers.prison_release", "监外执行罪犯出监告知表", Site.PRISON, _said(SHEET, PRISON), is_card=True),
    Register(
        "registers.improper_commutation", "监狱提请减刑不当情况登记表", Site.PRISON,
        ("提请单位", *_said(ABOUT, PRISON), "提请情况", "不当情形", "检察纠正意见", "结果", "填报人、日期", "备注"),
        TO_PEER,
    ),
    Register("registers.parole", "监狱提请假释情况登记表", Site.PRISON, _said(FILED, PRISON), TO_PEER),
    Register("registers.outside_service", "监狱呈报暂予监外执行情况登记表", Site.PRISON, _said(FILED, PRISON), TO_PEER),
    Register("registers.prison_accidents", "重大事故登记表", Site.PRISON, ACCIDENTS, UPWARD),
    Register("registers.prison_complaints", "控告、举报和申诉登记表", Site.PRISON, COMPLAINTS),
    Register("registers.prison_violations", "检察纠正违法情况登记表", Site.PRISON, VIOLATIONS),
    Register("registers.prison_serious", "严重违法情况登记表", Site.PRISON, VIOLATIONS, UPWARD),
)  # fmt: skip
OF_CODE = {one.code: one for one in REGISTERS}


def filled(code: str, rows: list[list[str]], lead: str, signed: list[tuple[str, str]]) -> dict[str, object]:
    """The facts of a register's sheet. A card has one row, set as a form of pairs."""
    one = OF_CODE[code]
    if one.is_card:
        pairs = list(zip(one.heads, rows[0], strict=True))
        long = {"告知内容", "备注", "居住地址"}
        short = [pair for pair in pairs if pair[0] not in long]
        cells = [[*left, *right] for left, right in zip(short[::2], [*short[1::2], ("", "")], strict=False)]
        boxes = [[label, [value], "", "tall" if label == "告知内容" else ""] for label, value in pairs if label in long]
        return {"cells": cells, "boxes": boxes}
    table = {"heads": one.lower_heads, "groups": one.groups, "rows": rows}
    return {**table, "lead": lead, "signed": signed, "note": one.note, "shape": one.shape}
