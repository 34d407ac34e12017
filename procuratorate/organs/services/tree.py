"""The organ tree: founding, changing, closing; who supervises whom; who may act before whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.edits import apply_changes, keep, locked
from procuratorate.organs.models import Assignment, Competence, Organ, Pairing
from procuratorate.organs.permissions import (
    may_administer,
    may_pair,
    may_set_competence,
    why_not_act_for,
    why_not_below,
    why_not_pair,
)
from procuratorate.organs.services.takeovers import take_over
from procuratorate.organs.states import HOUSES


@transaction.atomic
def add_organ(*, parent: Organ, details: Mapping[str, Any], actor: Actor) -> Organ:
    """Found an organ, or a part of one, below another."""
    demand(may_administer(actor, parent), act="organs.add_organ", target=parent)
    organ = Organ(parent=parent, **details)
    if why := why_not_below(parent, organ.kind):
        raise Unacceptable(why, fields={"kind": why})
    _demand_acting(actor, organ)
    plant(organ)
    record(actor=actor, act="organs.add_organ", target=organ, detail={"parent": parent.pk})
    return organ


@transaction.atomic
def edit_organ(*, organ: Organ, changes: Mapping[str, Any], then: Mapping[str, str], actor: Actor) -> Organ:
    """Change name, code, mail address and the like; `then` is what the form was opened with."""
    demand(may_administer(actor, organ), act="organs.edit_organ", target=organ)
    stored = locked(organ)
    changed = apply_changes(stored, changes, then)
    if "acts_for" in changed:
        _demand_acting(actor, stored)
    keep(stored)
    record(actor=actor, act="organs.edit_organ", target=stored, detail={"fields": changed})
    return stored


@transaction.atomic
def close_organ(*, organ: Organ, until: date, reason: str, actor: Actor) -> None:
    """An organ's last day. Its parts must be closed and its posts ended first, so that nobody is left behind."""
    demand(may_administer(actor, organ), act="organs.close_organ", target=organ)
    stored = locked(organ)
    left = Assignment.objects.on(until).filter(organ__path__startswith=stored.path).exclude(until=until).count()
    if left:
        raise Unacceptable(f"还有 {left} 个岗位在该日以后有人任职，请先截止或移交。")
    if Organ.objects.below(stored.path).filter(until=None).exclude(pk=stored.pk).exists():
        raise Unacceptable("下属单位尚未撤销，请先撤销下属单位。")
    if Pairing.objects.on(until).filter(counterpart=stored).exclude(until=until).exists():
        raise Unacceptable("派驻关系尚未截止，请检察机关的管理员先截止。")
    stored.until = until
    keep(stored)
    record(actor=actor, act="organs.close_organ", target=stored, reason=reason, detail={"until": str(until)})


@transaction.atomic
def pair(
    *, procuratorate: Organ, site: Organ, since: date, actor: Actor, at: datetime, until: date | None = None
) -> Pairing:
    """Let a procuratorate or resident office supervise a site from a day on. A site has one at a time.

    On that day open work of whoever supervised it before follows (`take_over`; later days by the sweep).
    """
    demand(may_pair(actor, procuratorate), act="organs.pair", target=procuratorate)
    if why := why_not_pair(procuratorate, site, since):
        raise Unacceptable(why, fields={"counterpart": why})
    pairing = Pairing(procuratorate=procuratorate, counterpart=site, since=since, until=until)
    pairing.level = (procuratorate.house or procuratorate).level or pairing.level
    _ordered(since, until)
    keep(pairing)
    record(actor=actor, act="organs.pair", target=pairing, detail={"site": site.pk, "since": str(since)})
    take_over(at=at)
    return pairing


@transaction.atomic
def end_pairing(*, pairing: Pairing, until: date, reason: str, actor: Actor) -> None:
    """The last day on which a site is supervised by this body."""
    demand(may_pair(actor, pairing.procuratorate), act="organs.end_pairing", target=pairing)
    stored = locked(pairing)
    _ordered(stored.since, until)
    stored.until = until
    keep(stored, ["until"])
    record(actor=actor, act="organs.end_pairing", target=stored, reason=reason, detail={"until": str(until)})


@transaction.atomic
def set_competence(*, details: Mapping[str, Any], actor: Actor) -> Competence:
    """Override the law's default of who acts, for one act, site and decider; with its basis."""
    row = Competence(**details)
    own = Organ.objects.select_related("house").get(pk=actor.organ_id)
    demand(may_set_competence(actor, own, row.procuratorate), act="organs.set_competence", target=row.procuratorate)
    _ordered(row.since, row.until)
    keep(row)
    record(actor=actor, act="organs.set_competence", target=row, reason=row.basis, detail={"act": row.act})
    return row


@transaction.atomic
def end_competence(*, competence: Competence, until: date, reason: str, actor: Actor) -> None:
    """The last day of an override; from the next the law's default holds again."""
    demand(may_pair(actor, competence.procuratorate), act="organs.end_competence", target=competence)
    stored = locked(competence)
    _ordered(stored.since, until)
    stored.until = until
    keep(stored, ["until"])
    record(actor=actor, act="organs.end_competence", target=stored, reason=reason, detail={"until": str(until)})


def plant(organ: Organ) -> Organ:
    """Save a new organ and work out its path and house. The parent must be saved."""
    organ.path = f"?{organ.code}"  # until the number that ends the path is known
    keep(organ)
    parent = organ.parent
    organ.path = f"{parent.path if parent else '/'}{organ.pk}/"
    organ.house = organ if organ.kind in HOUSES else ((parent.house or parent) if parent else None)
    organ.save(update_fields=["path", "house"])
    return organ


def _demand_acting(actor: Actor, organ: Organ) -> None:
    if why := why_not_act_for(actor, organ):
        raise Unacceptable(why, fields={"acts_for": why})


def _ordered(since: date, until: date | None) -> None:
    if until and until < since:
        raise Unacceptable("截止日早于起始日。", fields={"until": f"截止日不能早于起始日 {since}。"})
