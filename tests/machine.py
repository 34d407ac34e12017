"""A system of an organ: a client with a token of an officer's post."""

from __future__ import annotations

import secrets
from datetime import date
from itertools import count
from typing import Any

from django.test import Client

from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, Token
from procuratorate.organs.reach import acting_as
from procuratorate.organs.tokens import digest
from tests.cast import Cast

_keys = count(1)


class Machine:
    """`Machine(cast, "tang")` reads and writes in tang's post; `scopes="read"` reads alone."""

    def __init__(self, cast: Cast, who: str, scopes: str = "read write") -> None:
        self.secret = secrets.token_urlsafe(16)
        with acting_as(BUILDER):
            post = Assignment.objects.get(officer=cast.officers[who])
            self.token = Token.objects.create(
                assignment=post, name="对接", scopes=scopes, digest=digest(self.secret),
                since=date(2020, 1, 1), until=date(2099, 1, 1),
            )  # fmt: skip
        self.client = Client(headers={"Authorization": f"Token {self.secret}"})

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query)

    def post(self, path: str, body: Any, *, key: str = "") -> Any:
        """With a key of its own, or the one given."""
        headers = {"Idempotency-Key": key or f"request-{next(_keys):06d}"}
        return self.client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)
