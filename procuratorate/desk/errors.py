"""Error pages in plain Chinese: what happened, that nothing is lost, what to do next, and a reference number."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from procuratorate.lib.errors import Conflict, Unacceptable

TITLES = {  # of the API, where no page says more
    400: "请求不合格式。请核对地址和请求头后重新提交。",
    404: "没有这个地址。请照接口文档核对。",
    500: "程序出错，已记录，这一次没有办成。请报查询编号联系管理员。",
}


def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    """409: someone changed this first; the differences, if the service knows them."""
    told = {"title": error.title, "message": error.message, "rows": error.rows}
    return page(request, 409, message=error.message, conflict=told)


def unacceptable(request: HttpRequest, error: Unacceptable) -> HttpResponse:
    """422: input that no form caught. A page does not say a sentence twice; a machine wants each field named."""
    more = {name: text for name, text in error.fields.items() if wants_json(request) or text not in error.message}
    return page(request, 422, message=error.message, fields=more)


def page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    reference = getattr(request, "reference", "")
    if wants_json(request):
        title = str(context.get("message", "")) or TITLES.get(status, "这一次没有办成。请稍候再试。")
        told = {"type": "about:blank", "status": status, "title": title, "reference": reference}
        return JsonResponse(
            {**told, "fields": context.get("fields", {})},
            status=status,
            content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )
    return render(request, f"errors/{status}.html", {"reference": reference, **context}, status=status)


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403, message=str(exception))


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403, expired=True, message="这一页打开太久，或者您已在别处重新登录。这一次没有办理。")
