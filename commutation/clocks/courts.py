"""The clocks of the court's half and of what follows a ruling (law.md §3.1, §3.2, §3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commutation.states import Kind
from commutation.states.courts import Missing, Recipient
from procuratorate.custody.states import SentenceKind
from procuratorate.lib.law.terms import Term, Unit

MONTH = Term(1, Unit.MONTH)
TRIAL_ARTICLE = "法释〔2014〕5号第1条；法释〔2021〕1号第534条"
LENGTHENED = frozenset({SentenceKind.LIFE, SentenceKind.FIXED})  # by one month; suspended death and the rest never
PAPERS = (Term(3, Unit.DAY), "法释〔2014〕5号第2条；法释〔2021〕1号第535条")
PROPERTY = (Term(7, Unit.DAY), "法释〔2024〕5号第5条")
PROPERTY_SINCE = date(2024, 5, 1)  # before, papers about property were papers like others

RULING_TERM = Term(20, Unit.DAY)
RULING_ARTICLE = "刑事诉讼法第274条；《人民检察院刑事诉讼规则》第639、640条"
DECISION_ARTICLE = "刑事诉讼法第267条；《人民检察院刑事诉讼规则》第632条"
REHEARING = (MONTH, "刑事诉讼法第274条；《人民检察院刑事诉讼规则》第641条")
# When the bureau has to have considered its decision again, by the day the objection reached it. Before the first
# line the text said 立即 and no number (监狱法2012第26条); the fifteen days beside the month are 〔推断〕 in law.md.
RECONSIDERED = (
    (date(2026, 11, 1), (MONTH, "监狱法（2026）第46条第2款")),
    (date(2016, 10, 1), (Term(15, Unit.DAY), "司发通〔2016〕78号第24条第4款")),
)
RECORD_TERM = Term(10, Unit.DAY)
RECORD_ARTICLE = "高检发监字〔2014〕5号第2条"
RECORD_REVIEW_ARTICLE = "高检发监字〔2014〕5号第6条"
RECORD_REVIEW = (Term(10, Unit.DAY), RECORD_REVIEW_ARTICLE)  # the 院 above, from the arrival
FOLLOWED = {  # the one below: what was missing, what is to be done
    "ask_more": (Term(3, Unit.DAY), "高检发监字〔2014〕5号第5条"),
    "advise": (Term(30, Unit.DAY), "高检发监字〔2014〕5号第7条"),
}


def supplement_rule(kind: str, asked_on: date) -> tuple[Term, str]:
    """Within how long papers the court asks for that day are sent after, and by which article."""
    return PROPERTY if kind == Missing.PROPERTY and asked_on >= PROPERTY_SINCE else PAPERS


def review_term(kind: str) -> tuple[Term, str]:
    """How long a ruling or decision may be answered, and by which article: twenty days, or one month."""
    return (MONTH, DECISION_ARTICLE) if kind == Kind.OUTSIDE_SERVICE else (RULING_TERM, RULING_ARTICLE)


def rehearing_rule(kind: str, received_on: date) -> tuple[Term, str] | None:
    """How long the court has to hear anew, or the bureau to consider again, and by which article.

    `received_on` is the day the objection arrived. None where the text of that day gave no number.
    """
    if kind != Kind.OUTSIDE_SERVICE:
        return REHEARING
    return next((rule for since, rule in RECONSIDERED if since <= received_on), None)


def rehearing_words(kind: str) -> tuple[str, str]:
    """Who decides anew, and what it does then."""
    return ("决定机关", "重新核查") if kind == Kind.OUTSIDE_SERVICE else ("法院", "重新审理")


@dataclass(frozen=True)
class Served:
    """One line of the table of service: on whom, for which kinds, within how long, by which text from when on."""

    recipient: Recipient
    kinds: frozenset[Kind]
    term: Term
    article: str
    since: date
    until: date = date.max


_COURT = frozenset({Kind.COMMUTATION, Kind.PAROLE})
_PAROLE = frozenset({Kind.PAROLE})
_OUTSIDE = frozenset({Kind.OUTSIDE_SERVICE})
_WEEK, _TEN = Term(7, Unit.DAY), Term(10, Unit.DAY)
_FIVE = Term(5, Unit.WORKING_DAY)
_L14 = ("法释〔2014〕5号第18条", date(2014, 6, 1))
_CC = ("社区矫正法第20条；司发通〔2026〕8号第8条", date(2026, 2, 21))
_D14 = ("司发通〔2014〕112号第14条", date(2014, 12, 1), date(2016, 9, 30))
_D16 = ("司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第2款", date(2016, 10, 1), date(2026, 10, 31))
_P26 = ("监狱法（2026）第46条第1款；司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第2款", date(2026, 11, 1))
_P26_POLICE = ("监狱法（2026）第46条第1款；社区矫正法第20条", date(2026, 11, 1))  # 46① names them, without days
_P26_COUNTY = ("社区矫正法第20条", date(2026, 11, 1))
_BY_BUREAU = (Recipient.PRISON, Recipient.COMMUNITY, Recipient.PEER, Recipient.TRIAL_COURT)
TABLE = (
    Served(Recipient.PRISON, _COURT, _WEEK, *_L14),
    Served(Recipient.PEER, _COURT, _WEEK, *_L14),
    Served(Recipient.INMATE, _COURT, _WEEK, *_L14),
    Served(Recipient.COMMUNITY, _PAROLE, _WEEK, *_L14),
    Served(Recipient.COUNTY_PROCURATORATE, _PAROLE, _TEN, *_CC),
    Served(Recipient.POLICE, _PAROLE, _TEN, *_CC),
    *(Served(whom, _OUTSIDE, _FIVE, *text) for text in (_D14, _D16, _P26) for whom in _BY_BUREAU),
    Served(Recipient.POLICE, _OUTSIDE, _TEN, *_P26_POLICE),
    Served(Recipient.COUNTY_PROCURATORATE, _OUTSIDE, _TEN, *_P26_COUNTY),
)


def recipients_of(kind: str, on: date) -> list[Served]:
    """On whom a ruling of this kind and day is to be served."""
    return [line for line in TABLE if kind in line.kinds and line.since <= on <= line.until]


def whom(recipient: str, on: date) -> str:
    """The recipient in the words of the text of that day: 监狱法（2026）第46条 renamed the court."""
    if recipient == Recipient.TRIAL_COURT:
        return "作出生效裁判的人民法院" if on >= _P26[1] else "原判人民法院"
    return str(Recipient(recipient).label)
