"""Periods of notices (law.md §3.6), each with its article. The day after the event is day 1."""

from __future__ import annotations

from dataclasses import dataclass

from procuratorate.lib.law.terms import Term, Unit
from procuratorate.notices.states import Kind, Matter

RULES = "《人民检察院刑事诉讼规则》"
SUGGESTIONS = "《人民检察院检察建议工作规定》"
DUTIES = "高检会〔2010〕4号"
REPLY, SUPPLEMENT, RE_EXAMINATION = "notices.reply", "notices.supplement", "notices.re_examination"

WORDS = {REPLY: "回复", SUPPLEMENT: "补充回复", RE_EXAMINATION: "复查"}  # what each clock waits for


@dataclass(frozen=True)
class Period:
    """How long, by which article, from what."""

    term: Term
    article: str
    start: str


_DAYS15 = Term(15, Unit.DAY)
ORAL = Period(Term(7, Unit.DAY), f"{RULES}第624条", "口头提出纠正意见")
GENERAL = Period(_DAYS15, f"文书载明；{DUTIES}第13条第1款、{RULES}第553条", "收到文书")
OVER_DETENTION = Period(Term(5, Unit.DAY), f"{RULES}第619条、《人民检察院看守所检察办法》第16条第4项", "收到文书")
CONDUCT_POINTS = Period(Term(5, Unit.WORKING_DAY), "司规〔2021〕3号第49条", "收到文书")
SUGGESTION = Period(Term(2, Unit.MONTH), f"{SUGGESTIONS}第19条", "收到检察建议书")
OBJECTION = Period(Term(5, Unit.DAY), f"{DUTIES}第13条第2款", "收到文书")  # the addressee's, to object in writing
DECISION = Period(Term(7, Unit.DAY), f"{RULES}第554条第1款、{DUTIES}第13条第2款", "收到书面异议")
OF_MATTER = {
    Matter.GENERAL: GENERAL,
    Matter.OVER_DETENTION: OVER_DETENTION,
    Matter.CONDUCT_POINTS: CONDUCT_POINTS,
}
# Which matters a paper of a kind may be about.
MATTERS = {
    Kind.ORAL: (Matter.GENERAL,),
    Kind.CORRECTION: (Matter.GENERAL, Matter.CONDUCT_POINTS),
    Kind.VIOLATION: (Matter.GENERAL, Matter.OVER_DETENTION),
    Kind.SUGGESTION: (Matter.GENERAL,),
}
# What a paper rests on, as its last paragraph says.
GROUNDS = {
    Kind.ORAL: f"{RULES}第624条",
    Kind.CORRECTION: f"{RULES}第624条",
    Kind.VIOLATION: f"{RULES}第552条",
    Kind.SUGGESTION: f"{RULES}第624条、{SUGGESTIONS}第19条",  # why it is made, and until when it is answered
}
REPORTED = f"{RULES}第553条"
UPHELD = f"{RULES}第554条第1款"
TOLD = f"{RULES}第554条第2款"
URGED_SUGGESTION = (
    SUGGESTIONS  # 规则第553、554条 are of corrections; the number of its own article is not verified (K12)
)
BY_DECISION = "检察长决定"  # no national text says more of a correction; a province's own rules are its profile's
FILED_WITHIN = 5  # days; the article was not checked against its text (K10): it reminds, and accuses nobody
RE_EXAMINED_SUGGESTION = f"{SUGGESTIONS}第23条"  # at once: the text gives no number of days
LADDER_NOTE = "督促以外的各步由领导决定；系统只提醒和拟稿，不自行发出。"


def reply_period(kind: str, matter: str, urgent_days: int | None = None) -> Period:
    """Until when an answer is owed. `urgent_days`: of a suggestion that sets another day for urgency (第19条)."""
    if kind == Kind.ORAL:
        return ORAL
    if kind == Kind.SUGGESTION:
        if urgent_days:
            return Period(Term(urgent_days, Unit.DAY), f"{SUGGESTION.article}（情况紧急，文书另定）", SUGGESTION.start)
        return SUGGESTION
    return OF_MATTER[Matter(matter)]
