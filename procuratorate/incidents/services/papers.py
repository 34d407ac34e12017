"""What the 院 writes to the site about a death or another event: a numbered paper, served with its 回证."""

from __future__ import annotations

from typing import Any

from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.documents import services as documents
from procuratorate.documents.models import Paper
from procuratorate.incidents.law import Kind, Place
from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.incidents.papers import CONCLUSION, NO_DOUBT
from procuratorate.incidents.rendering.papers import paragraphs_of
from procuratorate.incidents.selectors.organs import house_of
from procuratorate.incidents.services.reporting import told_of
from procuratorate.incidents.services.writing import Doing, enter
from procuratorate.incidents.states import Act
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.names import mask

BASIS = {
    Act.NO_DOUBT: "监狱法（2026年修订）第八十一条",
    Act.CONCLUDED: "人民检察院刑事诉讼规则第六百六十三条",
}
KINDS = {Act.NO_DOUBT: NO_DOUBT, Act.CONCLUDED: CONCLUSION}


def give_no_doubt(doing: Doing) -> IncidentAct:
    """无疑义通知: the 院 has no doubt about a death in a prison (监狱法第81条)."""
    if doing.incident.law_place is not Place.PRISON:
        why = "看守所在押人员死亡的，用“检察调查结论”书面通知"
        raise Unacceptable(f"{why}。", fields={"number": why})
    return _give(doing)


def give_conclusion(doing: Doing) -> IncidentAct:
    """检察调查结论, in writing to the site (规则第663条); kin are told by a letter of their own."""
    if not doing.words:
        raise Unacceptable("请写明调查结论。", fields={"words": "必填"})
    return _give(doing)


def _give(doing: Doing) -> IncidentAct:
    incident, before = doing.incident, _before(doing)
    house = house_of(incident.office)
    key = f"incident:{incident.pk}:{doing.act.value}:{before}"
    paper = documents.draft(
        kind=KINDS[doing.act], organ=house, office=incident.office, key=key, title=_title(incident, doing.act),
        facts={"addressee": incident.site.name, "paragraphs": paragraphs_of(incident, doing)},
        persons=[incident.person_id] if incident.person_id else [], address=incident.get_absolute_url(),
        actor=doing.actor, at=doing.at,
    )  # fmt: skip
    number = str(doing.told.get("number") or "")
    paper = documents.issue(paper=paper, number=number, dated_on=doing.on, actor=doing.actor, at=doing.at)
    documents.hand_over(paper=paper, organ=incident.site, actor=doing.actor)
    sent = _serve(doing, paper)
    facts: dict[str, Any] = told_of(doing.told) | {"number": paper.number}
    return enter(doing, facts, paper=paper, dispatch=sent)


def _before(doing: Doing) -> int:
    return IncidentAct.objects.filter(incident=doing.incident, act=doing.act).count()


def _title(incident: Incident, act: Act) -> str:
    name = mask(incident.person.name) if incident.person else ""
    what = "无疑义" if act is Act.NO_DOUBT else "调查结论"
    return f"{name}{Kind(incident.kind).label}{what}"


def _serve(doing: Doing, paper: Paper) -> Any:
    incident = doing.incident
    title = f"{paper.title}通知"
    return send(
        actor=doing.actor, sender=incident.office, recipient=incident.site, legal_mode=Mode.SERVICE,
        kind=KINDS[doing.act], title=title, masked_title=title, summary=paper.number, basis=BASIS[doing.act],
        content={"paper": paper.pk, "sm3": paper.facts_hash, "number": paper.number}, page_count=1,
        key=f"incident-paper:{paper.pk}", address=paper.get_absolute_url(),
        sender_address=incident.get_absolute_url(), at=doing.at,
    )  # fmt: skip
