"""What an inmate's row repeats of the dossier — search, completeness — brought in line after every change."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from prisons.models import Inmate
from prisons.selectors import completeness_of, inmate_facts
from prisons.states import Presence
from procuratorate.custody import services as custody

UPDATE = """
UPDATE prisons_inmate
   SET search = new.search, pinyin = new.pinyin, sentence_kind = new.kind, ends_now = new.ends,
       completeness = new.share, missing = new.missing, updated_at = clock()
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::date[], %s::smallint[], %s::jsonb[])
       AS new(id, search, pinyin, kind, ends, share, missing)
 WHERE prisons_inmate.id = new.id
"""  # one statement: 3,000 CASE branches of bulk_update take seconds


def refresh(ids: Collection[int]) -> None:
    """Recompute what lists need of these inmates, completeness among it; a dozen queries for any number."""
    facts = inmate_facts(ids)
    if not facts:
        return
    documents = dict(Inmate.objects.filter(pk__in=ids).values_list("pk", "person__id_number"))
    rows = [(pk, *_columns(known, documents[pk])) for pk, known in facts.items()]
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [list(column) for column in zip(*rows, strict=True)])


def refresh_person(person_id: int) -> None:
    """The same for the stays of one person."""
    refresh(list(Inmate.objects.filter(person_id=person_id).values_list("pk", flat=True)))


def mark_out(custody_id: int) -> None:
    """Whoever left is out, whichever register it was written in: of those who serve in a centre it is the centre's."""
    Inmate.objects.filter(custody=custody_id, state=Presence.IN).update(state=Presence.OUT)


def _columns(known: dict[str, Any], document: str) -> tuple[str, str, str, date | None, int, str]:
    share, missing = completeness_of(known)
    readings = custody.keys_of(known["name"]).full
    text = custody.search_text([known["name"], *known["former_names"]], document=document, numbers=[known["number"]])
    pinyin = readings[0] if readings else known["name"]
    return text, pinyin, known["sentence_kind"] or "", known["ends_now"], share, json.dumps(missing)
