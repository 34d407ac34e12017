"""Two people changed the same record: what can be put together is, what cannot is for a person to choose.

Texts are compared, field by field: what a form was opened with, what is stored now, what one has typed.
"""

from __future__ import annotations

from collections.abc import Mapping

from procuratorate.lib.errors import Conflict

Texts = Mapping[str, str]


def kind_of(opened: str, stored: str, mine: str) -> str:
    """Who changed a field: "" nobody, "same" both alike, "mine", "theirs", or "pick" when both, each otherwise."""
    if opened == stored == mine:
        return ""
    if stored == mine:
        return "same"
    if stored == opened:
        return "mine"
    return "theirs" if mine == opened else "pick"


def merge(opened: Texts, stored: Texts, mine: Texts, labels: Texts, *, title: str, by: str) -> dict[str, str]:
    """Field by field, whichever side changed wins. Where both did, each otherwise, Conflict with every difference."""
    merged: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    for name, label in labels.items():
        was, now, wanted = (side.get(name, "") for side in (opened, stored, mine))
        kind = kind_of(was, now, wanted)
        merged[name] = wanted if kind in ("mine", "same") else now
        if kind:
            rows.append({"name": name, "label": label, "opened": was, "stored": now, "mine": wanted, "kind": kind})
    if any(row["kind"] == "pick" for row in rows):
        raise Conflict(f"没有保存：{by}先改了{title}。请逐栏核对后重新填写。", title=title, rows=rows)
    return merged
