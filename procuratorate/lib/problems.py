"""Errors of the API as RFC 9457 problem details, in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from rest_framework.exceptions import APIException, Throttled, ValidationError
from rest_framework.response import Response
from rest_framework.views import set_rollback

from procuratorate.lib.errors import Conflict, Unacceptable


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. Unknown errors stay unknown: they become the 500 page with a reference number."""
    status, told = _told(error)
    if not status:
        return None
    set_rollback()
    transaction.set_rollback(True)
    request = context["request"]._request
    request.escaped = error  # the door audits refusals and rolls back
    body = {"type": "about:blank", "status": status, **told, "reference": getattr(request, "reference", "")}
    response = Response(body, status=status, content_type="application/problem+json")
    if isinstance(error, Throttled):
        response.headers["Retry-After"] = str(int(getattr(error, "wait", None) or 0) + 1)
    return response


TOO_MANY = "这一分钟的请求过多，请稍候再试。须长期大量取数的，请联系管理员。"
WRONG_INPUT = "提交的内容有误，请按各栏说明改正后重新提交。"
TELLERS: tuple[tuple[type[Exception], Callable[[Any], tuple[int, dict[str, Any]]]], ...] = (
    (Http404, lambda _: (404, {"title": "没有这条记录，或不在您的权限范围内。"})),
    (Unacceptable, lambda error: (422, {"title": error.message, "fields": error.fields})),
    (Conflict, lambda error: (409, {"title": error.message, "differences": error.rows})),
    (PermissionDenied, lambda error: (403, {"title": str(error) or "您现在的岗位不能办理这项操作。"})),
    (ValidationError, lambda error: (422, {"title": WRONG_INPUT, "fields": error.detail})),
    (Throttled, lambda _: (429, {"title": TOO_MANY})),
    (APIException, lambda error: (error.status_code, {"title": str(error.detail)})),
)


def _told(error: Exception) -> tuple[int, dict[str, Any]]:
    return next((tell(error) for kind, tell in TELLERS if isinstance(error, kind)), (0, {}))
