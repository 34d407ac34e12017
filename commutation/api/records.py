"""Batches and proposals: lists and records, and the batch a prison's system opens."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commutation.filters import BatchFilter, FilingFilter
from commutation.models import Batch, Filing
from commutation.permissions import may_plan
from commutation.permissions.batches import READERS, STAFF
from commutation.serializers import BatchSerializer, FilingSerializer, NewBatchSerializer, WholeFilingSerializer
from commutation.services.batches import create_batch
from procuratorate.lib.errors import demand
from procuratorate.organs.interface import KEY, ListDoor, RecordDoor, actor_of, once

BATCHES, FILINGS = ["批次"], ["提请"]
BOTH = READERS | STAFF


class Batches(ListDoor):
    roles, act, named = BOTH, "commutation.api_batches", False
    queryset = Batch.objects.with_people()
    serializer_class = BatchSerializer
    filterset_class = BatchFilter

    @extend_schema(
        operation_id="batches_list", tags=BATCHES, summary="批次列表，近的在前", responses=BatchSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(request)

    @extend_schema(
        operation_id="batches_create", tags=BATCHES, summary="建立批次", parameters=[KEY],
        request=NewBatchSerializer, responses=BatchSerializer,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        actor, body = actor_of(request), NewBatchSerializer(data=request.data)
        demand(may_plan(actor), act="commutation.create_batch")
        body.is_valid(raise_exception=True)

        def act() -> dict[str, Any]:
            at = request._request.at  # type: ignore[attr-defined]
            made = create_batch(actor=actor, at=at, **body.validated_data)
            return dict(BatchSerializer(self.visible(actor).get(pk=made.pk)).data)

        return once(request, act)


class OneBatch(RecordDoor):
    roles, act = BOTH, "commutation.read_batch"
    queryset = Batch.objects.with_people()
    serializer_class = BatchSerializer

    @extend_schema(operation_id="batches_read", tags=BATCHES, summary="一个批次")
    def get(self, request: Request, pk: int) -> Response:
        return self.record(request)


class Filings(ListDoor):
    roles, act = BOTH, "commutation.api_filings"
    queryset = Filing.objects.select_related("prison", "ward").defer("facts").order_by("pk")
    serializer_class = FilingSerializer
    filterset_class = FilingFilter

    @extend_schema(operation_id="filings_list", tags=FILINGS, summary="提请列表", responses=FilingSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.page(request)


class OneFiling(RecordDoor):
    roles, act = BOTH, "commutation.api_filing"
    queryset = Filing.objects.select_related("prison", "ward")
    serializer_class = WholeFilingSerializer

    @extend_schema(operation_id="filings_read", tags=FILINGS, summary="一件提请，附报请事实")
    def get(self, request: Request, pk: int) -> Response:
        return self.record(request)
