"""Through which levels a filing goes before it is filed, as data: route → ordered levels with their articles.

Orders that are superseded for new filings stay out: levels are recorded as they are held today. Standing is how sure
the *text* is (law.md §3.3, §3.5); a level that only some prisons know stands here with its condition.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from commutation.states import Kind, Route, Step
from commutation.states.levels import Form, Level
from procuratorate.lib.law.standings import Standing
from procuratorate.organs.states import Kind as OrganKind

ORDER_130, ORDER_78 = "司法部令第130号", "司发通〔2016〕78号"


class Whose(StrEnum):
    """Whose meeting it is."""

    WARD = "ward"
    PRISON = "prison"
    BUREAU = "bureau"
    CENTRE = "centre"
    POLICE = "police"


@dataclass(frozen=True, slots=True)
class Stop:
    """One level of a route. `least` members by law (0: no number); `optional`: held where the case calls for it."""

    level: Level
    form: Form
    whose: Whose
    article: str
    least: int = 0
    standing: Standing = Standing.VERIFIED
    optional: bool = False

    @property
    def votes(self) -> bool:
        """A signed review is not voted on."""
        return self.form == Form.MEETING


_SUBWARD = Stop(Level.SUBWARD, Form.MEETING, Whose.WARD, f"{ORDER_130}（集体研究）")
_WARD = replace(_SUBWARD, level=Level.WARD)
_HEADS = Stop(Level.WARD_HEADS, Form.MEETING, Whose.WARD, f"{ORDER_130}（监区长办公会审核）")
_PRISON = (
    Stop(Level.SECTION, Form.SIGNED, Whose.PRISON, f"{ORDER_130}（刑罚执行部门审查）"),
    Stop(Level.COMMITTEE, Form.MEETING, Whose.PRISON, f"{ORDER_130}第5条", least=9),
    Stop(Level.WARDENS, Form.MEETING, Whose.PRISON, f"{ORDER_130}第15条", standing=Standing.SECOND_HAND),
)
_BUREAU = (
    Stop(Level.BUREAU_COMMITTEE, Form.MEETING, Whose.BUREAU, "监狱法（2026年修订）第50条第2款"),
    Stop(
        Level.BUREAU_HEADS,
        Form.MEETING,
        Whose.BUREAU,
        "监狱法（2026年修订）第50条第2款（疑难、复杂、重大）",
        optional=True,
    ),
)
_SIGNED = f"{ORDER_78}第13、19、20、22条"  # records of each level, signed one after the other
_OUTSIDE = (
    Stop(Level.SECTION, Form.SIGNED, Whose.PRISON, _SIGNED),
    Stop(Level.COMMITTEE, Form.MEETING, Whose.PRISON, f"{ORDER_78}第3条第1款", least=9),
    Stop(Level.WARDENS, Form.MEETING, Whose.PRISON, _SIGNED),
    Stop(Level.BUREAU_HEADS, Form.SIGNED, Whose.BUREAU, _SIGNED),
)
_CENTRE = (
    Stop(Level.CENTRE, Form.MEETING, Whose.CENTRE, "看守所留所执行刑罚罪犯管理办法第32条"),
    Stop(Level.CITY_POLICE, Form.SIGNED, Whose.POLICE, "看守所留所执行刑罚罪犯管理办法第32—34条"),
)
_UPPER = {Route.BUREAU_INTERMEDIATE: _BUREAU, Route.BUREAU_HIGH: _BUREAU}

# The node of a batch's plan at which a level is held.
STEP_OF = {
    Level.SUBWARD: Step.WARDS, Level.WARD: Step.WARDS, Level.WARD_HEADS: Step.WARDS, Level.SECTION: Step.SECTION,
    Level.COMMITTEE: Step.COMMITTEE, Level.WARDENS: Step.WARDENS, Level.BUREAU_COMMITTEE: Step.FILING,
    Level.BUREAU_HEADS: Step.FILING, Level.CENTRE: Step.WARDENS, Level.CITY_POLICE: Step.FILING,
}  # fmt: skip


def stops(kind: str, route: str, ward: str = OrganKind.WARD, above: str = OrganKind.PRISON) -> tuple[Stop, ...]:
    """The levels of a filing, in order: by what is asked, where it goes, and the kinds of its ward and of the organ
    above it. 直属分监区 (a subward right below the prison) has no ward head's meeting; those serving in a centre go
    by its own meeting to the city police."""
    if ward == OrganKind.CENTRE or above in (OrganKind.CENTRE, OrganKind.POLICE):
        return _CENTRE
    lower = _lower(ward, above)
    if kind == Kind.OUTSIDE_SERVICE:
        return (*(replace(stop, article=_SIGNED) for stop in lower), *_OUTSIDE)
    return (*lower, *_PRISON, *_UPPER.get(Route(route), ()))


def _lower(ward: str, above: str) -> tuple[Stop, ...]:
    if ward == OrganKind.SUBWARD:
        return (_SUBWARD,) if above == OrganKind.PRISON else (_SUBWARD, _HEADS)
    return (_WARD, _HEADS)


def stop_of(route: tuple[Stop, ...], level: str) -> Stop | None:
    return next((stop for stop in route if stop.level == level), None)


OF_WARDS = frozenset({Level.SUBWARD, Level.WARD, Level.WARD_HEADS})
OF_BUREAU = frozenset({Level.BUREAU_COMMITTEE, Level.BUREAU_HEADS})
