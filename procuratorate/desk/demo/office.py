"""The resident office at work: cases opened, opinions on the consultation, papers on their way to a signature."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from commutation.models import Batch, Filing, Finding, Opinion
from commutation.selectors.acceptances import checklist
from commutation.selectors.consultations import unanswered
from commutation.services.adjusting import Proposal
from commutation.services.adopting import Answer, answer_advice
from commutation.services.advising import agree_to_many, draft_advice, give_advice
from commutation.services.managing import Checked, accept_sending, allot_in_rotation
from commutation.services.opinions import agree, draft_opinion, endorse_opinion, issue_opinion, submit_opinion
from commutation.services.questions import ask_question
from commutation.services.reading import finish_reading, open_case
from commutation.services.sending import extend_review
from commutation.services.settling import settle_finding
from commutation.states import Stage
from commutation.states.reviews import Advice, Gravity, PaperKind, Verdict
from procuratorate.desk.demo.meetings import Course
from procuratorate.desk.demo.planted import of_batch
from procuratorate.desk.demo.times import historian, moment
from procuratorate.lib.clock import now
from procuratorate.organs.models import Organ

CHECKED = "调阅卷宗并向刑罚执行科核实"
WRONG = "材料反映的情况与提请幅度不相适应，建议核实后再定。"


def advise(course: Course, procurator: str, day: date) -> None:
    """Every case opened; agreement with most, other opinions on those whose way asks for one; given together."""
    batch, at, chen = course.batch, moment(day, "16:12:30"), historian(procurator, day)
    filings = list(Filing.objects.filter(batch=batch).select_related("batch"))
    open_all(filings, procurator, day)
    others = {
        Advice.ADJUST: course.apart("adjusted"),
        Advice.DISAGREE: course.apart("not_answered", "refused_with_reasons"),
    }
    for advice, people in others.items():
        for filing in people:
            draft_advice(filing=filing, advice=advice, words=WRONG, actor=chen, at=at)
    agree_to_many(batch=batch, filings=filings, actor=chen, at=at)
    give_advice(batch=batch, actor=chen, at=at)


def open_all(filings: Iterable[Filing], procurator: str, day: date) -> None:
    chen = historian(procurator, day)
    for filing in filings:
        open_case(filing=filing, actor=chen, at=moment(day, "10:05:00"))


def answer(course: Course, day: date) -> None:
    """The prison's answers: an extent follows one opinion, another is refused with reasons, one is forgotten."""
    answers = {filing.pk: _answer(filing, course) for filing in course.apart("adjusted", "refused_with_reasons")}
    if answers:
        waiting = unanswered(course.batch).filter(filing__in=answers)
        told = {opinion.pk: answers[opinion.filing_id] for opinion in waiting}
        answer_advice(batch=course.batch, answers=told, actor=course.head, at=moment(day, "11:02:44"))


def _answer(filing: Filing, course: Course) -> Answer:
    if filing in course.apart("adjusted"):
        lower = Proposal((filing.months or 2) - 1, filing.rights_months, filing.probation_until)
        return Answer(True, "采纳检察意见", lower, "法释〔2016〕23号第六条")
    return Answer(False, "经评审委员会复核，该犯各项材料齐全，维持原提请幅度。")


def half_way(course: Course, procurator: str, day: date) -> None:
    """A consultation on its way: some cases opened and read, some opinions drafted, a question asked."""
    batch, chen, at = course.batch, historian(procurator, day), moment(day, "15:20:00")
    numbers = [one.number for one in of_batch(_key_of(course)) if one.rule]
    faulty = list(Filing.objects.filter(batch=batch, number__in=numbers).select_related("batch").order_by("number"))
    plain = list(Filing.objects.filter(batch=batch).exclude(number__in=numbers).select_related("batch")[:36])
    open_all([*plain, *faulty[:3]], procurator, day)
    finish_reading(filings=plain[:30], actor=chen, at=at)
    agree_to_many(batch=batch, filings=plain[:24], actor=chen, at=at)
    draft_advice(
        filing=faulty[0], advice=Advice.DISAGREE, words="起始时间尚未届满，建议本批不予提请。", actor=chen, at=at
    )
    ask_question(
        filing=faulty[1], words="请说明前次裁定送达日的依据，并提供回证。", wanted="前次裁定送达回证", actor=chen, at=at
    )


def _key_of(course: Course) -> str:
    return "qc4" if course.batch.prison.code == "9901-QC" else "lp4"


def accept(batch: Batch, stage: Stage, number: str, day: date) -> None:
    """案件管理: accepted under the unified system's number, allotted in rotation."""
    manager, at = historian("J9907", day), moment(day, "17:05:12")
    sending = batch.sendings.select_related("recipient", "batch__prison").get(stage=stage)
    papers = [Checked(item, True) for item in checklist(sending)]
    accept_sending(sending=sending, unified_no=number, papers=papers, actor=manager, at=at)
    allot_in_rotation(sending=sending, actor=manager, at=at)


def review(batch: Batch, on: date) -> None:
    """The copies are being reviewed: findings verified, papers in every hand, agreement over some, one extended."""
    chen, at = historian("J9901", on), now()
    filings = list(Filing.objects.filter(batch=batch).select_related("batch", "prison", "clock").order_by("number"))
    open_all(filings, "J9901", on)
    accused = Finding.objects.filter(filing__batch=batch, verdict=Verdict.BREACHED).select_related("filing__prison")
    for place, finding in enumerate(accused.order_by("filing__number")[:5]):
        settle_finding(finding=finding, act="verify", reason=CHECKED, gravity=Gravity.MINOR, actor=chen, at=at)
        _paper(finding.filing, place, on)
    with_findings = set(Finding.objects.filter(filing__batch=batch).values_list("filing", flat=True))
    quiet = [
        one
        for one in filings
        if one.pk not in with_findings and one.kind == "commutation" and one.route == "intermediate"
    ]
    court = Organ.objects.get(code="9901-FY")
    seen = {one.pk: one.facts_hash for one in quiet[:18]}
    agree(batch=batch, seen=seen, addressee=court, number=f"临城郊检意见〔{on.year}〕31号", actor=chen, at=at)
    late = quiet[20]
    extend_review(filing=late, actor=historian("J9904", on), reason="案情复杂，需核实财产性判项履行情况", at=at)


def _paper(filing: Filing, place: int, on: date) -> Opinion:
    """A paper drafted, with the head, with the chief, or issued: by its place."""
    at = now()
    chen, head, chief = (historian(number, on) for number in ("J9901", "J9906", "J9904"))
    paper = draft_opinion(kind=PaperKind.FILING_OPINION, filings=[filing], actor=chen, at=at)
    if place >= 1:
        submit_opinion(opinion=paper, seen=paper.content_hash, actor=chen, comment="建议不同意提请", at=at)
    if place >= 2:
        endorse_opinion(opinion=paper, seen=paper.content_hash, actor=head, comment="同意承办人意见", at=at)
    if place >= 4:
        number = f"临城郊检意见〔{on.year}〕30号"
        issue_opinion(opinion=paper, seen=paper.content_hash, number=number, actor=chief, at=at)
    return paper
