"""The interface for the prison's own systems: the same list, the same filters, the same way in as a roster."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from prisons.filters import InmateFilter
from prisons.permissions import READERS
from prisons.selectors import inmate_facts
from prisons.services import roster
from procuratorate.audit.services import record_list_read
from procuratorate.lib.errors import Refused
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import must_be
from procuratorate.organs.services.answers import answer_once

PAGE, MOST = 50, 1000  # inmates on a page, rows in one request


class RowsIn(serializers.Serializer[Any]):
    """Rows keyed by the columns of the roster's template."""

    rows = serializers.ListField(
        child=serializers.DictField(child=serializers.JSONField(allow_null=True)), allow_empty=False, max_length=MOST
    )


class InmatesApi(APIView):
    """`GET` lists inmates within reach; `POST` records rows of one prison, each with its own result."""

    roles = READERS

    @extend_schema(
        operation_id="inmates_list",
        parameters=[
            OpenApiParameter(name, OpenApiTypes.STR)
            for name in (
                "q",
                "ward",
                "category",
                "sentence",
                "vulnerable",
                "within",
                "missing",
                "state",
                "sort",
                "page",
            )
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        actor, found = self._actor(request), self._filter(request)
        page = Paginator(found.ids, PAGE).get_page(request.query_params.get("page"))
        facts = inmate_facts(page.object_list)
        record_list_read(actor=actor, kind="prisons.inmate", ids=list(facts), act="prisons.api_list")
        results = [facts[pk] for pk in page.object_list if pk in facts]
        return Response({"count": page.paginator.count, "pages": page.paginator.num_pages, "results": results})

    @extend_schema(
        operation_id="inmates_record",
        parameters=[OpenApiParameter("Idempotency-Key", OpenApiTypes.STR, OpenApiParameter.HEADER, required=True)],
        request=RowsIn,
        responses=OpenApiTypes.OBJECT,
    )
    def post(self, request: Request) -> Response:
        actor = self._actor(request)
        key = request.headers.get("Idempotency-Key", "").strip()
        body = RowsIn(data=request.data)
        body.is_valid(raise_exception=True)
        rows = body.validated_data["rows"]
        answer = answer_once(actor=actor, key=key, request=rows, act=lambda: self._record(rows, actor, request))
        return Response(answer)

    def _record(self, items: list[dict[str, Any]], actor: Actor, request: Request) -> dict[str, Any]:
        on = request._request.on  # type: ignore[attr-defined]
        read = roster.rows_of(items)
        outcomes = {one.number: one for one in roster.write_own(rows=read, actor=actor, on=on, reason="接口")}
        results = [roster.finding(row, outcomes.get(row.number)) for row in read]
        counts = {level: sum(one["level"] == level for one in results) for level in ("accepted", "warned", "refused")}
        return {**counts, "results": results}

    def _filter(self, request: Request) -> InmateFilter:
        on = request._request.on  # type: ignore[attr-defined]
        return InmateFilter(request.query_params, actor=self._actor(request), on=on)

    def _actor(self, request: Request) -> Actor:
        actor: Actor = request._request.actor  # type: ignore[attr-defined]
        refusal = must_be(actor, READERS, act="罪犯名单接口")
        if refusal:
            raise Refused(refusal, act="prisons.api")
        return actor
