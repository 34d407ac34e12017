"""Which papers a filing of each kind needs, in the order practice keeps them, each with its article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commutation.states import Kind
from commutation.states.levels import Item

Facts = Mapping[str, str]
ORDER_130, ORDER_78 = "司法部令第130号第8条", "司发通〔2016〕78号第13、19、20、22条"
ASSESSED = "司发通〔2026〕8号第1条"
NOTICED, OPINION = "监狱法（2026年修订）第50条第1款", "司法部令第130号第15条（转引）"
PROPERTY = "法释〔2024〕5号"
NO_PROPERTY = "无财产性判项"

# Never for wards: what neighbours said of a community, what a doctor wrote, where a guarantor lives (practice.md §5.2).
RESTRICTED = frozenset({Item.ASSESSMENT, Item.DIAGNOSIS, Item.GUARANTOR, Item.OPINION})


def _always(facts: Facts) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Need:
    """A paper a filing needs, where `applies` to its facts; `when` is a note on when it can be there at all."""

    item: Item
    article: str
    applies: Callable[[Facts], bool] = _always
    when: str = ""


def _commuted_before(facts: Facts) -> bool:
    return bool(facts.get("earlier_on"))


def _owes(facts: Facts) -> bool:
    return facts.get("performance", NO_PROPERTY) != NO_PROPERTY


_COURT = (
    Need(Item.REVIEW_FORM, ORDER_130),
    Need(Item.MINUTES, ORDER_130),
    Need(Item.JUDGMENT, ORDER_130),
    Need(Item.EXECUTION_NOTICE, ORDER_130),
    Need(Item.EARLIER_RULINGS, ORDER_130, _commuted_before, "减过刑的"),
    Need(Item.POINTS, ORDER_130),
    Need(Item.APPRAISAL, ORDER_130),
    Need(Item.AWARDS, ORDER_130),
    Need(Item.MERIT, ORDER_130),
    Need(Item.PROPERTY, PROPERTY, _owes, "有财产性判项的"),
    Need(Item.PUBLIC_NOTICE, NOTICED, when="公示以后"),
    Need(Item.OPINION, OPINION, when="征求意见以后"),
)
_OUTSIDE = (
    Need(Item.REVIEW_FORM, ORDER_78),
    Need(Item.MINUTES, ORDER_78),
    Need(Item.JUDGMENT, ORDER_78),
    Need(Item.EARLIER_RULINGS, ORDER_78, _commuted_before, "减过刑的"),
    Need(Item.PUBLIC_NOTICE, ORDER_78, when="公示以后"),
    Need(Item.ASSESSMENT, ORDER_78),
    Need(Item.DIAGNOSIS, ORDER_78, when="病情诊断、妊娠检查或者生活不能自理鉴别"),
    Need(Item.GUARANTOR, ORDER_78, when="保外就医的"),
)
_NEEDS: Mapping[str, tuple[Need, ...]] = {
    Kind.COMMUTATION: _COURT,
    Kind.PAROLE: (*_COURT[:-1], Need(Item.ASSESSMENT, ASSESSED), _COURT[-1]),
    Kind.OUTSIDE_SERVICE: _OUTSIDE,
}


def needs(kind: str, facts: Facts) -> list[Need]:
    """The papers a filing needs, in the order of the catalogue."""
    return [need for need in _NEEDS[kind] if need.applies(facts)]
