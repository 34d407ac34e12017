"""同意: one signature of the procurator in charge over a named list of rows he opened (规则第4条、第635条)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from commutation.documents import PAPERS, article_for
from commutation.models import Batch, Filing, Opinion, OpinionLine
from commutation.permissions.opinions import may_sign_alone
from commutation.permissions.reviews import may_decide
from commutation.selectors.allotments import charged
from commutation.selectors.competence import author_of, house_of, office_of_actor
from commutation.selectors.opinions import papers_of
from commutation.selectors.readings import unopened
from commutation.services.opinions import composing
from commutation.services.opinions.content import content_of, take_step
from commutation.services.opinions.issuing import BEFORE_THE_COURT, carry_out
from commutation.services.opinions.numbering import put_signature
from commutation.states.reviews import PaperKind, Step
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ

AGREEMENT = PaperKind.AGREEMENT
SHOWN = 20


@transaction.atomic
def agree(
    *, batch: Batch, seen: Mapping[int, str], addressee: Organ, number: str, actor: Actor, at: datetime
) -> Opinion:
    """Sign 检察意见书（同意） over these filings of a batch: issued at once, served, copied to the prison.

    Every row must be before the decider, without an opinion, in the signer's charge, and opened with the facts it has
    now: those that are not are named, and nothing is signed. `seen`: filing id → hash of the facts the page showed.
    """
    demand(may_sign_alone(actor), act="commutation.agree", target=batch)
    demand(may_decide(actor, batch.prison_id, day_of(at)), act="commutation.agree", target=batch)
    filings = _locked(batch, seen, actor)
    _demand_rows(filings, actor)
    if any(filing.facts_hash != seen[filing.pk] for filing in filings):
        raise Conflict("您打开以后，名单上的人或者事实有变动，没有签署。请刷新后重新核对。", title=batch.title)
    paper = _written(batch, filings, addressee, actor, at)
    return _signed(paper, number, actor, at)


def _locked(batch: Batch, ids: Iterable[int], actor: Actor) -> list[Filing]:
    wanted = set(ids)
    if not wanted:
        raise Unacceptable("没有选人。请先勾选您同意提请的人。", fields={"ids": "没有选人"})
    rows = Filing.objects.visible_to(actor).filter(batch=batch, pk__in=wanted).select_for_update(of=("self",))
    found = list(rows.select_related("ward", "prison", "clock").order_by("ward__path", "number", "pk"))
    if len(found) != len(wanted):
        raise Conflict("所选的人中有人已不在名单上，没有签署。请刷新后重新选择。", title=batch.title)
    return found


def _demand_rows(filings: Sequence[Filing], actor: Actor) -> None:
    """Everything that stands in the way, by name."""
    kinds = {filing.get_kind_display() for filing in filings}
    if len(kinds) > 1:
        raise Unacceptable(f"一份意见书只写一种提请（所选有{'、'.join(sorted(kinds))}），请分开签署。")
    away = [one for one in filings if one.state not in BEFORE_THE_COURT]
    _refuse(away, "还没有收到建议书副本，或者已经办结")
    taken = papers_of(filings)
    _refuse([one for one in filings if one.pk in taken], "已提出或者正在办理检察意见书")
    _refuse(unopened(filings, signer(actor)), "您还没有打开，或者打开以后事实有变更，请先打开看过")
    for officer, theirs in _of_others(filings, actor).items():
        _refuse(theirs, f"由{officer}承办，须由承办检察官签署")


def _refuse(rows: Sequence[Filing], why: str) -> None:
    if rows:
        names = "、".join(one.name for one in rows[:SHOWN]) + (f"等{len(rows)}人" if len(rows) > SHOWN else "")
        told = f"没有签署：{names}，{why}。"
        raise Unacceptable(told, fields={"ids": told})


def _of_others(filings: Sequence[Filing], actor: Actor) -> dict[str, list[Filing]]:
    """Filings allotted to a colleague the actor does not substitute for, by that colleague's name."""
    found: dict[str, list[Filing]] = {}
    allotted = charged(filings)
    for filing in filings:
        officer = allotted.get(filing.pk)
        if officer and officer.pk != actor.officer_id and officer.name != actor.acting_for:
            found.setdefault(officer.name, []).append(filing)
    return found


def _written(batch: Batch, filings: Sequence[Filing], addressee: Organ, actor: Actor, at: datetime) -> Opinion:
    first = filings[0]
    house = house_of(actor)
    author = author_of(AGREEMENT, first, addressee, house, day_of(at))
    if author.is_report:
        raise Unacceptable(f"这些提请的检察意见依法由{author.competent.name}提出，不能由本院签署。请改为层报。")
    paper = Opinion(
        kind=AGREEMENT,
        organ=house,
        office=office_of_actor(actor),
        addressee=addressee,
        competence=author.words[:200],
        title=composing.title(AGREEMENT, first, len(filings)),
        facts=_facts(batch, filings),
        grounds=f"依照{article_for(PAPERS[AGREEMENT], first.kind)}的规定，",
        request=composing.REQUESTS[AGREEMENT],
        drafter_id=signer(actor),
        persons=[filing.person_id for filing in filings],
        created_at=at,
    )
    paper.save(force_insert=True)
    OpinionLine.objects.bulk_create(
        OpinionLine(opinion=paper, filing=filing, position=position, facts_hash=filing.facts_hash)
        for position, filing in enumerate(filings, 1)
    )
    return paper


def _facts(batch: Batch, filings: Sequence[Filing]) -> str:
    kind, count = filings[0].get_kind_display(), len(filings)
    who = f"罪犯{filings[0].name}" if count == 1 else f"罪犯{filings[0].name}等{count}人"
    return f"{batch.prison.name}{batch.title}对{who}提请{kind}（名单附后），并将建议书副本抄送我院。经审查："


def _signed(paper: Opinion, number: str, actor: Actor, at: datetime) -> Opinion:
    Opinion.objects.filter(pk=paper.pk).update(content_hash=sm3_of(content_of(paper)))
    put_signature(paper=paper, act="sign", said=number, actor=actor, at=at)
    take_step(opinion=paper, step=Step.SIGNED, actor=actor, at=at)
    record(actor=actor, act="commutation.agree", target=paper, detail={"sm3": paper.content_hash})
    return carry_out(opinion=paper, actor=actor, at=at)
