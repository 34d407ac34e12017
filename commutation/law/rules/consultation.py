"""征求意见、抄送、移送: what goes to the procuratorate, and when."""

from __future__ import annotations

from commutation.law.instruments.courts import JS21, PROCEDURE, SPP_RULES
from commutation.law.instruments.outside import PRISONS_2016
from commutation.law.instruments.prison_law import NEW, ORDER_130
from commutation.law.rulebook import ANY, BOTH, OUT, rule, step
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.rules import Kind
from procuratorate.lib.law.standings import Standing

INFERRED, SECOND_HAND = Standing.INFERRED, Standing.SECOND_HAND


@step(
    "consulted",
    "征求检察院意见后再提交监狱长办公会",
    ORDER_130.cite("14"),
    asks=BOTH,
    standing=SECOND_HAND,
    since=ORDER_130.since,
    says="未征求检察院意见即提交监狱长办公会",
)
def consulted(c: Columns, o: Ops) -> Answer:
    """The committee's proposal goes to the procuratorate first. The article is known at second hand."""
    return o.happened(c.wardens_on) | o.happened(c.filed_on), o.need(c.consulted)


@step(
    "outside-consulted",
    "暂予监外执行征求检察院意见后再提交监狱长办公会",
    PRISONS_2016.cite("18①"),
    asks=OUT,
    since=PRISONS_2016.since,
    says="未征求检察院意见即提交监狱长办公会",
)
def outside_consulted(c: Columns, o: Ops) -> Answer:
    """Unless medical bail could not wait."""
    reached = o.happened(c.wardens_on) | o.happened(c.filed_on)
    return reached & ~c.urgent, o.need(c.consulted)


@step(
    "consulted-first",
    "监狱长办公会不得早于征求意见",
    ORDER_130.cite("14、15"),
    PRISONS_2016.cite("18②"),
    asks=ANY,
    standing=SECOND_HAND,
    since=ORDER_130.since,
)
def consulted_first(c: Columns, o: Ops) -> Answer:
    """The wardens decide with the opinion before them."""
    both = o.happened(c.wardens_on) & o.happened(c.consulted_on)
    return both & ~c.urgent, c.wardens_on - c.consulted_on


@step(
    "refusal-reasoned",
    "未采纳检察意见应当说明理由",
    ORDER_130.cite("15"),
    asks=BOTH,
    when="filed",
    standing=SECOND_HAND,
    since=ORDER_130.since,
    says="未采纳检察意见，没有回复并说明理由",
)
def refusal_reasoned(c: Columns, o: Ops) -> Answer:
    """The article is known at second hand."""
    return c.consulted & ~c.opinion_adopted, o.need(c.refusal_reasoned)


@step(
    "outside-refusal-reasoned",
    "未采纳检察意见应当说明理由（暂予监外执行）",
    PRISONS_2016.cite("18③"),
    asks=OUT,
    when="filed",
    since=PRISONS_2016.since,
    says="未采纳检察意见，没有回复并说明理由",
)
def outside_refusal_reasoned(c: Columns, o: Ops) -> Answer:
    """Answered, with reasons."""
    return c.consulted & ~c.opinion_adopted, o.need(c.refusal_reasoned)


@step(
    "outside-opinion-forwarded",
    "检察意见随案移送监狱管理局",
    PRISONS_2016.cite("19②"),
    asks=OUT,
    when="filed",
    since=PRISONS_2016.since,
    says="检察意见没有随案移送省监狱管理局",
)
def outside_opinion_forwarded(c: Columns, o: Ops) -> Answer:
    """What the procuratorate said travels with the file."""
    return c.consulted, o.need(c.opinion_forwarded)


@step(
    "copied",
    "建议书副本抄送检察院",
    PROCEDURE.cite("273②"),
    NEW.cite("51、53"),
    asks=BOTH,
    when="filed",
    since=PROCEDURE.since,
    says="{filed_on} 报请，建议书副本没有抄送检察院",
)
def copied(c: Columns, o: Ops) -> Answer:
    """A copy to the procuratorate."""
    return True, o.need(c.copied)


@step(
    "copied-same-day",
    "建议书副本疑似迟延抄送",
    PROCEDURE.cite("273②"),
    asks=BOTH,
    when="filed",
    standing=INFERRED,
    since=PROCEDURE.since,
    says="建议书副本晚于报送 {copied_after}抄送检察院，疑似迟延",
)
def copied_same_day(c: Columns, o: Ops) -> Answer:
    """The law says copied, not at once: on the same working day nothing is said."""
    return c.copied, 0 - c.copied_after


@step(
    "outside-copied",
    "暂予监外执行书面意见副本同时抄送检察院",
    PROCEDURE.cite("266"),
    SPP_RULES.cite("629(三)"),
    asks=OUT,
    when="filed",
    since=SPP_RULES.since,
    says="没有将提请暂予监外执行书面意见的副本抄送检察院",
)
def outside_copied(c: Columns, o: Ops) -> Answer:
    """The copy of the written opinion."""
    return True, o.need(c.copied)


@step(
    "outside-copied-same-day",
    "暂予监外执行副本应当同时抄送",
    SPP_RULES.cite("629(三)"),
    asks=OUT,
    when="filed",
    since=SPP_RULES.since,
    says="提请暂予监外执行书面意见副本晚于报送 {copied_after}抄送检察院，不是同时抄送",
)
def outside_copied_same_day(c: Columns, o: Ops) -> Answer:
    """同时 has its sanction here; the same working day is the same time."""
    return c.copied, 0 - c.copied_after


@rule(
    "papers",
    "移送材料齐全",
    JS21.cite("535"),
    asks=BOTH,
    when="filed",
    kind=Kind.EVIDENCE,
    since=JS21.since,
    says="移送材料缺 {papers_missing}件，法院将通知三日内补送，逾期不立案",
)
def papers(c: Columns, o: Ops) -> Answer:
    """Seven kinds of papers; what lacks is asked for within three days."""
    return True, 0 - c.papers_missing
