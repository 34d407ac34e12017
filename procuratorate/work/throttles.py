"""So many requests a minute for each name. Redis counts; while it is away nobody is kept out."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from procuratorate.work import hints

MINUTE = 60


def asked(name: str) -> int:
    """How often this was asked in this minute of the clock, this time included; 0 while Redis is away."""
    return hints.count(f"rate:{name}:{int(time.time()) // MINUTE}", seconds=MINUTE)


def seconds_left() -> int:
    """Until the next minute of the clock begins: 1 to 60."""
    return MINUTE - int(time.time()) % MINUTE


class PerToken(BaseThrottle):
    """`settings.API_RATE` requests in each minute of the clock; 429 says in how many seconds the next begins."""

    def allow_request(self, request: Any, view: Any) -> bool:
        token = getattr(request._request, "token", None)
        return token is None or asked(str(token.pk)) <= settings.API_RATE

    def wait(self) -> float:
        return seconds_left()
