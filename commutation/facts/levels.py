"""What the levels said of a filing, as far as procedure asks: days, rosters, changes, minutes alike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from commutation.facts.sources import Sources
from commutation.models import Attendance, Deliberation, Filing
from commutation.states import Route
from commutation.states.levels import VOTING, Level, Outcome, Stance

UNTOLD = ("changed_between_levels", "levels_same_minute", "levels_same_words")  # without records nobody can say
BUREAU = frozenset({Level.BUREAU_COMMITTEE, Level.BUREAU_HEADS})


def level_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    """Nothing recorded: nothing known. The day of a level is that of its last signed record."""
    rows: list[Deliberation] = sources.deliberations[filing.pk]
    if not rows:
        return dict.fromkeys(UNTOLD)
    last = {row.sitting.level: row for row in rows}
    changed = any(row.outcome == Outcome.CHANGED for row in rows)
    return {
        "ward_on": _day(last.get(Level.WARD)),
        "section_on": _day(last.get(Level.SECTION)),
        "committee_on": _day(last.get(Level.COMMITTEE)),
        "wardens_on": _day(last.get(Level.WARDENS)),
        **_committee(last.get(Level.COMMITTEE), filing, sources),
        "changed_between_levels": changed,
        "change_reasoned": True if changed else None,  # no change is recorded without article and reason
        "levels_same_minute": _alike([f"{row.sitting.closed_at:%Y%m%d%H%M}" for row in last.values()]),
        "levels_same_words": _alike([row.words.strip() for row in last.values() if row.words.strip()]),
        "bureau_reviewed": _bureau(filing, last.keys()),
    }


def _day(row: Deliberation | None) -> date | None:
    return row.sitting.held_on if row else None


def _alike(told: list[str]) -> bool:
    return len(set(told)) < len(told)


def _bureau(filing: Filing, levels: Collection[str]) -> bool | None:
    """A filing that goes straight to the court passes no bureau; on its way through it, only a record tells."""
    if BUREAU & set(levels):
        return True
    return False if filing.route == Route.INTERMEDIATE else None


def _committee(row: Deliberation | None, filing: Filing, sources: Sources) -> dict[str, Any]:
    if row is None:
        return {}
    seats: list[Attendance] = sources.attendances[row.sitting_id]
    voices = sources.voices[row.pk]
    apart = {one.attendance_id for one in voices if one.stance == Stance.RECUSED}
    voted = [seat for seat in seats if seat.present and seat.duty in VOTING and seat.pk not in apart]
    dissent = [one for one in voices if one.stance == Stance.AGAINST]
    return {
        "committee_members": sum(seat.duty in VOTING for seat in seats),
        "recused_present": sum((seat.officer_id, filing.person_id) in sources.recusals for seat in voted),
        "dissent_recorded": all(one.words for one in dissent) and all(seat.signed for seat in seats if seat.present),
    }
