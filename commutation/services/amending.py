"""Mending one nomination by hand, and taking people off the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from commutation.checks import Row, as_json, facts_of
from commutation.columns import HEADERS
from commutation.models import Batch, Filing
from commutation.permissions import may_amend, may_drop
from commutation.services.checking import check_alone
from commutation.states import FILING_MOVES, FilingState, Step
from commutation.tables import read_mappings
from commutation.values import proposal_of
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.merging import merge
from procuratorate.lib.sheets import Level
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

FIXED = frozenset({"number", "name", "kind", "ward"})  # who and what: another person or kind is another nomination
AMENDABLE = {name: header for name, header in HEADERS.items() if name not in FIXED}


@transaction.atomic
def amend_filing(
    *, filing: Filing, actor: Actor, opened: Mapping[str, str], mine: Mapping[str, str], at: datetime
) -> Filing:
    """Save the facts of one nomination, read and checked like a row of a sheet. Clashes with another's are 409."""
    demand(may_amend(actor, filing), act="commutation.amend", target=filing)
    rows = Filing.objects.select_for_update(of=("self",)).select_related("batch", "nominated_by", "edited_by")
    stored: Filing = rows.get(pk=filing.pk)
    _demand_nominated(stored)
    merged = merge(opened, stored.facts, mine, AMENDABLE, title=f"{stored.name}的提名", by=stored.editor.name)
    row = Row(read_mappings([{**{name: stored.facts.get(name, "") for name in FIXED}, **merged}])[0])
    check_alone(row=row, filing=stored, actor=actor, on=day_of(at))
    refused = {
        problem.key: f"{problem.reason}。{problem.mending}"
        for problem in row.problems
        if problem.level is Level.REFUSED
    }
    if refused:
        raise Unacceptable("没有保存：有几栏要改。", fields=refused)
    facts = facts_of(row.values)
    Filing.objects.filter(pk=stored.pk).update(
        facts=facts,
        facts_hash=sm3_of(facts),
        warnings=[as_json(problem) for problem in row.problems],
        version=stored.version + 1,
        edited_by=signer(actor),
        edited_at=at,
        **proposal_of(facts),
    )
    record(actor=actor, act="commutation.amend", target=stored, detail={"version": stored.version + 1})
    stored.refresh_from_db()
    return stored


def _demand_nominated(filing: Filing) -> None:
    if filing.state not in FILING_MOVES["amend"].sources:
        raise Conflict(f"现在是“{filing.get_state_display()}”，不能再改。请刷新后按现在的状态办理。", title=str(filing))


@transaction.atomic
def drop_filings(*, batch: Batch, actor: Actor, ids: Iterable[int], step: Step, reason: str, at: datetime) -> int:
    """Take people off the list at a node of the plan, saying why; returns how many. All of them, or none."""
    demand(may_drop(actor, batch), act="commutation.drop", target=batch)
    ids = sorted(set(ids))
    if not reason.strip():
        raise Unacceptable("请写明退出的理由。", fields={"reason": "必填"})
    if not ids:
        raise Unacceptable("没有选人。请先勾选要退出的人。", fields={"ids": "没有选人"})
    rows = Filing.objects.visible_to(actor).filter(batch=batch, pk__in=ids, state__in=FILING_MOVES["drop"].sources)
    dropped = rows.update(state=FilingState.DROPPED, drop_step=step, drop_reason=reason.strip()[:300], dropped_at=at)
    if dropped != len(ids):
        raise Conflict(
            "所选的人中有人已经退出、已经报送，或不在您的名单里，一个也没有办。请刷新后重新选择。", title=batch.title
        )
    record(actor=actor, act="commutation.drop", target=batch, reason=reason, detail={"filings": ids, "step": step})
    return dropped
