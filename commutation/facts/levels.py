"""What the levels said of a filing, as far as procedure asks: days, rosters, changes, minutes alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from commutation.facts.sources import Sources
from commutation.models import Attendance, Deliberation, Filing
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
        **_committee(last.get(Level.COMMITTEE), sources),
        "changed_between_levels": changed,
        "change_reasoned": True if changed else None,  # no change is recorded without article and reason
        "levels_same_minute": _alike([f"{row.sitting.closed_at:%Y%m%d%H%M}" for row in last.values()]),
        "levels_same_words": _alike([row.words.strip() for row in last.values() if row.words.strip()]),
        "bureau_reviewed": True if BUREAU & set(last) else None,
    }


def _day(row: Deliberation | None) -> date | None:
    return row.sitting.held_on if row else None


def _alike(told: list[str]) -> bool:
    return len(set(told)) < len(told)


def _committee(row: Deliberation | None, sources: Sources) -> dict[str, Any]:
    if row is None:
        return {}
    seats: list[Attendance] = sources.attendances[row.sitting_id]
    voices = sources.voices[row.pk]
    dissent = [one for one in voices if one.stance == Stance.AGAINST]
    return {
        "committee_members": sum(seat.duty in VOTING for seat in seats),
        "recused_present": sum(one.stance == Stance.RECUSED and one.attendance.present for one in voices),
        "dissent_recorded": all(one.words for one in dissent) and all(seat.signed for seat in seats if seat.present),
    }
