"""Former ranks as people write them, as far as the law asks for them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from commutation.law.words import Rank
from procuratorate.custody.models import OfCategory, Offence
from procuratorate.custody.states import Category

RANKS = (
    (("厅", "局级", "省部", "部级", "省级", "国级", "国家级", "地市级", "地厅"), Rank.BUREAU),
    (("乡", "科级", "科员", "股级"), Rank.BELOW_COUNTY),
    (("县", "处级"), Rank.COUNTY),
    (("无", "非公职"), Rank.NONE),
)


DUTY = frozenset({Category.A1, Category.G})
# 高检发监字〔2014〕5号第11条 counts these too. Nobody but an official commits them; of 非法拘禁, 非法搜查 and 破坏选举,
# which it counts where the office was used, the name cannot tell: whoever knows registers the category.
BY_OFFICE = ("刑讯逼供", "暴力取证", "虐待被监管人", "报复陷害")


def of_duty(person: str) -> Q:
    """Rows whose person (a column) was convicted of a duty crime: what nobody registered is none."""
    named = Q(*(("name__contains", sign) for sign in BY_OFFICE), _connector=Q.OR)
    theirs = {"person": OuterRef(person)}
    return Q(Exists(OfCategory.objects.filter(code__in=DUTY, **theirs))) | Q(
        Exists(Offence.objects.filter(named, **theirs))
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
