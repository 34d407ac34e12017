"""The clocks of the court's half and of what follows a ruling (law.md §3.1, §3.2, §3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commutation.states import Kind
from commutation.states.courts import Missing, Recipient
from procuratorate.custody.states import SentenceKind
from procuratorate.lib.law.terms import Term, Unit

MONTH = Term(1, Unit.MONTH)
LENGTHENED = frozenset({SentenceKind.LIFE, SentenceKind.FIXED})  # by one month; suspended death and the rest never
PAPERS = (Term(3, Unit.DAY), "法释〔2014〕5号第2条；法释〔2021〕1号第535条")
PROPERTY = (Term(7, Unit.DAY), "法释〔2024〕5号第5条")
PROPERTY_SINCE = date(2024, 5, 1)  # before, papers about property were papers like others

TRIALS_2014, CODE_2018, RULES_2019 = date(2014, 6, 1), date(2018, 10, 26), date(2019, 12, 30)
INTERPRETED_2021 = date(2021, 3, 1)
RULING_TERM = Term(20, Unit.DAY)
_RULES = "《人民检察院刑事诉讼规则》"
# The numbers are old, their articles young: what bore them before those days the reference does not tell.
OLDER = "当时施行的刑事诉讼法（条号待核）"
# When the bureau has to have considered its decision again, by the day the objection reached it. Before the first
# line the text said 立即 and no number (监狱法2012第26条); the fifteen days beside the month are 〔推断〕 in law.md.
RECONSIDERED = (
    (date(2026, 11, 1), (MONTH, "监狱法（2026）第46条第2款")),
    (date(2016, 10, 1), (Term(15, Unit.DAY), "司发通〔2016〕78号第24条第4款")),
)
RECORD_TERM = Term(10, Unit.DAY)
RECORD_SINCE = date(2014, 6, 23)  # no ruling received before is asked for
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


def trial_article(on: date) -> str:
    """By which text a court that got the proposal on a day has its month; nothing where the reference knows none."""
    if on >= INTERPRETED_2021:
        return "法释〔2014〕5号第1条；法释〔2021〕1号第534条"
    return "法释〔2014〕5号第1条" if on >= TRIALS_2014 else ""


def _articles(on: date, code: str, rules: str) -> str:
    """刑事诉讼法 as of 2018 and 规则 as of 2019, each from its day."""
    if on < CODE_2018:
        return OLDER
    return f"刑事诉讼法第{code}条" + (f"；{_RULES}第{rules}条" if on >= RULES_2019 else "")


def review_term(kind: str, received_on: date) -> tuple[Term, str]:
    """How long a ruling or decision may be answered, and by which article: twenty days, or one month."""
    if kind == Kind.OUTSIDE_SERVICE:
        return MONTH, _articles(received_on, "267", "632")
    return RULING_TERM, _articles(received_on, "274", "639、640")


def rehearing_rule(kind: str, received_on: date) -> tuple[Term, str] | None:
    """How long the court has to hear anew, or the bureau to consider again, and by which article.

    `received_on` is the day the objection arrived. None where the text of that day gave no number.
    """
    if kind != Kind.OUTSIDE_SERVICE:
        return MONTH, _articles(received_on, "274", "641")
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
_FROM = "（自生效之日起；这里从裁定、决定日起算，推断）"
_CC20 = f"社区矫正法第20条{_FROM}"
_CC = (f"{_CC20}；司发通〔2026〕8号第8条", date(2026, 2, 21))
_CC_ALONE = (_CC20, date(2020, 7, 1), date(2026, 2, 20))
_CC_OUTSIDE = (_CC20, date(2020, 7, 1), date(2026, 10, 31))
_D14 = ("司发通〔2014〕112号第14条", date(2014, 12, 1), date(2016, 9, 30))
_D16 = ("司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第2款", date(2016, 10, 1), date(2026, 10, 31))
_P26 = ("监狱法（2026）第46条第1款；司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第2款", date(2026, 11, 1))
_P26_POLICE = (f"监狱法（2026）第46条第1款；{_CC20}", date(2026, 11, 1))  # 46① names them, without days
_P26_COUNTY = (_CC20, date(2026, 11, 1))
# 不予批准: on the prison alone.
_REFUSED = (
    ("司发通〔2014〕112号第14条", date(2014, 12, 1), date(2016, 9, 30)),
    ("司发通〔2014〕112号第14条；司发通〔2016〕78号第24条第3款", date(2016, 10, 1)),
)
_BY_BUREAU = (Recipient.PRISON, Recipient.COMMUNITY, Recipient.PEER, Recipient.TRIAL_COURT)
TABLE = (
    Served(Recipient.PRISON, _COURT, _WEEK, *_L14),
    Served(Recipient.PEER, _COURT, _WEEK, *_L14),
    Served(Recipient.INMATE, _COURT, _WEEK, *_L14),
    Served(Recipient.COMMUNITY, _PAROLE, _WEEK, *_L14),
    Served(Recipient.COUNTY_PROCURATORATE, _PAROLE, _TEN, *_CC),
    Served(Recipient.POLICE, _PAROLE, _TEN, *_CC_ALONE),
    Served(Recipient.POLICE, _PAROLE, _TEN, *_CC),
    *(Served(whom, _OUTSIDE, _FIVE, *text) for text in (_D14, _D16, _P26) for whom in _BY_BUREAU),
    Served(Recipient.POLICE, _OUTSIDE, _TEN, *_CC_OUTSIDE),
    Served(Recipient.POLICE, _OUTSIDE, _TEN, *_P26_POLICE),
    Served(Recipient.COUNTY_PROCURATORATE, _OUTSIDE, _TEN, *_P26_COUNTY),
)


REFUSALS = tuple(Served(Recipient.PRISON, _OUTSIDE, _FIVE, *text) for text in _REFUSED)
_WITH_COMMUNITY = frozenset({Recipient.COMMUNITY, Recipient.POLICE, Recipient.COUNTY_PROCURATORATE})


def recipients_of(kind: str, on: date, *, granted: bool = True) -> list[Served]:
    """On whom a ruling of this kind and day is to be served. Whom nobody releases no community is told of."""
    table = TABLE if granted or kind != Kind.OUTSIDE_SERVICE else REFUSALS
    lines = [line for line in table if kind in line.kinds and line.since <= on <= line.until]
    return [line for line in lines if granted or line.recipient not in _WITH_COMMUNITY]


def whom(recipient: str, on: date) -> str:
    """The recipient in the words of the text of that day: 监狱法（2026）第46条 renamed the court."""
    if recipient == Recipient.TRIAL_COURT:
        return "作出生效裁判的人民法院" if on >= _P26[1] else "原判人民法院"
    return str(Recipient(recipient).label)
