"""From the values of one roster row to the columns of each table. None leaves a column as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from prisons.states import Award
from procuratorate.custody.models import Sentence
from procuratorate.custody.services import keys_of, search_text
from procuratorate.custody.states import AliasKind, ChangeKind, Identity, IdKind, Place, PropertyKind
from procuratorate.lib import identifiers

V = Mapping[str, Any]
PERSON = (
    "name", "sex", "born_on", "identity", "nationality", "ethnicity", "education", "occupation", "former_rank",
    "domicile", "address",
)  # fmt: skip
DATES = (
    "starts_on",
    "ends_on",
    "suspension_ends_on",
    "first_custody_on",
    "delivered_on",
    "admitted_on",
    "transferred_in_on",
)
ITEMS = {
    "fine": PropertyKind.FINE,
    "restitution": PropertyKind.RESTITUTION,
    "recovery": PropertyKind.RECOVERY,
    "compensation": PropertyKind.COMPENSATION,
}


def person_of(v: V, keeper: int) -> dict[str, Any]:
    """Person: a document number fills birthday and sex where the row does not say them."""
    number = v["id_number"] or None
    keys = keys_of(v["name"])
    values: dict[str, Any] = {"keeper_id": keeper, **{name: v[name] for name in PERSON}}
    values |= {"pinyin": keys.full[0] if keys.full else "", "initials": keys.initials[0] if keys.initials else ""}
    values |= {"search": search_text([v["name"], *(v["former_names"] or ())], document=number or "")}
    if number:
        values |= {"id_number": number, "id_kind": IdKind.CITIZEN}
        values["born_on"] = v["born_on"] or identifiers.born(number)
        values["sex"] = v["sex"] or identifiers.sex(number)
    if number and identifiers.unidentified(number):
        values |= {"id_kind": IdKind.UNIDENTIFIED, "identity": v["identity"] or Identity.UNKNOWN}
    return values


def custody_of(v: V, person: int, prison: int, ward: int) -> dict[str, Any]:
    """Custody in this prison."""
    since = v["transferred_in_on"] or v["admitted_on"]
    return {
        "person_id": person, "organ_id": prison, "ward_id": ward, "kind": Place.PRISON,
        "number": v["number"], "since": since,
    }  # fmt: skip


def judgment_of(v: V, person: int) -> dict[str, Any]:
    """The judgment being executed."""
    names = ("court", "case_no", "instance", "judged_on", "effective_on")
    return {"person_id": person, **{name: v[name] for name in names}}


def sentence_of(v: V, person: int, judgment: int, stored: Sentence | None) -> dict[str, Any]:
    """The sentence; what holds now is what the latest ruling says, at first the original end."""
    term, rights = v["term"], v["rights"]
    now = v["ends_now"] or (v["ends_on"] if stored is None or stored.ends_now is None else None)
    values = {
        "person_id": person,
        "judgment_id": judgment,
        "kind": str(term.kind),
        "months": term.months,
        "ends_now": now,
    }
    values |= {"restricted": term.limited or None, "from_where": v["from_where"], **{name: v[name] for name in DATES}}
    if rights is not None:
        values |= {"rights_months": rights.months, "rights_for_life": rights.for_life}
    return values


def aliases_of(v: V, person: int) -> list[dict[str, Any]]:
    return [{"person_id": person, "kind": AliasKind.FORMER, "name": name} for name in v["former_names"] or ()]


def categories_of(v: V, person: int) -> list[dict[str, Any]]:
    return [{"person_id": person, "code": code} for code in v["categories"] or ()]


def vulnerabilities_of(v: V, person: int, on: date) -> list[dict[str, Any]]:
    return [{"person_id": person, "kind": kind, "since": v["admitted_on"] or on} for kind in v["vulnerable"] or ()]


def offences_of(v: V, person: int, judgment: int) -> list[dict[str, Any]]:
    """Offences in the order given, the main one first; the dates of the crime go to the main one."""
    rows = []
    for place, name in enumerate(v["offences"] or ()):
        row = {"person_id": person, "judgment_id": judgment, "name": name, "is_main": place == 0}
        rows.append(row if place else row | {"committed_from": v["committed_from"], "committed_to": v["committed_to"]})
    return rows


def property_of(v: V, person: int, judgment: int) -> list[dict[str, Any]]:
    """Items of the property judgment; how it was closed is written only when it can mean but one of them."""
    items = [(kind, v[name], v[f"{name}_paid"]) for name, kind in ITEMS.items() if v[name] is not None]
    if v["taking"] is not None:
        kind = PropertyKind.CONFISCATION_ALL if v["taking"].everything else PropertyKind.CONFISCATION_PART
        items.append((kind, v["taking"].ordered, v["taking_paid"]))
    alone = {"closing": v["closing"], "paid_by": v["paid_by"], "proof": v["proof"]} if len(items) == 1 else {}
    base = {"person_id": person, "judgment_id": judgment}
    return [base | {"kind": kind, "ordered": ordered, "paid": paid} | alone for kind, ordered, paid in items]


def change_of(v: V, person: int, sentence: int) -> list[dict[str, Any]]:
    """The latest change of the sentence, known again by kind and day of ruling."""
    if v["change_ruled_on"] is None:
        return []
    row = {name: v[f"change_{name}"] for name in ("filed_on", "ruled_on", "served_on", "court", "case_no", "months")}
    kind = v["change_kind"] or ChangeKind.COMMUTATION
    return [row | {"person_id": person, "sentence_id": sentence, "kind": kind, "new_ends_on": v["ends_now"]}]


def period_of(v: V, inmate: int) -> list[dict[str, Any]]:
    if v["period_since"] is None or v["period_until"] is None:
        return []
    names = {
        "since": "period_since",
        "until": "period_until",
        "points": "points",
        "carried": "carried",
        "grade": "grade",
    }
    return [{"inmate_id": inmate, **{column: v[name] for column, name in names.items()}}]


def commendation_of(v: V, inmate: int) -> list[dict[str, Any]]:
    if not v["commendations"]:
        return []
    approval = v["commendation_no"] or ""
    return [{"inmate_id": inmate, "kind": Award.COMMENDATION, "count": v["commendations"], "approval": approval}]


def account_of(v: V, inmate: int) -> list[dict[str, Any]]:
    if v["account_month"] is None:
        return []
    money = {name: v[name] for name in ("spending", "limit", "balance")}
    return [{"inmate_id": inmate, "month": v["account_month"], **money}]
