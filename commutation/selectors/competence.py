"""Who gives a paper: the 院 the law names for the act, the site and the decider; and in whose office it is drafted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commutation.documents import PAPERS, RULES, act_for
from commutation.models import Filing
from commutation.states.reviews import PaperKind
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.competence import competent
from procuratorate.organs.models import Organ


@dataclass(frozen=True)
class Author:
    """The 院 that gives a paper, and why; `is_report` where the drafter's is another."""

    competent: Organ
    basis: str
    warning: str = ""
    is_report: bool = False

    @property
    def words(self) -> str:
        """由谁提出：××院（依据…）."""
        warned = f"，{self.warning.rstrip('。')}" if self.warning else ""
        return f"{self.competent.name}（{self.basis}）{warned}"


def author_of(kind: str, filing: Filing, decider: Organ | None, house: Organ, on: date) -> Author:
    """Who gives a paper of this kind about this filing, told to a drafter of `house`."""
    rule = PAPERS[PaperKind(kind)]
    act = act_for(rule, filing.kind)
    if act is None:
        return Author(house, rule.article, rule.note)
    found = competent(act, filing.prison, decider, on)
    if found is None:
        why = "没有查到依法应由哪个院提出。请检察院管理员在“职权规定”中登记后再拟稿。"
        raise Unacceptable(why, fields={"kind": why})
    report = found.organ.pk != house.pk
    basis = f"{found.basis}" if not report else f"{found.basis}；本院不是该院，依{RULES}第640条等规定报告"
    return Author(found.organ, basis, found.warning or rule.note, report)


def office_of_actor(actor: Actor) -> Organ:
    """承办部门: where the drafter serves; resident offices and departments never issue papers themselves."""
    organ: Organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    return organ


def house_of(actor: Actor) -> Organ:
    """The 院 in whose name the actor's papers stand."""
    organ = office_of_actor(actor)
    house = organ if organ.issues_papers else organ.house
    if house is None or not house.issues_papers:
        raise Unacceptable("您所在的单位不以自己的名义制发文书，也没有登记所属的院。请联系管理员。")
    return house
