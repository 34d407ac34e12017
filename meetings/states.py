"""Joint meetings: agenda, attendance, agreed items, minutes, follow-ups."""

ACTS: dict[str, str] = {}
