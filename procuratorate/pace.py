"""So many pages a minute for each officer, so many sign-ins for each address; the API counts by token.

Stands before the door: who asks too often costs a look at the session and a sum in Redis. While Redis is away nobody
is kept out.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from procuratorate.desk import errors
from procuratorate.middleware import OUTSIDE, Next, audit_refusal, who_asks
from procuratorate.work.throttles import asked, seconds_left

UNCOUNTED = (*OUTSIDE, "/api/")


def pace(get_response: Next) -> Next:
    """429 until the minute is over for whoever asks more often; the first refusal of a minute is audited."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        name, most = _counted(request)
        count = asked(name) if most else 0
        if count <= most:
            return get_response(request)
        if count == most + 1:
            audit_refusal(who_asks(request), act=f"{request.method} {request.path}"[:80], reason="too_many")
        return _come_back(request, most)

    return middleware


def _counted(request: HttpRequest) -> tuple[str, int]:
    """Under which name a request counts, and how many are let in a minute; 0 is no limit.

    Signing in counts by address whoever this browser was: an account of one's own is no way to try the others'.
    """
    if request.path.startswith(UNCOUNTED):
        return "", 0
    if request.path == settings.LOGIN_URL and request.method == "POST":
        return f"login:{request.META.get('REMOTE_ADDR')}", settings.LOGIN_RATE
    officer = request.session.get(SESSION_KEY)
    return (f"pages:{officer}", settings.PAGE_RATE) if officer else ("", 0)


def _come_back(request: HttpRequest, most: int) -> HttpResponseBase:
    wait, signing_in = seconds_left(), request.path == settings.LOGIN_URL
    told: dict[str, Any] = {"wait": wait, "most": most, "signing_in": signing_in}
    response = errors.page(request, 429, **told)
    response.headers["Retry-After"] = str(wait)
    return response
