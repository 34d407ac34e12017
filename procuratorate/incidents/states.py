"""Restraint, confinement, injury, death, escape and other events in any place of custody."""

ACTS: dict[str, str] = {}
