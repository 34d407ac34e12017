"""Citations as a list has room for them; the full words stand beside, in the tooltip, and on the page behind."""

from __future__ import annotations

import re

from procuratorate.lib.law.articles import CIRCLED, chinese

NAMES = {"《人民检察院刑事诉讼规则》": "规则", "人民检察院刑事诉讼规则": "规则", "刑事诉讼法": "刑诉法"}
FORMAL = {chinese(number): number for number in range(1, 1000)}  # 第六百三十五条


def cited(article: str) -> str:
    """规则 635, 刑诉法 273②, 双方约定. 「转引」 stays: what is known at second hand is told as such."""
    written = re.sub(r"第（([^（）]+)）项", r"(\1)", article)
    written = re.sub(r"（(?!转引)[^（）]*）", "", written)
    short = re.sub(r"第([一-龥]{1,8}?)(?=[条款])", lambda found: f"第{FORMAL.get(found[1], found[1])}", written)
    if short == written and not any(name in short for name in NAMES):
        return short.strip() or article
    for name, word in NAMES.items():
        short = short.replace(name, word)
    short = re.sub(r"(?<=[^、；])第(\d+)条", r" \1", short)
    short = re.sub(r"第(\d+)条", r"\1", short)
    short = re.sub(r"第(\d+)款", lambda found: _circled(int(found[1])), short)
    return re.sub(r"第(\d+)项", r"(\1)", short).strip() or article


def _circled(number: int) -> str:
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"第{number}款"
