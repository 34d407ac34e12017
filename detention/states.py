"""Detention centres: detainees, stages and their clocks, the seven shared items."""

ACTS: dict[str, str] = {}
