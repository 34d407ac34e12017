"""The clocks of execution outside prison, by the text in force on the day that starts them (law.md §3.3, §3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commutation.states.outside import Act, Decider, Ground
from procuratorate.lib.law.terms import Term, Unit


class Code(StrEnum):
    ORGANISE = "organise"
    ISSUE = "issue"
    COPY = "copy"
    DECIDE = "decide"
    WEB = "web"
    ONLINE = "online"
    ANNOUNCE = "announce"
    CONFIRM = "confirm"
    HANDOVER = "handover"
    RECHECK = "recheck"
    RETURN = "return"
    PAPERS = "papers"  # of a province's own rule alone

    @property
    def kind(self) -> str:
        """Of its deadlines."""
        return f"commutation.outside_{self.value}"


@dataclass(frozen=True)
class OutsideClock:
    """One period: what it is for, from what, how long, by which text from when until when."""

    code: Code
    words: str
    start: str
    term: Term
    article: str
    since: date
    until: date = date.max


def _wd(amount: int) -> Term:
    return Term(amount, Unit.WORKING_DAY)


_DAYS3, _DAYS10, _MONTHS3 = Term(3, Unit.DAY), Term(10, Unit.DAY), Term(3, Unit.MONTH)
D2014, D2016, D2020, D2023 = date(2014, 12, 1), date(2016, 10, 1), date(2020, 7, 1), date(2023, 7, 1)
D2026, EVE_2016 = date(2026, 11, 1), date(2016, 9, 30)
EVE_2023, EVE_2026 = date(2023, 6, 30), date(2026, 10, 31)
_24, _78, _112, _LAW = "司发通〔2023〕24号", "司发通〔2016〕78号", "司发通〔2014〕112号", "监狱法（2026年修订）"
APPROVED, RELEASED = "批准", "保外就医"  # what starts a clock
COPY_DAYS = 3  # working days
_ONLINE_OLD = f"{_78}第25条"

_COMMISSIONED = "医院收到委托书"
# 第7条: five working days to organise it, and twenty to complete it; whether these run from the commission or from the
# fifth day it does not say. From the commission nothing is missed; past twenty nobody is in breach for that alone.
_FROM_COMMISSION = "医院收到委托书（二十个工作日从何日起算，条文没有写明，这里从严计算，届满只作提示）"

TABLE = (
    OutsideClock(Code.ORGANISE, "医院组织诊断检查", _COMMISSIONED, _wd(5), f"{_24}第7条", D2023),
    OutsideClock(Code.ISSUE, "医院出具诊断书", _FROM_COMMISSION, _wd(20), f"{_24}第7条", D2023),
    OutsideClock(Code.COPY, "诊断书抄送检察院", "收到诊断书", _wd(COPY_DAYS), f"{_24}第17条第2款", D2023),
    OutsideClock(Code.DECIDE, "作出决定", "收到提请材料", _wd(15), f"{_112}第14条", D2014, EVE_2016),
    OutsideClock(Code.DECIDE, "作出决定", "收到提请材料", _wd(15), f"{_78}第24条第1款", D2016),
    OutsideClock(Code.WEB, "向社会公示", "收到提请材料", _wd(5), f"{_24}第20条", D2023),
    OutsideClock(Code.ONLINE, "决定书上网公开", APPROVED, _wd(10), _ONLINE_OLD, D2016, EVE_2023),
    OutsideClock(Code.ONLINE, "决定书上网公开", APPROVED, _wd(10), f"{_24}第21条；{_ONLINE_OLD}", D2023),
    OutsideClock(Code.ANNOUNCE, "监狱内公告（立即保外）", RELEASED, _wd(3), f"{_112}第13条第1款", D2014, EVE_2016),
    OutsideClock(Code.ANNOUNCE, "监狱内公告（立即保外）", RELEASED, _wd(3), f"{_78}第17条第3款", D2016, EVE_2023),
    OutsideClock(Code.ANNOUNCE, "监狱内公告（立即保外）", APPROVED, _wd(3), f"{_24}第21条", D2023, EVE_2026),
    OutsideClock(Code.ANNOUNCE, "监狱内公告（立即保外）", APPROVED, _wd(3), f"{_LAW}第45条第2款；{_24}第21条", D2026),
    OutsideClock(Code.CONFIRM, "评审委员会确认（立即保外）", RELEASED, _DAYS3, f"{_78}第23条", D2016, EVE_2023),
    OutsideClock(Code.CONFIRM, "评审委员会确认（立即保外）", RELEASED, _wd(3), f"{_24}第12条", D2023),
    OutsideClock(Code.HANDOVER, "移送社区矫正机构", "收到批准决定", _DAYS10, "社区矫正法第21条", D2020, EVE_2026),
    OutsideClock(Code.HANDOVER, "移送社区矫正机构", "收到批准决定", _DAYS10, f"{_LAW}第47条；社区矫正法第21条", D2026),
    OutsideClock(Code.RECHECK, "保外就医病情复查", "移送或者上次复查", _MONTHS3, f"{_112}第21条", D2014, EVE_2023),
    OutsideClock(Code.RECHECK, "保外就医病情复查", "移送或者上次复查", _MONTHS3, f"{_24}第25条", D2023),
    OutsideClock(Code.RETURN, "收监", "收到收监执行决定书", _DAYS3, f"{_24}第14条", D2023),
)
URGENT_ISSUE = OutsideClock(Code.ISSUE, "医院出具诊断书", _COMMISSIONED, _DAYS3, f"{_24}第7条", D2023)
POLICE_DECIDE = OutsideClock(Code.DECIDE, "作出决定", "收到提请材料", _wd(15), f"{_112}第14条", D2014)

# Whose duty a clock is, where it is not the prison's.
OF_DECIDER = frozenset({Code.DECIDE, Code.WEB, Code.CONFIRM, Code.ONLINE})
DECIDERS = {Decider.BUREAU: "省局", Decider.POLICE: "公安机关", Decider.COURT: "人民法院"}
OTHERS = {Code.ORGANISE: "医院", Code.ISSUE: "医院", Code.RECHECK: "社区矫正机构"}

# Which act ends a clock.
MET_BY = {
    Code.ORGANISE: Act.DIAGNOSIS,
    Code.ISSUE: Act.DIAGNOSIS, Code.COPY: Act.DIAGNOSIS_COPY, Code.DECIDE: Act.DECISION, Code.WEB: Act.WEB_NOTICE,
    Code.ONLINE: Act.ONLINE, Code.ANNOUNCE: Act.PUBLIC_NOTICE, Code.CONFIRM: Act.COMMITTEE,
    Code.HANDOVER: Act.HANDOVER, Code.RECHECK: Act.RECHECK, Code.RETURN: Act.RECALL, Code.PAPERS: Act.MEDICAL_PAPERS,
}  # fmt: skip

# What is asked for only where a text asked already, beside those of MET_BY that an older text asked for as well.
ASKED_BY = {Act.DIAGNOSIS_COPY: Code.COPY, Act.WEB_NOTICE: Code.WEB}

VALID = _MONTHS3  # a 《罪犯病情诊断书》 may found a decision for so long (司发通〔2023〕24号第8条第3款)
TOLD_AHEAD, TOLD_ARTICLE = 1, f"{_24}第17条第1款"  # working days
WITH_DOCTORS = frozenset({Ground.ILLNESS, Ground.PREGNANCY})
NOTICE_DAYS, NOTICE_ARTICLE = 3, f"{_24}第20条第2款"  # of the notice to the public
ANNOUNCED_DAYS = 5  # of the notice inside after an urgent release (司发通〔2023〕24号第21条)


def clock_on(code: Code, on: date, *, urgent: bool = False, decider: str = Decider.BUREAU.value) -> OutsideClock | None:
    """The period in force on a day; none where no text had one yet, nor for a court to decide."""
    if urgent and code in (Code.ORGANISE, Code.ISSUE):  # three days for the whole of it
        return URGENT_ISSUE if code == Code.ISSUE and URGENT_ISSUE.since <= on else None
    if code == Code.DECIDE and decider != Decider.BUREAU:
        return POLICE_DECIDE if decider == Decider.POLICE and POLICE_DECIDE.since <= on else None
    return next((one for one in TABLE if one.code == code and one.since <= on <= one.until), None)


def of_province(days: int, basis: str, since: date) -> OutsideClock:
    """补齐病历资料: no law has a period for it, some provinces have (practice.md F17); never held against anybody."""
    words = "补齐病历资料（本省规定）"
    return OutsideClock(Code.PAPERS, words, APPROVED, Term(days, Unit.DAY), f"{basis}（本省规定）", since)


def done_by(code: Code, decider: str) -> str:
    """Who is to do what a clock is for; nothing where it is the prison."""
    return DECIDERS[Decider(decider)] if code in OF_DECIDER else OTHERS.get(code, "")


def asked_since(act: Act) -> date:
    """Since when an act is asked for, of those no text asked for before its clock's."""
    code = ASKED_BY.get(act)
    return min(one.since for one in TABLE if one.code == code) if code else date.min


def commissioned(ground: str) -> tuple[Code, ...]:
    """What runs from the commission: 第7条 has days for the 《罪犯病情诊断书》, of a pregnancy only for the check."""
    if ground == Ground.ILLNESS:
        return (Code.ORGANISE, Code.ISSUE)
    return (Code.ORGANISE,) if ground in WITH_DOCTORS else ()


def days_ahead(ground: str, on: date, *, urgent: bool) -> int:
    """Working days the office is told ahead; none of 鉴别, of an urgent diagnosis, before 2023-07-01."""
    return TOLD_AHEAD if ground in WITH_DOCTORS and not urgent and on >= D2023 else 0


def validity(ground: str, issued: date) -> Term | None:
    """How long a diagnosis holds; the paper on pregnancy and 鉴别 have no period, nor has any of before 2023-07-01."""
    return VALID if ground == Ground.ILLNESS and issued >= D2023 else None


def too_short(days: int, least: int, on: date) -> bool:
    """A notice of fewer days than the text of its day asks for (司发通〔2023〕24号第20、21条)."""
    return on >= D2023 and days < least


def archive_days(on: date) -> tuple[int, int] | None:
    """Working days to send the dossier from the approval, and to name a prison from its arrival (78号第28条)."""
    return (3, 10) if on >= D2016 else None


def hearing_basis(on: date) -> str:
    """The procuratorate of the level is told to come (司发通〔2023〕24号第13条第2款)."""
    return f"{_24}第13条第2款" if on >= D2023 else ""


def told_basis(on: date) -> str:
    """诊断前通报, by the text of its day."""
    return TOLD_ARTICLE if on >= D2023 else _told_before_2023(on)


def _told_before_2023(on: date) -> str:
    """The procuratorate was told of what was done, in no number of days."""
    if on >= D2016:
        return f"{_78}第10条"
    return f"{_112}第8条第3款" if on >= D2014 else ""


def copied_basis(on: date) -> str:
    """诊断书抄送 (before 2023-07-01 the prison told of the result alone)."""
    return f"{_24}第17条第2款" if on >= D2023 else _told_before_2023(on)


def urgent_basis(on: date) -> str:
    """The decision of an urgent release is copied to the procuratorate."""
    if on >= D2026:
        return f"{_LAW}第46条第1款"
    return f"{_112}第14条；{_78}第24条第2款" if on >= D2016 else f"{_112}第14条"


def handed_basis(on: date) -> str:
    """交接情况通报."""
    if on >= D2026:
        return f"{_LAW}第47条；{_78}第27条第3款"
    return f"{_78}第27条第3款" if on >= D2016 else f"{_112}第16条"


def recalled_basis(on: date) -> str:
    """收监执行决定书 goes to the procuratorate as well."""
    if on >= D2026:
        return f"{_LAW}第48条第3款"
    return f"{_78}第29条第2款" if on >= D2016 else f"{_112}第23条第1款"


def ended_basis(on: date, *, died: bool) -> str:
    """刑满释放证明书, 死亡证明 go there as well; on a release no text before 2026-11-01 says so."""
    if on >= D2026:
        return f"{_LAW}第48条第3款"
    if not died:
        return ""
    return f"{_78}第33条" if on >= D2016 else f"{_112}第28条"
