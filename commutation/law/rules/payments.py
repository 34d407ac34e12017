"""财产性判项: ability, evasion, spending (法释〔2024〕5号; 法释〔2016〕23号第3条; 法发〔2021〕31号第7条)."""

from __future__ import annotations

from commutation.law.instruments import BOOK as P
from commutation.law.instruments.courts import REAL_REVIEW
from commutation.law.instruments.r2016 import R2016
from commutation.law.instruments.r2019 import R2019
from commutation.law.instruments.r2024 import R2024
from commutation.law.rulebook import BOTH, CUT, rule
from procuratorate.lib.law.columns import Answer, Columns, Ops
from procuratorate.lib.law.rules import Kind


@rule(
    "able-unpaid",
    "有履行能力而不履行的不认定悔改",
    R2024.cite("4②"),
    asks=BOTH,
    since=R2024.since,
    says="有履行能力，财产性判项尚有 {owed}未履行，却认定确有悔改表现",
)
def able_unpaid(c: Columns, o: Ops) -> Answer:
    """Able and unpaid is no repentance; commutation for major merit is not touched by it (第4条第4款)."""
    return c.repents & (c.owed > 0) & ~c.major, o.need(~c.able)


@rule(
    "evasion-cooling", "推定有履行能力的情形消失后满六个月", R2024.cite("6"), asks=BOTH, since=R2024.since, waits=True
)
def evasion_cooling(c: Columns, o: Ops) -> Answer:
    """Concealment, obstruction, false report or spending under others' names: six months after it ended."""
    applies = (c.evaded | c.borrowed_account) & c.evasion_ended & ~c.major
    return applies, c.filing_day - o.after(c.evasion_ended_on, o.pick(P.cooling, c.rule_day))


@rule(
    "borrowed-account",
    "借名、虚报用途消费视为有能力不履行",
    R2024.cite("6"),
    asks=BOTH,
    since=R2024.since,
    kind=Kind.EVIDENCE,
    says="借用他人名义或者虚报用途消费，尚有 {owed}未履行，却认定确有悔改表现",
)
def borrowed_account(c: Columns, o: Ops) -> Answer:
    """Spending through others' accounts while something is owed (第6条第2款)."""
    return c.repents & (c.owed > 0) & ~c.major, o.need(~c.borrowed_account)


@rule(
    "overspending",
    "无特殊原因明显超额度消费",
    R2024.cite("6"),
    REAL_REVIEW.cite("7②"),
    asks=BOTH,
    since=REAL_REVIEW.since,
    kind=Kind.EVIDENCE,
    says="尚有 {owed}未履行，狱内消费明显超额度且无特殊原因，却认定确有悔改表现",
)
def overspending(c: Columns, o: Ops) -> Answer:
    """Far over the limit without a reason while something is owed."""
    return c.repents & (c.owed > 0) & ~c.major, o.need(~c.overspent | c.overspending_explained)


@rule(
    "evasion",
    "拒不交代、隐瞒转移财产的不认定悔改",
    REAL_REVIEW.cite("7①"),
    asks=BOTH,
    since=REAL_REVIEW.since,
    says="拒不交代赃款去向或者隐瞒、转移财产，却认定确有悔改表现",
)
def evasion(c: Columns, o: Ops) -> Answer:
    """As long as it lasts: once ended, the six months of `evasion-cooling` run."""
    return c.repents & (c.owed > 0), o.need(~c.evaded | c.evasion_ended)


@rule(
    "gains-returned",
    "职务、金融、涉黑罪犯不积极退赃的不认定悔改",
    R2016.cite("3②"),
    R2024.cite("12"),
    asks=BOTH,
    since=R2016.since,
    says="系职务、金融或者涉黑罪犯，不积极退赃、协助追缴、赔偿损失，却认定确有悔改表现",
)
def gains_returned(c: Columns, o: Ops) -> Answer:
    """Three categories must return gains, help to recover and make good."""
    return c.repents & c.three & (c.owed > 0), o.need(c.returns_gains)


@rule(
    "influence",
    "利用影响力图谋减刑假释的不认定悔改",
    R2016.cite("3②"),
    asks=BOTH,
    since=R2016.since,
    says="利用个人影响力、社会关系等不正当手段图谋减刑、假释，却认定确有悔改表现",
)
def influence(c: Columns, o: Ops) -> Answer:
    """Of the same three categories."""
    return c.repents & c.three, o.need(~c.uses_influence)


@rule(
    "bribery-unrepentant",
    "贪贿罪犯拒不认罪悔罪或者有能力不履行的一般不予减刑",
    R2019.cite("1"),
    asks=CUT,
    when="bribery",
    since=R2019.since,
    says="贪贿罪犯拒不认罪悔罪或者有履行能力而不履行，一般不予减刑",
)
def bribery_unrepentant(c: Columns, o: Ops) -> Answer:
    """法释〔2019〕6号第1条."""
    return ~c.major, o.need(c.admits_guilt & ~c.defiant)


@rule(
    "confiscation-terminated",
    "没收财产终结执行的不据以从严",
    R2024.cite("9"),
    asks=BOTH,
    since=R2024.since,
    for_inmate=True,
    says="没收财产已裁定终结执行且无隐瞒、妨害情形，却以财产性判项未履行从严",
)
def confiscation_terminated(c: Columns, o: Ops) -> Answer:
    """终结执行 is not 终结本次执行: without evasion nothing may be held against the inmate for it."""
    applies = c.confiscation_terminated & c.only_confiscation_left & ~c.evaded & ~c.borrowed_account
    return applies, o.need(~c.stricter_for_property)


@rule(
    "property-papers",
    "财产性判项材料齐全",
    R2024.cite("5②"),
    asks=BOTH,
    when="filed",
    since=R2024.since,
    kind=Kind.EVIDENCE,
    says="财产性判项执行、履行情况的材料不齐，法院将通知七日内补送，逾期不立案",
)
def property_papers(c: Columns, o: Ops) -> Answer:
    """Without the papers the court does not docket the case."""
    return (c.owed >= 0), o.need(c.property_papers)
