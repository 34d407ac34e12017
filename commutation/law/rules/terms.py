"""刑期: stated days against reckoned ones. The court's paper wins; a difference only warns."""

from __future__ import annotations

from commutation.law.instruments.courts import JS21
from commutation.law.instruments.criminal_law import LAW
from commutation.law.rulebook import ANY, rule
from commutation.law.sentences.ends import reckoned_end
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.standings import Standing

INFERRED = Standing.INFERRED


@rule(
    "term-end",
    "刑期止日",
    JS21.cite("202②"),
    LAW.cite("47"),
    asks=ANY,
    when="timed",
    standing=INFERRED,
    mend="以裁判文书载明为准；先核对折抵日数",
)
def term_end(c: Columns, o: Ops) -> Answer:
    """The stated end of the original term against the reckoned one."""
    end = reckoned_end(o, c.judged_on, c.starts_on, c.months) - c.credit_days
    return True, o.same(c.ends_on, o.named("推算刑期止", end))


@rule(
    "term-end-now",
    "减刑后的刑期止日",
    LAW.cite("78"),
    asks=ANY,
    when="fixed",
    standing=INFERRED,
    mend="以最近一次裁定书为准",
)
def term_end_now(c: Columns, o: Ops) -> Answer:
    """The present end against the original one, all reductions counted back at the same number."""
    now = o.named("原止日倒推历次减刑", o.same_number(c.ends_on, 0 - c.reduced_months))
    return (c.earlier_count > 0) & ~c.retrial_changed, o.same(c.ends_now, now)


@rule(
    "term-fixed",
    "无期徒刑、死缓减为有期徒刑后的刑期止日",
    LAW.cite("80"),
    asks=ANY,
    when="converted",
    standing=INFERRED,
)
def term_fixed(c: Columns, o: Ops) -> Answer:
    """From the day of the ruling; nothing served before it counts (one reduction since: not reckoned here)."""
    end = reckoned_end(o, c.fixed_on, c.fixed_on, c.fixed_months)
    return (c.earlier_count == 1), o.same(c.ends_now, o.named("推算刑期止", end))
