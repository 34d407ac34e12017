"""A browser without a screen: cookies, the form token, one-time codes. For many requests at once."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any

from tests.running.accounts import PASSWORD, code_of
from tests.running.product import Product

BOUNDARY = "a-boundary-that-no-sheet-contains"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Unknown(Exception):
    """No answer came: what was asked for may have happened or not."""


@dataclass(frozen=True)
class Answer:
    """A response: status, body, and the address in the end."""

    status: int
    body: str
    url: str

    @property
    def path(self) -> str:
        return urllib.parse.urlsplit(self.url).path

    def found(self, pattern: str) -> str:
        """The first group of a pattern in the body."""
        match = re.search(pattern, self.body, re.DOTALL)
        assert match, f"{pattern} not on {self.url} ({self.status}):\n{self.body[:3000]}"
        return match.group(1)


class Client:
    """One officer's session; not to be shared between threads."""

    def __init__(self, product: Product, number: str = "") -> None:
        self.product, self.number = product, number
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.jar)
        )
        if number:
            self.sign_in()

    def sign_in(self) -> None:
        """Pass the login page."""
        given = {"username": self.number, "password": PASSWORD, "otp_token": code_of(self.product.ledger, self.number)}
        answer = self.post("/login/", given, page="/login/")
        assert answer.path != "/login/", answer.body[-3000:]

    def twin(self) -> "Client":
        """The same session for another thread."""
        other = Client(self.product)
        for cookie in self.jar:
            other.jar.set_cookie(cookie)
        return other

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.product.address + path))

    def post(
        self, path: str, fields: dict[str, Any], *, page: str, files: dict[str, tuple[str, bytes]] | None = None
    ) -> Answer:
        """Send the form that stands on `page`."""
        token = self.get(page).found(TOKEN.pattern)
        fields = {"csrfmiddlewaretoken": token} | fields
        data, kind = _multipart(fields, files) if files else (_encoded(fields), "application/x-www-form-urlencoded")
        headers = {"Content-Type": kind, "Referer": self.product.address + page}
        return self._ask(urllib.request.Request(self.product.address + path, data, headers))

    def download(self, path: str) -> bytes:
        """A file, as it is."""
        with self.opener.open(self.product.address + path, timeout=30) as answer:
            return bytes(answer.read())

    def api(self, path: str, body: Any, *, token: str, key: str) -> Answer:
        """Send JSON with an idempotency key."""
        headers = {"Content-Type": "application/json", "Authorization": f"Token {token}", "Idempotency-Key": key}
        return self._ask(urllib.request.Request(self.product.address + path, json.dumps(body).encode(), headers))

    def cookies(self) -> list[dict[str, str]]:
        """The session for a browser."""
        return [{"name": c.name, "value": c.value or "", "url": self.product.address} for c in self.jar]

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode(errors="replace"), answer.url)
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, refusal.read().decode(errors="replace"), refusal.url or "")
        except (OSError, HTTPException) as error:
            raise Unknown(repr(error)) from error


def _encoded(fields: dict[str, Any]) -> bytes:
    return urllib.parse.urlencode(fields, doseq=True).encode()


def _multipart(fields: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    parts = [_part(f'name="{name}"', str(value).encode()) for name, value in fields.items()]
    parts += [_part(f'name="{name}"; filename="{title}"', data) for name, (title, data) in files.items()]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


def _part(words: str, data: bytes) -> bytes:
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {words}\r\n\r\n".encode() + data + b"\r\n"
