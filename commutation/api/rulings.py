"""Rulings and decisions: the list, one, and rows as the court or bureau sent them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commutation.api.records import BOTH
from commutation.checks import as_json
from commutation.filters import RulingFilter
from commutation.models import Ruling
from commutation.permissions.courts import may_register
from commutation.serializers import RulingResultsSerializer, RulingRowsSerializer, RulingSerializer
from commutation.services.rulings import Imported, take_rulings
from procuratorate.lib.errors import demand
from procuratorate.organs.interface import KEY, ListDoor, RecordDoor, actor_of, once

TAGS = ["裁定"]


class Rulings(ListDoor):
    roles, act = BOTH, "commutation.api_rulings"
    queryset = Ruling.objects.select_related("organ")
    serializer_class = RulingSerializer
    filterset_class = RulingFilter

    @extend_schema(
        operation_id="rulings_list", tags=TAGS, summary="裁定、决定列表", responses=RulingSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(request)

    @extend_schema(
        operation_id="rulings_register", tags=TAGS, summary="登记裁定、决定各行", parameters=[KEY],
        request=RulingRowsSerializer, responses=RulingResultsSerializer,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        actor, body = actor_of(request), RulingRowsSerializer(data=request.data)
        demand(may_register(actor), act="commutation.import_rulings")
        body.is_valid(raise_exception=True)

        def act() -> dict[str, Any]:
            at = request._request.at  # type: ignore[attr-defined]
            return _told(take_rulings(rows=body.validated_data["rows"], actor=actor, at=at))

        return once(request, act)


class OneRuling(RecordDoor):
    roles, act = BOTH, "commutation.api_ruling"
    queryset = Ruling.objects.select_related("organ")
    serializer_class = RulingSerializer

    @extend_schema(operation_id="rulings_read", tags=TAGS, summary="一份裁定、决定")
    def get(self, request: Request, pk: int) -> Response:
        return self.record(request)


def _told(made: Imported) -> dict[str, Any]:
    counts = {what: made.count(what) for what in ("registered", "matched", "known", "refused")}
    rows = [
        {
            "number": line.row.number,
            "status": line.status,
            "ruling": line.ruling.pk if line.ruling else None,
            "problems": [as_json(problem) for problem in line.row.problems],
        }
        for line in made.lines
    ]
    return {**counts, "rows": rows}
