"""A draft: facts that may still change, known to its caller by a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from procuratorate.audit.services import record
from procuratorate.documents.engine.leaf import new_code
from procuratorate.documents.models import Paper
from procuratorate.documents.permissions import may_make
from procuratorate.documents.registry import KINDS, Kind
from procuratorate.documents.states import PaperState
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@transaction.atomic
def draft(
    *,
    kind: str,
    organ: Organ,
    key: str,
    title: str,
    facts: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    office: Organ | None = None,
    name: str = "",
    persons: Iterable[int] = (),
    address: str = "",
) -> Paper:
    """Write, or write anew, the draft known as `key` of this organ.

    `facts` are what the kind's sheet is filled with (`templates/documents/sheets/`), JSON-able; `persons` the people in
    custody they name; `address` the page the paper came from. Raises ValueError when the sheet lacks what it needs.
    """
    rule, office = _kind(kind, facts), office or organ
    demand(may_make(actor, organ, office), act="documents.draft")
    told: dict[str, Any] = {
        "kind": kind, "name": name or rule.name, "title": title[:200], "office": office, "facts": dict(facts),
        "facts_hash": sm3_of(facts), "persons": sorted(set(persons)), "address": address, "stored": "", "pages": 0,
        "drafted_by_id": actor.officer_id, "drafted_at": at,
    }  # fmt: skip
    paper = _written(organ, key, told)
    record(actor=actor, act="documents.draft", target=paper, detail={"sm3": paper.facts_hash, "kind": kind})
    return paper


def _kind(code: str, facts: Mapping[str, Any]) -> Kind:
    rule = KINDS[code]
    missing = [name for name in rule.needs if name not in facts]
    if missing:
        raise ValueError(f"{code} needs {missing}")
    return rule


def _written(organ: Organ, key: str, told: dict[str, Any]) -> Paper:
    drafts = Paper.objects.filter(organ=organ, key=key, state=PaperState.DRAFT)
    if not drafts.update(**told):
        try:
            with transaction.atomic():
                made: Paper = Paper.objects.create(organ=organ, key=key, code=new_code(), **told)
                return made
        except IntegrityError:  # a second click was faster
            drafts.update(**told)
    found: Paper = drafts.select_related("organ", "office").get()
    return found
