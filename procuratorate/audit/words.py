"""What acts are called on screen. Each app names its own in its AppConfig.ready: `name_acts({"organs.pair": "…"})`."""

from __future__ import annotations

from collections.abc import Mapping

ACTS: dict[str, str] = {
    "audit.read": "查阅审计",
    "audit.export": "导出审计",
    "read": "查阅",
    "read_list": "查阅列表",
    "read_masked_list": "查阅遮名列表",
}


def name_acts(words: Mapping[str, str]) -> None:
    """Add Chinese names of acts."""
    ACTS.update(words)


def act_words(act: str) -> str:
    """An act's Chinese name; of a page refused, what was tried and its address; else the code."""
    method, _, address = act.partition(" ")
    if address.startswith("/"):
        return f"{'打开' if method == 'GET' else '提交'} {address}"
    return ACTS.get(act, act)


def acts_named(words: str) -> list[str]:
    """Codes of the acts in whose Chinese name these words stand."""
    return [act for act, name in ACTS.items() if words in name]
