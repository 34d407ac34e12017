"""Officers at their browsers: a session each, a connection kept open."""

from __future__ import annotations

from http.client import HTTPConnection, RemoteDisconnected

from django.conf import settings
from django.test import Client

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from tests.cast import sign_in


def client_of(who: Officer) -> Client:
    """A signed-in client in this process. Noting the last login needs a side: the login page is inside the door."""
    with acting_as(BUILDER):
        return sign_in(who)


def session_of(who: Officer) -> str:
    """The key of a new session."""
    return str(client_of(who).cookies[settings.SESSION_COOKIE_NAME].value)


class Caller:
    """One browser at the running server."""

    def __init__(self, address: str, who: Officer) -> None:
        self.link = HTTPConnection(address, timeout=60)
        self.headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session_of(who)}"}

    def get(self, path: str) -> bytes:
        try:
            self.link.request("GET", path, headers=self.headers)
            answer = self.link.getresponse()
        except RemoteDisconnected:  # idle for five seconds: a browser connects again, and so do we
            self.link.close()
            return self.get(path)
        body = answer.read()
        assert answer.status == 200, (path, answer.status, body[:300])
        return body
