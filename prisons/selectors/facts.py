"""The flat facts of inmates: what a filing snapshots, what completeness is judged by, what the API answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from prisons.models import Account, Commendation, ConductPeriod, Inmate, Punishment
from procuratorate.custody.models import (
    Alias,
    OfCategory,
    Offence,
    PropertyItem,
    Sentence,
    SentenceChange,
    Vulnerability,
)
from procuratorate.lib import identifiers

PERSON = (
    "name", "sex", "born_on", "born_precision", "id_kind", "identity", "nationality", "ethnicity", "education",
    "occupation", "former_rank", "domicile", "address",
)  # fmt: skip
SENTENCE = (
    "kind", "months", "days", "starts_on", "ends_on", "ends_now", "suspension_ends_on", "rights_months",
    "rights_for_life", "restricted", "for_life", "credit_days", "first_custody_on", "delivered_on", "admitted_on",
    "transferred_in_on", "from_where", "absent",
)  # fmt: skip
JUDGMENT = ("court", "case_no", "judged_on", "effective_on", "instance", "main_text", "is_sealed")
CHANGE = (
    "kind", "filed_on", "ruled_on", "served_on", "court", "case_no", "months", "days", "new_kind", "new_months",
    "new_ends_on", "rights_months", "absent",
)  # fmt: skip
OFFENCE = ("name", "code", "is_main", "committed_from", "committed_to", "kind", "months")
PROPERTY = ("kind", "ordered", "paid", "paid_by", "closing", "closed_on", "closing_no", "proof", "unpaid")
PERIOD = ("since", "until", "points", "carried", "grade", "approval")
AWARD = ("kind", "count", "approval", "awarded_on")
PUNISHMENT = ("kind", "since", "until", "reason", "approval")
ACCOUNT = ("month", "spending", "limit", "balance")


def inmate_facts(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Inmate id → facts, eleven queries whatever the number of ids. Ids out of sight are left out.

    Values are str, int, bool, date, Decimal, None, or lists of such mappings; `lib.digest.canonical` hashes them
    as they are, `DjangoJSONEncoder` stores them. Keys:

    - `inmate_id person_id prison_id prison ward_id ward number state completeness missing`
    - of the person: `name former_names (list) sex born_on born_precision id_kind id_number (masked) identity
      nationality ethnicity education occupation former_rank domicile address vulnerabilities (kinds)`
    - of the judgment being executed: `court case_no judged_on effective_on instance main_text is_sealed`
    - of the sentence: `sentence_kind sentence_months sentence_days starts_on ends_on ends_now suspension_ends_on
      rights_months rights_for_life restricted for_life credit_days first_custody_on delivered_on admitted_on
      transferred_in_on from_where absent (names of fields declared 缺)`
    - lists: `offences` (main first), `categories` (codes), `changes` (by ruling), `property`, `conduct` (by period),
      `commendations`, `punishments`, `accounts` (by month); and `offence` (main name), `committed_from`, `committed_to`
    """
    wanted = list(ids)
    rows = Inmate.objects.filter(pk__in=wanted).select_related("person", "prison", "ward", "sentence__judgment")
    inmates = list(rows)
    persons = [row.person_id for row in inmates]
    of_person = {
        "former_names": _grouped(Alias.objects.filter(person_id__in=persons), "person_id"),
        "categories": _grouped(OfCategory.objects.filter(person_id__in=persons).order_by("code"), "person_id"),
        "vulnerabilities": _grouped(Vulnerability.objects.filter(person_id__in=persons, until=None), "person_id"),
        "offences": _grouped(Offence.objects.filter(person_id__in=persons, judgment__is_prior=False), "person_id"),
        "changes": _grouped(SentenceChange.objects.filter(person_id__in=persons), "person_id"),
        "property": _grouped(PropertyItem.objects.filter(person_id__in=persons), "person_id"),
    }
    of_inmate = {
        "conduct": _grouped(ConductPeriod.objects.filter(inmate_id__in=wanted), "inmate_id"),
        "commendations": _grouped(Commendation.objects.filter(inmate_id__in=wanted), "inmate_id"),
        "punishments": _grouped(Punishment.objects.filter(inmate_id__in=wanted), "inmate_id"),
        "accounts": _grouped(Account.objects.filter(inmate_id__in=wanted), "inmate_id"),
    }
    return {row.pk: _facts(row, of_person, of_inmate) for row in inmates}


SEALED = (*(name for name in JUDGMENT if name != "is_sealed"), "offence", "committed_from", "committed_to")


def unsealed(facts: dict[str, Any]) -> dict[str, Any]:
    """The same for whoever is not handling the case: of a sealed record the mark alone (封存办法第10条)."""
    if not facts["is_sealed"]:
        return facts
    return facts | dict.fromkeys(SEALED) | {"offences": [], "categories": []}


Shelf = dict[int, list[Any]]


def _grouped(rows: QuerySet[Any], column: str) -> Shelf:
    shelf: Shelf = defaultdict(list)
    for row in rows:
        shelf[getattr(row, column)].append(row)
    return shelf


def _facts(row: Inmate, of_person: dict[str, Shelf], of_inmate: dict[str, Shelf]) -> dict[str, Any]:
    theirs = {name: shelf.get(row.person_id, []) for name, shelf in of_person.items()}
    own = {name: shelf.get(row.pk, []) for name, shelf in of_inmate.items()}
    sentence = row.sentence
    offences = [_plain(one, OFFENCE) for one in theirs["offences"]]
    return {
        "inmate_id": row.pk,
        "person_id": row.person_id,
        "prison_id": row.prison_id,
        "prison": row.prison.name,
        "ward_id": row.ward_id,
        "ward": row.ward.short_name if row.ward_id != row.prison_id else "",
        "number": row.number,
        "state": row.state,
        "completeness": row.completeness,
        "missing": row.missing,
        **_plain(row.person, PERSON),
        "id_number": identifiers.masked(row.person.id_number),
        "former_names": [one.name for one in theirs["former_names"]],
        "vulnerabilities": [one.kind for one in theirs["vulnerabilities"]],
        "categories": [one.code for one in theirs["categories"]],
        **(_plain(sentence.judgment, JUDGMENT) if sentence else dict.fromkeys(JUDGMENT)),
        **_sentence(sentence),
        "offences": offences,
        "offence": offences[0]["name"] if offences else "",
        "committed_from": min((one["committed_from"] for one in offences if one["committed_from"]), default=None),
        "committed_to": max((one["committed_to"] for one in offences if one["committed_to"]), default=None),
        "changes": [_plain(one, CHANGE) for one in theirs["changes"]],
        "property": [_plain(one, PROPERTY) for one in theirs["property"]],
        "conduct": [_plain(one, PERIOD) for one in own["conduct"]],
        "commendations": [_plain(one, AWARD) for one in own["commendations"]],
        "punishments": [_plain(one, PUNISHMENT) for one in own["punishments"]],
        "accounts": [_plain(one, ACCOUNT) for one in own["accounts"]],
    }


def _sentence(sentence: Sentence | None) -> dict[str, Any]:
    facts = _plain(sentence, SENTENCE) if sentence else {**dict.fromkeys(SENTENCE), "absent": []}
    return {f"sentence_{name}" if name in {"kind", "months", "days"} else name: value for name, value in facts.items()}


def _plain(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
