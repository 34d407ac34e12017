"""监外执行罪犯出监告知表: its official columns (《人民检察院监狱检察办法》第54条), lines that a person fills in."""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS = (
    "被告知单位", "交付执行机关", "姓名", "性别", "出生日期", "原判罪名", "原判刑期", "改判罪名", "刑期截止",
    "变更执行种类", "监督考察期限", "出监时间", "报到时间", "居住地址", "告知内容", "备注", "填表单位", "填表人",
    "填表日期",
)  # fmt: skip
SIGN = "："


def lines_of(known: Mapping[str, str]) -> str:
    """Every column a line; what nobody knows stays open for a hand."""
    return "\n".join(f"{name}{SIGN}{known.get(name, '')}" for name in COLUMNS)


def columns_in(text: str) -> list[tuple[str, str]]:
    """The columns as they stand in a text, in the official order; nothing where it is no such sheet."""
    told = dict(line.strip().split(SIGN, 1) for line in text.splitlines() if SIGN in line)
    found = [(name, told[name].strip()) for name in COLUMNS if name in told]
    return found if len(found) > len(COLUMNS) // 2 else []


def without_columns(text: str) -> str:
    """What somebody wrote besides."""
    return "\n".join(line for line in text.splitlines() if line.strip().split(SIGN, 1)[0] not in COLUMNS)
