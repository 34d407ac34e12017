"""Initial passwords and tokens: made here, shown once, never stored as they are."""

from __future__ import annotations

import secrets

CLEAR = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"  # no 0 O, 1 l I: read from a slip, typed by hand


def initial_password() -> str:
    """Four groups of four: 93 bits, legible."""
    return "-".join("".join(secrets.choice(CLEAR) for _ in range(4)) for _ in range(4))


def token_secret() -> str:
    """The secret of an API token."""
    return secrets.token_urlsafe(32)
