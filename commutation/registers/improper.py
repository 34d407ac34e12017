"""监狱提请减刑不当情况登记表: improper ones alone, by the day the procuratorate said so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from commutation.models import ConsultationOpinion, Filing, OpinionLine
from commutation.registers.filings import sent_on
from commutation.registers.people import Cells, about, day, moments
from commutation.states import Kind
from commutation.states.reviews import Advice, AdviceState, OpinionState, PaperKind
from procuratorate.documents.registers import Line, fills
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

IMPROPER = (Advice.ADJUST, Advice.DISAGREE)
CODE = "registers.improper_commutation"


@fills(CODE)
def advised(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """While the prison still asked: adjust, disagree; with the prison's answer."""
    rows = ConsultationOpinion.objects.visible_to(actor).filter(
        filing__prison=site, filing__kind=Kind.COMMUTATION, state=AdviceState.GIVEN, advice__in=IMPROPER,
        given_at__range=moments(since, until),
    )  # fmt: skip
    rows = rows.select_related("filing__person", "filing__prison", "adoption").order_by("given_at", "pk")
    told = _told(actor, [one.filing_id for one in rows])
    for one in rows:
        answer = getattr(one, "adoption", None)
        cells = {"不当情形": one.words, "检察纠正意见": f"征求意见阶段：{one.get_advice_display()}"}
        if answer and not told[one.filing_id].get("结果"):
            cells["结果"] = f"监狱：{'采纳' if answer.adopted else f'未采纳，{answer.reason}'}"
        yield _line(f"advice-{one.pk}", day(one.given_at), one.filing, told[one.filing_id] | cells)


@fills(CODE)
def opined(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """After filing: the opinions that do not agree."""
    rows = OpinionLine.objects.visible_to(actor).filter(
        filing__prison=site, filing__kind=Kind.COMMUTATION, opinion__kind=PaperKind.FILING_OPINION,
        opinion__state=OpinionState.ISSUED, opinion__issued_at__range=moments(since, until),
    )  # fmt: skip
    rows = rows.select_related("filing__person", "filing__prison", "opinion").order_by("opinion__issued_at", "pk")
    told = _told(actor, [one.filing_id for one in rows])
    for one in rows:
        paper = one.opinion
        cells = {"不当情形": paper.grounds or paper.facts, "检察纠正意见": f"{paper.number} {paper.request}".strip()}
        yield _line(f"opinion-{one.pk}", day(paper.issued_at), one.filing, told[one.filing_id] | cells)


def _told(actor: Actor, ids: list[int]) -> dict[int, Cells]:
    return about(Filing.objects.visible_to(actor).filter(pk__in=ids).select_related("person"))


def _line(key: str, on: date, filing: Filing, cells: Cells) -> Line:
    told = {"提请单位": filing.prison.name, "提请情况": sent_on(filing)}
    return Line(key, on, told | cells, (filing.person_id,), f"/cases/{filing.pk}/")
