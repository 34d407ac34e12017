"""The file of organs an empty site is founded from (docs/organs-file.md): CSV or Excel, one organ a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from procuratorate.lib.cells.choices import yes_no
from procuratorate.lib.cells.dates import day
from procuratorate.lib.cells.texts import text
from procuratorate.lib.sheets import Column, Layout, Level, ReadRow, open_sheet, read_rows
from procuratorate.organs.states import HOUSES, KINDS_BELOW, PROCURATORIAL, SITES, Kind
from procuratorate.organs.states import Level as OrganLevel

LAYOUT = Layout(
    [
        Column("code", "代码", text(max_length=30), required=True, unique=True, help="本系统内不重复", example="P01"),
        Column("name", "名称", text(max_length=80), required=True, help="文书上的全称"),
        Column("short_name", "简称", text(max_length=30), help="不填的，同名称"),
        Column("kind", "种类", required=True, choices=dict(Kind.choices)),
        Column("level", "层级", choices=dict(OrganLevel.choices)),
        Column("region", "行政区划代码", text(max_length=6), help="6 位数字", example="990100"),
        Column("parent", "上级代码", text(max_length=30), help="本表或已有单位的代码；最上级不填"),
        Column("issues_papers", "制发文书", yes_no, help="是、否；院填是，检察室不填"),
        Column("acts_for", "代行职权的院代码", text(max_length=30), help="受权代行市院职权的派出院填"),
        Column("acts_for_basis", "代行依据", text(max_length=120)),
        Column("supervised_by", "派驻机构代码", text(max_length=30), help="监狱、看守所填：派驻的检察室或院"),
        Column("since", "启用日", day, required=True, example="2026-01-01"),
        Column("email", "收件邮箱", text(max_length=120)),
    ],
    naming="name",
)


@dataclass(frozen=True)
class OrganRow:
    """One row, its references still codes."""

    number: int
    values: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


def read_organs(data: bytes, filename: str, known: dict[str, str]) -> tuple[list[OrganRow], list[str]]:
    """The rows, parents before their parts, and what is wrong with others, each with its row and mending.

    `known` maps the codes of stored organs to their kinds. Raises lib.sheets.Unreadable for what is no such file.
    """
    read = read_rows(open_sheet(data, filename, LAYOUT), LAYOUT)
    kinds = known | {row.values["code"]: row.values["kind"] for row in read if row.values["code"]}
    for row in read:
        _judge(row, kinds)
    told = [
        f"第 {row.number} 行 {problem.column}“{problem.given}”：{problem.reason}。{problem.mending}。"
        for row in read
        for problem in row.problems
        if problem.level is Level.REFUSED
    ]
    rows = [OrganRow(row.number, row.values) for row in read if not row.refused]
    ordered, circular = _parents_first(rows, set(known))
    told += [f"第 {row.number} 行 上级代码：上下级循环或上级被退回。改正上级代码。" for row in circular if not told]
    return ordered, told


def _judge(row: ReadRow, kinds: dict[str, str]) -> None:
    """What only the whole file can tell: codes that name nothing, references that make no sense."""
    for key in ("parent", "acts_for", "supervised_by"):
        code = row.values[key]
        if code and code not in kinds:
            row.refuse(key, "没有这个代码", "填本表或系统已有单位的代码")
    if row.values["acts_for"] and not row.values["acts_for_basis"]:
        row.refuse("acts_for_basis", "没有写代行依据", "写明文件名称、文号")
    if row.values["region"] and not (row.values["region"].isdecimal() and len(row.values["region"]) == 6):
        row.refuse("region", "不是 6 位数字", "照 GB/T 2260 填写")
    _judge_superior(row, kinds)
    _judge_body(row, kinds)


def _judge_superior(row: ReadRow, kinds: dict[str, str]) -> None:
    parent, kind = row.values["parent"], row.values["kind"]
    if parent in kinds and kind and kind not in KINDS_BELOW.get(kinds[parent] or "", frozenset()):
        row.refuse("parent", f"{Kind(kind).label}不能设在这一上级之下", "核对种类和上级代码")
    if kind and kind not in HOUSES and not parent:
        row.refuse("parent", "检察室、部门、监区必须有上级", "填所属的院或监狱的代码")


def _judge_body(row: ReadRow, kinds: dict[str, str]) -> None:
    body = row.values["supervised_by"]
    if body and row.values["kind"] not in SITES:
        row.refuse("supervised_by", "只有监狱、看守所有派驻机构", "清空本栏")
    elif body and kinds.get(body) not in PROCURATORIAL:
        row.refuse("supervised_by", "派驻机构须为院或检察室", "填检察室的代码")


def _parents_first(rows: list[OrganRow], known: set[str]) -> tuple[list[OrganRow], list[OrganRow]]:
    """Rows in an order in which every parent is there before its parts; and the rows for which there is none."""
    placed, left = set(known), rows
    ordered: list[OrganRow] = []
    while left:
        ready = [row for row in left if not row.parent or row.parent in placed]
        if not ready:
            return ordered, left
        ordered += ready
        placed |= {row.code for row in ready}
        left = [row for row in left if row.code not in placed]
    return ordered, []
