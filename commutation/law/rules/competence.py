"""管辖: through whose hands a filing goes."""

from __future__ import annotations

from commutation.law.instruments.courts import JS21
from commutation.law.instruments.outside import R2014
from commutation.law.instruments.prison_law import NEW, SIGNED_2014
from commutation.law.rulebook import BOTH, OUT, step
from commutation.law.words import Route
from procuratorate.lib.law.columns import Answer, Columns, Ops


@step(
    "route-intermediate",
    "有期徒刑由中级人民法院裁定",
    JS21.cite("534①"),
    NEW.cite("51"),
    asks=BOTH,
    since=JS21.since,
    says="现刑种为{kind_now}，报送途径为{route}，应当报请中级人民法院",
)
def route_intermediate(c: Columns, o: Ops) -> Answer:
    """Fixed terms, and those reduced to them."""
    fit = (c.route == Route.INTERMEDIATE) | (c.route == Route.BUREAU_INTERMEDIATE)
    return c.now_fixed, o.need(fit)


@step(
    "route-high",
    "无期徒刑、死缓由高级人民法院裁定",
    JS21.cite("534①"),
    NEW.cite("51、52、53"),
    asks=BOTH,
    since=JS21.since,
    says="现刑种为{kind_now}，报送途径为{route}，应当经省监狱管理局审核后报请高级人民法院",
)
def route_high(c: Columns, o: Ops) -> Answer:
    """Life and suspended death go through the bureau to the high court."""
    return c.now_life | (c.kind_now == 5), o.need(c.route == Route.BUREAU_HIGH)


@step(
    "route-bureau",
    "暂予监外执行由省监狱管理局批准",
    R2014.cite("2①(二)"),
    asks=OUT,
    since=R2014.since,
    says="报送途径为{route}，应当提请省级以上监狱管理机关批准",
)
def route_bureau(c: Columns, o: Ops) -> Answer:
    """The provincial bureau decides."""
    return True, o.need(c.route == Route.BUREAU)


@step(
    "official-through-bureau",
    "原县处级以上职务犯罪罪犯须经省监狱管理局审核",
    SIGNED_2014.cite("3"),
    asks=BOTH,
    when="filed",
    since=SIGNED_2014.since,
    says="原职级为{rank}，职务犯罪，报请前没有经省监狱管理局审核",
)
def official_through_bureau(c: Columns, o: Ops) -> Answer:
    """Former officials of 县处级 and above. An unknown rank cannot be decided, and is reported as such."""
    return c.duty & (c.rank >= 3), o.need(c.bureau_reviewed)
