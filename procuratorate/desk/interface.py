"""The description of the API: for programs by token, for people by a page that needs nothing from outside."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from procuratorate.organs.gate import for_signed_in
from procuratorate.organs.states import EVERYONE


@cache
def described() -> dict[str, Any]:
    """The whole API in OpenAPI 3.1; the same for everybody, and of nobody's data."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    told: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return told


@require_safe
@for_signed_in
def page(request: HttpRequest) -> HttpResponse:
    """Read it, and try it with a token."""
    return render(request, "desk/interface.html")


@require_safe
@for_signed_in
def schema(request: HttpRequest) -> JsonResponse:
    """What the page draws; also to be saved and handed to whoever writes the other system."""
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@extend_schema(exclude=True)
@api_view(["GET"])
def api_schema(request: Request) -> Response:
    """The same for a program with a token."""
    return Response(described())


api_schema.roles = EVERYONE  # type: ignore[attr-defined]
