"""What a paper says, in the one form that is hashed, kept step by step, compared and sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commutation.models import Opinion, OpinionStep
from commutation.states.reviews import Step
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

TEXTS = {"title": "标题", "addressee": "主送", "facts": "事实", "grounds": "理由与法律依据", "request": "意见"}


def content_of(opinion: Opinion) -> dict[str, Any]:
    """Addressee, persons with the facts they were judged on, words. The number comes later, and is none of it."""
    lines = opinion.lines.select_related("filing").order_by("position")
    return {
        "kind": opinion.kind,
        "organ": opinion.organ.name,
        "office": opinion.office.name,
        "addressee": opinion.addressee.name if opinion.addressee else "",
        "title": opinion.title,
        "facts": opinion.facts,
        "grounds": opinion.grounds,
        "request": opinion.request,
        "people": [
            {
                "position": line.position,
                "filing": line.filing_id,
                "ruling": line.ruling_id,
                "number": line.filing.number,
                "name": line.filing.name,
                "kind": line.filing.get_kind_display(),
                "proposal": line.filing.proposal,
                "facts": line.facts_hash,
                "findings": line.findings,
            }
            for line in lines
        ],
    }


def take_step(*, opinion: Opinion, step: Step, actor: Actor, at: datetime, comment: str = "") -> OpinionStep:
    """Write one act on the paper's way, with what the paper said then."""
    content = content_of(opinion)
    return OpinionStep.objects.create(
        opinion=opinion,
        step=step,
        officer_id=signer(actor),
        acting_for=actor.acting_for,
        comment=comment,
        content=content,
        content_hash=sm3_of(content),
        at=at,
    )


def locked(opinion: Opinion) -> Opinion:
    """The paper as it is stored, held until the transaction ends."""
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("organ", "office", "addressee")
    stored: Opinion = rows.get(pk=opinion.pk)
    return stored


def demand_same(stored: Opinion, seen: str, mine: Mapping[str, str] | None = None) -> None:
    """Raise Conflict with every difference unless the paper still is what was read (`seen`: its hash then).

    `mine` are the words somebody wants to save over it.
    """
    if stored.content_hash == seen:
        return
    now = content_of(stored)
    step = stored.steps.filter(content_hash=seen).last()
    if step is None:
        raise Unacceptable("页面内容不完整，请刷新后重新办理。")
    rows = [_difference(name, step.content, now, mine or {}) for name in TEXTS]
    rows.append(_people(step.content, now))
    told = [row for row in rows if row["opened"] != row["stored"] or row["mine"] != row["stored"]]
    raise Conflict("您打开以后，这份文书已经改过，没有办理。请按现在的内容重新看过。", title=str(stored), rows=told)


def _difference(name: str, then: Mapping[str, Any], now: Mapping[str, Any], mine: Mapping[str, str]) -> dict[str, str]:
    opened, stored = str(then.get(name, "")), str(now[name])
    wanted = mine.get(name, opened)
    kind = "same" if wanted == stored else "theirs" if wanted == opened else "mine" if opened == stored else "pick"
    return {"name": name, "label": TEXTS[name], "opened": opened, "stored": stored, "mine": wanted, "kind": kind}


def _people(then: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    opened, stored = ("、".join(_person(one) for one in told["people"]) for told in (then, now))
    return {"name": "people", "label": "所涉人员", "opened": opened, "stored": stored, "mine": opened, "kind": "theirs"}


def _person(one: Mapping[str, Any]) -> str:
    return f"{one['name']} {one['proposal']}（疑点{len(one['findings'])}项，事实{one['facts'][:8]}）"
