"""People on paper: complete, lawful filings, and scenarios that change a fact or two of them.

A scenario names only what it is about. Days it does not name follow from those it does, so that a boundary moves one
rule and no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from commutation.law.facts import FACTS, ORDINARY, Facts
from commutation.law.words import Ask, Confirmation, Ground, MeritGround, Punishment, Rank, Route
from procuratorate.lib.law import months
from procuratorate.lib.law.declared import Word

HERE = Path(__file__).parent
VOCABULARIES: dict[str, type[Word]] = {
    "ask": Ask, "kind": Punishment, "kind_now": Punishment, "new_kind": Punishment, "route": Route, "rank": Rank,
    "merit_ground": MeritGround, "merit_confirmed": Confirmation, "ground": Ground,
}  # fmt: skip
SIDES = ("lawful", "unlawful", "unclear")

NO = """duty finance gang state_security terror drug repeat_offender eight eight_ten two_tens joined chapter_eight
functionary same_prior life_in_danger chronic_listed nursing_or_pregnant address_changed procurator_objected
wide_concern ruling_departs overspending_explained major meritorious has_reason_not_to_write borrowed_account
confiscation_terminated only_confiscation_left parole_revoked_for_omitted""".split()
YES = """evasion_ended
repents admits_guilt obeys studies works returns_gains self_written identity_known tells_name property_papers
points_explained dissent_recorded notice_given notice_complete notice_tells_how_to_object consulted opinion_adopted
opinion_forwarded copied bureau_reviewed heard ruling_reasoned assessed no_danger_shown designated_hospital
doctors_agree guarantor commended objection_reviewed refusal_reasoned change_reasoned""".split()
PLAIN: dict[str, Any] = {
    **ORDINARY, **dict.fromkeys(NO, False), **dict.fromkeys(YES, True),
    "ask": Ask.COMMUTATION, "kind": Punishment.FIXED, "months": 72, "born_on": date(1980, 5, 6), "rank": Rank.NONE,
    "earlier_count": 0, "reduced_months": 0, "credit_days": 0, "owed": 0, "able": False, "points": 1800,
    "points_months": 18, "points_while_confined": 0, "rights_months": 0, "committee_members": 9, "recused_present": 0,
    "notice_days": 5, "copied_after": 0, "papers_missing": 0, "senior_doctors": 2, "middle_doctors": 2,
    "procurator_told_before": 1, "diagnosis_copied_after": 3, "care_group": 7, "care_group_doctors": 2,
    "offence_from": date(2019, 5, 1), "offence_to": date(2019, 5, 1),
}  # fmt: skip
BASES: dict[str, dict[str, Any]] = {
    "fixed": {"proposed_months": 6},
    "life": {
        "kind": Punishment.LIFE, "months": None, "kind_now": Punishment.LIFE, "proposed_term": 264,
        "proposed_rights": 84, "route": Route.BUREAU_HIGH, "rights_months": None, "joined": False,
    },
    "suspended": {
        "kind": Punishment.SUSPENDED_DEATH, "months": None, "kind_now": Punishment.LIFE, "proposed_term": 300,
        "proposed_rights": 84, "route": Route.BUREAU_HIGH,
    },
    "life converted": {
        "kind": Punishment.LIFE, "months": None, "kind_now": Punishment.FIXED, "earlier_count": 1, "fixed_months": 264,
        "proposed_months": 6, "proposed_rights": 84, "offence_from": date(2012, 5, 1), "offence_to": date(2012, 5, 1),
    },
    "death converted": {
        "kind": Punishment.SUSPENDED_DEATH, "months": None, "kind_now": Punishment.FIXED, "earlier_count": 2,
        "fixed_months": 300, "proposed_months": 6, "proposed_rights": 84, "offence_from": date(2011, 6, 1),
        "offence_to": date(2011, 6, 1),
    },
    "parole": {"ask": Ask.PAROLE, "months": 96},
    "life parole": {
        "ask": Ask.PAROLE, "kind": Punishment.LIFE, "months": None, "kind_now": Punishment.FIXED, "earlier_count": 1,
        "fixed_months": 264, "offence_from": date(2011, 6, 1), "offence_to": date(2011, 6, 1),
    },
    "illness": {"ask": Ask.OUTSIDE_SERVICE, "ground": Ground.ILLNESS, "notice_days": 3},
    "pregnancy": {
        "ask": Ask.OUTSIDE_SERVICE, "ground": Ground.PREGNANCY, "notice_days": 3, "nursing_or_pregnant": True,
    },
    "dependence": {"ask": Ask.OUTSIDE_SERVICE, "ground": Ground.DEPENDENCE, "notice_days": 3},
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One side of a scenario: the facts, and what must be found of them, exactly."""

    title: str
    facts: Facts
    on: date
    finds: frozenset[str]
    warns: frozenset[str]
    open: frozenset[str]
    lacks: frozenset[str]
    says: dict[str, str]
    met: frozenset[str]


def facts_of(base: str = "fixed", **changes: Any) -> Facts:
    """A complete filing with some facts changed; names of closed vocabularies may be written as words."""
    known = {**PLAIN, **BASES[base], **{name: _read(name, value) for name, value in changes.items()}}
    known = _completed(known, set(changes))
    if "notice_days" not in changes and (known["notice_from"] or date.max) < date(2014, 12, 1):
        known["notice_days"] = 7  # 司法部令第77号
    return Facts(**known)


def _read(name: str, value: Any) -> Any:
    if name not in FACTS:
        raise KeyError(f"no fact is called {name}")
    return VOCABULARIES[name][value] if name in VOCABULARIES and isinstance(value, str) else value


def _completed(known: dict[str, Any], named: set[str]) -> dict[str, Any]:
    """Days that were not named, from those that were."""
    for reckon in (_filing, _judgment, _terms, _steps):
        for name, value in reckon(known).items():
            if name not in named and known.get(name) is None:
                known[name] = value
    return known


def _days(day: date, number: int) -> date:
    return day + timedelta(days=number)


def _filing(known: dict[str, Any]) -> dict[str, Any]:
    outside = known["ask"] == Ask.OUTSIDE_SERVICE
    route = Route.BUREAU if outside else Route.INTERMEDIATE
    return {"filed_on": date(2026, 11, 18), "kind_now": known["kind"], "route": route}


def _judgment(known: dict[str, Any]) -> dict[str, Any]:
    filed = known["filed_on"] or date(2026, 11, 18)
    long_ago = {Ask.COMMUTATION: 1460, Ask.PAROLE: 1800, Ask.OUTSIDE_SERVICE: 1460}[known["ask"]]
    if known["kind"] != Punishment.FIXED:
        long_ago = 5200 if known["kind_now"] == Punishment.FIXED else 2200
    delivered = known.get("delivered_on") or _days(filed, -long_ago)
    return {
        "delivered_on": delivered,
        "judged_on": _days(delivered, -60),
        "effective_on": _days(delivered, -40),
        "starts_on": _days(delivered, -150),
        "suspension_ends_on": _days(delivered, 690),
    }


def _terms(known: dict[str, Any]) -> dict[str, Any]:
    filed = known["filed_on"] or date(2026, 11, 18)
    served = known.get("earlier_served_on") or _days(filed, -1100)
    ruled = known.get("earlier_ruled_on") or _days(served, -10)
    earlier = {"earlier_served_on": served, "earlier_ruled_on": ruled, "earlier_months": 6}
    if known["kind"] <= Punishment.FIXED:
        return _fixed_terms(known) | (earlier if known["earlier_count"] else {})
    fixed_on = known.get("fixed_on") or ruled
    end = _end(fixed_on, known["fixed_months"], fixed_on) if known.get("fixed_months") else None
    return {"fixed_on": fixed_on, "ends_now": end, **(earlier if known["earlier_count"] else {})}


def _fixed_terms(known: dict[str, Any]) -> dict[str, Any]:
    end = known.get("ends_on") or _days(
        _end(known["starts_on"], known["months"], known["judged_on"]), -known["credit_days"]
    )
    now = date.fromordinal(months.same_number(end.toordinal(), -known["reduced_months"]))
    return {"ends_on": end, "ends_now": now, "probation_until": now}


def _end(start: date, length: int, decided: date) -> date:
    if decided < date(2021, 3, 1):
        return date.fromordinal(months.eve(start.toordinal(), length))
    years = months.add_years(start.toordinal(), length // 12)
    return date.fromordinal(months.add_months(years, length % 12) - 1)


def _steps(known: dict[str, Any]) -> dict[str, Any]:
    filed = known["filed_on"] or date(2026, 11, 18)
    ahead = {"section_on": 90, "committee_on": 80, "notice_from": 75, "notice_until": 68, "consulted_on": 60}
    days: dict[str, Any] = {name: _days(filed, -number) for name, number in ahead.items()}
    days |= {"wardens_on": _days(filed, -5), "period_until": _days(filed, -100), "diagnosed_on": _days(filed, -80)}
    days["assessed_on"] = _days(filed, -100)
    days["probation_until"] = known.get("ends_now")
    return days


def cases(directory: Path = HERE / "scenarios") -> list[Case]:
    """Every side of every scenario in the directory."""
    return [
        case
        for path in sorted(directory.glob("*.yaml"))
        for family in yaml.safe_load(path.read_text(encoding="utf-8"))
        for scenario in _rows(family)
        for case in _sides(scenario)
    ]


def _rows(family: dict[str, Any]) -> list[dict[str, Any]]:
    """A scenario as it stands, or one for each row under `of`: rows add facts and sides, their words fill the title."""
    common = {key: told for key, told in family.items() if key != "of"}
    return [_row(common, row) for row in family["of"]] if "of" in family else [common]


def _row(common: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    words = {key: told for key, told in row.items() if key not in {"facts", *SIDES}}
    told = {key: row[key] for key in row if key in SIDES}
    facts = {**common.get("facts", {}), **row.get("facts", {})}
    return {**common, **told, "facts": facts, "title": common["title"].format(**words)}


def _sides(scenario: dict[str, Any]) -> list[Case]:
    told = {side: scenario[side] or {} for side in SIDES if side in scenario}
    extra = set(scenario) - {*SIDES, "title", "base", "facts", "on", "finds", "warns", "open", "lacks", "says", "met"}
    if not told or extra:
        raise ValueError(f"{scenario.get('title')}: {extra or 'no side'}")
    return [_case(scenario, side, changes) for side, changes in told.items()]


def _case(scenario: dict[str, Any], side: str, changes: dict[str, Any]) -> Case:
    given = {**scenario.get("facts", {}), **changes}
    found = scenario if side == "unlawful" else {}
    unclear = scenario if side == "unclear" else {}
    return Case(
        title=f"{scenario['title']} [{side}]",
        facts=facts_of(scenario.get("base", "fixed"), **given),
        on=scenario.get("on", date(2026, 11, 21)),
        finds=frozenset(found.get("finds", ())),
        warns=frozenset(found.get("warns", ())),
        open=frozenset(unclear.get("open", ())),
        lacks=frozenset(unclear.get("lacks", ())),
        says=(found or unclear).get("says", {}),
        met=frozenset(scenario.get("met", ())) if side == "lawful" else frozenset(),
    )
