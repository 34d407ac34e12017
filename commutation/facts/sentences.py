"""The sentence and its earlier changes, from the dossier the filing is judged on; its gaps from the list as filed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commutation.facts.sources import Dossier, Sources, day
from commutation.law.words import Punishment
from commutation.models import Filing
from commutation.values import value_of
from procuratorate.custody.states import ChangeKind, SentenceKind
from procuratorate.lib.cells import MISSING

KINDS = {kind.value: Punishment[kind.name] for kind in SentenceKind}
REFILED = "重新报请"  # in the remarks of a list (法释〔2016〕23号第32条)
DAYS = ("judged_on", "effective_on", "delivered_on", "starts_on", "ends_on", "ends_now", "suspension_ends_on")


def sentence_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    dossier = sources.dossiers[filing.pk]
    days = {name: day(dossier.get(name)) or filed(filing, name) for name in DAYS if name != "ends_on"}
    kind = KINDS.get(dossier.get("sentence_kind") or "")
    kind_now = _kind_now(dossier) or kind
    rights = dossier.get("rights_months") or (0 if kind and not dossier.get("rights_for_life") else None)
    return {
        **days,
        "kind": kind,
        "kind_now": kind_now,
        **_asked(filing, kind_now),
        "months": dossier.get("sentence_months"),
        "offence_from": day(dossier.get("committed_from")),
        "offence_to": day(dossier.get("committed_to")),
        "ends_on": day(dossier.get("ends_on")),
        "ends_now": days["ends_now"] or filed(filing, "ends_on") or day(dossier.get("ends_on")),
        "credit_days": _credit(dossier),
        "rights_months": rights,
        "proposed_rights": rights if filing.rights_months is None else filing.rights_months,  # left out: as it was
        "restricted": _flag(dossier, "restricted"),
        "for_life": _flag(dossier, "for_life"),
        **_conversions(_changes(dossier)),
        **_earlier(filing, dossier),
    }


def _asked(filing: Filing, kind_now: Punishment | None) -> dict[str, int | None]:
    """The months of a list: of life and suspended death the fixed term asked for, of a term what comes off it."""
    if kind_now in (Punishment.LIFE, Punishment.SUSPENDED_DEATH):
        return {"proposed_term": filing.months}
    return {"proposed_months": filing.months}


def _credit(dossier: Dossier) -> int | None:
    """Custody before the day the term begins. Begun on the day of custody, nothing else is credited."""
    begun, held = day(dossier.get("starts_on")), day(dossier.get("first_custody_on"))
    stated: int | None = dossier.get("credit_days")
    return 0 if stated is None and begun and held and held >= begun else stated


def filed(filing: Filing, name: str) -> Any:
    """A fact as the list had it; a day declared 缺 is not known."""
    value = value_of(name, filing.facts[name]) if filing.facts.get(name) else None
    return None if value is MISSING else value


def _flag(dossier: Dossier, name: str) -> bool | None:
    return bool(dossier[name]) if dossier.get("sentence_kind") else None


def _changes(dossier: Dossier) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = dossier.get("changes") or []
    return rows


def _kind_now(dossier: Dossier) -> Punishment | None:
    new = [change["new_kind"] for change in _changes(dossier) if change.get("new_kind")]
    return KINDS.get(new[-1]) if new else None


def _conversions(changes: list[Mapping[str, Any]]) -> dict[str, Any]:
    """From suspended death to life, from life to a fixed term: when, and to how long."""
    fixed = next((one for one in changes if one.get("new_kind") == SentenceKind.FIXED), {})
    life = next((one for one in changes if one.get("new_kind") == SentenceKind.LIFE), {})
    return {
        "fixed_on": day(fixed.get("ruled_on")),
        "fixed_months": fixed.get("new_months"),
        "became_life_on": day(life.get("ruled_on")),
    }


def _earlier(filing: Filing, dossier: Dossier) -> dict[str, Any]:
    changes = _changes(dossier)
    kinds = {change["kind"] for change in changes}
    cuts = [change for change in changes if change["kind"] == ChangeKind.COMMUTATION]
    returned = [change for change in changes if change["kind"] == ChangeKind.RETURNED]
    joined = [change for change in changes if change["kind"] == ChangeKind.JOINED]
    return {
        **(_last(cuts, filing) if cuts else _as_filed(filing)),
        "parole_revoked": ChangeKind.PAROLE_REVOKED in kinds,
        "returned_on": day(returned[-1].get("served_on") or returned[-1].get("ruled_on")) if returned else None,
        **_retrial(filing, changes),
        "new_offence": _new_offence(dossier) if joined else False,
        "new_kind": KINDS.get(joined[-1].get("new_kind") or "") if joined else None,
        "new_effective_on": day(joined[-1].get("ruled_on")) if joined else None,
        "offended_in_suspension": None if joined else False,
    }


def _new_offence(dossier: Dossier) -> bool | None:
    """数罪并罚 is of a new crime or of one left out: the day it was committed says which."""
    delivered = day(dossier.get("delivered_on"))
    days = [day(one.get("committed_from")) for one in dossier.get("offences") or ()]
    if delivered and any(one and one >= delivered for one in days):
        return True
    return False if delivered and days and all(days) else None


def _retrial(filing: Filing, changes: list[Mapping[str, Any]]) -> dict[str, Any]:
    """A retrial voids earlier commutations. Filed anew: the list says so, or a commutation was ruled since."""
    retrials = [day(one.get("ruled_on")) for one in changes if one["kind"] == ChangeKind.RETRIAL]
    if not retrials:
        return {"retrial_changed": False}
    last = retrials[-1] or date.max
    since = [one for one in changes if one["kind"] == ChangeKind.COMMUTATION and (day(one["ruled_on"]) or last) > last]
    anew = REFILED in filing.facts.get("note", "")
    return {"retrial_changed": True, "refiling": anew, "refiled": anew or bool(since)}


def _last(cuts: list[Mapping[str, Any]], filing: Filing) -> dict[str, Any]:
    last, months = cuts[-1], [one.get("months") for one in cuts]
    return {
        "earlier_count": len(cuts),
        "earlier_ruled_on": day(last.get("ruled_on")) or filed(filing, "earlier_on"),
        "earlier_served_on": day(last.get("served_on")) or filed(filing, "earlier_served_on"),
        "earlier_months": last.get("months") or filed(filing, "earlier_months"),
        "reduced_months": None if None in months else sum(month or 0 for month in months),
    }


def _as_filed(filing: Filing) -> dict[str, Any]:
    """No change in the dossier: the first, unless the list itself names an earlier one."""
    ruled = filed(filing, "earlier_on")
    if ruled is None:
        return {"earlier_count": 0, "reduced_months": 0}
    return {
        "earlier_count": None,
        "earlier_ruled_on": ruled,
        "earlier_served_on": filed(filing, "earlier_served_on"),
        "earlier_months": filed(filing, "earlier_months"),
    }
