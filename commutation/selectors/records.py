"""The record of a sitting in its canonical form: what its SM3 is taken of when it is signed, and checked against."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commutation.models import Attendance, Deliberation, Sitting
from commutation.states.levels import SittingState
from procuratorate.lib.digest import sm3_of
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as

_KEPT = ("organ_id", "level", "form", "ordinal", "held_on", "began_at", "ended_at", "place", "papers_on", "words")
_SEAT = ("name", "post", "duty", "is_medical", "present", "absence", "signed")
_SAID = (
    "filing_id",
    "outcome",
    "before",
    "after",
    "article",
    "reason",
    "words",
    "votes_for",
    "votes_against",
    "abstained",
)


def record_of(sitting: Sitting, roster: Iterable[Attendance], rows: Iterable[Deliberation]) -> dict[str, Any]:
    """The whole record as plain values, in an order of its own."""
    return {
        **{name: getattr(sitting, name) for name in _KEPT},
        "roster": [{name: getattr(one, name) for name in _SEAT} for one in sorted(roster, key=lambda one: one.pk)],
        "said": [_line(row) for row in sorted(rows, key=lambda row: row.filing_id)],
    }


def _line(row: Deliberation) -> dict[str, Any]:
    voices = sorted(row.voices.all(), key=lambda voice: voice.attendance_id)
    return {
        **{name: getattr(row, name) for name in _SAID},
        **(
            {"changes": row.changes} if row.changes else {}
        ),  # records signed before there was such a thing keep their SM3
        "voices": [[voice.attendance_id, voice.stance, voice.words] for voice in voices],
    }


def is_whole(sitting: Sitting) -> bool:
    """Whether a signed record is still what was signed. Asked as a service: a reader may be recused from some."""
    if sitting.state != SittingState.CLOSED:
        return True
    with acting_as(service_actor("records")):
        rows = list(sitting.deliberations.prefetch_related("voices"))
        return sm3_of(record_of(sitting, sitting.attendances.all(), rows)) == sitting.content_hash


def spoken_of(sitting: Sitting) -> int:
    """How many people a sitting spoke of, whoever asks."""
    with acting_as(service_actor("records")):
        return sitting.deliberations.count()
