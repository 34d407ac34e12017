"""The law run over the past: archive, models, runs, hits, clues."""

ACTS: dict[str, str] = {}
