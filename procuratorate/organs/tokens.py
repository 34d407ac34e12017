"""API login: a token acts in one post, so the same gate judges it. Only the token's hash is stored."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS

from procuratorate.lib.clock import day_of, now
from procuratorate.organs.models import Assignment, Token
from procuratorate.organs.states import Scope


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find_token(request: HttpRequest) -> Token | None:
    """The valid token of `Authorization: Token …`, or None. Read before the door opens, in the app's own role."""
    words = get_authorization_header(request).split()  # type: ignore[arg-type]
    if len(words) != 2 or words[0].lower() != b"token":
        return None
    on = day_of(now())
    posts = Assignment.objects.on(on).filter(officer__is_active=True)
    rows = Token.objects.on(on).filter(digest=digest(words[1].decode("latin-1")), assignment__in=posts)
    return rows.select_related("assignment__officer", "assignment__organ__house", "assignment__acting_for").first()


def _note_use(token: Token, at: datetime) -> None:
    """At most once an hour, so that an administrator sees which tokens are alive."""
    if token.last_used_at is None or token.last_used_at < at - timedelta(hours=1):
        Token.objects.filter(pk=token.pk).update(last_used_at=at)


class OrganTokenAuthentication(BaseAuthentication):
    """The door has already found the token; here DRF learns of it."""

    def authenticate(self, request: Any) -> tuple[Any, Any] | None:
        token: Token | None = getattr(request._request, "token", None)
        if token is None:
            if get_authorization_header(request):
                raise AuthenticationFailed("令牌无效或已过期，请向本单位管理员申领。")
            return None
        if request.method not in SAFE_METHODS and Scope.WRITE not in token.scopes:
            raise PermissionDenied("这个令牌只能读取。需要写入的，请向本单位管理员另行申领。")
        _note_use(token, request._request.at)
        return token.assignment.officer, token

    def authenticate_header(self, request: Any) -> str:
        return "Token"
