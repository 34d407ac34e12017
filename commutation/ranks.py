"""Former ranks as people write them, as far as the law asks for them."""

from __future__ import annotations

from commutation.law.words import Rank

RANKS = (
    (("厅", "局级", "省部", "部级", "省级", "国级", "国家级", "地市级", "地厅"), Rank.BUREAU),
    (("乡", "科级", "科员", "股级"), Rank.BELOW_COUNTY),
    (("县", "处级"), Rank.COUNTY),
    (("无", "非公职"), Rank.NONE),
)


def rank_of(words: str, *, official: bool) -> Rank | None:
    """A former rank as somebody wrote it. An official without one cannot be placed; others hold none."""
    found = next((rank for signs, rank in RANKS if any(sign in words for sign in signs)), None)
    if found is None and not words and not official:
        return Rank.NONE
    return found


def is_senior(words: str) -> bool:
    """Whether an official of 县处级 or above: their filings pass the bureau (司发通〔2014〕38号第三条)."""
    return bool(words) and rank_of(words, official=True) in (Rank.COUNTY, Rank.BUREAU)
