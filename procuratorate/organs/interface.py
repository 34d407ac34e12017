"""What every door of the API shares: who calls, lists in pages, an act done once for its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django_filters.rest_framework.backends import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter
from rest_framework.generics import GenericAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from procuratorate.audit.services import record_list_read, record_read
from procuratorate.lib.errors import demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import must_be
from procuratorate.organs.services.answers import answer_once
from procuratorate.organs.states import Role

KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="8至80个字符。同一请求重发时用同一个键，只办一次，答复相同；同一个键用于另一请求的，答409。",
)


class Pages(PageNumberPagination):
    """`?page=` from 1, `?size=` up to 200. The answer tells how many there are in all."""

    page_query_description = "第几页，自1起"
    page_size_query_param = "size"
    page_size_query_description = "每页条数，最多200"
    max_page_size = 200

    def get_paginated_response(self, data: Any) -> Response:
        pages = self.page.paginator  # type: ignore[union-attr]  # set by paginate_queryset
        return Response({"count": pages.count, "pages": pages.num_pages, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        count = {"type": "integer"}
        properties = {
            "count": count | {"description": "共几条"},
            "pages": count | {"description": "共几页"},
            "results": schema,
        }
        return {"type": "object", "required": list(properties), "properties": properties}


class Door(GenericAPIView[Any]):
    """A resource behind the gate: `roles` may ask of the rows of `queryset` they see; `act` stands in the audit."""

    roles: ClassVar[frozenset[Role]]
    act: ClassVar[str]
    pagination_class = Pages
    filter_backends = [DjangoFilterBackend]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        demand(must_be(actor_of(request), self.roles, act="这一接口"), act=self.act)

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):  # the schema is drawn without a caller
            return super().get_queryset()
        return self.visible(actor_of(self.request))

    def visible(self, actor: Actor) -> QuerySet[Any]:
        """The rows this actor may see."""
        rows: Any = super().get_queryset()
        seen: QuerySet[Any] = rows.visible_to(actor)
        return seen


class ListDoor(Door):
    """`get` answers a page of rows; `named` lists name persons, and whoever was shown them is written down."""

    named: ClassVar[bool] = True

    def page(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        if self.named:
            kind, ids = self.get_queryset().model._meta.label_lower, [row.pk for row in rows]
            record_list_read(actor=actor_of(request), kind=kind, ids=ids, act=self.act)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class RecordDoor(Door):
    """`get` answers one record, and writes down who looked."""

    filter_backends: list[Any] = []

    def record(self, request: Request) -> Response:
        row = self.get_object()
        record_read(actor=actor_of(request), target=row, act=self.act)
        return Response(self.get_serializer(row).data)


def actor_of(request: Request) -> Actor:
    """In whose post the token acts."""
    actor: Actor = request._request.actor  # type: ignore[attr-defined]
    return actor


def once(request: Request, act: Callable[[], dict[str, Any]]) -> Response:
    """The answer of `act`, done once for the caller's key."""
    key, asked = request.headers.get("Idempotency-Key", "").strip(), [request._request.path, request.data]
    return Response(answer_once(actor=actor_of(request), key=key, request=asked, act=act))
