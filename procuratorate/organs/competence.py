"""Which 院 acts: the law's default for an act, a site and a decider, and what a province decided instead.

A drafter whose 院 is not the competent one writes a report upward instead of the act (docs/architecture.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, TextChoices

from procuratorate.organs.models import Competence, Organ, Pairing
from procuratorate.organs.states import Kind


class Act(TextChoices):
    """Acts whose author the law names."""

    FILING_OPINION = "filing_opinion", "对减刑、假释建议提出检察意见"
    RULING_OBJECTION = "ruling_objection", "对减刑、假释裁定提出纠正意见"
    OUTSIDE_PROPOSAL_OPINION = "outside_proposal_opinion", "对暂予监外执行建议提出检察意见"
    OUTSIDE_DECISION_OBJECTION = "outside_decision_objection", "对暂予监外执行决定提出纠正意见"
    OVER_DETENTION = "over_detention", "纠正超期羁押"
    REFUSED_INTAKE = "refused_intake", "纠正拒绝收监"


RULES = "《人民检察院刑事诉讼规则》"
BASIS = {
    Act.FILING_OPINION: f"{RULES}第六百三十五条：由对执行机关承担检察职责的院提出",
    Act.RULING_OBJECTION: f"{RULES}第六百四十条：由作出裁定的法院的同级院提出，下级院发现的应当报告",
    Act.OUTSIDE_PROPOSAL_OPINION: f"{RULES}第六百三十条：由对执行机关承担检察职责的院向决定或者批准机关提出",
    Act.OUTSIDE_DECISION_OBJECTION: f"{RULES}第六百三十二条：由决定或者批准机关的同级院提出，下级院发现的应当立即层报",
    Act.OVER_DETENTION: f"{RULES}第六百一十八条：由办案机关的同级院提出，对上级机关层报，对异地机关通报其同级院",
    Act.REFUSED_INTAKE: "《人民检察院看守所检察办法》第十二条：由监狱所在地对其承担检察职责的院提出",
}
BY_SITE = frozenset({Act.FILING_OPINION, Act.OUTSIDE_PROPOSAL_OPINION, Act.REFUSED_INTAKE})


@dataclass(frozen=True)
class Competent:
    """The 院 that acts, why, and whether that is the law's default; `warning` where a province departs from it."""

    organ: Organ
    basis: str
    is_default: bool
    warning: str = ""


def competent(act: str, site: Organ, decider: Organ | None, on: date) -> Competent | None:
    """The 院 that acts on a day; None where neither the law's default nor an override names one.

    `site` is the place of custody (for a refused intake the prison that refused), `decider` the court, bureau or organ
    handling the case, needed where the law looks at its level.
    """
    if row := _override(act, site, decider, on):
        return Competent(row.procuratorate, row.basis, is_default=False)
    default = _of_site(site, on) if act in BY_SITE else _same_level(decider, on)
    if default is None:
        return None
    return _acting_for(act, default, site, on) or Competent(default, BASIS[Act(act)], is_default=True)


def _override(act: str, site: Organ, decider: Organ | None, on: date) -> Competence | None:
    """The province's own decision: for this decider before for any, for this site before for what lies above it."""
    above = [int(part) for part in site.path.strip("/").split("/") if part.isdigit()]
    rows = Competence.objects.on(on).filter(Q(decider=decider) | Q(decider=None), act=act, site__in=above)
    row: Competence | None = (
        rows.select_related("procuratorate").order_by(F("decider").asc(nulls_last=True), "-site__path").first()
    )
    return row


def _of_site(site: Organ, on: date) -> Organ | None:
    """The 院 with duty over the place: that of its resident office, in whose name papers are issued."""
    above = [int(part) for part in site.path.strip("/").split("/") if part.isdigit()]
    pairing = Pairing.objects.on(on).filter(counterpart__in=above).select_related("procuratorate__house").first()
    if pairing is None:
        return None
    body: Organ = pairing.procuratorate
    return body if body.issues_papers else body.house


def _same_level(decider: Organ | None, on: date) -> Organ | None:
    """The 院 of the decider's level and region."""
    house = (decider.house or decider) if decider else None
    if house is None or not house.level:
        return None
    rows = Organ.objects.filter(Q(until=None) | Q(until__gte=on), kind=Kind.PROCURATORATE, level=house.level)
    return rows.filter(region=house.region).first()


def _acting_for(act: str, default: Organ, site: Organ, on: date) -> Competent | None:
    """A 派出院 a province lets act for the city 院 over its own sites: never the law's default, always marked."""
    body = _of_site(site, on)
    if body is None or body.acts_for_id != default.pk:
        return None
    warning = f"依法一般由{default}提出（{BASIS[Act(act)]}），请核对代行依据。"
    return Competent(body, body.acts_for_basis or f"代行{default}职权", is_default=False, warning=warning)
