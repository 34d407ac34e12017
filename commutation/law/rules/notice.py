"""公示: given, long enough, complete, answered."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.outside import PRISONS_2016, R2014
from commutation.law.instruments.prison_law import NEW, ORDER_130
from commutation.law.rulebook import ANY, BOTH, OUT, step
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.standings import Standing

INFERRED = Standing.INFERRED
AGAIN = "公示后建议有变更，是否须再次公示没有规定"


@step(
    "notice-given",
    "评审后应当公示",
    NEW.cite("50①"),
    ORDER_130.cite(""),
    asks=BOTH,
    since=ORDER_130.since,
    says="未经公示即送检察院征求意见或者报送",
)
def notice_given(c: Columns, o: Ops) -> Answer:
    """Before the procuratorate is consulted and before anything is filed."""
    return o.happened(c.consulted_on) | o.happened(c.filed_on), o.need(c.notice_given)


@step(
    "outside-notice-given",
    "暂予监外执行应当公示",
    NEW.cite("45②"),
    R2014.cite("13①"),
    asks=OUT,
    since=R2014.since,
    says="未经公示即送检察院征求意见或者报送",
)
def outside_notice_given(c: Columns, o: Ops) -> Answer:
    """Unless it cannot wait; then it is announced afterwards."""
    reached = o.happened(c.consulted_on) | o.happened(c.filed_on)
    return reached & ~c.urgent, o.need(c.notice_given)


@step("notice-days", "减刑、假释公示期限", NEW.cite("50①"), asks=BOTH, by="notice_from", mend="补足公示期限")
def notice_days(c: Columns, o: Ops) -> Answer:
    """Five working days, by the calendar of the State Council."""
    return o.happened(c.notice_until), c.notice_days - o.pick(P.notice_days, c.notice_from)


@step(
    "outside-notice-days",
    "暂予监外执行公示期限",
    NEW.cite("45②"),
    asks=OUT,
    by="notice_from",
    since=PRISONS_2016.since,
)
def outside_notice_days(c: Columns, o: Ops) -> Answer:
    """Three working days."""
    return o.happened(c.notice_until), c.notice_days - o.pick(P.outside_notice_days, c.notice_from)


@step(
    "notice-contents",
    "公示载明的事项",
    ORDER_130.cite(""),
    asks=BOTH,
    by="notice_from",
    standing=INFERRED,
    says="公示没有载明姓名、原判罪名刑期或者减刑、假释意见",
)
def notice_contents(c: Columns, o: Ops) -> Answer:
    """Who, for what, what is intended."""
    return o.happened(c.notice_from), o.need(c.notice_complete)


@step(
    "outside-notice-contents",
    "暂予监外执行公示载明的事项",
    PRISONS_2016.cite("17①"),
    asks=OUT,
    by="notice_from",
    since=PRISONS_2016.since,
    says="公示没有载明姓名、原判罪名及刑期或者暂予监外执行依据",
)
def outside_notice_contents(c: Columns, o: Ops) -> Answer:
    """Name, offence and term, basis."""
    return o.happened(c.notice_from), o.need(c.notice_complete)


@step(
    "notice-how-to-object",
    "公示载明异议方式",
    ORDER_130.cite(""),
    NEW.cite("50①"),
    asks=ANY,
    by="notice_from",
    standing=INFERRED,
    says="公示没有载明提出异议的方式",
)
def notice_how_to_object(c: Columns, o: Ops) -> Answer:
    """A notice nobody can answer is none."""
    return o.happened(c.notice_from), o.need(c.notice_tells_how_to_object)


@step(
    "objection-reviewed",
    "公示异议应当复核",
    NEW.cite("50①"),
    asks=BOTH,
    when="filed",
    by="notice_from",
    since=NEW.since,
    says="公示期间有异议，未复核即报送",
)
def objection_reviewed(c: Columns, o: Ops) -> Answer:
    """Before the filing goes out."""
    return c.objected, o.need(c.objection_reviewed)


@step(
    "outside-objection-reviewed",
    "暂予监外执行公示异议应当复核",
    PRISONS_2016.cite("17②"),
    asks=OUT,
    when="filed",
    by="notice_from",
    since=PRISONS_2016.since,
    says="公示期间有异议，未复核并告知即报送",
)
def outside_objection_reviewed(c: Columns, o: Ops) -> Answer:
    """Reviewed by the committee and answered."""
    return c.objected, o.need(c.objection_reviewed)


@step(
    "notice-again",
    "公示后变更建议",
    NEW.cite("50①"),
    ORDER_130.cite(""),
    asks=ANY,
    when="changed_after_notice",
    standing=INFERRED,
)
def notice_again(c: Columns, o: Ops) -> Answer:
    """No text says whether a changed proposal is to be made public again: never decided here."""
    return True, o.undecided(AGAIN)
