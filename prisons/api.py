"""The interface for the prison's own systems: the same list, the same filters, the same way in as a roster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from prisons.filters import InmateFilter
from prisons.models import Departure, Inmate
from prisons.permissions import CLERKS, READERS, may_receive
from prisons.selectors import inmate_facts, unsealed
from prisons.services import departing, roster
from procuratorate.audit.services import record_list_read
from procuratorate.custody.states import Ended
from procuratorate.lib.errors import demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import must_be
from procuratorate.organs.interface import KEY
from procuratorate.organs.models import Organ
from procuratorate.organs.services.answers import answer_once
from procuratorate.organs.states import Kind, Role

TAGS = ["罪犯"]
PAGE, MOST = 50, 1000  # inmates on a page, rows in one request


class RowsIn(serializers.Serializer[Any]):
    """Rows keyed by the columns of the roster's template."""

    rows = serializers.ListField(
        child=serializers.DictField(child=serializers.JSONField(allow_null=True)), allow_empty=False, max_length=MOST
    )


class DepartureIn(serializers.Serializer[Any]):
    """A leaving; a transfer names the receiving prison by its code."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in departing.KINDS])
    left_on = serializers.DateField()
    paper = serializers.CharField(required=False, allow_blank=True, max_length=120)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200)
    where_to = serializers.CharField(required=False, allow_blank=True, max_length=120)
    receiver = serializers.SlugRelatedField(
        slug_field="code", queryset=Organ.objects.filter(kind=Kind.PRISON, until=None), required=False, allow_null=True
    )
    known = serializers.BooleanField(default=False, help_text="已看过未办结的事项")


class ReceiptIn(serializers.Serializer[Any]):
    """Where a transferred person is placed: the ward by its code."""

    received_on = serializers.DateField()
    ward = serializers.SlugRelatedField(slug_field="code", queryset=Organ.objects.filter(until=None))
    number = serializers.RegexField(r"\d{10}", max_length=10, help_text="10位数字")


class InmatesApi(APIView):
    """`GET` lists inmates within reach; `POST` records rows of one prison, each with its own result."""

    roles = READERS

    @extend_schema(
        operation_id="inmates_list",
        tags=TAGS,
        summary="罪犯列表，附档案各栏",
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
        results = [unsealed(facts[pk]) for pk in page.object_list if pk in facts]
        return Response({"count": page.paginator.count, "pages": page.paginator.num_pages, "results": results})

    @extend_schema(
        operation_id="inmates_record",
        tags=TAGS,
        summary="报送花名册各行",
        parameters=[KEY],
        request=RowsIn,
        responses=OpenApiTypes.OBJECT,
    )
    def post(self, request: Request) -> Response:
        actor = _actor(request, CLERKS)  # before the rows are read: a stranger learns nothing of their shape
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
        return _actor(request, READERS)


class DepartureApi(APIView):
    """`POST` registers that an inmate leaves; the answer names the notice sent to the receiving prison."""

    roles = CLERKS

    @extend_schema(
        operation_id="inmates_leave", tags=TAGS, summary="登记离监", parameters=[KEY],
        request=DepartureIn, responses=OpenApiTypes.OBJECT,
    )  # fmt: skip
    def post(self, request: Request, pk: int) -> Response:
        actor = _actor(request, CLERKS)
        rows: Any = Inmate.objects.visible_to(actor)
        found: Inmate = get_object_or_404(rows.select_related("person", "custody", "prison"), pk=pk)
        body = DepartureIn(data=request.data)
        body.is_valid(raise_exception=True)
        told = departing.Leaving(**{**body.validated_data, "kind": Ended(body.validated_data["kind"])})

        def act() -> dict[str, Any]:
            made = departing.register_departure(
                inmate=found, told=told, version=found.person.version, actor=actor, at=_http(request).at
            )
            return {"departure": made.pk, "state": made.state, "notice": made.dispatch.number if made.dispatch else ""}

        return _once(request, actor, act)


class ReceiptApi(APIView):
    """`POST` confirms that a transferred inmate has arrived; the answer is the inmate's id here."""

    roles = CLERKS

    @extend_schema(
        operation_id="transfers_receive", tags=TAGS, summary="接收调入罪犯", parameters=[KEY],
        request=ReceiptIn, responses=OpenApiTypes.OBJECT,
    )  # fmt: skip
    def post(self, request: Request, pk: int) -> Response:
        actor = _actor(request, CLERKS)
        rows = Departure.objects.visible_to(actor).filter(kind=Ended.TRANSFERRED)
        found: Departure = get_object_or_404(rows.select_related("prison", "dispatch"), pk=pk)
        refusal = may_receive(actor, found)
        if refusal and refusal.code != "state":  # asked again after it was done, the answer is the first one
            demand(refusal, act="prisons.receive_transfer", target=found)
        body = ReceiptIn(data=request.data)
        body.is_valid(raise_exception=True)

        def act() -> dict[str, Any]:
            arrived = departing.receive_transfer(
                departure=found, actor=actor, at=_http(request).at, **body.validated_data
            )
            return {"inmate": arrived.pk, "number": arrived.number}

        return _once(request, actor, act)


def _http(request: Request) -> Any:
    return request._request


def _actor(request: Request, roles: frozenset[Role]) -> Actor:
    actor: Actor = _http(request).actor
    demand(must_be(actor, roles, act="这一接口"), act="prisons.api")
    return actor


def _once(request: Request, actor: Actor, act: Callable[[], dict[str, Any]]) -> Response:
    key = request.headers.get("Idempotency-Key", "").strip()
    return Response(answer_once(actor=actor, key=key, request=[_http(request).path, request.data], act=act))
