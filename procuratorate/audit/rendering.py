"""The audit as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from procuratorate.audit.models import Entry
from procuratorate.audit.telling import Named, detail_words, reason_words, target_words
from procuratorate.audit.words import act_words
from procuratorate.lib.clock import SHANGHAI
from procuratorate.lib.digest import canonical
from procuratorate.lib.sheets import Column, write_table

COLUMNS = [
    Column("at", "时间", width=20), Column("officer_name", "姓名"), Column("organ", "单位", width=24),
    Column("role", "岗位"), Column("acting_for", "代行"), Column("act", "行为", width=28),
    Column("outcome", "结果"), Column("target", "对象", width=28), Column("reason", "理由", width=28),
    Column("address", "地址", width=16), Column("trace", "参考号", width=16), Column("told", "细目", width=40),
    Column("code", "代码", width=40), Column("detail", "细目原文", width=40),
    Column("row_hash", "行校验", width=66),
]  # fmt: skip


def workbook(rows: Iterable[Entry], organs: Mapping[int, str], named: Named) -> bytes:
    """These entries as an Excel file, every cell text; `organs` are names by id, `named` names of targets."""
    return write_table(COLUMNS, [_line(row, organs, named) for row in rows], title="审计记录")


def _line(row: Entry, organs: Mapping[int, str], named: Named) -> dict[str, str | None]:
    return {
        "at": f"{row.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        "officer_name": row.officer_name,
        "organ": organs.get(row.organ_id or 0, str(row.organ_id or "")),
        "role": row.role,
        "acting_for": row.acting_for,
        "act": act_words(row.act),
        "outcome": row.get_outcome_display(),
        "target": target_words(row, named),
        "reason": reason_words(row),
        "address": row.address,
        "trace": row.trace,
        "told": detail_words(row),
        "code": f"{row.act} {row.target_type}:{row.target_id}".rstrip(" :"),
        "detail": canonical(row.detail).decode() if row.detail else "",
        "row_hash": row.row_hash,
    }
