"""API login: a token acts in one post, so the same gate judges it. Only the token's hash is stored."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from procuratorate.lib.clock import day_of, now
from procuratorate.organs.models import Token


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find_token(request: HttpRequest) -> Token | None:
    """The valid token of `Authorization: Token …`, or None. Read before the door opens, in the app's own role."""
    words = get_authorization_header(request).split()  # type: ignore[arg-type]
    if len(words) != 2 or words[0].lower() != b"token":
        return None
    rows = Token.objects.on(day_of(now())).filter(digest=digest(words[1].decode("latin-1")))
    return rows.select_related("assignment__officer", "assignment__organ__house", "assignment__acting_for").first()


class OrganTokenAuthentication(BaseAuthentication):
    """The door has already found the token; here DRF learns of it."""

    def authenticate(self, request: Any) -> tuple[Any, Any] | None:
        token: Token | None = getattr(request._request, "token", None)
        if token is None:
            if get_authorization_header(request):
                raise AuthenticationFailed("令牌无效或已过期，请向本单位管理员申领。")
            return None
        return token.assignment.officer, token

    def authenticate_header(self, request: Any) -> str:
        return "Token"
