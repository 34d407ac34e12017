"""What arrived and what was sent, for the organ's own systems.

A program that fetches the content has not opened it in the sense of the receipt: "opened" is an officer's. Registering
is the act of the post the token stands for, asked for explicitly.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from procuratorate.dispatch import services
from procuratorate.dispatch.filters import DispatchFilter
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.permissions import READERS
from procuratorate.dispatch.serializers import (
    AcknowledgedSerializer,
    DispatchSerializer,
    NoteSerializer,
    WholeDispatchSerializer,
)
from procuratorate.organs.interface import KEY, ListDoor, RecordDoor, actor_of, once

TAGS = ["往来件"]


class Dispatches(ListDoor):
    roles, act, named = READERS, "dispatch.api_list", False
    queryset = Dispatch.objects.listed().order_by("pk")
    serializer_class = DispatchSerializer
    filterset_class = DispatchFilter

    @extend_schema(
        operation_id="dispatches_list",
        tags=TAGS,
        summary="往来件列表，先到的在前",
        responses=DispatchSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(request)


class OneDispatch(RecordDoor):
    roles, act = READERS, "dispatch.api_fetch"
    queryset = Dispatch.objects.select_related("sender", "recipient")
    serializer_class = WholeDispatchSerializer

    @extend_schema(operation_id="dispatches_fetch", tags=TAGS, summary="取回一件的内容")
    def get(self, request: Request, pk: int) -> Response:
        return self.record(request)


class Acknowledgement(RecordDoor):
    roles, act = READERS, "dispatch.acknowledge"
    queryset = Dispatch.objects.listed()
    serializer_class = NoteSerializer

    @extend_schema(
        operation_id="dispatches_acknowledge",
        tags=TAGS,
        summary="登记收到",
        parameters=[KEY],
        request=NoteSerializer,
        responses=AcknowledgedSerializer,
    )
    def post(self, request: Request, pk: int) -> Response:
        dispatch, body = self.get_object(), self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)

        def act() -> dict[str, Any]:
            at, note = request._request.at, body.validated_data["note"]  # type: ignore[attr-defined]
            done = services.acknowledge(dispatch=dispatch, actor=actor_of(request), note=note, at=at)
            told = {"id": dispatch.pk, "acknowledged_at": dispatch.acknowledged_at, "done": done}
            return dict(AcknowledgedSerializer(told).data)

        return once(request, act)
