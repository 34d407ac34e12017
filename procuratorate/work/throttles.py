"""So many requests a minute for each token. Redis counts; while it is away nobody is kept out."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from procuratorate.work import hints

MINUTE = 60


class PerToken(BaseThrottle):
    """`settings.API_RATE` requests in each minute of the clock; 429 says in how many seconds the next begins."""

    def allow_request(self, request: Any, view: Any) -> bool:
        token = getattr(request._request, "token", None)
        if token is None:
            return True
        name = f"rate:{token.pk}:{int(time.time()) // MINUTE}"
        return hints.count(name, seconds=MINUTE) <= settings.API_RATE

    def wait(self) -> float:
        return MINUTE - time.time() % MINUTE
