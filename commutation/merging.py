"""Two people changed the same page: what can be put together is, what cannot is for a person to choose."""

from __future__ import annotations

from collections.abc import Mapping

from procuratorate.lib.errors import Conflict


def merge(
    opened: Mapping[str, str],
    stored: Mapping[str, str],
    mine: Mapping[str, str],
    labels: Mapping[str, str],
    *,
    title: str,
    by: str,
) -> dict[str, str]:
    """Field by field: whichever side changed wins. Where both changed otherwise, Conflict with every difference."""
    merged: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    for name, label in labels.items():
        was, now, wanted = (side.get(name, "") for side in (opened, stored, mine))
        kind = _kind(was, now, wanted)
        merged[name] = wanted if kind in ("mine", "same") else now
        if kind:
            rows.append({"label": label, "name": name, "opened": was, "stored": now, "mine": wanted, "kind": kind})
    if any(row["kind"] == "pick" for row in rows):
        raise Conflict(f"没有保存：{by}先改了{title}。请逐栏核对后重新填写。", title=title, rows=rows)
    return merged


def _kind(was: str, now: str, wanted: str) -> str:
    if was == now == wanted:
        return ""
    if now == wanted:
        return "same"
    if now == was:
        return "mine"
    return "theirs" if wanted == was else "pick"
