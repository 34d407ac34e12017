"""The facts the rules ask for, out of an event with its acts and recordings as they were read. No query of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from procuratorate.incidents.law import Facts, Kind, Place, Standing
from procuratorate.incidents.law.words import IRONS
from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.incidents.states import INVESTIGATED, Act
from procuratorate.lib.clock import day_of


def facts_of(incident: Any) -> Facts:
    """`incident.told` and `incident.seen` are its acts and recordings (selectors.lists.with_acts)."""
    place, kind = incident.law_place, Kind(incident.kind)
    common: dict[str, Any] = {
        "in_prison": place is Place.PRISON,
        "in_centre": place is Place.CENTRE,
        "started_on": day_of(incident.occurred_at),
        "ended_on": _day(incident.ended_at),
        "confined": kind is Kind.CONFINEMENT,
        "restrained": kind is Kind.RESTRAINT,
        "died": kind is Kind.DEATH,
    }
    return Facts(**common, **_OF_KIND.get(kind, _nothing)(incident))


def _day(moment: datetime | None) -> date | None:
    return day_of(moment) if moment else None


def first(told: Iterable[IncidentAct], act: Act) -> IncidentAct | None:
    """The first act of its sort that stands."""
    return next((one for one in told if one.act == act), None)


def is_investigated(told: Iterable[IncidentAct]) -> bool:
    """Whether the office decided to look into it itself and has not concluded; `told` in the order it happened."""
    last = [one for one in told if one.act == Act.CONCLUDED or (one.act == Act.CHECKED and one.facts.get("view"))]
    return bool(last) and last[-1].act == Act.CHECKED and last[-1].facts["view"] in INVESTIGATED


def wants_patrol(incident: Any) -> bool:
    """An unnatural death asks for a patrol (规则第662条第2款) until one was arranged; `incident.told` are its acts."""
    return bool(incident.is_unnatural) and first(incident.told, Act.PATROL) is None


def _nothing(incident: Any) -> dict[str, Any]:
    return {}


def _confinement(incident: Any) -> dict[str, Any]:
    told = incident.facts
    return {
        "serving": told.get("standing") == Standing.SERVING,
        "approved_days": told.get("days"),
        "approved_by_head": told.get("by_head"),
    }


def has_irons(told: Mapping[str, Any]) -> bool:
    """Whether handcuffs or leg irons were used."""
    return not IRONS.isdisjoint(told.get("devices", []))


def _restraint(incident: Any) -> dict[str, Any]:
    told = incident.facts
    gone = first(incident.told, Act.CAUSE_GONE)
    return {
        "irons": has_irons(told),
        "death_sentence": bool(told.get("death_sentence")),
        "extended": first(incident.told, Act.EXTENDED) is not None,
        "approved_by_head": told.get("by_head"),
        "emergency": bool(told.get("emergency")),
        "doubled": bool(told.get("doubled")),
        "filmed": told.get("filmed"),
        "cause_gone_on": _day(gone.happened_at) if gone else None,
    }


def _death(incident: Any) -> dict[str, Any]:
    kin = first(incident.told, Act.KIN_TOLD)
    report = first(incident.told, Act.REPORTED)
    sealed = [one.starts_at for one in incident.seen if one.sealed_at and one.ends_at >= one.starts_at]
    return {
        "kin_told_on": _day(kin.happened_at) if kin else None,
        "reported_on": _day(report.happened_at) if report else None,
        "video_from": _day(min(sealed)) if sealed else None,
    }


_OF_KIND = {Kind.CONFINEMENT: _confinement, Kind.RESTRAINT: _restraint, Kind.DEATH: _death}


def is_done(incident: Incident, code: str, told: Iterable[IncidentAct], seen: Iterable[Any]) -> datetime | None:
    """When a duty of the checklist was done, or None. `video`: something sealed; `answered`: a conclusion went out."""
    if code == "video":
        return min((one.sealed_at for one in seen if one.sealed_at), default=None)
    wanted = {Act.NO_DOUBT, Act.CONCLUDED} if code == "answered" else {code}
    if code == Act.CHECKED:  # the site's conclusion is examined; what came before looked at something else
        conclusion = first(told, Act.CONCLUSION)
        told = [one for one in told if conclusion and one.happened_at >= conclusion.happened_at]
    return min((one.happened_at for one in told if one.act in wanted), default=None)
